import { statusFacts, type ActionStatus } from '../actions/action-status.js'
import type { Confidence } from '../actions/confidence.js'
import { type Day, inWords, quarterAfter } from '../clock/dates.js'
import type { Timeliness } from './timeliness.js'

/** The assurance flags: rules that anyone can read. A flag never changes a status. */
export const flagRules = {
  'no-lead': 'The plan names no agency as lead.',
  'provisional-lead': 'The plan only proposes the lead ("tbc", "proposed").',
  'no-timescale': 'The plan gives no timescale and none has been set.',
  'vague-timescale': 'The timescale has no end date, or only a season or a year.',
  'past-its-date-without-an-update': 'The end date has passed and nothing has been said since.',
  'silent-for-two-quarters': 'The action is open and nothing has been said for two whole quarters.',
  'complete-without-evidence': 'The action is complete and no evidence was given.',
  'complete-with-open-steps': 'The action is complete and one of its steps is still open.',
  'date-moved-three-times': 'The end date has moved three times or more.',
  'green-and-overdue': 'Confidence is green although the end date has passed.',
  'narrative-unchanged-for-three-quarters': 'The same words have been reported for three quarters or more.',
  'partner-never-confirmed': 'A partner is named and has never spoken in an update.',
} as const
export type FlagCode = keyof typeof flagRules
export const flagCodes = Object.keys(flagRules) as FlagCode[]

/** "No lead", "Provisional lead": the code as words. */
export function flagLabel(code: FlagCode): string {
  const words = code.replaceAll('-', ' ')
  return words.charAt(0).toUpperCase() + words.slice(1)
}

export interface FlagFacts {
  status: ActionStatus
  confidence: Confidence
  timeliness: Timeliness
  end: Day | null
  precision: string
  timesRedated: number
  leads: { name: string; provisional: boolean }[]
  partners: { agency: string; name: string }[]
  openSteps: string[]
  hasEvidence: boolean
  /** The day from which the action itself was known. */
  knownFrom: Day
  /** The day from which the latest statement was known, or null when there is none. */
  lastSaid: Day | null
  /** The day from which the words of the latest statement were first known, when it repeats them. */
  sameWordsSince: Day | null
  /** Slugs of the agencies that have spoken in an update. */
  spokenFor: ReadonlySet<string>
}

export interface Flag {
  code: FlagCode
  reason: string
}

/** The flags that an action carries on a day, each with the facts it rests on. */
export function flagsOf(facts: FlagFacts, today: Day): Flag[] {
  const { open, complete } = statusFacts[facts.status]
  const flags: Flag[] = []
  const raise = (code: FlagCode, reason: string) => flags.push({ code, reason })

  if (facts.leads.length === 0) raise('no-lead', 'No agency is named as lead.')
  const provisional = facts.leads.filter((lead) => lead.provisional)
  if (provisional.length > 0) {
    raise('provisional-lead', `Proposed only: ${provisional.map((lead) => lead.name).join(', ')}.`)
  }
  if (facts.precision === 'none') raise('no-timescale', 'No timescale is given.')
  else if (facts.end === null || facts.precision === 'season' || facts.precision === 'year') {
    raise('vague-timescale', facts.end ? `Known only to the ${facts.precision}.` : 'It has no end date.')
  }

  if (open) {
    if (facts.end !== null && facts.end < today && (facts.lastSaid ?? '') <= facts.end) {
      raise('past-its-date-without-an-update', `Due by ${inWords(facts.end)}; nothing said since.`)
    }
    const lastWord = facts.lastSaid ?? facts.knownFrom
    if (quarterAfter(lastWord, 2).end < today) {
      const what = facts.lastSaid ? 'Last statement known' : 'No statement since publication'
      raise('silent-for-two-quarters', `${what}: ${inWords(lastWord)}.`)
    }
  }
  if (complete && !facts.hasEvidence) raise('complete-without-evidence', 'No evidence is on the register.')
  if (complete && facts.openSteps.length > 0) {
    raise('complete-with-open-steps', `Still open: ${facts.openSteps.join(', ')}.`)
  }
  if (facts.timesRedated >= 3) raise('date-moved-three-times', `Moved ${facts.timesRedated} times.`)
  if (facts.confidence === 'green' && facts.timeliness === 'overdue') {
    raise('green-and-overdue', `Rated green; due by ${facts.end ? inWords(facts.end) : 'no date'}.`)
  }
  if (open && facts.sameWordsSince !== null && quarterAfter(facts.sameWordsSince, 3).start <= today) {
    raise('narrative-unchanged-for-three-quarters', `The same words since ${inWords(facts.sameWordsSince)}.`)
  }
  const unheard = facts.partners.filter((partner) => !facts.spokenFor.has(partner.agency))
  if (unheard.length > 0) {
    raise('partner-never-confirmed', `Not heard from: ${unheard.map((partner) => partner.name).join(', ')}.`)
  }
  return flags
}
