import type { Day } from '../../clock/dates.js'
import { columnLetters } from '../../documents/workbook/sheet.js'
import type { CellKind, ReadBook, ReadCell } from '../../documents/reading/read-book.js'

/** A cell as it is kept: plain text by itself, nothing where it is empty. */
type KeptCell = string | [kind: CellKind, text: string, day?: Day] | null

/** A file as it was read, small enough to be kept whole, so that another sheet can be chosen later. */
export interface KeptBook {
  kind: ReadBook['kind']
  sheets: KeptSheet[]
}

export interface KeptSheet {
  name: string
  hidden: boolean
  rows: KeptCell[][]
}

export function keptBook({ kind, sheets }: ReadBook): KeptBook {
  return {
    kind,
    sheets: sheets.map(({ name, hidden, rows }) => ({
      name,
      hidden,
      rows: rows.map((row) => row.map(keptCell)),
    })),
  }
}

function keptCell({ kind, text, day }: ReadCell): KeptCell {
  if (kind === 'empty') return null
  if (kind === 'text') return text
  return day === null ? [kind, text] : [kind, text, day]
}

/** "B4" */
export const addressOf = (row: number, column: number) => `${columnLetters(column)}${row + 1}`

/** A cell of a kept sheet as it was read; rows and columns are counted from 0. */
export function cellAt({ rows }: KeptSheet, row: number, column: number): ReadCell {
  const kept = rows[row]?.[column] ?? null
  const address = addressOf(row, column)
  if (kept === null) return { address, text: '', kind: 'empty', day: null }
  if (typeof kept === 'string') return { address, text: kept, kind: 'text', day: null }
  const [kind, text, day = null] = kept
  return { address, text, kind, day }
}

/** The text of a cell without the spaces around it. */
export const textAt = (sheet: KeptSheet, row: number, column: number) =>
  cellAt(sheet, row, column).text.trim()

/** The columns of a row that hold something. A formula counts, whatever it shows. */
export function filledColumns(sheet: KeptSheet, row: number): number[] {
  return (sheet.rows[row] ?? []).flatMap((kept, column) => {
    if (kept === null) return []
    const filled =
      typeof kept === 'string' ? kept.trim() !== '' : kept[0] === 'formula' || kept[1].trim() !== ''
    return filled ? [column] : []
  })
}

/** How many columns the widest row of a sheet has. */
export const widthOf = ({ rows }: KeptSheet) => rows.reduce((most, { length }) => Math.max(most, length), 0)
