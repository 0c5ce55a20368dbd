import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals'
import { BrowserMissing, PrinterBusy, PrintFailed, PrintTimedOut } from '../../src/print/print-errors.js'
import { PrinterOptions } from '../../src/print/print-options.js'
import { Printer } from '../../src/print/printer.service.js'
import { profilesHere, until, isRunning } from './processes.js'
import { fontsOf, readPdf } from './read-pdf.js'

const request = { title: 'Quarterly report £', dated: '2013-12-31T23:59:59Z' }
const font = readFileSync(
  join(process.cwd(), 'node_modules/@fontsource/source-sans-3/files/source-sans-3-latin-400-normal.woff2'),
).toString('base64')

const report = (body: string, title = 'The title in the HTML'): string => `<!doctype html>
<html lang="en-GB"><head><meta charset="utf-8"><title>${title}</title><style>
  @font-face { font-family: 'Source Sans 3'; src: url(data:font/woff2;base64,${font}) format('woff2') }
  @page { size: A4; margin: 20mm; @bottom-center { content: counter(page) ' of ' counter(pages) } }
  body { font-family: 'Source Sans 3' }
  h2 { break-before: page }
</style></head><body>${body}</body></html>`

const plain = report(`<h1>Action plan</h1><p>First words.</p><h2>Youth violence</h2><p>A promise.</p>
  <table><caption>Leads</caption><tr><th scope="col">Lead</th></tr><tr><td>Home Office</td></tr></table>`)
const long = report(
  Array.from(
    { length: 3000 },
    (_, n) => `<h3>Part ${n}</h3><table><tr><td>${'words '.repeat(40)}</td></tr></table>`,
  ).join(''),
)

const opened: Printer[] = []
function aPrinter(others: Partial<PrinterOptions> = {}): Printer {
  const printer = new Printer(new PrinterOptions({ chromePath: process.env['CHROME_PATH'], ...others }))
  opened.push(printer)
  return printer
}

