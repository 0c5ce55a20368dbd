import type { Properties } from '../open-package.js'

/**
 * A text as its readers see it, before it is a Word file or an OpenDocument one: both are written from this and from
 * nothing else, so that they cannot say different things.
 */
export interface TextDocument extends Properties {
  /** At the head and foot of each page, in the middle; null where there is none. */
  marking: string | null
  /** At the head of each page, left and right. */
  head: { left: string; right: string }
  /** At the foot of each page on the left, line by line; "Page n of m" stands on the right of the last. */
  foot: readonly string[]
  /** The pages in their order: where one part ends, a new page begins. */
  parts: readonly TextPart[]
}

export interface TextPart {
  orientation: Orientation
  blocks: readonly TextBlock[]
}

export type Orientation = 'portrait' | 'landscape'

/** Words of one form. Only https, http and mailto addresses are ever links. */
export interface TextSpan {
  text: string
  strong?: true
  emphasis?: true
  href?: string
}

export type TextBlock =
  | { kind: 'title'; text: string }
  /** The number is as its owner writes it; it is part of the words, so that it reads the same everywhere. */
  | { kind: 'heading'; level: HeadingLevel; number: string | null; text: string }
  | TextParagraph
  | { kind: 'list'; ordered: boolean; items: readonly (readonly TextSpan[])[] }
  | TextTable

export type HeadingLevel = 1 | 2 | 3

/**
 * What a paragraph is for. `numbered` stands with its number in the margin and `under` below such a one; `front` has its
 * label in the margin; `missing` is still to be written; `note` is small.
 */
export type ParagraphUse = 'body' | 'numbered' | 'under' | 'front' | 'missing' | 'quotation' | 'note'

export interface TextParagraph {
  kind: 'paragraph'
  use: ParagraphUse
  /** Stands before the words, with a tab between: "2.1", "A.", "Committee". */
  label: string | null
  spans: readonly TextSpan[]
}

/** A table with one row of headings, which is repeated on each page. No cells are ever joined. */
export interface TextTable {
  kind: 'table'
  caption: string
  /** What a reader must know before reading it. */
  note: string | null
  columns: readonly TextColumn[]
  rows: readonly TextRow[]
}

export interface TextColumn {
  heading: string
  /** Its part of the width, beside those of the others. */
  share: number
  /** Figures stand at the right of their column. */
  figures?: true
}

export interface TextRow {
  cells: readonly TextCell[]
  /** Set apart from the rows above. */
  total?: true
}

/** The paragraphs of a cell. */
export type TextCell = readonly (readonly TextSpan[])[]

export const plain = (text: string): TextSpan[] => [{ text }]
export const strong = (text: string): TextSpan[] => [{ text, strong: true }]

/** A cell of one paragraph; an empty one where there are no words. */
export const cell = (text: string): TextCell => [plain(text)]

/** The width of the page between its margins, in twentieths of a point and in millimetres. */
export const pageWidths = {
  portrait: { twips: 9638, millimetres: 170 },
  landscape: { twips: 14570, millimetres: 257 },
} as const

/** The widths of columns as parts of a whole, in whole numbers that add up to it. */
export function sharedOut(shares: readonly number[], whole: number): number[] {
  const all = shares.reduce((sum, share) => sum + share, 0)
  let before = 0
  let given = 0
  return shares.map((share) => {
    before += share
    const until = Math.round((before / all) * whole)
    const width = until - given
    given = until
    return width
  })
}

/**
 * Whether a paragraph must stay on the page of what follows it: it leads on to a table, or stands alone between a heading and
 * the next one.
 */
export function leadsOn(blocks: readonly TextBlock[], place: number): boolean {
  const next = blocks[place + 1]?.kind
  return next === 'table' || (next === 'heading' && blocks[place - 1]?.kind === 'heading')
}
