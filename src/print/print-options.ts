/** The limits of the printer. Tests give others. */
export class PrinterOptions {
  /** Prints at once; each takes a renderer process of its own. */
  readonly atOnce: number = 2
  /** Prints that may wait for their turn; one more is refused. */
  readonly waiting: number = 50
  /** What one print may take, its start of the browser included, in milliseconds. */
  readonly deadlineMs: number = 60_000
  /** Added to the deadline for each million characters of HTML, in milliseconds. */
  readonly moreMsPerMillion: number = 30_000
  /** Prints after which a fresh browser takes over, so that what a browser leaks stays small. */
  readonly recycleAfter: number = 200
  /** An installed Chrome or Chromium instead of the one that set-up unpacked. */
  readonly chromePath: string | undefined = undefined

  constructor(others: Partial<PrinterOptions> = {}) {
    Object.assign(this, others)
  }
}
