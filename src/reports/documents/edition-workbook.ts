import { type Instant, inWords } from '../../clock/dates.js'
import type { Sheet, SheetTable } from '../../documents/workbook/sheet.js'
import type { Workbook } from '../../documents/workbook/workbook.js'
import type { EditionStamp, ReportFrame } from '../shared/frame.js'
import type { DataTable, EditionTables } from './data-table.js'

interface Made {
  frame: ReportFrame
  stamp: EditionStamp
  tables: EditionTables
  dated: Instant
}

/** Rows are written some at a time: a register of ten thousand is never one piece of XML. */
const together = 500

/** The data beside a report as a workbook: cover, contents, notes, then one table a sheet. */
export function editionWorkbook({ frame, stamp, tables, dated }: Made): Workbook {
  const marking = frame.marking?.toUpperCase() ?? ''
  const sheets = tables.tables.map(tableSheet)
  const title = `${frame.title}: the data`
  return {
    title,
    subject: `${tables.subject}, as known on ${frame.cutOff}`,
    keywords: ['action plan', 'progress', ...(marking === '' ? [] : [marking])].join(', '),
    ...{ dated, marking },
    sheets: [cover(title, frame, stamp, tables), contents(sheets), notes(tables), ...sheets],
  }
}

function cover(title: string, frame: ReportFrame, stamp: EditionStamp, { contact }: EditionTables): Sheet {
  const section = (text: string) => ({ text, look: 'section' as const })
  const line = (text: string) => ({ text, look: 'text' as const })
  const { issued } = stamp
  return {
    name: 'Cover',
    title,
    lines: [
      line(
        frame.marking === null
          ? 'No protective marking: a public edition.'
          : `Protective marking: ${frame.marking.toUpperCase()}`,
      ),
      ...(frame.notice ? [line(`${frame.notice}.`)] : []),
      section('What this is'),
      line('The tables of the report, with the same figures as its pages, made from the same data.'),
      line(`For: ${frame.running}.`),
      line(`Period: ${frame.period}.`),
      line(`Register as known on: ${frame.cutOff}.`),
      line(
        issued
          ? `Issued on ${inWords(issued.on)}, approved by ${issued.approvedBy}.`
          : 'A draft: it is not issued, and may change.',
      ),
      section('The edition'),
      line(`Report: ${stamp.id}`),
      line(`SHA-256 of its data: ${stamp.sha256}`),
      section('How to read it'),
      line(
        'The sheet Contents names the sheets. The sheet Notes says what the words mean. An empty cell means that nothing is said.',
      ),
      section('Contact'),
      line(contact),
      section('Licence'),
      line('Contains public sector information licensed under the Open Government Licence v3.0.'),
      line('https://www.nationalarchives.gov.uk/doc/open-government-licence/version/3/'),
    ],
    width: 100,
    table: null,
  }
}

const oneTable = (more: string) => [{ text: `This sheet holds one table. ${more}`, look: 'plain' as const }]

function contents(sheets: readonly Sheet[]): Sheet {
  const rows = [
    ['Notes', 'What the words of the tables mean'],
    ...sheets.map(({ name, title }) => [name, title]),
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

function notes({ meanings }: EditionTables): Sheet {
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

function tableSheet({ name, title, says, columns, rows, empty }: DataTable): Sheet {
  function* some(): Generator<DataTable['rows']> {
    for (let from = 0; from < rows.length; from += together) yield rows.slice(from, from + together)
    // A table has at least one row.
    if (rows.length === 0) yield [[empty]]
  }
  // The name of a table holds no space.
  const table: SheetTable = { name: name.replaceAll(' ', '_'), columns, rows: some() }
  return { name, title, lines: oneTable(says), table }
}