describe(Printer.name, () => {
  let printer: Printer
  beforeAll(() => {
    printer = aPrinter()
  })
  afterEach(async () => {
    await Promise.all(opened.filter((one) => one !== printer).map((one) => one.close()))
  })
  afterAll(async () => printer.close())

  describe('the same page', () => {
    it('gives the same bytes twice, also when others print at the same time', async () => {
      const other = report('<h1>Another</h1><p>Words.</p>')
      const [first, , second, third] = await Promise.all([
        printer.print(plain, request),
        printer.print(other, request),
        printer.print(plain, request),
        printer.print(plain, request),
      ])
      expect(second.equals(first)).toBe(true)
      expect(third.equals(first)).toBe(true)
    })

    it('gives the same bytes in a fresh browser, and across a recycled one', async () => {
      const before = await printer.print(plain, request)
      const fresh = aPrinter({ recycleAfter: 2 })
      const pids = new Set<number>()
      for (let n = 0; n < 5; n += 1) {
        expect((await fresh.print(plain, request)).equals(before)).toBe(true)
        fresh.browserPids.forEach((pid) => pids.add(pid))
      }
      expect(pids.size).toBe(3)
    })

    it('differs in its dates alone when it is dated otherwise', async () => {
      const one = await printer.print(plain, request)
      const two = await printer.print(plain, { ...request, dated: '2014-01-01T00:00:00.000Z' })
      const undated = (pdf: Buffer): string => pdf.toString('latin1').replaceAll(/D:\d{14}/gu, 'D:')
      expect(two.equals(one)).toBe(false)
      expect(undated(two)).toBe(undated(one))
    })
  })

  describe('the document', () => {
    it('is tagged, titled, dated, in its language, with its headings as the outline', async () => {
      const facts = await readPdf(await printer.print(plain, request))
      expect(facts).toMatchObject({
        pages: 2,
        title: 'Quarterly report £',
        language: 'en-GB',
        created: "D:20131231235959+00'00'",
        modified: "D:20131231235959+00'00'",
        marked: true,
        outline: [{ title: 'Action plan', items: [{ title: 'Youth violence', items: [] }] }],
      })
      expect(facts.roles).toEqual(expect.arrayContaining(['H1', 'H2', 'P', 'Table', 'Caption', 'TH', 'TD']))
      expect(facts.text[1]).toContain('2 of 2')
      expect(facts.text[1]).toContain('Home Office')
    })

    it('carries its fonts', async () => {
      const fonts = fontsOf(await printer.print(plain, request))
      expect(fonts.length).toBeGreaterThan(0)
      expect(fonts.map(({ name }) => name).join()).toContain('SourceSans3')
      expect(fonts.every(({ embedded }) => embedded)).toBe(true)
    })

    it('keeps a title that looks like the PDF’s own dates, and dates the PDF all the same', async () => {
      const title = "Of /CreationDate (D:20010101000000+00'00') and </title>\u2028\\"
      const facts = await readPdf(await printer.print(plain, { ...request, title }))
      expect(facts.title).toContain("/CreationDate (D:20010101000000+00'00') and </title>")
      expect(facts.created).toBe("D:20131231235959+00'00'")
    })

    it('has a page even when there is nothing to print', async () => {
      expect(await readPdf(await printer.print('', request))).toMatchObject({ pages: 1, text: [''] })
    })
  })

  describe('limits', () => {
    it('queues what is more than may print at once, and prints it all', async () => {
      const two = aPrinter({ atOnce: 2 })
      const titles = Array.from({ length: 9 }, (_, n) => `Report ${n}`)
      const prints = await Promise.all(titles.map((title) => two.print(plain, { ...request, title })))
      const read = await Promise.all(prints.map((pdf) => readPdf(pdf)))
      expect(read.map(({ title }) => title)).toEqual(titles)
    })

    it('refuses when too many wait, and serves those who do', async () => {
      const narrow = aPrinter({ atOnce: 1, waiting: 1 })
      const results = await Promise.allSettled([1, 2, 3].map(async () => narrow.print(plain, request)))
      expect(results.map(({ status }) => status)).toEqual(['fulfilled', 'fulfilled', 'rejected'])
      expect(
        results.map((one) => (one.status === 'rejected' ? (one.reason as unknown) : 'printed'))[2],
      ).toBeInstanceOf(PrinterBusy)
    })

    it('stops a print at its deadline and goes on printing', async () => {
      const one = aPrinter({ atOnce: 1 })
      await one.print(plain, request)
      const late = one.print(long, { ...request, deadlineMs: 300 })
      await expect(late).rejects.toThrow(PrintTimedOut)
      await expect(late).rejects.toThrow('The report was not printed within 0.3 seconds. Try again.')
      expect((await readPdf(await one.print(plain, request))).pages).toBe(2)
    })

    it('gives a big page the longer time it needs', async () => {
      const patient = aPrinter({ deadlineMs: 100, moreMsPerMillion: 30_000 })
      await expect(patient.print(plain, { ...request, deadlineMs: 1 })).rejects.toThrow(PrintTimedOut)
      expect((await patient.print(long, request)).length).toBeGreaterThan(100_000)
    })

    it('refuses a date that is none before anything is printed', async () => {
      const idle = aPrinter()
      await expect(idle.print(plain, { ...request, dated: 'yesterday' })).rejects.toThrow(RangeError)
      expect(idle.browserPids).toEqual([])
    })
  })

  describe('its browser', () => {
    it('is replaced when it was killed', async () => {
      const sturdy = aPrinter()
      const before = await sturdy.print(plain, request)
      const [killed] = sturdy.browserPids
      process.kill(Number(killed), 'SIGKILL')
      await until(() => !isRunning(Number(killed)))
      const after = await sturdy.print(plain, request)
      expect(after.equals(before)).toBe(true)
      expect(sturdy.browserPids).toHaveLength(1)
      expect(sturdy.browserPids).not.toContain(killed)
    })

    it('is replaced under a print at work, which is tried once more', async () => {
      const sturdy = aPrinter()
      await sturdy.print(plain, request)
      const [killed] = sturdy.browserPids
      const print = sturdy.print(long, request)
      await new Promise((resolve) => setTimeout(resolve, 150))
      process.kill(Number(killed), 'SIGKILL')
      expect((await print).length).toBeGreaterThan(100_000)
    })

    it('is given up when it dies a second time under the same print', async () => {
      const unlucky = aPrinter()
      await unlucky.print(plain, request)
      const print = unlucky.print(long, request)
      const outcome = print.then(
        () => 'printed',
        (error: unknown) => error,
      )
      const killed = new Set<number>()
      await until(() => {
        for (const pid of unlucky.browserPids.filter((one) => !killed.has(one))) {
          killed.add(pid)
          process.kill(pid, 'SIGKILL')
        }
        return killed.size === 2
      })
      expect(await outcome).toBeInstanceOf(PrintFailed)
      expect((await unlucky.print(plain, request)).length).toBeGreaterThan(1000)
    })

    it('is missed in a sentence that says how to mend it', async () => {
      const missing = aPrinter({ chromePath: '/nowhere/chrome' })
      const print = missing.print(plain, request)
      await expect(print).rejects.toThrow(BrowserMissing)
      await expect(print).rejects.toThrow(
        'CHROME_PATH names /nowhere/chrome, which is not a program. Run npm run build, or set CHROME_PATH to an ' +
          'installed Chrome or Chromium.',
      )
    })

    it('fails in one sentence when it is no browser', async () => {
      await expect(aPrinter({ chromePath: '/bin/true' }).print(plain, request)).rejects.toThrow(PrintFailed)
    })
  })

  describe('closing', () => {
    it('leaves no process and no folder', async () => {
      const profiles = profilesHere()
      const brief = aPrinter()
      await brief.print(plain, request)
      const [pid] = brief.browserPids
      expect(isRunning(Number(pid))).toBe(true)
      expect(profilesHere()).toHaveLength(profiles.length + 1)
      await brief.close()
      expect(isRunning(Number(pid))).toBe(false)
      expect(profilesHere()).toEqual(profiles)
    })

    it('ends what prints and what waits, also while the browser is starting', async () => {
      const profiles = profilesHere()
      const brief = aPrinter({ atOnce: 1 })
      const prints = [1, 2].map(async () => brief.print(long, request))
      const outcomes = Promise.allSettled(prints)
      await until(() => profilesHere().length > profiles.length)
      expect(brief.browserPids).toEqual([])
      await brief.onApplicationShutdown()
      expect((await outcomes).map(({ status }) => status)).toEqual(['rejected', 'rejected'])
      await expect(brief.print(plain, request)).rejects.toThrow('The printer has been closed.')
      expect(brief.browserPids).toEqual([])
      expect(profilesHere()).toEqual(profiles)
    })
  })
})
