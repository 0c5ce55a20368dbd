import type { ReadCell } from '../../documents/reading/read-book.js'

/** `problem`: must be put right; `remark`: may stand, and somebody should know; `left out`: is not taken in. */
export const findingKinds = ['problem', 'remark', 'left out'] as const
export type FindingKind = (typeof findingKinds)[number]

/** Something about one cell of a file. */
export interface Finding {
  kind: FindingKind
  sheet: string
  /** "B4", or "row 4" where it is about all of it. */
  cell: string
  /** What stands there, shortened. */
  value: string
  /** What is to be said of it, as a sentence. */
  words: string
  /** What is allowed instead; empty where nothing need be done. */
  allowed: string
}

const longestValue = 120

/** Gathers what is found in one sheet. */
export class Findings {
  readonly all: Finding[] = []

  constructor(private readonly sheet: string) {}

  problem(cell: ReadCell, words: string, allowed: string): void {
    this.add('problem', cell.address, cell.text, words, allowed)
  }

  remark(cell: ReadCell, words: string): void {
    this.add('remark', cell.address, cell.text, words, '')
  }

  leftOut(row: number, text: string, words: string): void {
    this.add('left out', `row ${row + 1}`, text, words, '')
  }

  add(kind: FindingKind, cell: string, text: string, words: string, allowed: string): void {
    const plain = text.trim().replaceAll(/\s+/gu, ' ')
    const value = plain.length > longestValue ? `${plain.slice(0, longestValue - 1)}…` : plain
    this.all.push({ kind, sheet: this.sheet, cell, value, words, allowed })
  }
}
