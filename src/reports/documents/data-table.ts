import type { Day } from '../../clock/dates.js'
import type { Meaning } from '../../documents/workbook/front-sheets.js'
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

/** The columns that every row of an action ends with, in whichever report. */
export const columnsOfStanding = columns(
  ...([['Leads', 30], ['Partners', 30], ['Timescale as written', 28], ['Timescale as read', 34]] as const),
  ...([['End date', 20], ['Status', 22], ['Timeliness', 20], ['Confidence', 14]] as const),
  ...([['Latest statement', 60], ['Said by', 26], ['Said', 26]] as const),
) // prettier-ignore

export const day = (value: Day | null | undefined): Cell => (value == null ? null : { day: value })

/** Several things in one cell: "; " between them. An empty cell where there is none. */
export const joined = (parts: readonly string[] | undefined): Cell =>
  parts === undefined || parts.length === 0 ? null : parts.join('; ')
