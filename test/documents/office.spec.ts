import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import ExcelJS from 'exceljs'
import { JSDOM } from 'jsdom'
import { type EditionDocument, editionDocuments } from '../../src/reports/documents/edition-documents.js'
import type { ScrutinyReport } from '../../src/reports/scrutiny/scrutiny.model.js'
import { readZip } from '../exports/read-zip.js'
import { readPdf } from '../print/read-pdf.js'
import { Office } from '../support/office.js'
import { TestService } from '../support/service.js'
import { aLine, aSheet, compared, outOf, said, sampleLines } from '../workbooks/sample.js'
import { dataOf, mertonAsked, someWritten, stamp } from './editions.js'

/** Words as they are compared: without spaces, since a line of a PDF may end anywhere, even within a word. */
const packed = (text: string) => text.replaceAll(/\s+/gu, '')

/** Whether the texts stand in the whole one after the other, whatever is between them; the first that does not. */
function firstOutOfOrder(whole: string, texts: readonly string[]): string | null {
  let at = 0
  for (const text of texts) {
    const found = whole.indexOf(packed(text), at)
    if (found < 0) return text
    at = found + packed(text).length
  }
  return null
}

describe('the documents of an edition, opened in LibreOffice', () => {
  let office: Office
  let report: ScrutinyReport
  const files = new Map<string, Buffer>()

  beforeAll(async () => {
    const service = await TestService.start('sqlite')
    const [council, ministers] = await Promise.all([
      dataOf(service, { ...mertonAsked, written: someWritten }),
      dataOf(service, {}),
    ])
    await service.stop()
    report = JSON.parse(council) as ScrutinyReport
    const keep = (of: string, made: readonly EditionDocument[]) => {
      for (const { name, bytes } of made) files.set(`${of}.${name}`, bytes)
    }
    keep('merton', await editionDocuments('scrutiny', council, stamp))
    keep('img', await editionDocuments('img', ministers, stamp))
    office = await Office.start()
  }, 240_000)

  afterAll(() => {
    office.stop()
  })

  const fileOf = (name: string): Buffer => {
    const bytes = files.get(name)
    if (!bytes) throw new Error(`There is no ${name}.`)
    return bytes
  }

  /** What the open report says, in the order in which it says it. */
  const toldIn = ({ frontBlock, recommendations, sections, actionPlan, wider }: ScrutinyReport): string[] => [
    report.frame.title,
    ...frontBlock.map(({ label, value }) => `${label}${value ?? '[To be completed by the officer]'}`),
    recommendations.heading,
    ...recommendations.items.map(({ letter, text }) => `${letter}${text}`),
    ...sections.flatMap(({ label, heading, paragraphs, unwritten }) => [
      `${label ?? ''}${heading}`,
      ...paragraphs.map(({ number, text, rich }) => `${number ?? ''}${rich === null ? text : ''}`),
      ...(unwritten ? [`Not written yet. ${unwritten.guidance}`] : []),
    ]),
    actionPlan.heading,
    ...actionPlan.groups.flatMap(({ theme, rows }) => [theme, ...rows.map(({ ref }) => ref)]),
    ...(wider ? [wider.heading, ...wider.groups.flatMap(({ rows }) => rows.map(({ ref }) => ref))] : []),
    'How this report was made',
    stamp.sha256,
  ]

  it.each(['docx', 'odt'])(
    'as %s says what the data says, with the same numbers, in the same order, marked on every page',
    async (kind) => {
      const pdf = await readPdf(await office.convert(fileOf(`merton.${kind}`), kind, 'pdf'))
      const pages = pdf.text.map(packed)
      // What stands at the head and foot of each page would part the sentences that go on over its end.
      const heads = new RegExp(`(?:OFFICIAL)?${packed(report.frame.running)}Draft`, 'u')
      const whole = pages
        .map((page) => page.replace(heads, '').replace(/HomeOffice[^]{0,120}Page\d+of\d+(?:OFFICIAL)?$/u, ''))
        .join('')
      expect(firstOutOfOrder(whole, toldIn(report))).toBeNull()
      for (const [index, page] of pages.entries()) {
        expect([index, (page.match(/OFFICIAL/gu) ?? []).length]).toEqual([index, 2])
        expect(page).toContain(`Page${index + 1}of${pdf.pages}`)
        expect(page).toContain('Draft')
      }
      expect(pdf.title).toBe(report.frame.title)
      const progress = report.sections.flatMap(({ paragraphs }) =>
        paragraphs.flatMap((paragraph) => (paragraph.progress ? [paragraph.progress] : [])),
      )
      for (const { rows, total } of progress) {
        for (const { theme, cells } of rows) expect(whole).toContain(packed(`${theme}${cells.join('')}`))
        expect(whole).toContain(`All${total.join('')}`)
      }
    },
    120_000,
  )

  it('keep headings, heads of tables and links as LibreOffice reads the Word file and saves it as OpenDocument', async () => {
    const content = partOf(await office.convert(fileOf('merton.docx'), 'docx', 'odt'), 'content.xml')
    const headings = [...content.getElementsByTagName('text:h')].map((heading) => ({
      level: heading.getAttribute('text:outline-level'),
      words: packed(heading.textContent),
    }))
    for (const { label, heading } of report.sections) {
      expect(headings).toContainEqual({ level: '1', words: packed(`${label ?? ''}${heading}`) })
    }
    const links = [...content.getElementsByTagName('text:a')].map((link) => link.getAttribute('xlink:href'))
    expect(links).toEqual(['https://www.legislation.gov.uk/ukpga/2000/22'])
    expect(content.getElementsByTagName('table:table-header-rows')).toHaveLength(
      content.getElementsByTagName('table:table').length,
    )
  }, 120_000)

  it('keep the same as LibreOffice reads the OpenDocument text and saves it as a Word file', async () => {
    const saved = await office.convert(fileOf('merton.odt'), 'odt', 'docx')
    const body = partOf(saved, 'word/document.xml')
    const words = [...body.getElementsByTagName('w:p')].map((paragraph) => packed(paragraph.textContent))
    expect(firstOutOfOrder(words.join(''), toldIn(report))).toBeNull()
    const headed = [...body.getElementsByTagName('w:tbl')].map(
      (table) => table.getElementsByTagName('w:tblHeader').length,
    )
    expect(headed.length).toBeGreaterThan(10)
    expect(new Set(headed)).toEqual(new Set([1]))
    expect(body.getElementsByTagName('w:pgSz')).toHaveLength(3)
  }, 120_000)

  it.each(['merton.ods', 'merton.xlsx', 'img.ods'])(
    '%s holds the same sheets and cells as LibreOffice and another reader of spreadsheets find them',
    async (name) => {
      const [of = '', kind = ''] = name.split('.')
      const saved = await cellsOf(await office.convert(fileOf(name), kind, 'xlsx'))
      const ours = await cellsOf(fileOf(`${of}.xlsx`))
      expect(saved.map(({ sheet }) => sheet)).toEqual(ours.map(({ sheet }) => sheet))
      for (const [index, { sheet, cells }] of ours.entries()) {
        expect({ sheet, cells: saved[index]?.cells }).toEqual({ sheet, cells })
      }
    },
    120_000,
  )

  it('save a workbook that goes out and back without changing a cell of it, as .xlsx and as .ods', async () => {
    const [first = aLine('A-0'), ...others] = sampleLines()
    const awkward = said({
      narrative: '=1+1\n\n  “three” lines 😀',
      end: '2014-09-30',
      reason: '_x0041_ & <b>',
    })
    const sheet = aSheet([{ ...first, version: 3, answer: awkward }, ...others])
    const bytes = await outOf(sheet)
    for (const format of ['xlsx', 'ods']) {
      const saved = await office.convert(bytes, 'xlsx', format)
      const unchanged = { changes: [], problems: [], missing: [] }
      expect(await compared(saved, sheet, sheet, `return.${format}`)).toEqual(unchanged)
    }
  }, 120_000)
})

function partOf(bytes: Buffer, name: string): Document {
  return new JSDOM(readZip(bytes).get(name) ?? '', { contentType: 'text/xml' }).window.document
}

/** The values of every sheet, row by row; a link is told by its words. */
async function cellsOf(bytes: Buffer): Promise<{ sheet: string; cells: string[][] }[]> {
  const book = new ExcelJS.Workbook()
  await book.xlsx.load(bytes as unknown as ExcelJS.Buffer)
  return book.worksheets.map((sheet) => {
    const cells: string[][] = []
    sheet.eachRow((row) => {
      const words = Array.from({ length: sheet.columnCount }, (_, at) => row.getCell(at + 1).text)
      cells.push(words.map((text) => text.trimEnd()))
    })
    return { sheet: sheet.name, cells: cells.map((row) => row.slice(0, lastFilled(row) + 1)) }
  })
}

const lastFilled = (row: readonly string[]) => row.findLastIndex((text) => text !== '')
