import { byteOrderMark, csvRecords } from '../documents/csv.js'
import type { ReadCell } from '../documents/reading/read-book.js'

/** Something in a workbook that is not taken: where it stands, what it says, what is wrong with it and what is allowed. */
export interface CellProblem {
  sheet: string
  /** "M7"; null where it is about the whole sheet. */
  cell: string | null
  /** Ref of the action of the row, where there is one. */
  ref: string | null
  /** Heading of the column, where there is one. */
  column: string | null
  /** What stands in the cell, shortened. */
  value: string
  /** One or two sentences: what is wrong, and what is allowed. */
  sentence: string
}

export function problemAt(
  sheet: string,
  cell: ReadCell,
  sentence: string,
  about: { ref?: string; column?: string } = {},
): CellProblem {
  const { ref = null, column = null } = about
  return { sheet, cell: cell.address, ref, column, value: shortened(cell.text), sentence }
}

export const problemOf = (sheet: string, sentence: string): CellProblem => ({
  ...{ sheet, cell: null, ref: null, column: null, value: '' },
  sentence,
})

export const shortened = (text: string) => (text.length > 200 ? `${text.slice(0, 199)}…` : text)

const headings = ['Sheet', 'Cell', 'Action', 'Column', 'Value', 'What is wrong and what is allowed'] as const

/** The problems as a file, for whoever puts them right. */
export function problemsCsv(problems: readonly CellProblem[]): string {
  const rows = problems.map(({ sheet, cell, ref, column, value, sentence }) => [
    ...[sheet, cell, ref, column, value, sentence],
  ])
  return byteOrderMark + csvRecords([[...headings], ...rows])
}
