import { knownHeading } from './heading-words.js'
import { filledColumns, type KeptBook, type KeptSheet, textAt, widthOf } from './kept-book.js'

/** Where the table of a file begins. Sheet and row are counted from 0. */
export interface TablePlace {
  sheet: number
  header: number
}

export interface FoundTable extends TablePlace {
  /** Why this row, in words. */
  reason: string
}

/** Title pages, legends and notes are rarely longer. */
const searched = 60

/**
 * The sheet and the row that hold the headings: the one with the most words that head the columns of plans. Where none is
 * known, the first row that is as wide as those below it; null where nothing looks like a table.
 */
export function findTable(book: KeptBook): FoundTable | null {
  const known = bestOf(book, knownScore)
  if (known) return { ...known, reason: knownReason(book, known) }
  const shaped = bestOf(book, shapeScore)
  if (!shaped) return null
  const reason = `No heading is known; row ${shaped.header + 1} is the first that is filled as the rows below it are.`
  return { ...shaped, reason }
}

function bestOf(book: KeptBook, score: (sheet: KeptSheet, row: number) => number): TablePlace | null {
  let best: (TablePlace & { score: number }) | null = null
  for (const [index, sheet] of book.sheets.entries()) {
    const last = Math.min(sheet.rows.length, searched)
    for (let row = 0; row < last; row += 1) {
      const found = sheet.hidden ? 0 : score(sheet, row)
      if (found > (best?.score ?? 0)) best = { sheet: index, header: row, score: found }
    }
  }
  return best
}

/** Different fields that a row names, exact words counting double; a row that names fewer than two is no header. */
function knownScore(sheet: KeptSheet, row: number): number {
  if (row + 1 >= sheet.rows.length) return 0
  const filled = filledColumns(sheet, row)
  const own = filled.map((column) => lineAt(sheet, row, column))
  // Headings of two rows: the lower one has the rest of what the upper one begins.
  const goesOn = own.length > 0 && own.every((heading) => knownHeading(heading) !== null)
  const over = goesOn ? headingsOver(sheet, row) : new Map<number, string>()
  const found = new Map<string, number>()
  for (const heading of [
    ...own,
    ...[...over].flatMap(([column, words]) => (filled.includes(column) ? [] : [words])),
  ]) {
    const known = knownHeading(heading)
    if (known) found.set(known.field, Math.max(found.get(known.field) ?? 0, known.exact ? 2 : 1))
  }
  if (found.size < 2) return 0
  const score = [...found.values()].reduce((sum, points) => sum + points, 0)
  // A row of whole sentences is data, whatever words they hold.
  const long = own.filter((heading) => heading.length > 60).length
  return Math.max(0, score - 2 * long)
}

const lineAt = (sheet: KeptSheet, row: number, column: number) =>
  textAt(sheet, row, column).replaceAll(/\s+/gu, ' ')

/** The headings of the row above, by their columns; none where it is a row of titles. */
function headingsOver(sheet: KeptSheet, header: number): Map<number, string> {
  if (header === 0) return new Map()
  const over = filledColumns(sheet, header - 1).map(
    (column) => [column, lineAt(sheet, header - 1, column)] as const,
  )
  const known = over.filter(([, heading]) => knownHeading(heading) !== null)
  return new Map(known.length < 2 ? [] : over)
}

/** Early rows of words, beside each other, over rows as wide. */
function shapeScore(sheet: KeptSheet, row: number): number {
  const filled = filledColumns(sheet, row)
  const below = filledColumns(sheet, row + 1)
  if (filled.length < 2 || below.length < 2) return 0
  return filled.length >= below.length ? searched - row : 0
}

function knownReason(book: KeptBook, { sheet: index, header }: TablePlace): string {
  const sheet = book.sheets[index]
  if (!sheet) return ''
  const headings = headingsOf(sheet, header).filter((heading) => knownHeading(heading) !== null)
  const named = headings.slice(0, 4).map((heading) => `“${heading}”`)
  const more = headings.length > 4 ? ` and ${headings.length - 4} more` : ''
  const above = Array.from({ length: header }, (_, row) => filledColumns(sheet, row).length).filter(
    (cells) => cells > 0,
  ).length
  const over =
    above === 0
      ? ''
      : ` ${above === 1 ? 'One row above it is' : `${above} rows above it are`} left out as titles.`
  const where =
    book.sheets.length > 1 ? `Row ${header + 1} of the sheet “${sheet.name}”` : `Row ${header + 1}`
  return `${where} has headings that plans use: ${named.join(', ')}${more}.${over}`
}

/**
 * The headings of the columns. A cell that is empty because a heading above it spans rows takes that one: what stands in a row
 * of titles heads nothing.
 */
export function headingsOf(sheet: KeptSheet, header: number): string[] {
  const over = headingsOver(sheet, header)
  return Array.from(
    { length: dataWidth(sheet, header) },
    (_, column) => lineAt(sheet, header, column) || (over.get(column) ?? ''),
  )
}

/** The columns that hold something in the header or below it. */
function dataWidth(sheet: KeptSheet, header: number): number {
  return widthOf({ ...sheet, rows: sheet.rows.slice(header) })
}

/** The rows above the header, as somebody is shown them who chooses another. */
export function rowsToChoose(sheet: KeptSheet, most = 15): { row: number; cells: string[] }[] {
  return sheet.rows.slice(0, most).map((_, row) => ({
    row,
    cells: filledColumns(sheet, row).map((column) => textAt(sheet, row, column)),
  }))
}
