import { columnLetters } from '../documents/workbook/sheet.js'
import type { ReadBook, ReadCell, ReadSheet } from '../documents/reading/read-book.js'
import { type CellProblem, problemAt, problemOf } from './cell-problem.js'

/** A row of a table as it came back: its cells by the places of their columns. */
export interface ReadRow {
  cells: ReadCell[]
}

export interface ReadTable {
  rows: ReadRow[]
  problems: CellProblem[]
}

/** Rows in which the headings are looked for. */
const mostRowsAbove = 20

/**
 * Finds a table by its headings and takes its rows. A heading that is missing or has another name is a problem, and so is
 * what stands outside the table, since nobody would read it.
 */
export function readTable(book: ReadBook, name: string, headings: readonly string[]): ReadTable {
  const sheet = book.sheets.find((one) => one.name === name)
  if (!sheet) {
    const found = book.sheets.map((one) => `“${one.name}”`).join(', ')
    return failed(
      problemOf(
        name,
        `The sheet “${name}” is missing. The file has ${found}. Leave the sheets’ names as they are.`,
      ),
    )
  }
  const top = sheet.rows.slice(0, mostRowsAbove).findIndex((row) => sameHeading(row[0], headings[0]))
  if (top === -1) {
    return failed(
      problemOf(
        name,
        `No row of headings was found: it begins with “${headings[0] ?? ''}”. Leave the headings as they are.`,
      ),
    )
  }
  const problems = wrongHeadings(sheet, top, headings)
  const rows = sheet.rows.slice(top + 1).flatMap((row, below) => {
    if (row.every(({ text }) => text.trim() === '')) return []
    const cells = headings.map((_, column) => row[column] ?? emptyCell(column, top + 1 + below))
    const beyond = row.slice(headings.length).filter(({ text }) => text.trim() !== '')
    problems.push(...beyond.map((cell) => problemAt(name, cell, outside)))
    return [{ cells }]
  })
  return { rows, problems }
}

const failed = (problem: CellProblem): ReadTable => ({ rows: [], problems: [problem] })

const outside =
  'This stands outside the table, where nothing is read. Move it into a box of the table, or clear the cell.'

const tidy = (text: string) => text.replaceAll(/\s+/gu, ' ').trim()

const sameHeading = (cell: ReadCell | undefined, heading: string | undefined) =>
  cell !== undefined && heading !== undefined && tidy(cell.text) === tidy(heading)

function wrongHeadings({ name, rows }: ReadSheet, top: number, headings: readonly string[]): CellProblem[] {
  const found = rows[top] ?? []
  return headings.flatMap((heading, column) => {
    const cell = found[column] ?? emptyCell(column, top)
    if (sameHeading(cell, heading)) return []
    return [
      problemAt(
        name,
        cell,
        `The heading of this column must be “${heading}”. Leave the columns and their headings as they are.`,
      ),
    ]
  })
}

/** @param row counted from 0 */
function emptyCell(column: number, row: number): ReadCell {
  return { address: `${columnLetters(column)}${row + 1}`, text: '', kind: 'empty', day: null }
}
