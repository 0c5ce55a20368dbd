import { execFile } from 'node:child_process'
import { createHash } from 'node:crypto'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import ExcelJS from 'exceljs'
import { statusFacts } from '../../src/actions/action-status.js'
import { projectFolder } from '../../src/prepare.js'
import {
  documentNamesOf,
  editionDocument,
  editionDocuments,
} from '../../src/reports/documents/edition-documents.js'
import type { ImgReport } from '../../src/reports/img/img.model.js'
import type { ScrutinyReport } from '../../src/reports/scrutiny/scrutiny.model.js'
import { NoSuchVariant } from '../../src/reports/editions/variant.js'
import { readZip } from '../exports/read-zip.js'
import { readStrictCsv } from '../exports/strict-csv.js'
import { TestService } from '../support/service.js'
import { dataOf, issuedStamp, mertonAsked, someWritten, stamp } from './editions.js'

const sha256 = (bytes: Buffer) => createHash('sha256').update(bytes).digest('hex')

describe('the documents of an edition', () => {
  let service: TestService
  let img: string
  let council: string

  beforeAll(async () => {
    service = await TestService.start('sqlite')
    img = await dataOf(service, {})
    council = await dataOf(service, { ...mertonAsked, written: someWritten })
  }, 120_000)

  afterAll(async () => {
    await service.stop()
  })

  const opened = async (kind: 'img' | 'scrutiny', data: string): Promise<ExcelJS.Workbook> => {
    const { bytes } = await editionDocument(kind, data, stamp, 'xlsx')
    const book = new ExcelJS.Workbook()
    await book.xlsx.load(bytes as unknown as ExcelJS.Buffer)
    return book
  }

  const rowsOf = (book: ExcelJS.Workbook, name: string): string[][] => {
    const sheet = book.getWorksheet(name)
    if (!sheet) throw new Error(`There is no sheet ${name}.`)
    return Array.from({ length: sheet.rowCount - 2 }, (_, row) =>
      Array.from(
        { length: sheet.columnCount },
        (__, column) => sheet.getRow(row + 3).getCell(column + 1).text,
      ),
    )
  }

  it('are the data of both kinds, and a text to be edited of a council’s report', async () => {
    expect(documentNamesOf('img')).toEqual(['csv', 'xlsx', 'ods'])
    expect((await editionDocuments('img', img, stamp)).map(({ name }) => name)).toEqual([
      'csv',
      'xlsx',
      'ods',
    ])
    expect((await editionDocuments('scrutiny', council, stamp)).map(({ mediaType }) => mediaType)).toEqual([
      'text/csv; charset=utf-8; header=present',
      'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
      'application/vnd.oasis.opendocument.spreadsheet',
      'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
      'application/vnd.oasis.opendocument.text',
    ])
    await expect(editionDocument('img', img, stamp, 'docx')).rejects.toThrow(NoSuchVariant)
  })

  it('have one row an action in the CSV, which begins with its mark and has its days as days', async () => {
    const { register } = JSON.parse(img) as ImgReport
    const { bytes } = await editionDocument('img', img, stamp, 'csv')
    expect([...bytes.subarray(0, 3)]).toEqual([0xef, 0xbb, 0xbf])
    const [head = [], ...records] = readStrictCsv(bytes.subarray(3).toString())
    const rows = register.groups.flatMap((group) => group.rows)
    expect(records.map(([ref]) => ref)).toEqual(rows.map(({ ref }) => ref))
    const of = (heading: string) => records.map((record) => record[head.indexOf(heading)])
    expect(of('Status')).toEqual(rows.map(({ status }) => statusFacts[status].label))
    expect(of('End date')).toEqual(rows.map(({ end }) => end ?? ''))
    expect(of('Text of the plan')).toEqual(rows.map(({ text }) => text))
  })

  it('have the counts of the IMG report, its footing and its leads in sheets of their own', async () => {
    const report = JSON.parse(img) as ImgReport
    const book = await opened('img', img)
    expect(book.worksheets.map(({ name }) => name)).toEqual([
      ...['Cover', 'Contents', 'Notes', 'Summary', 'Footing', 'Register', 'Changes', 'Leads', 'Flags'],
    ])
    const { total, footing } = report.summary
    expect(rowsOf(book, 'Summary').at(-1)?.slice(0, 3)).toEqual([
      ...['All plans', 'All themes', String(total.actions)],
    ])
    const themes = report.themes.plans.flatMap(({ rows }) => rows)
    expect(rowsOf(book, 'Summary')).toHaveLength(1 + themes.length + report.themes.plans.length + 1)
    const { opening, added, closed, closing } = footing
    expect(rowsOf(book, 'Footing').at(-1)).toEqual([
      'All plans',
      ...[opening, added, closed, closing].map(String),
    ])
    const leads = [...report.leads.national, ...report.leads.local, report.leads.noLead]
    expect(
      rowsOf(book, 'Leads')
        .slice(1)
        .map(([name, , actions]) => [name, actions]),
    ).toEqual(leads.map(({ name, actions }) => [name, String(actions)]))
    const flags = rowsOf(book, 'Flags').slice(1)
    expect(flags.map(([label, , count]) => [label, count])).toEqual(
      report.quality.flags.map(({ label, count }) => [label, String(count)]),
    )
  })

  it('have the council’s counts, its action plan and each of its open actions once in the timetable', async () => {
    const report = JSON.parse(council) as ScrutinyReport
    const book = await opened('scrutiny', council)
    const progress = report.sections.flatMap(({ paragraphs }) =>
      paragraphs.flatMap((each) => each.progress ?? []),
    )
    expect(rowsOf(book, 'Summary').slice(1)).toEqual([
      ...(progress[0]?.rows ?? []).map(({ theme, cells }) => [theme, ...cells.map(String)]),
      ['All themes', ...(progress[0]?.total ?? []).map(String)],
    ])
    const rows = report.actionPlan.groups.flatMap((group) => group.rows)
    expect(
      rowsOf(book, 'Action plan')
        .slice(1)
        .map(([ref]) => ref),
    ).toEqual(rows.map(({ ref }) => ref))
    const open = rows.filter(({ status }) => statusFacts[status].open).map(({ ref }) => ref)
    const due = rowsOf(book, 'Timetable')
      .slice(1)
      .map(([, , ref]) => ref)
    expect(due.toSorted()).toEqual(open.toSorted())
  })

  it('say on the cover what they are, of which edition, under which marking, and whether it is issued', async () => {
    const { bytes } = await editionDocument('scrutiny', council, issuedStamp, 'ods')
    const content = readZip(bytes).get('content.xml') ?? ''
    expect(content).toContain('Protective marking: OFFICIAL')
    expect(content).toContain(stamp.id)
    expect(content).toContain(stamp.sha256)
    expect(content).toContain('Issued on 3 February 2014, approved by Olive Office.')
    const draft = readZip((await editionDocument('scrutiny', council, stamp, 'ods')).bytes)
    expect(draft.get('content.xml')).toContain('A draft: it is not issued, and may change.')
  })

  it('have no marking on a public edition', async () => {
    const open = await dataOf(service, { audience: 'public', marking: null })
    for (const { name, bytes } of await editionDocuments('img', open, stamp)) {
      const said = name === 'csv' ? bytes.toString() : [...readZip(bytes).values()].join('')
      expect([name, said.includes('OFFICIAL')]).toEqual([name, false])
    }
  })

  it('keep text that looks like a formula as text, and break on nothing that people can type', async () => {
    const report = JSON.parse(council) as ScrutinyReport
    const nasty = '=1+1 <b>&"\u0000\ud800\u202e🙂 \u05d0'
    for (const row of report.actionPlan.groups.flatMap(({ rows }) => rows)) row.title = row.text = nasty
    const data = JSON.stringify(report)
    const [csv, , ods] = await editionDocuments('scrutiny', data, stamp)
    const [head = [], first = []] = readStrictCsv((csv?.bytes ?? Buffer.of()).subarray(3).toString())
    expect(first[head.indexOf('Title')]).toMatch(/^'=1\+1/u)
    const sheet = (await opened('scrutiny', data)).getWorksheet('Action plan')
    expect(sheet?.getRow(4).getCell(3).text).toMatch(/^=1\+1 <b>&"/u)
    const content = readZip(ods?.bytes ?? Buffer.of()).get('content.xml') ?? ''
    expect(content).not.toContain('table:formula')
    expect(content).toContain('=1+1 &lt;b&gt;&amp;&quot;\ufffd\ufffd\u202e🙂 \u05d0')
  })

  it('are the same bytes when they are made again, here or in another process', async () => {
    const place = join(service.place.folder, 'council.json')
    writeFileSync(place, council)
    const script = `
      import { createHash } from 'node:crypto'
      import { readFileSync } from 'node:fs'
      import { editionDocuments } from ${JSON.stringify(join(projectFolder, 'dist/reports/documents/edition-documents.js'))}
      const made = await editionDocuments('scrutiny', readFileSync(process.argv[1], 'utf8'), ${JSON.stringify(stamp)})
      console.log(made.map(({ bytes }) => createHash('sha256').update(bytes).digest('hex')).join(' '))`
    const env = { PATH: process.env.PATH ?? '', TZ: 'Asia/Tokyo', LANG: 'tr_TR.UTF-8' }
    const there = await promisify(execFile)(process.execPath, ['--input-type=module', '-e', script, place], {
      env,
    })
    const here = (await editionDocuments('scrutiny', council, stamp)).map(({ bytes }) => sha256(bytes))
    const again = (await editionDocuments('scrutiny', council, stamp)).map(({ bytes }) => sha256(bytes))
    expect(again).toEqual(here)
    expect(there.stdout.trim().split(' ')).toEqual(here)
  })
})
