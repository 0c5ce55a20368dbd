import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type Browser, type BrowserContext, launch } from 'puppeteer-core'
import { readSettings } from '../../src/config/settings.js'
import { findChromium, fontSettings, launchEnvironment } from '../../src/print/chromium.js'

/** A real browser for the tests: the one that the service prints with, let onto this machine's own addresses only. */
export class TestBrowser {
  private constructor(
    private readonly browser: Browser,
    private readonly profile: string,
  ) {}

  static async start(): Promise<TestBrowser> {
    const chromium = findChromium(readSettings().CHROME_PATH)
    const profile = mkdtempSync(join(tmpdir(), 'throughline-test-browser-'))
    if (chromium.fonts) writeFileSync(join(profile, 'fonts.conf'), fontSettings(chromium.fonts, profile))
    const browser = await launch({
      executablePath: chromium.executable,
      userDataDir: profile,
      env: launchEnvironment(chromium, profile),
      args: [
        ...['--headless', '--disable-gpu', '--disable-dev-shm-usage', '--no-first-run', '--lang=en-GB'],
        ...['--font-render-hinting=none', '--force-color-profile=srgb', '--hide-scrollbars'],
        '--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1',
        ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
      ],
    })
    return new TestBrowser(browser, profile)
  }

  /** Cookies of its own: another person at another machine. */
  async context(): Promise<BrowserContext> {
    return this.browser.createBrowserContext()
  }

  async stop(): Promise<void> {
    await this.browser.close()
    rmSync(this.profile, { recursive: true, force: true, maxRetries: 10, retryDelay: 50 })
  }
}
