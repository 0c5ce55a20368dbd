import { BrowserProcess } from './browser-process.js'
import { PrintFailed } from './print-errors.js'

/** Keeps one warm browser: started when first needed, replaced when it died or has printed its share. */
export class BrowserKeeper {
  private current: Promise<BrowserProcess> | undefined
  private readonly running = new Set<BrowserProcess>()
  private closed = false

  /**
   * @param start starts a browser
   * @param recycleAfter prints after which a browser is replaced
   */
  constructor(
    private readonly start: () => Promise<BrowserProcess>,
    private readonly recycleAfter: number,
  ) {}

  /** Process ids of the browsers that run now; none before the first print. */
  get pids(): number[] {
    return [...this.running].flatMap((browser) => (browser.dead ? [] : (browser.pid ?? [])))
  }

  /**
   * Lends a browser for one print. Give it back in a `finally`.
   *
   * @param given rejects when the borrower no longer waits
   * @throws BrowserMissing, PrintFailed when none can be started
   */
  async borrow(given: Promise<never>): Promise<BrowserProcess> {
    const browser = await Promise.race([this.warm(), given])
    browser.users += 1
    browser.prints += 1
    if (browser.prints === this.recycleAfter) this.current = undefined
    return browser
  }

  /** Takes a browser back, and has it close when it has printed its share and nobody is at work in it. */
  giveBack(browser: BrowserProcess): void {
    browser.users -= 1
    if (browser.users === 0 && browser.prints >= this.recycleAfter) void browser.close()
  }

  /** Ends every browser, also one that is just starting, and waits until they are gone. */
  async close(): Promise<void> {
    this.closed = true
    await this.current?.catch(() => undefined)
    await Promise.all([...this.running].map((browser) => browser.close()))
  }

  private warm(): Promise<BrowserProcess> {
    if (this.closed) return Promise.reject(new PrintFailed('The printer has been closed.'))
    if (this.current) return this.current
    const starting: Promise<BrowserProcess> = this.start().then((browser) => this.welcome(browser, starting))
    starting.catch(() => this.forget(starting))
    this.current = starting
    return starting
  }

  private welcome(browser: BrowserProcess, starting: Promise<BrowserProcess>): BrowserProcess {
    this.running.add(browser)
    void browser.died.then(async () => {
      this.forget(starting)
      await browser.close()
      this.running.delete(browser)
    })
    return browser
  }

  private forget(starting: Promise<BrowserProcess>): void {
    if (this.current === starting) this.current = undefined
  }
}
