import { createHash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { Ledger } from '../../src/audit/ledger.service.js'
import { Printer } from '../../src/print/printer.service.js'
import { EditionStore } from '../../src/reports/editions/edition-store.js'
import { EditionVerification } from '../../src/reports/editions/edition-verification.service.js'
import { EditionsService } from '../../src/reports/making/editions.service.js'
import type { ReportView } from '../../src/reports/api/report.view.js'
import type { ImgReport } from '../../src/reports/img/img.model.js'
import { databaseKinds } from '../support/places.js'
import { bytesOf, printedReport } from '../support/report.js'
import { TestService, token } from '../support/service.js'
import { fontsOf, readPdf } from '../print/read-pdf.js'

const img = { kind: 'img', asAt: '2013-12-31' }
const scrutiny = { kind: 'scrutiny', plan: 'merton-2013', asAt: '2013-07-04' }
interface Problem {
  status: number
  detail: string
  errors?: { field: string; message: string }[]
}

const same = { whole: true, says: ['it rebuilds to the same bytes'] }

/** Bytes by database and kind, to be compared at the end. */
const printed = new Map<string, Buffer>()

describe.each(databaseKinds)('reports from a fresh register on %s', (kind) => {
  let service: TestService

  beforeAll(async () => {
    service = await TestService.start(kind)
  })
  afterAll(() => service.stop())

  it('prints the IMG report: tagged, titled, with an outline, marked on every page', async () => {
    const report = await printedReport(service, img)
    expect(report).toMatchObject({ kind: 'img', state: 'draft', cutOff: '2013-12-31', failure: null })
    expect(report.id).toMatch(/^img-2013-12-31-[0-9a-f]{12}$/u)
    const { status, headers, body } = await bytesOf(service, report.links.pdf)
    expect(status).toBe(200)
    expect(headers.get('content-type')).toBe('application/pdf')
    expect(headers.get('content-disposition')).toContain('-OFFICIAL.pdf')
    printed.set(`${kind} img`, body)

    const pdf = await readPdf(body)
    expect(pdf.title).toBe('Ending Gang and Youth Violence: quarterly progress report')
    expect(pdf.language).toBe('en-GB')
    expect(pdf.marked).toBe(true)
    expect(pdf.roles).toEqual(expect.arrayContaining(['Table', 'TH', 'TD', 'H1', 'H2']))
    const headings = JSON.stringify(pdf.outline)
    for (const heading of [
      '2 By theme',
      '3 By lead department',
      '4 Changes since the last report',
      '5 Local delivery',
      '6 Forward look',
      '7 How good is the register',
      'Annex A Full register',
      'Annex B Definitions and method',
    ]) {
      expect(headings).toContain(heading)
    }
    pdf.text.forEach((text, index) => {
      expect(text.match(/OFFICIAL/gu)).toHaveLength(2)
      expect(text).toContain(`Page ${index + 1} of ${pdf.pages}`)
      expect(text).toContain('As known on 31 December 2013')
    })
    expect(fontsOf(body).every((font) => font.embedded && font.name.includes('SourceSans3'))).toBe(true)
  })

  it('keeps the summary on one page, and its figures reconcile with the register', async () => {
    const report = await printedReport(service, img)
    const pdf = await readPdf((await bytesOf(service, report.links.pdf)).body)
    expect(pdf.text[0]).toContain('Decisions sought')
    expect(pdf.text[0]).toContain('Where the actions stand')
    expect(pdf.text[1]).toContain('2 By theme')
    const { total } = (await service.get<{ total: number }>('/actions?asAt=2013-12-31&pageSize=1')).body
    expect(pdf.text[0]).toContain(`None of the ${total} actions is reported complete.`)
    const last = pdf.text.slice(-2).join(' ')
    expect(last).toContain(report.id)
    expect(pdf.text.join('').replaceAll(' ', '')).toContain(report.dataSha256)
  })

  it('puts the page and the open data beside the PDF, and the data are what was hashed', async () => {
    const { id, dataSha256 } = await printedReport(service, img)
    const folder = join(service.place.folder, 'reports')
    const data = readFileSync(join(folder, `${id}-OFFICIAL.json`))
    expect(createHash('sha256').update(data).digest('hex')).toBe(dataSha256)
    expect((JSON.parse(data.toString()) as ImgReport).frame.marking).toBe('OFFICIAL')
    expect(readFileSync(join(folder, `${id}-OFFICIAL.html`), 'utf8')).toContain(dataSha256)
  })

  it('prints the committee form of the scrutiny report', async () => {
    const report = await printedReport(service, scrutiny)
    const { body } = await bytesOf(service, report.links.pdf)
    printed.set(`${kind} scrutiny`, body)
    const text = (await readPdf(body)).text.join(' ')
    for (const words of [
      'Committee Children and Young People Overview and Scrutiny Panel',
      'Wards All',
      '1 PURPOSE OF REPORT AND EXECUTIVE SUMMARY',
      '7 LEGAL AND STATUTORY IMPLICATIONS',
      '12 BACKGROUND PAPERS',
      'This draft cannot be issued until the recommendations are confirmed and sections 3, 4, 6, 7, 8, 9 and 10 are written.',
      'Appendix A: the action plan',
    ]) {
      expect(text).toContain(words)
    }
    expect(text).not.toMatch(/BRO12-|AR13-/u)
  })

  it('answers with the edition that stands when nothing has changed', async () => {
    const first = await printedReport(service, img)
    const again = await service.post<ReportView>('/reports', img)
    expect(again.status).toBe(201)
    expect(again.body).toEqual(first)
    const other = await service.post<ReportView>('/reports', { ...img, title: 'Another title' })
    expect(other.status).toBe(202)
    expect(other.body.id).not.toBe(first.id)
    await printedReport(service, { ...img, title: 'Another title' })
  })

  it('waits for the print where that is preferred', async () => {
    const ask = async (title: string, prefer: string) => {
      const response = await fetch(`${service.url}/api/v1/reports`, {
        method: 'POST',
        headers: { Authorization: `Bearer ${token}`, 'Content-Type': 'application/json', Prefer: prefer },
        body: JSON.stringify({ ...img, title }),
      })
      return [response.status, ((await response.json()) as ReportView).state]
    }
    expect(await ask('A report worth waiting for', 'wait=60')).toEqual([201, 'draft'])
    // By the time of the answer a busy machine may have begun to print it.
    const [status, state] = await ask('A report in its own time', 'respond-async')
    expect(status).toBe(202)
    expect(['queued', 'rendering']).toContain(state)
    await printedReport(service, { ...img, title: 'A report in its own time' })
  })

  it('gives the same content as a page, that runs and fetches nothing', async () => {
    const report = await printedReport(service, img)
    const { headers, body } = await bytesOf(service, report.links.html)
    expect(headers.get('content-type')).toBe('text/html; charset=utf-8')
    expect(headers.get('content-security-policy')).toContain("default-src 'none'")
    expect(body.toString()).toContain('None of the 162 actions is reported complete.')
    expect(body.toString().match(/<script|(src|href)="(?!#|data:)[^"]*"/gu)).toBeNull()
  })

  it('rebuilds to the same bytes, also when its file was lost', async () => {
    const editions = service.app.get(EditionsService)
    const { id, links } = await printedReport(service, img)
    const edition = await service.app.get(EditionStore).get(id)
    const kept = await bytesOf(service, links.pdf)
    rmSync(editions.pdfPath(edition))
    expect((await bytesOf(service, links.pdf)).body.equals(kept.body)).toBe(true)
    expect(existsSync(editions.pdfPath(edition))).toBe(true)
    expect(await service.app.get(EditionVerification).verify(id)).toEqual(same)
  })

  it('keeps the moment that it was made by: that of the last write, not of the clock', async () => {
    const before = await service.app.get(Ledger).lastMoment()
    const report = {
      kind: 'img',
      plan: null,
      title: 'The moment',
      knownBy: '2013-12-31T23:59:59.999Z',
    } as const
    const edition = await service.app.get(EditionsService).make({ name: 'Programme office' }, report)
    expect(edition.recordedBy).toBe(before)
    expect(edition.madeAt > before).toBe(true)
  })

  it('is not changed by what is recorded after it was made', async () => {
    const { id } = await printedReport(service, img)
    const { body } = await service.get<{ revision: number }>('/actions/AR13-PW-08')
    await service.post('/actions/AR13-PW-08/updates', {
      revision: body.revision,
      narrative: 'The workshop was held.',
    })
    expect(await service.app.get(EditionVerification).verify(id)).toEqual(same)
    expect((await printedReport(service, img)).id).toBe(id)
  })

  it.each([
    [{ kind: 'img', asAt: '2011-01-01' }, 'asAt', 'Nothing was known by 1 January 2011.'],
    [
      { kind: 'img', asAt: '2999-01-01' },
      'asAt',
      'asAt must not be in the future: 1 January 2999 has not come yet.',
    ],
    [
      { kind: 'scrutiny', asAt: '2013-12-31' },
      'plan',
      'plan must be the plan of a council: bromley-2012, merton-2013.',
    ],
    [
      { ...scrutiny, plan: 'egve-2016' },
      'plan',
      'plan must be the plan of a council: bromley-2012, merton-2013.',
    ],
    [{ ...scrutiny, asAt: '2013-01-01' }, 'asAt', 'merton-2013 is known from 4 July 2013'],
    [{ kind: 'poster', asAt: '2013-12-31' }, 'kind', 'kind must be one of img, scrutiny.'],
    [{ kind: 'img', asAt: 'yesterday' }, 'asAt', 'asAt must be a day such as 2013-12-31'],
  ])('refuses %j in a sentence', async (body, field, sentence) => {
    const { status, body: problem } = await service.post<Problem>('/reports', body)
    expect(status).toBe(422)
    expect(problem.errors?.[0]?.field).toBe(field)
    expect(problem.errors?.[0]?.message).toContain(sentence)
  })
})

it('prints the same bytes from two fresh registers, on SQLite and on PostgreSQL', () => {
  for (const kind of ['img', 'scrutiny']) {
    const [sqlite, postgres] = databaseKinds.map((database) => printed.get(`${database} ${kind}`))
    expect(sqlite?.length).toBeGreaterThan(10_000)
    expect(sqlite && postgres && sqlite.equals(postgres)).toBe(true)
  }
})

describe('a print that goes wrong', () => {
  let service: TestService

  beforeAll(async () => {
    service = await TestService.start('sqlite')
  })
  afterAll(() => service.stop())

  it('is an error with a reason, never a blank or half file, and can be asked for again', async () => {
    const reports = join(service.place.folder, 'reports')
    writeFileSync(reports, 'a file where the folder should be')
    const failed = await printedReport(service, img)
    expect(failed.state).toBe('failed')
    expect(failed.failure).toContain('set REPORTS_DIR')
    const { status, headers, body } = await bytesOf(service, failed.links.pdf)
    expect(status).toBe(409)
    expect(headers.get('content-type')).toContain('application/problem+json')
    expect(body.toString()).toContain('could not be printed')

    rmSync(reports)
    expect((await printedReport(service, img)).state).toBe('draft')
    expect(readdirSync(reports).filter((name) => name.endsWith('.part'))).toEqual([])
  })

  it('comes through the death of the browser', async () => {
    const printer = service.app.get(Printer)
    const warm = printedReport(service, { ...img, title: 'While the browser dies' })
    await new Promise((resolve) => setTimeout(resolve, 300))
    for (const pid of printer.browserPids) process.kill(pid, 'SIGKILL')
    expect((await warm).state).toBe('draft')
  })
})

describe('what users write', () => {
  const hostile = [
    '<script>document.title = "ran"</script><img src=x onerror="document.title=1"><b>bold</b> {{report}} </style></table>',
    'x'.repeat(10_000),
    'هذا نص من اليمين إلى اليسار \u202e reversed \u2066 isolated',
    '👩‍👩‍👧‍👦 🏴󠁧󠁢󠁥󠁮󠁧󠁿 ❤️ ﷽ Z͑ͫa̴l̵g̶o',
    '<iframe src="file:///etc/passwd"></iframe><link rel=stylesheet href="http://127.0.0.1:9/x.css">=cmd()',
  ]
  let service: TestService

  beforeAll(async () => {
    service = await TestService.start('sqlite')
  })
  afterAll(() => service.stop())

  it('stays text in both reports, and does not break the layout', async () => {
    for (const [index, narrative] of hostile.entries()) {
      const ref = ['MER13-7.1', 'MER13-7.2', 'MER13-7.3', 'MER13-7.4', 'MER13-7.5'][index] ?? ''
      const { revision } = (await service.get<{ revision: number }>(`/actions/${ref}`)).body
      const answer = await service.post(`/actions/${ref}/updates`, {
        revision,
        narrative,
        nextStep: narrative,
      })
      expect(answer.status).toBe(201)
    }
    const today = new Date().toISOString().slice(0, 10)
    for (const body of [
      { kind: 'img', asAt: today, title: hostile[0]?.slice(0, 190) },
      { kind: 'scrutiny', plan: 'merton-2013', asAt: today },
    ]) {
      const report = await printedReport(service, body)
      expect(report.state).toBe('draft')
      const html = (await bytesOf(service, report.links.html)).body.toString()
      expect(html.match(/<(script|iframe|link|img|object|embed)[\s>]/gu)).toBeNull()
      const pdf = await readPdf((await bytesOf(service, report.links.pdf)).body)
      expect(pdf.title).not.toBe('ran')
      // The frame stands on every page: nothing ran over it or pushed it away.
      for (const text of pdf.text) expect(text).toMatch(/OFFICIAL.*OFFICIAL/u)
      expect(pdf.text.join(' ')).toContain('<script>document.title')
    }
  })
})
