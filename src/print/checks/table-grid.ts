import { nameOf, numberOf, type PdfFile } from '../pdf/pdf-file.js'
import { PdfString, type PdfValue } from '../pdf/pdf-values.js'
import type { Part } from './structure-reader.js'

/** A cell of a table with what its attributes say. */
export interface Cell {
  isHeader: boolean
  columns: number
  rows: number
  /** "Row", "Column" or "Both" of a header; empty where it says none. */
  scope: string
  /** The name that cells call it by. */
  id: string
  /** The names of its headers. */
  headers: string[]
}

/** More columns or rows in one cell than this are taken for a mistake in the file. */
const mostSpanned = 1000

export function cellOf(file: PdfFile, part: Part): Cell {
  const cell: Cell = { isHeader: part.standard === 'TH', columns: 1, rows: 1, scope: '', id: '', headers: [] }
  const id = file.resolve(part.dict.get('ID'))
  if (id instanceof PdfString) cell.id = id.text
  for (const value of file.array(part.dict.get('A'))) {
    const attributes = file.dict(value)
    if (!attributes || nameOf(attributes.get('O')) !== 'Table') continue
    cell.columns = spanOf(file.resolve(attributes.get('ColSpan'))) ?? cell.columns
    cell.rows = spanOf(file.resolve(attributes.get('RowSpan'))) ?? cell.rows
    cell.scope = nameOf(file.resolve(attributes.get('Scope'))) || cell.scope
    const headers = file.array(attributes.get('Headers')).map((one) => file.resolve(one))
    if (headers.length > 0)
      cell.headers = headers.flatMap((one) => (one instanceof PdfString ? [one.text] : []))
  }
  return cell
}

function spanOf(value: PdfValue): number | null {
  const span = numberOf(value)
  return span === null ? null : Math.min(Math.max(1, Math.trunc(span)), mostSpanned)
}

/** The rows of a table as cells in columns. */
export class TableGrid {
  /** How many columns each row has, and whether any cells overlap. */
  readonly widths: number[] = []
  overlaps = false
  /** The first row whose cells have no header, from 1; null where all have. */
  headless: number | null = null
  private readonly names = new Set<string>()
  private readonly columnHeads = new Set<number>()
  /** Of each column, down to which row a cell above reaches. */
  private readonly reach: number[] = []
  private readonly rows: { cell: Cell; column: number }[][] = []

  addRow(cells: Cell[]): void {
    const row = this.rows.length
    let column = 0
    let width = this.reach.filter((down) => down > row).length
    const placed: { cell: Cell; column: number }[] = []
    for (const cell of cells) {
      while ((this.reach[column] ?? 0) > row) column += 1
      placed.push({ cell, column })
      for (let at = column; at < column + cell.columns; at += 1) {
        if ((this.reach[at] ?? 0) > row) this.overlaps = true
        this.reach[at] = row + cell.rows
      }
      column += cell.columns
      width += cell.columns
      if (cell.isHeader && cell.id !== '') this.names.add(cell.id)
    }
    this.widths.push(width)
    this.rows.push(placed)
  }

  /** Judges the headers of the cells; to be called when all rows are there. */
  finish(): void {
    this.rows.forEach((cells, index) => {
      const byRow = cells.some(({ cell }) => cell.isHeader && (cell.scope === 'Row' || cell.scope === 'Both'))
      for (const { cell, column } of cells) {
        if (cell.isHeader) this.takeHead(cell, column)
        else if (!byRow && !this.isHeaded(cell, column)) this.headless ??= index + 1
      }
    })
  }

  private takeHead({ scope, columns }: Cell, column: number): void {
    if (scope !== 'Column' && scope !== 'Both') return
    for (let at = column; at < column + columns; at += 1) this.columnHeads.add(at)
  }

  private isHeaded({ headers, columns }: Cell, column: number): boolean {
    if (headers.length > 0) return headers.every((name) => this.names.has(name))
    for (let at = column; at < column + columns; at += 1) if (this.columnHeads.has(at)) return true
    return false
  }
}
