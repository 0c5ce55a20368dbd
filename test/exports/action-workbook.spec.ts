import { beforeAll, describe, expect, it } from '@jest/globals'
import ExcelJS from 'exceljs'
import { JSDOM } from 'jsdom'
import { actionColumns } from '../../src/exports/action-columns.js'
import { actionWorkbook, type WorkbookFacts } from '../../src/exports/action-workbook.js'
import type { ActionView } from '../../src/register/views.js'
import { anAction } from '../builders/snapshot.js'
import { readZip } from './read-zip.js'

const facts: WorkbookFacts = {
  ...{
    day: '2014-06-30',
    past: true,
    selection: '3 actions, overdue',
    madeOn: '2026-07-31',
    madeFor: 'Olive Office',
  },
  ...{ dated: '2026-07-30T23:00:00.000Z', marking: 'OFFICIAL', address: 'https://throughline.example.org' },
  notice: null,
  markedPlans: [{ title: 'Merton 2013', marking: 'Protect' }],
}

async function* batchesOf(...batches: ActionView[][]): AsyncGenerator<ActionView[]> {
  for (const batch of batches) yield await Promise.resolve(batch)
}

async function bytesOf(...batches: ActionView[][]): Promise<Buffer> {
  const pieces: Buffer[] = []
  for await (const piece of actionWorkbook(facts, batchesOf(...batches))) pieces.push(piece)
  return Buffer.concat(pieces)
}

const withSteps = (action: ActionView): ActionView => ({
  ...action,
  steps: [{ ref: `${action.ref}.a`, text: 'First, ask.', status: 'in_progress' }],
})

const awkward = 'A < B & "C" _x0041_ \u0007 \ud800 café'
const actions = [
  withSteps(anAction('A-1').titled('=1+1').dueBy('2014-03-31').build('2014-06-30')),
  withSteps(
    anAction('A-2').titled(awkward).dueBy('2014-02-28').redatedTo('2014-02-18', 'Sooner').build('2014-06-30'),
  ),
  anAction('A-3').saying('One line.\r\nAnd another.', '2014-01-31').build('2014-06-30'),
]

/** The parts as they stand in the file, found by our own reading of the archive. */
class Opened {
  private constructor(
    readonly book: ExcelJS.Workbook,
    readonly parts: Map<string, string>,
  ) {}

  static async of(bytes: Buffer): Promise<Opened> {
    const book = new ExcelJS.Workbook()
    await book.xlsx.load(bytes as unknown as ExcelJS.Buffer)
    return new Opened(book, readZip(bytes))
  }

  sheet(name: string): ExcelJS.Worksheet {
    const sheet = this.book.getWorksheet(name)
    if (!sheet) throw new Error(`There is no sheet ${name}.`)
    return sheet
  }

  xml(name: string): Document {
    const text = this.parts.get(name)
    if (text === undefined) throw new Error(`There is no part ${name}.`)
    return new JSDOM(text, { contentType: 'text/xml' }).window.document
  }

  get sheetParts(): string[] {
    return [...this.parts.keys()].filter((name) => /^xl\/worksheets\/sheet\d+\.xml$/u.test(name))
  }
}

