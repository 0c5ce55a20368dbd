import type { Day } from '../clock/dates.js'

/** How closely a date is known. */
export const precisions = ['day', 'month', 'quarter', 'season', 'year', 'open', 'none'] as const
export type Precision = (typeof precisions)[number]

/** A date as a document gives it: its words, and the first and last day that they allow. */
export interface Span {
  asWritten: string | null
  start: Day | null
  end: Day | null
  precision: Precision
}
