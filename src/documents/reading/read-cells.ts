import { unpack } from './archive.js'
import { delimitedRows } from './delimited-text.js'
import { archiveOrText } from './file-kind.js'
import { type FoundCell, type FoundSheet, officeRows } from './office-rows.js'
import {
  counted,
  FileRefused,
  type GivenFile,
  megabytes,
  quotedName,
  type ReadBook,
  type ReadLimits,
} from './read-book.js'

/** A book as it is found in the file: without the cells' addresses, so that it is small on its way between threads. */
export interface FoundBook {
  kind: ReadBook['kind']
  sheets: FoundSheet[]
}

/**
 * Reads a file that may be anything.
 *
 * @throws FileRefused
 */
export async function readCells(file: GivenFile, limits: ReadLimits): Promise<FoundBook> {
  refuseTooLarge(file, limits)
  const book = await foundBook(file, limits)
  if (book.sheets.length === 0) throw new FileRefused(`${quotedName(file.name)} has no sheet with cells.`)
  if (book.sheets.length > limits.sheets) {
    throw new FileRefused(
      `${quotedName(file.name)} has ${counted(book.sheets.length)} sheets. At most ${counted(limits.sheets)} are allowed.`,
    )
  }
  const trimmed = book.sheets.map((sheet) => ({ ...sheet, rows: withoutEmptyEnds(sheet.rows) }))
  refuseTooMuch(file.name, trimmed, limits)
  return { ...book, sheets: trimmed }
}

export function refuseTooLarge({ name, bytes }: GivenFile, limits: ReadLimits): void {
  if (bytes.length <= limits.bytes) return
  throw new FileRefused(
    `${quotedName(name)} is larger than ${megabytes(limits.bytes)}, which is the most that is allowed.`,
  )
}

async function foundBook(file: GivenFile, limits: ReadLimits): Promise<FoundBook> {
  if (archiveOrText(file) === 'text') {
    const rows = delimitedRows(file, limits).map((row) => row.map(textCell))
    return { kind: 'csv', sheets: [{ name: 'CSV', hidden: false, rows }] }
  }
  const parts = await unpack(file, limits)
  return { kind: parts.kind, sheets: officeRows(file.name, parts, limits) }
}

/** A text that begins as a formula does is one as soon as a spreadsheet opens the file. */
function textCell(text: string): FoundCell {
  return text === '' ? null : [text.startsWith('=') ? 'formula' : 'text', text.replaceAll('\r\n', '\n'), null]
}

function withoutEmptyEnds(rows: readonly FoundCell[][]): FoundCell[][] {
  const cut = rows.map((row) => row.slice(0, row.findLastIndex((cell) => cell !== null) + 1))
  return cut.slice(0, cut.findLastIndex((row) => row.length > 0) + 1)
}

function refuseTooMuch(name: string, sheets: readonly FoundSheet[], limits: ReadLimits): void {
  let cells = 0
  for (const sheet of sheets) {
    const where = `${quotedName(name)}, sheet “${sheet.name}”`
    if (sheet.rows.length > limits.rows) {
      throw new FileRefused(
        `${where}, has more than ${counted(limits.rows)} rows, which is the most that is allowed.`,
      )
    }
    for (const [row, found] of sheet.rows.entries()) {
      cells += found.length
      if (found.length > limits.columns) {
        throw new FileRefused(
          `${where}, row ${row + 1}, has ${counted(found.length)} columns. At most ${counted(limits.columns)} are allowed.`,
        )
      }
      const long = found.findIndex((cell) => cell !== null && cell[1].length > limits.cellCharacters)
      if (long !== -1) {
        throw new FileRefused(
          `${where}, row ${row + 1}, column ${long + 1}, holds more than ${counted(limits.cellCharacters)} characters, which is the most that is allowed.`,
        )
      }
    }
  }
  if (cells > limits.cells) {
    throw new FileRefused(
      `${quotedName(name)} has ${counted(cells)} cells. At most ${counted(limits.cells)} are allowed.`,
    )
  }
}
