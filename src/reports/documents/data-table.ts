import type { Day } from '../../clock/dates.js'
import type { Cell, SheetColumn } from '../../documents/workbook/sheet.js'

/** A table of the data beside a report: a sheet of its own, under a name of its own. */
export interface DataTable {
  /** Of the sheet; the table is named so too. */
  name: string
  title: string
  /** What a reader must know of it, in one line. */
  says: string
  columns: readonly SheetColumn[]
  rows: readonly Cell[][]
  /** What its only row says where there are none. */
  empty: string
}

/** A word of the tables, with the column that it stands in. */
export interface Meaning {
  column: string
  word: string
  meaning: string
}

/** What is beside the paper: tables with the same figures, made from the same data. */
export interface EditionTables {
  /** What the report is: "of the action plan of ...". */
  subject: string
  cutOff: Day
  /** One row an action: this table is the CSV. */
  register: DataTable
  /** All of them, the register among them, in the order of the sheets. */
  tables: readonly DataTable[]
  meanings: readonly Meaning[]
  /** Whom to ask. */
  contact: string
}

export const columns = (...named: readonly (readonly [heading: string, width: number])[]): SheetColumn[] =>
  named.map(([heading, width]) => ({ heading, width }))

export const day = (value: Day | null | undefined): Cell => (value == null ? null : { day: value })

/** Several things in one cell: "; " between them. An empty cell where there is none. */
export const joined = (parts: readonly string[] | undefined): Cell =>
  parts === undefined || parts.length === 0 ? null : parts.join('; ')
