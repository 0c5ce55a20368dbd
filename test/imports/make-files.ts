import { mkdirSync, writeFileSync } from 'node:fs'
import ExcelJS from 'exceljs'
import { openSpreadsheetBytes } from '../../src/documents/workbook/open-spreadsheet.js'
import type { Cell } from '../../src/documents/workbook/sheet.js'

/**
 * Makes the files of `plans` and `mistakes`: action plans of the shapes that councils use, in wording that is nobody's, and one
 * file for each mistake. They are kept as they are; `PLAN_FILES=write npx jest test/imports/shapes.spec.ts` makes them anew.
 */
type Row = (string | number | Date | null | { formula: string; result: string } | { error: '#REF!' })[]

const at = (day: string) => new Date(`${day}T00:00:00.000Z`)
const folder = new URL('.', import.meta.url)
const action = (number: number) => `Test action ${number}: do the thing that is numbered ${number}.`

async function workbook(
  sheets: Record<string, { rows: Row[]; merges?: string[]; format?: string }>,
): Promise<Buffer> {
  const book = new ExcelJS.Workbook()
  book.created = at('2014-01-01')
  for (const [name, { rows, merges = [], format = 'dd/mm/yyyy' }] of Object.entries(sheets)) {
    const sheet = book.addWorksheet(name)
    for (const row of rows) sheet.addRow(row)
    for (const merge of merges) sheet.mergeCells(merge)
    sheet.eachRow((row) => {
      row.eachCell((cell) => {
        if (cell.value instanceof Date) cell.numFmt = format
      })
    })
  }
  return Buffer.from(await book.xlsx.writeBuffer())
}

