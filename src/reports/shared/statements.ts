import { type Day, quarterOf } from '../../clock/dates.js'
import { nilNarrative } from '../../commissions/returns/return-lines.js'
import type { ActionView, LatestUpdateView, RegisterSnapshot, UpdateView } from '../../register/views.js'
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

/**
 * The actions with the latest statement that says something. "Nothing to report" is an answer and no silence; but where
 * several answer for an action, it must not stand in the place of what another of them said.
 */
export function withWordsSaid({ actions, updates }: RegisterSnapshot): ActionView[] {
  const said = new Map<string, UpdateView>()
  for (const update of updates.filter(saysSomething)) {
    for (const ref of update.actions) {
      const before = said.get(ref)
      const latest = latestOf(before ? [before, update] : [update])
      if (latest) said.set(ref, latest)
    }
  }
  return actions.map((action) => {
    const { latestUpdate } = action
    const words = said.get(action.ref)
    if (!latestUpdate || saysSomething(latestUpdate) || !words) return action
    const { narrative, by, on, onAsWritten, knownFrom } = words
    return { ...action, latestUpdate: { ...latestUpdate, narrative, by, on, onAsWritten, knownFrom } }
  })
}

const saysSomething = ({ narrative }: Pick<UpdateView, 'narrative'>): boolean => narrative !== nilNarrative

/**
 * The latest of some statements, the last given winning a tie; null when there is none. One with nothing to report is taken
 * only where none says more.
 */
export function latestOf(updates: readonly UpdateView[]): UpdateView | null {
  const telling = updates.filter(saysSomething)
  let latest: UpdateView | null = null
  for (const update of telling.length > 0 ? telling : updates) {
    if (!latest || (update.on ?? update.knownFrom) >= (latest.on ?? latest.knownFrom)) latest = update
  }
  return latest
}