describe('the actions as a spreadsheet', () => {
  let bytes: Buffer
  let opened: Opened

  beforeAll(async () => {
    bytes = await bytesOf(actions.slice(0, 2), actions.slice(2))
    opened = await Opened.of(bytes)
  })

  it('have a cover, contents and notes before the tables', () => {
    expect(opened.book.worksheets.map(({ name }) => name)).toEqual([
      'Cover',
      'Contents',
      'Notes',
      'Actions',
      'Steps',
    ])
  })

  it('say on the cover what they are, their marking, the day, the filter, the contact and the licence', () => {
    const said = opened.sheet('Cover').getColumn(1).values.map(String).join('\n')
    expect(said).toContain('Throughline: register of actions as known on 30 June 2014')
    expect(said).toContain('Protective marking: OFFICIAL')
    expect(said).toContain('The plan “Merton 2013” was published with the marking “Protect”.')
    expect(said).toContain('Which actions: 3 actions, overdue.')
    expect(said).toContain('What became known later is left out.')
    expect(said).toContain('Downloaded on 31 July 2026 for Olive Office.')
    expect(said).toContain('https://throughline.example.org/help')
    expect(said).toContain('Open Government Licence v3.0')
  })

  it('have a title in A1 of each sheet, and no blank row or column', () => {
    for (const sheet of opened.book.worksheets) {
      expect([sheet.name, sheet.getCell('A1').value]).toEqual([sheet.name, expect.stringMatching(/\S/u)])
      expect([sheet.name, sheet.actualRowCount]).toEqual([sheet.name, sheet.rowCount])
      const headings = sheet.getRow(sheet.name === 'Cover' ? 1 : 3)
      expect([sheet.name, headings.actualCellCount]).toEqual([sheet.name, sheet.columnCount])
    }
  })

  it('have one named table a sheet with one header row, whose names are those of the cells', () => {
    for (const [index, name] of ['Contents', 'Notes', 'Actions', 'Steps'].entries()) {
      const table = opened.xml(`xl/tables/table${index + 2}.xml`).documentElement
      const sheet = opened.sheet(name)
      const last = sheet.getColumn(sheet.columnCount).letter
      expect([table.getAttribute('displayName'), table.getAttribute('ref')]).toEqual([
        name,
        `A3:${last}${sheet.rowCount}`,
      ])
      const columns = [...table.querySelectorAll('tableColumn')].map((column) => column.getAttribute('name'))
      expect(columns).toEqual((sheet.getRow(3).values as unknown[]).slice(1))
      expect(new Set(columns).size).toBe(columns.length)
    }
    expect([...opened.parts.keys()].filter((part) => part.startsWith('xl/tables/'))).toHaveLength(4)
  })

  it('hold the actions, with days as days and numbers as numbers', () => {
    const sheet = opened.sheet('Actions')
    const headings = (sheet.getRow(3).values as string[]).slice(1)
    expect(headings).toEqual(actionColumns.map(({ heading }) => heading))
    const cell = (row: number, heading: string) => sheet.getRow(row).getCell(headings.indexOf(heading) + 1)
    expect(cell(4, 'Ref').value).toBe('A-1')
    expect(cell(4, 'Target date').value).toEqual(new Date('2014-03-31T00:00:00Z'))
    expect(cell(4, 'Target date').numFmt).toContain('mmmm')
    expect(cell(5, 'Days slipped').value).toBe(-10)
    expect(cell(6, 'Target date').value).toBeNull()
    expect(cell(6, 'Latest update').value).toBe('One line.\nAnd another.')
    expect(cell(6, 'Latest update').alignment).toMatchObject({ wrapText: true })
  })

  it('hold the steps of all their actions', () => {
    const sheet = opened.sheet('Steps')
    expect((sheet.getRow(4).values as unknown[]).slice(1)).toEqual([
      'A-1',
      'A-1.a',
      'First, ask.',
      'In progress',
    ])
    expect(sheet.rowCount).toBe(5)
  })

  it('have no formula and no merged cell, and mark text that looks like a formula as text', () => {
    for (const part of opened.sheetParts) {
      const xml = opened.xml(part)
      expect(xml.querySelectorAll('f, mergeCell, mergeCells')).toHaveLength(0)
      for (const cell of xml.querySelectorAll('c')) {
        expect([null, 'inlineStr']).toContain(cell.getAttribute('t'))
      }
    }
    const title = opened.sheet('Actions').getCell('E4')
    expect(title.value).toBe('=1+1')
    const look = Number(opened.xml('xl/worksheets/sheet4.xml').querySelector('c[r="E4"]')?.getAttribute('s'))
    expect(
      opened.xml('xl/styles.xml').querySelectorAll('cellXfs > xf')[look]?.getAttribute('quotePrefix'),
    ).toBe('1')
  })

  it('keep every character that XML can hold, and stay whole with those that it cannot', () => {
    const text = opened.xml('xl/worksheets/sheet4.xml').querySelector('c[r="E5"] t')?.textContent
    expect(text).toBe('A < B & "C" _x005F_x0041_ \ufffd \ufffd café')
  })

  it('keep the headings in sight and on each printed page, the marking at its head and foot', () => {
    const sheet = opened.sheet('Actions')
    expect(sheet.views[0]).toMatchObject({ state: 'frozen', xSplit: 1, ySplit: 3 })
    const names = [...opened.xml('xl/workbook.xml').querySelectorAll('definedName')]
    expect(names.map((name) => [name.getAttribute('name'), name.textContent])).toEqual([
      ['_xlnm.Print_Titles', "'Contents'!$3:$3"],
      ['_xlnm.Print_Titles', "'Notes'!$3:$3"],
      ['_xlnm.Print_Titles', "'Actions'!$3:$3"],
      ['_xlnm.Print_Titles', "'Steps'!$3:$3"],
    ])
    for (const part of opened.sheetParts) {
      expect(opened.xml(part).querySelector('oddHeader')?.textContent).toContain('OFFICIAL')
      expect(opened.xml(part).querySelector('oddFooter')?.textContent).toContain('OFFICIAL')
    }
  })

  it('tell nothing by colour', () => {
    const styles = opened.xml('xl/styles.xml')
    expect(styles.querySelectorAll('color, fgColor, bgColor, dxf')).toHaveLength(0)
  })

  it('say in the properties of the file what it is', () => {
    const { title, subject, creator, keywords, created } = opened.book
    expect({ title, subject, creator, keywords, created }).toEqual({
      title: 'Throughline: register of actions as known on 30 June 2014',
      subject: '3 actions, overdue',
      creator: 'Throughline',
      keywords: 'action plan, progress, OFFICIAL',
      created: new Date('2026-07-30T23:00:00Z'),
    })
    expect(opened.xml('docProps/core.xml').getElementsByTagName('dc:language')[0]?.textContent).toBe('en-GB')
  })

  it('lead from the contents to each sheet', () => {
    const links = [...opened.xml('xl/worksheets/sheet2.xml').querySelectorAll('hyperlink')]
    expect(links.map((link) => link.getAttribute('location'))).toEqual([
      "'Notes'!A1",
      "'Actions'!A1",
      "'Steps'!A1",
    ])
  })

  it('are the same bytes for the same actions', async () => {
    expect((await bytesOf(actions)).equals(bytes)).toBe(true)
  })

  it('have a table even where there is nothing', async () => {
    const empty = await Opened.of(await bytesOf())
    expect(empty.sheet('Actions').getCell('A4').value).toBe('No action passes the filter')
    expect(empty.sheet('Steps').getCell('A4').value).toBe('No steps')
    const table = empty.xml('xl/tables/table4.xml').documentElement
    expect(table.getAttribute('ref')).toMatch(/^A3:[A-Z]+4$/u)
  })

  it('cut what no cell can hold, and say so', async () => {
    const long = await Opened.of(
      await bytesOf([anAction('A-1').saying('x'.repeat(40_000), '2014-01-31').build('2014-06-30')]),
    )
    const column = actionColumns.findIndex(({ heading }) => heading === 'Latest update') + 1
    const text = long.sheet('Actions').getRow(4).getCell(column).value as string
    expect(text).toHaveLength(32_767)
    expect(text).toMatch(/the CSV has it all\)$/u)
  })

  it('break off when the register fails, rather than end', async () => {
    async function* failing(): AsyncGenerator<ActionView[]> {
      yield await Promise.resolve(actions)
      throw new Error('The database is gone.')
    }
    const read = async () => {
      for await (const piece of actionWorkbook(facts, failing())) expect(piece.length).toBeGreaterThan(0)
    }
    await expect(read()).rejects.toThrow('The database is gone.')
  })
})
