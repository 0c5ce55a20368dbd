import type { Instant } from '../clock/dates.js'
import { oneTable } from '../documents/workbook/front-sheets.js'
import type { Sheet, SheetLine } from '../documents/workbook/sheet.js'
import { type Workbook, workbookBytes } from '../documents/workbook/workbook.js'
import { fieldFacts, type ImportField, longestOf } from './sheet/import-field.js'
import { allowedStatuses } from './checking/status-words.js'

const columns: readonly { field: ImportField; heading: string; width: number; example: string }[] = [
  { field: 'ref', heading: 'Ref', width: 10, example: '1.1' },
  { field: 'theme', heading: 'Theme', width: 28, example: '1. First theme' },
  {
    field: 'text',
    heading: 'Action',
    width: 60,
    example: 'Example: replace this row with the first action of the plan.',
  },
  { field: 'step', heading: 'Steps', width: 40, example: 'First step\nSecond step' },
  { field: 'lead', heading: 'Lead', width: 28, example: 'tbc' },
  { field: 'partners', heading: 'Partners', width: 28, example: '' },
  { field: 'timescale', heading: 'Timescale', width: 20, example: 'by the end of March 2014' },
  { field: 'measure', heading: 'Measure of success', width: 40, example: '' },
  { field: 'note', heading: 'Notes', width: 40, example: '' },
]

const line = (text: string): SheetLine => ({ text, look: 'text' })
const section = (text: string): SheetLine => ({ text, look: 'section' })

/** A workbook for councils whose plan is in no spreadsheet yet: what the columns hold, and the table to fill in. */
export function importTemplate(dated: Instant): AsyncGenerator<Buffer> {
  const workbook: Workbook = {
    title: 'Throughline: template for an action plan',
    subject: 'Action plan',
    keywords: 'action plan, template, OFFICIAL',
    ...{ dated, marking: 'OFFICIAL', sheets: [instructions(), planSheet()] },
  }
  return workbookBytes(workbook)
}

function instructions(): Sheet {
  const ofColumns = columns.flatMap(({ field, heading }) => [
    line(
      `${heading}: ${fieldFacts[field].hint} At most ${longestOf[field].toLocaleString('en-GB')} characters.`,
    ),
  ])
  return {
    name: 'Instructions',
    title: 'How to fill in the action plan',
    width: 100,
    lines: [
      section('What to do'),
      line(
        'Put one action into each row of the sheet “Action plan”. The first row is an example: replace it.',
      ),
      line(
        'Write what the plan says, word for word. What the plan does not say stays empty: it is shown as not said.',
      ),
      line('Put several steps of an action into one cell, one on each line.'),
      line(
        'Put several agencies into one cell with a semicolon between them. “tbc” says that it is not settled.',
      ),
      line('Write times as the plan does: “31 March 2014”, “by spring 2014”, “Q3 2013/14”, “ongoing”.'),
      line(
        'Do not use formulas. Columns that you do not need can be left empty or taken away; others can be added.',
      ),
      section('What the columns hold'),
      ...ofColumns,
      section('A column “Status” can be added'),
      line(`It may say ${allowedStatuses}.`),
    ],
    table: null,
  }
}

function planSheet(): Sheet {
  return {
    name: 'Action plan',
    title: 'Action plan',
    lines: oneTable('There is one row for each action. The sheet Instructions says what the columns hold.'),
    table: {
      name: 'Action_plan',
      columns: columns.map(({ heading, width }) => ({ heading, width })),
      rows: [[columns.map(({ example }) => example)]],
    },
  }
}