const csv = (rows: string[][], mark = ',') =>
  rows
    .map((row) =>
      row.map((cell) => (/[",;\n]/u.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell)).join(mark),
    )
    .join('\r\n')

const tidy: Row[] = [
  ['Ref', 'Theme', 'Action', 'Lead', 'Partners', 'Timescale', 'Notes'],
  [
    '1.1',
    'Prevention',
    action(1),
    'Alderbrook Council',
    'Police; Youth Offending Team',
    at('2014-03-31'),
    null,
  ],
  ['1.2', 'Prevention', action(2), 'The Police', null, 'by spring 2014', 'A test note.'],
  ['1.3', 'Prevention', action(3), 'Youth Offending Team', null, 'Q3', null],
  ['2.1', 'Enforcement', action(4), 'tbc', null, 'ongoing', null],
  ['2.2', 'Enforcement', action(5), 'Police (tbc)', null, null, null],
  ['2.3', 'Enforcement', action(6), null, 'Alderbrook Council', 'within 6 months', null],
]

const titled: Row[] = [
  ['Test Council Action Plan 2013-14'],
  [],
  ['Approved by the test board. Version 3.'],
  ['No.', 'What will we do?', 'Responsibility', null, 'By when', 'How will we know?'],
  [null, null, 'Lead officer', 'Partners', null, null],
  [1, action(1), 'Police', 'Alderbrook Council', 'Dec 13', 'Test measure 1'],
  [2, action(2), 'Alderbrook Council', null, 'end of March 2014', 'Test measure 2'],
  [3, action(3), 'Alderbrook Council', 'Police', '2013/14', null],
  ['Total', 3],
  ['Note: this is a test plan.'],
]

const sections: Cell[][] = [
  ['1. Test theme of prevention', null, null, null],
  ['A1', action(1), 'Police', 'March 2014'],
  ['A2', action(2), 'Police / Youth Offending Team', 'Summer 2014'],
  ['2. Test theme of support', null, null, null],
  ['B1', action(3), 'Alderbrook Council', 'monthly'],
]

const cell: Row[] = [
  ['Reference', 'Priority', 'Action required', 'Lead and partners', 'Target date'],
  [
    'T1',
    'First priority',
    action(1),
    'Lead: Police; partners: Youth Offending Team, Alderbrook Council',
    '31/12/2013',
  ],
  ['T2', 'First priority', action(2), 'Alderbrook Council / Police', 'Q3 2013/14'],
  ['T3', null, action(3), 'Youth Offending Team', '12/31/2013'],
]

const steps: Row[] = [
  ['Ref', 'Objective', 'Action', 'Milestone', 'Owner', 'Due'],
  ['1', 'Test objective', action(1), 'Test step one', 'Police', at('2014-03-01')],
  [null, null, null, 'Test step two', null, null],
  [null, null, null, 'Test step three', null, null],
  ['2', 'Test objective', action(2), '- Test step four\n- Test step five', 'Police', at('2014-06-01')],
]

const statuses = [
  ['Ref', 'Recommendation', 'Type', 'Led by', 'Completion date', 'Current status', 'RAG'],
  ['R1', action(1), 'Recommendation', 'Police', '31 March 2014', 'Completed', 'G'],
  ['R2', action(2), 'Next step', 'Police', '30 June 2014', 'In progress', 'A'],
  ['R3', action(3), 'Action', 'Alderbrook Council', 'tbc', 'Not started', 'A'],
]

const simple = (...rows: string[][]) => csv([['Ref', 'Action', 'Lead', 'Timescale'], ...rows])

const good = ['1', action(1), 'Police', 'March 2014']

export async function makeFiles(): Promise<void> {
  for (const name of ['plans', 'mistakes']) mkdirSync(new URL(name, folder), { recursive: true })
  const write = (name: string, bytes: Buffer | string) => {
    writeFileSync(new URL(name, folder), bytes)
  }
  write('plans/tidy.xlsx', await workbook({ 'Action plan': { rows: tidy } }))
  const merges = ['A1:F1', 'C4:D4', 'A4:A5', 'B4:B5', 'E4:E5', 'F4:F5']
  write(
    'plans/titles-and-merged-headers.xlsx',
    await workbook({
      Guidance: { rows: [['How this test plan is read'], ['It is a test.']] },
      Plan: { rows: titled, merges },
    }),
  )
  const columns = ['Ref', 'Action', 'Lead', 'By when'].map((heading) => ({ heading, width: 20 }))
  const table = { name: 'Plan', columns, rows: [sections] }
  write(
    'plans/themes-as-rows.ods',
    await openSpreadsheetBytes({
      ...{
        title: 'Test plan',
        subject: 'Test',
        keywords: 'test',
        dated: '2014-01-01T00:00:00.000Z',
        marking: 'OFFICIAL',
      },
      sheets: [{ name: 'Plan', title: 'Test plan', lines: [], table }],
    }),
  )
  write(
    'plans/semicolons.csv',
    csv(
      [
        ['No', 'Key action', 'Responsible', 'Deadline', 'Progress'],
        ...[1, 2].map((number) => [String(number), action(number), 'Police', '31.03.2014', 'Test progress']),
      ],
      ';',
    ),
  )
  write(
    'plans/utf-16.csv',
    Buffer.from(`\ufeff${simple(good, ['2', `${action(2)} Café`, 'Police', 'by 1 March 2014'])}`, 'utf16le'),
  )
  write('plans/lead-and-partners-in-one-cell.xlsx', await workbook({ Sheet1: { rows: cell } }))
  write('plans/steps-as-rows-below.xlsx', await workbook({ Plan: { rows: steps, format: 'mmm-yy' } }))
  write('plans/statuses.csv', csv(statuses))

  const formula: Row = ['1', { formula: '"Test "&"action"', result: 'Test action' }, 'Police', 'March 2014']
  const header: Row = ['Ref', 'Action', 'Lead', 'Timescale']
  write('mistakes/formula.xlsx', await workbook({ Plan: { rows: [header, formula] } }))
  write(
    'mistakes/error-in-cell.xlsx',
    await workbook({ Plan: { rows: [header, ['1', action(1), { error: '#REF!' }, 'March 2014']] } }),
  )
  write(
    'mistakes/duplicate-reference.csv',
    simple(good, ['2', action(2), 'Police', ''], ['1', action(3), 'Police', '']),
  )
  write('mistakes/no-reference.csv', simple(good, ['', action(2), 'Police', 'March 2014']))
  write('mistakes/no-words.csv', simple(good, ['2', '', 'Police', 'March 2014']))
  write('mistakes/text-too-long.csv', simple(['1', 'Test '.repeat(1100), 'Police', 'March 2014']))
  write('mistakes/unknown-agency.csv', simple(['1', action(1), 'Housing Optoins', 'March 2014']))
  write(
    'mistakes/unknown-status.csv',
    csv([
      ['Ref', 'Action', 'Lead', 'Status'],
      ['1', action(1), 'Police', 'Green'],
    ]),
  )
  write(
    'mistakes/unknown-kind.csv',
    csv([
      ['Ref', 'Action', 'Lead', 'Type'],
      ['1', action(1), 'Police', 'Wish'],
    ]),
  )
  write('mistakes/no-actions.csv', simple(['', '', '', ''], ['Total', '', '', '']))
  write(
    'mistakes/control-character.csv',
    simple(['1', 'Test action\u0007 with a bell.', 'Police', 'March 2014']),
  )
  write('mistakes/no-table.csv', 'This is a test letter.\r\nIt has no table.\r\n')
  write('mistakes/empty.csv', '')
  write('mistakes/not-a-spreadsheet.xlsx', '%PDF-1.7 test')
}
