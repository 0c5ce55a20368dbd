import type { Day } from '../../clock/dates.js'
import { Refused } from '../../web/problems.js'

/** A spreadsheet as it was read: cells and nothing else. No formula was worked out, no macro and no link was touched. */
export interface ReadBook {
  kind: 'xlsx' | 'ods' | 'csv'
  sheets: ReadSheet[]
}

export interface ReadSheet {
  name: string
  /** Not shown by the program that wrote it. */
  hidden: boolean
  /** From A1 on, without gaps; a row ends with its last cell that holds something, and so does the sheet. */
  rows: ReadCell[][]
}

export type CellKind = 'empty' | 'text' | 'number' | 'date' | 'boolean' | 'error' | 'formula'

export interface ReadCell {
  /** "B4" */
  address: string
  /** As it is shown, with the spaces at its ends. */
  text: string
  kind: CellKind
  /** The day of a date; null for everything else, dates written as text included. */
  day: Day | null
}

/** A file as it was sent. */
export interface GivenFile {
  name: string
  bytes: Buffer
}

/** How much a file may hold. */
export interface ReadLimits {
  bytes: number
  /** What its parts come to when they are unpacked. */
  unpackedBytes: number
  /** Parts of the archive that an office file is. */
  entries: number
  sheets: number
  /** Of each sheet. */
  rows: number
  columns: number
  /** Of all sheets together, the empty ones between others counted as well. */
  cells: number
  cellCharacters: number
}

export const readLimits: ReadLimits = {
  bytes: 10_000_000,
  unpackedBytes: 100_000_000,
  entries: 2_000,
  sheets: 100,
  rows: 20_000,
  columns: 200,
  cells: 600_000,
  cellCharacters: 32_767,
}

/** A file that is not taken; the message says in one sentence what is wrong and what is allowed. */
export class FileRefused extends Refused {
  constructor(message: string) {
    super([{ field: 'file', message }])
  }
}

export const allowedKinds = 'an Excel workbook (.xlsx), an OpenDocument spreadsheet (.ods) or a CSV file'

/** “returns.xlsx”, shortened where somebody gave it a very long name. */
export const quotedName = (name: string) => `“${name.length > 80 ? `${name.slice(0, 79)}…` : name}”`

export const counted = (number: number) => number.toLocaleString('en-GB')

/** "10 MB" */
export const megabytes = (bytes: number) => `${counted(Math.round(bytes / 100_000) / 10)} MB`
