import type { Sheet, SheetLine } from './sheet.js'

/** The sheets that every workbook begins with, after the checklist of the Analysis Function: cover, contents, notes. */

/** A word of the tables, with the column that it stands in. */
export interface Meaning {
  column: string
  word: string
  meaning: string
}

export const section = (text: string): SheetLine => ({ text, look: 'section' })
export const line = (text: string): SheetLine => ({ text, look: 'text' })

/** The line that stands above a table, with what a reader must know of it. */
export const oneTable = (more: string): SheetLine[] => [
  { text: `This sheet holds one table. ${more}`, look: 'plain' },
]

/** What the workbook is; whom to ask and the licence come last on every one. */
export function coverSheet(title: string, lines: readonly SheetLine[], contact: string): Sheet {
  const last = [
    ...[section('Contact'), line(contact), section('Licence')],
    line('Contains public sector information licensed under the Open Government Licence v3.0.'),
    line('https://www.nationalarchives.gov.uk/doc/open-government-licence/version/3/'),
  ]
  return { name: 'Cover', title, lines: [...lines, ...last], width: 100, table: null }
}

/** The names of the sheets that follow, each a link. */
export function contentsSheet(tables: readonly Sheet[]): Sheet {
  const rows = [
    ['Notes', 'What the words of the tables mean'],
    ...tables.map(({ name, title }) => [name, title]),
  ]
  return {
    name: 'Contents',
    title: 'Contents',
    lines: oneTable('The names in the first column lead to the sheets.'),
    table: {
      name: 'Contents',
      columns: [
        { heading: 'Sheet', width: 20 },
        { heading: 'What it holds', width: 80 },
      ],
      rows: [rows],
      leadsTo: rows.map(([name = '']) => name),
    },
  }
}

export function notesSheet(meanings: readonly Meaning[]): Sheet {
  return {
    name: 'Notes',
    title: 'Notes: what the words of the tables mean',
    lines: oneTable('There is one row for each word.'),
    table: {
      name: 'Notes',
      columns: [
        { heading: 'Column', width: 24 },
        { heading: 'Word', width: 40 },
        { heading: 'Meaning', width: 100 },
      ],
      rows: [meanings.map(({ column, word, meaning }) => [column, word, meaning])],
    },
  }
}
