import { setTimeout as after } from 'node:timers/promises'
import { Injectable, type OnApplicationShutdown } from '@nestjs/common'
import { BrowserKeeper } from './browser-keeper.js'
import { BrowserProcess } from './browser-process.js'
import { findChromium } from './chromium.js'
import { printPage, RendererCrashed } from './page-job.js'
import { finishPdf, pdfDate } from './pdf-bytes.js'
import { PrintError, PrintFailed, PrintTimedOut } from './print-errors.js'
import { PrinterOptions } from './print-options.js'
import { Slots } from './slots.js'

/** How long an interrupted print may take to let go, and a browser to be seen dead, in milliseconds. */
const letGoMs = 2_000
const seenDeadMs = 250

export interface PrintRequest {
  /** The title of the document, which takes the place of the one in the HTML. */
  title: string
  /** The ISO instant to write as the time of making, so that the same HTML gives the same bytes. */
  dated: string
  /** What this print may take, in milliseconds; without it the printer's own limit, which grows with the HTML. */
  deadlineMs?: number
}

/**
 * Makes PDFs of HTML with one warm browser. It knows pages, not plans. The HTML must bring its styles, fonts and
 * pictures with it: its scripts do not run, and it reaches no network and no file.
 */
@Injectable()
export class Printer implements OnApplicationShutdown {
  private readonly slots: Slots
  private readonly keeper: BrowserKeeper
  private closing: Promise<void> | undefined

  constructor(private readonly options: PrinterOptions) {
    this.slots = new Slots(options.atOnce, options.waiting)
    const start = async (): Promise<BrowserProcess> => BrowserProcess.start(findChromium(options.chromePath))
    this.keeper = new BrowserKeeper(start, options.recycleAfter)
  }

  /** Process ids of the browsers that run now, for the health page and the tests. */
  get browserPids(): number[] {
    return this.keeper.pids
  }

  /**
   * Prints a page. The same HTML, title and date give the same bytes.
   *
   * @throws PrinterBusy, PrintTimedOut, BrowserMissing, PrintFailed; RangeError when `dated` is no instant
   */
  async print(html: string, request: PrintRequest): Promise<Buffer> {
    const dated = pdfDate(request.dated)
    const limitMs = request.deadlineMs ?? this.ownLimit(html)
    await this.slots.enter()
    try {
      return await finishPdf(await this.withinLimit(html, request.title, limitMs), dated)
    } finally {
      this.slots.leave()
    }
  }

  /** Stops what is printing and waits until no browser is left. A closed printer does not print again. */
  async close(): Promise<void> {
    this.closing ??= this.closeNow()
    await this.closing
  }

  async onApplicationShutdown(): Promise<void> {
    await this.close()
  }

  private async closeNow(): Promise<void> {
    this.slots.close()
    await this.keeper.close()
  }

  private ownLimit(html: string): number {
    return this.options.deadlineMs + Math.floor((html.length / 1_000_000) * this.options.moreMsPerMillion)
  }

  private async withinLimit(html: string, title: string, limitMs: number): Promise<Uint8Array> {
    const stop = new AbortController()
    const timer = setTimeout(() => stop.abort(new PrintTimedOut(limitMs)), limitMs)
    const stopped = new Promise<never>((_, reject) => {
      stop.signal.addEventListener('abort', () => reject(stop.signal.reason as Error), { once: true })
    })
    stopped.catch(() => undefined)
    try {
      return await this.twiceAtMost(html, title, stop.signal, stopped)
    } finally {
      clearTimeout(timer)
    }
  }

  /** A print whose browser died under it is tried once more: it may have been another print that brought it down. */
  private async twiceAtMost(html: string, title: string, signal: AbortSignal, stopped: Promise<never>) {
    try {
      return await this.once(html, title, signal, stopped)
    } catch (error) {
      if (!(error instanceof BrowserLost) || this.closing) throw publicly(error)
    }
    try {
      return await this.once(html, title, signal, stopped)
    } catch (error) {
      throw publicly(error)
    }
  }

  private async once(
    html: string,
    title: string,
    signal: AbortSignal,
    stopped: Promise<never>,
  ): Promise<Uint8Array> {
    const browser = await this.keeper.borrow(stopped)
    const work = printPage(browser.browser, html, title, signal)
    try {
      const lost = browser.died.then(() => {
        throw new BrowserLost('the browser ended')
      })
      return await Promise.race([work, lost, stopped])
    } catch (error) {
      // A renderer that does not let go would be at work for ever, so its browser is ended with it.
      if (signal.aborted && !(await settlesWithin(work, letGoMs))) browser.kill()
      if (signal.aborted) throw error
      if (error instanceof RendererCrashed || (await settlesWithin(browser.died, seenDeadMs))) {
        throw new BrowserLost('the browser ended or its renderer crashed', { cause: error })
      }
      throw error
    } finally {
      this.keeper.giveBack(browser)
    }
  }
}

/** Why a print may be tried again. */
class BrowserLost extends Error {}

function publicly(error: unknown): PrintError {
  return error instanceof PrintError ? error : new PrintFailed(undefined, error)
}

async function settlesWithin(work: Promise<unknown>, ms: number): Promise<boolean> {
  const timer = new AbortController()
  const settled = work.then(
    () => true,
    () => true,
  )
  const late = after(ms, false, { signal: timer.signal }).catch(() => false)
  try {
    return await Promise.race([settled, late])
  } finally {
    timer.abort()
  }
}
