import {
  type CellObject,
  type DenseWorkSheet,
  type ParsingOptions,
  read,
  SSF,
  type WorkBook,
} from '@e965/xlsx'
import { addDays, type Day } from '../../clock/dates.js'
import { zippedPlainly } from './plain-archive.js'
import type { OfficeParts } from './archive.js'
import { type CellKind, counted, FileRefused, quotedName, type ReadLimits } from './read-book.js'
import { boundedRepeats, boundedSheets } from './sheet-parts.js'

/** What stands in a cell; nothing where it is empty. */
export type FoundCell = [kind: CellKind, text: string, day: Day | null] | null

export interface FoundSheet {
  name: string
  hidden: boolean
  rows: FoundCell[][]
}

const options = {
  dense: true,
  cellFormula: true,
  cellHTML: false,
  cellNF: true,
  cellText: true,
  cellDates: false,
  UTC: true,
  dateNF: 'dd/mm/yyyy',
} as const

/**
 * The cells of an office file. The library is given an archive of our own, in which nothing is packed and nothing stands
 * but what holds cells: what it makes of archives, it makes of this one.
 */
export function officeRows(name: string, { kind, parts }: OfficeParts, limits: ReadLimits): FoundSheet[] {
  // A formula that was never worked out is told as an empty cell, if at all.
  const more = kind === 'xlsx' ? { sheetRows: limits.rows + 1, sheetStubs: true } : {}
  const taken = kind === 'ods' ? asTheLibraryTakesIt(parts, limits) : boundedSheets(name, parts, limits)
  const book = readBook(name, zippedPlainly(taken), more)
  const serialOfDay0 =
    book.Workbook?.WBProps?.date1904 === true && kind === 'xlsx' ? '1904-01-01' : '1899-12-30'
  return book.SheetNames.flatMap((sheetName, index) => {
    const sheet = book.Sheets[sheetName]
    const data = sheet?.['!data']
    const hidden = (book.Workbook?.Sheets?.[index]?.Hidden ?? 0) !== 0
    const where = `${quotedName(name)}, sheet “${sheetName}”`
    if (data) return [{ name: sheetName, hidden, rows: rowsOf(data, serialOfDay0, where, limits) }]
    if (isNoTable(parts)) return []
    throw new FileRefused(
      `${quotedName(name)} is damaged: its sheet “${sheetName}” cannot be read. Save it again, and send that.`,
    )
  })
}

/**
 * It needs a part that may be left out; takes `_x0041_` for a code, which it is in the other kind of workbook only; and writes
 * to the console of every number format with conditions, which say nothing of what is in a cell.
 */
function asTheLibraryTakesIt(parts: OfficeParts['parts'], limits: ReadLimits): OfficeParts['parts'] {
  const textOf = (name: string) =>
    parts
      .get(name)
      ?.toString()
      .replace(/<style:map\b[^>]*\/>/gu, '')
  const content = boundedRepeats(textOf('content.xml') ?? '', limits)
  return new Map([
    ['META-INF/manifest.xml', Buffer.from('<manifest:manifest/>')],
    ['content.xml', Buffer.from(content.replace(/_(?=x[0-9a-f]{4}_)/giu, '_x005F_'))],
    ['styles.xml', Buffer.from(textOf('styles.xml') ?? '<office:document-styles/>')],
  ])
}

function readBook(name: string, bytes: Buffer, more: ParsingOptions): WorkBook {
  try {
    return read(bytes, { ...options, ...more, type: 'buffer' })
  } catch {
    throw new FileRefused(
      `${quotedName(name)} is damaged: its sheets cannot be read. Save it again, and send that.`,
    )
  }
}

/** Whether there are sheets that hold a chart or a dialogue and no cells. */
const isNoTable = (parts: OfficeParts['parts']) =>
  /\/(?:chartsheet|dialogsheet)"/u.test(parts.get('xl/_rels/workbook.xml.rels')?.toString() ?? '')

type SheetData = NonNullable<DenseWorkSheet['!data']>

function rowsOf(data: SheetData, serialOfDay0: Day, where: string, limits: ReadLimits): FoundCell[][] {
  // What the library leaves out of its lists is undefined, whatever the types say, and a list may be as long as it claims.
  const all = data as (CellObject | undefined)[][]
  for (const cells of beyond(all, limits.rows))
    if (cells.some((cell) => foundOf(cell, serialOfDay0) !== null)) throw tooLong(where, limits)
  const rows: FoundCell[][] = []
  for (const [row, cells] of all.slice(0, limits.rows).entries()) {
    const own = (cells as (CellObject | undefined)[] | undefined) ?? []
    for (const cell of beyond(own, limits.columns))
      if (foundOf(cell, serialOfDay0) !== null) throw tooWide(where, row, limits)
    const found: FoundCell[] = []
    for (const cell of own.slice(0, limits.columns)) found.push(foundOf(cell, serialOfDay0))
    rows.push(found)
  }
  return rows
}

/** What a list holds from a place on; one that claims millions of places is not walked through. */
function beyond<Item>(list: readonly Item[], from: number): Item[] {
  if (list.length <= from) return []
  return Object.entries(list).flatMap(([place, item]) => (Number(place) < from ? [] : [item]))
}

const tooLong = (where: string, limits: ReadLimits) =>
  new FileRefused(`${where}, has more than ${counted(limits.rows)} rows, which is the most that is allowed.`)

const tooWide = (where: string, row: number, limits: ReadLimits) =>
  new FileRefused(
    `${where}, row ${counted(row + 1)}, has more than ${counted(limits.columns)} columns, which is the most that is allowed.`,
  )

function foundOf(cell: CellObject | undefined, serialOfDay0: Day): FoundCell {
  if (cell === undefined) return null
  const text = cell.t === 's' ? String(cell.v ?? '') : (cell.w ?? String(cell.v ?? ''))
  if (cell.f !== undefined || cell.F !== undefined) return ['formula', text, null]
  switch (cell.t) {
    case 'n':
      return numberOf(cell, text, serialOfDay0)
    case 'b':
      return ['boolean', cell.v === true ? 'TRUE' : 'FALSE', null]
    case 'e':
      return ['error', text, null]
    case 's':
      return text === '' ? null : ['text', text, null]
    default:
      return null
  }
}

/** The library has no types for its formats. */
const isDateFormat = (SSF as { is_date: (format: string) => boolean }).is_date

function numberOf(cell: CellObject, text: string, serialOfDay0: Day): FoundCell {
  const serial = Number(cell.v)
  const isDate = cell.z !== undefined && isDateFormat(String(cell.z))
  // Spreadsheets count a 29 February 1900 that never was: before it, their days are not ours. And less than a day is a time.
  if (!isDate || serial < 61 || serial > 2_958_465) return ['number', text, null]
  return ['date', text, addDays(serialOfDay0, Math.floor(serial))]
}
