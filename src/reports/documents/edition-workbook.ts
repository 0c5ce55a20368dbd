import { type Instant, inWords } from '../../clock/dates.js'
import {
  contentsSheet,
  coverSheet,
  line,
  notesSheet,
  oneTable,
  section,
} from '../../documents/workbook/front-sheets.js'
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
    sheets: [
      cover(title, frame, stamp, tables),
      contentsSheet(sheets),
      notesSheet(tables.meanings),
      ...sheets,
    ],
  }
}

function cover(title: string, frame: ReportFrame, stamp: EditionStamp, { contact }: EditionTables): Sheet {
  const { issued } = stamp
  return coverSheet(
    title,
    [
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
    ],
    contact,
  )
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
