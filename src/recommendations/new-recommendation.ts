import type { Day } from '../clock/dates.js'
import type { Addressee, PanelAnswer } from './panel-recommendation.entity.js'

/** What a panel has recommended, as somebody notes it. */
export interface NewRecommendation {
  panel: string
  /** The day of the meeting. */
  madeOn: Day
  /** As in the minutes: "A", "2.1". */
  label: string
  /** The panel's own words. */
  text: string
  addressee: Addressee
  /** Slug of the partner that it is addressed to. */
  agency: string | null
  /** The day on which the addressee received it. */
  receivedOn: Day
  /** Where it stands on record. */
  source: string | null
}

/** What is said of a recommendation: the answer, what was done since, or both. */
export interface NewReply {
  answer: PanelAnswer | null
  reason: string | null
  responsible: string | null
  /** By when it is to be carried out. */
  dueOn: Day | null
  done: string | null
  /** The day on which it was said. */
  saidOn: Day
  /** The number of the last reply that the author has read, 0 where there was none; left out, nothing is asked. */
  after?: number
}

/** The same without the space around what was given; what is blank is not given. */
export function tidyRecommendation(given: NewRecommendation): NewRecommendation {
  const { panel, label, text, source } = given
  return {
    ...given,
    panel: trimmed(panel),
    label: trimmed(label),
    text: trimmed(text),
    source: unlessBlank(source),
  }
}

/** The same without the space around what was given; what is blank is not given. */
export function tidyReply(said: NewReply): NewReply {
  const { reason, responsible, done } = said
  return {
    ...said,
    ...{ reason: unlessBlank(reason), responsible: unlessBlank(responsible), done: unlessBlank(done) },
  }
}

/** Browsers end a line with two characters. */
const trimmed = (text: string) => text.replaceAll('\r\n', '\n').trim()

function unlessBlank(text: string | null): string | null {
  const tidy = trimmed(text ?? '')
  return tidy === '' ? null : tidy
}
