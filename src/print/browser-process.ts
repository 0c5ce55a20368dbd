import { type ChildProcess, spawn } from 'node:child_process'
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Readable, Writable } from 'node:stream'
import { setTimeout as after } from 'node:timers/promises'
import type { Browser } from 'puppeteer-core'
import { atExit } from './at-exit.js'
import { type Chromium, fontSettings, launchEnvironment, launchFlags } from './chromium.js'
import { PipeTransport } from './pipe-transport.js'
import { PrintFailed } from './print-errors.js'
import { sweepProfiles, profilePrefix } from './profiles.js'

/** How long a start may take, and how long a browser may take to close by itself, in milliseconds. */
const startMs = 30_000
const closeMs = 3_000

const removal = { recursive: true, force: true, maxRetries: 10, retryDelay: 50 }

/** One running browser with its private profile folder. Whatever ends it, the folder goes with it. */
export class BrowserProcess {
  /** Prints at work in it, and prints begun in it so far. */
  users = 0
  prints = 0
  /** Settles when the process has ended, for whatever reason. */
  readonly died: Promise<void>
  private ended = false
  private closing: Promise<void> | undefined
  private readonly forget: () => void

  private constructor(
    readonly browser: Browser,
    private readonly child: ChildProcess,
    readonly profile: string,
    died: Promise<void>,
    forget: () => void,
  ) {
    this.forget = forget
    this.died = died.then(() => {
      this.ended = true
    })
  }

  /**
   * Starts a browser.
   *
   * @throws PrintFailed when it does not start, with what it said as the cause
   */
  static async start(chromium: Chromium): Promise<BrowserProcess> {
    sweepProfiles()
    const profile = makeProfile(chromium)
    const child = spawn(chromium.executable, launchFlags(profile, process.getuid?.() === 0), {
      env: launchEnvironment(chromium, profile),
      stdio: ['ignore', 'ignore', 'pipe', 'pipe', 'pipe'],
      // A process group of its own: a Ctrl-C in the terminal is the service's to answer, not the browser's.
      detached: process.platform !== 'win32',
    })
    const forget = atExit(() => {
      kill(child)
      removeForGood(profile)
    })
    const words = recentWords(child)
    const died = new Promise<void>((resolve) => {
      child.once('exit', () => resolve())
      child.on('error', () => resolve())
    })
    try {
      const browser = await connected(child, died)
      return new BrowserProcess(browser, child, profile, died, forget)
    } catch (cause) {
      kill(child)
      await died
      await rm(profile, removal).catch(() => undefined)
      forget()
      throw new PrintFailed(whyNotStarted(words()), new Error(words() || 'it said nothing', { cause }))
    }
  }

  get pid(): number | undefined {
    return this.child.pid
  }

  get dead(): boolean {
    return this.ended
  }

  /** Ends it at once; the prints at work in it fail. */
  kill(): void {
    kill(this.child)
  }

  /** Closes it, by force if it does not close by itself, and waits until the process and its folder are gone. */
  async close(): Promise<void> {
    this.closing ??= this.closeNow()
    await this.closing
  }

  private async closeNow(): Promise<void> {
    if (!this.ended) {
      void this.browser.close().catch(() => undefined)
      const timer = new AbortController()
      await Promise.race([
        this.died,
        after(closeMs, undefined, { signal: timer.signal }).catch(() => undefined),
      ])
      timer.abort()
      this.kill()
      await this.died
    }
    // A folder that will not go is left to the next sweep; it is no reason to fail a print that is done.
    await rm(this.profile, removal).catch(() => undefined)
    this.forget()
  }
}

function makeProfile(chromium: Chromium): string {
  try {
    const profile = mkdtempSync(join(tmpdir(), profilePrefix()))
    if (chromium.fonts) writeFileSync(join(profile, 'fonts.conf'), fontSettings(chromium.fonts, profile))
    return profile
  } catch (cause) {
    throw new PrintFailed(
      `The temporary folder ${tmpdir()} cannot be written; printing needs room there.`,
      cause,
    )
  }
}

async function connected(child: ChildProcess, died: Promise<void>): Promise<Browser> {
  // Loaded with the first browser: it is large, and many a service prints nothing for weeks.
  const { connect } = await import('puppeteer-core')
  const [, , , toBrowser, fromBrowser] = child.stdio
  const transport = new PipeTransport(toBrowser as Writable, fromBrowser as Readable)
  const timer = new AbortController()
  const refuse = async (when: Promise<unknown>, why: string): Promise<never> => {
    await when
    throw new Error(why)
  }
  try {
    return await Promise.race([
      // No timeout of the protocol's own: the deadline of the print is the only one.
      connect({ transport, defaultViewport: null, protocolTimeout: 0 }),
      refuse(died, 'the browser ended at once'),
      refuse(after(startMs, undefined, { signal: timer.signal }), 'the browser did not answer'),
    ])
  } finally {
    timer.abort()
  }
}

/** What the browser said last on its error stream, for the log. */
function recentWords(child: ChildProcess): () => string {
  let words = ''
  child.stderr?.on('data', (chunk: Buffer) => {
    words = (words + chunk.toString('utf8')).slice(-4000)
  })
  return () => words.trim()
}

function whyNotStarted(words: string): string {
  const library = /error while loading shared libraries: ([^:]+):/u.exec(words)?.[1]
  if (library) return `The browser for printing did not start: this machine lacks ${library}.`
  if (/no usable sandbox|namespace|SUID sandbox/iu.test(words)) {
    return (
      'The browser for printing did not start: this machine does not let it build its sandbox. Allow unprivileged ' +
      'user namespaces, or set CHROME_PATH to an installed Chrome or Chromium that brings its own sandbox.'
    )
  }
  return 'The browser for printing did not start. Try again; if it stays so, set CHROME_PATH to an installed Chrome.'
}

/** Ends the browser and its helpers, which are of its process group. */
function kill(child: ChildProcess): void {
  if (child.pid === undefined || child.exitCode !== null || child.signalCode !== null) return
  try {
    if (process.platform === 'win32') child.kill('SIGKILL')
    else process.kill(-child.pid, 'SIGKILL')
  } catch {
    // It ended in this very moment.
  }
}

/** A browser that was just killed may still write for a moment, and put its folder back: so it is looked for again. */
function removeForGood(profile: string): void {
  const nothing = new Int32Array(new SharedArrayBuffer(4))
  for (let tries = 0; tries < 10; tries += 1) {
    rmSync(profile, removal)
    Atomics.wait(nothing, 0, 0, 20)
    if (!existsSync(profile)) return
  }
}
