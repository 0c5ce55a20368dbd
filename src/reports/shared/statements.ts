import { type Day, quarterOf } from '../../clock/dates.js'
import type { LatestUpdateView, UpdateView } from '../../register/views.js'
import { ageInWords, dayInWords } from './words.js'

/** A statement as a report quotes it. */
export interface Statement {
  /** The words, whole; the page may cut them. */
  words: string
  by: string
  /** "31 December 2013", or the document's own words: “Since November 2012”. */
  said: string
  /** The day its age is counted from. */
  since: Day
  /** "14 months old", "new this quarter" */
  age: string
}

/** The statement with its age on a day: counted from the day it speaks of, else from the day it could be known. */
export function statementOf(update: LatestUpdateView | UpdateView, today: Day): Statement {
  const since = update.on ?? update.knownFrom
  return {
    words: update.narrative,
    by: update.by,
    said: saidWhen(update),
    since,
    age: since >= quarterOf(today).start ? 'new this quarter' : `${ageInWords(since, today)} old`,
  }
}

/** The document's own words for the day, else the day; where the document gives none, no day is made up. */
function saidWhen({ on, onAsWritten, knownFrom }: LatestUpdateView | UpdateView): string {
  if (onAsWritten !== null) return `“${onAsWritten}”`
  return on === null ? `undated, known from ${dayInWords(knownFrom)}` : dayInWords(on)
}

/** The latest of some statements, the last given winning a tie; null when there is none. */
export function latestOf(updates: readonly UpdateView[]): UpdateView | null {
  let latest: UpdateView | null = null
  for (const update of updates) {
    if (!latest || (update.on ?? update.knownFrom) >= (latest.on ?? latest.knownFrom)) latest = update
  }
  return latest
}
