import { inWords } from '../clock/dates.js'
import type { ReadCell } from '../documents/reading/read-book.js'
import { type Cell, keptText } from '../documents/workbook/sheet.js'
import { holdable } from '../documents/xml.js'
import { refusedKind, tidied } from './box-reading.js'
import { shortened } from './cell-problem.js'

function textOf(cell: Cell): string {
  if (cell === null) return ''
  if (typeof cell === 'object') return cell.day
  return typeof cell === 'number' ? String(cell) : holdable(keptText(cell))
}

/** What a cell that went out said, for a sentence. */
export const shown = (cell: Cell) =>
  cell !== null && typeof cell === 'object' ? inWords(cell.day) : shortened(textOf(cell))

/** Some programs make one space of two, and none of those at the end of a line: that says nothing else. */
const spaced = (text: string) =>
  tidied(text)
    .split('\n')
    .map((line) => line.replaceAll(/\s+/gu, ' ').trim())
    .join('\n')

/** Whether a cell says what it said when it went out. */
export function same(was: Cell, cell: ReadCell): boolean {
  if (refusedKind(cell) !== null) return false
  if (was !== null && typeof was === 'object' && cell.day !== null) return was.day === cell.day
  return spaced(textOf(was)) === spaced(cell.text)
}

/** The same of a locked cell, in which spaces and lines do not matter. */
export function sameWords(was: Cell, cell: ReadCell): boolean {
  if (same(was, cell)) return true
  const words = (text: string) => text.normalize().replaceAll(/\s+/gu, ' ').trim()
  return refusedKind(cell) === null && words(textOf(was)) === words(cell.text)
}
