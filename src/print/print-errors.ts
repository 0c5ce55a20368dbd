/**
 * The ways a print can fail. The message is the sentence to show to a person; the logged truth is the `cause`.
 */
export abstract class PrintError extends Error {}

/** The browser did not make a whole PDF of the page. Nothing may be sent or kept. */
export class PrintFailed extends PrintError {
  override readonly name = 'PrintFailed'

  constructor(sentence = 'The report could not be printed. Try again.', cause?: unknown) {
    super(sentence, { cause })
  }
}

/** The print took longer than its deadline and was stopped. */
export class PrintTimedOut extends PrintError {
  override readonly name = 'PrintTimedOut'

  /** @param limitMs the deadline that passed, in milliseconds */
  constructor(readonly limitMs: number) {
    super(`The report was not printed within ${(limitMs / 1000).toLocaleString('en-GB')} seconds. Try again.`)
  }
}

/** Too many prints are waiting already. Nothing was begun. */
export class PrinterBusy extends PrintError {
  override readonly name = 'PrinterBusy'

  /** @param waiting how many prints stand in the queue */
  constructor(readonly waiting: number) {
    super(`The printer is busy: ${waiting} reports are waiting. Try again in a few minutes.`)
  }
}

/** There is no browser to print with. */
export class BrowserMissing extends PrintError {
  override readonly name = 'BrowserMissing'

  /** @param what what was looked for and not found, as a whole sentence */
  constructor(what = 'The browser for printing is missing.') {
    super(`${what} Run npm run build, or set CHROME_PATH to an installed Chrome or Chromium.`)
  }
}
