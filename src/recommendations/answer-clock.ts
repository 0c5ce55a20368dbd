import { addDays, type Day, daysBetween } from '../clock/dates.js'
import type { Addressee } from './panel-recommendation.entity.js'

/**
 * By when a scrutiny panel is owed an answer, and how that stands on a day. The rules as we read them, and what each
 * reading rests on:
 *
 * **The executive: two months.** Local Government Act 2000, section 9FE (section 21B before the Localism Act 2011): asked in
 * writing, the executive answers within two months beginning with the date on which it received the report or
 * recommendations or, if that was later, the notice. The duty was read in the Bill of 2007 that made section 21B; the words
 * of the period in SI 2009/1919, regulation 6, which has them for district councils. The text of section 9FE itself was in
 * none of the sources at hand. Where the notice came later than the report, its day is the one to enter.
 *
 * **Its last day.** A period that begins with a day takes that day in, and so ends on the day before the date with the same
 * number; where the last month has no such date, with the last day of that month (the rule of the corresponding date,
 * Dodds v Walker [1981] 1 WLR 1027 for periods that begin the day after; SI 2018/1082, article 1.4, writes both out).
 *
 * **Partners: 28 days.** Police and Justice Act 2006, section 19, with the Crime and Disorder (Overview and Scrutiny)
 * Regulations 2009, SI 2009/942: an answer in writing within 28 days of the date of the report or recommendations or, where
 * that is not reasonably possible, as soon as possible after. That these authorities must consider, answer and have regard
 * was read in Hansard on the Bill of 2007; the number of days could not be read in a public source and is taken
 * from the conventions of this field. Days "of" a date do not count the date itself.
 *
 * Section 9FE leaves out what a panel recommends as the crime and disorder committee of section 19. The register does not
 * know in which of its powers a panel spoke: it goes by the addressee alone.
 */
const periods: Record<Addressee, (recommended: Recommended) => Day> = {
  executive: ({ receivedOn }) => lastDayOfMonths(receivedOn, 2),
  partner: ({ madeOn }) => addDays(madeOn, 28),
}

/** What each addressee's period is, for those who are shown its end. */
export const clockRules: Record<Addressee, { words: string; source: string }> = {
  executive: {
    words: 'The executive answers within two months, beginning with the day on which it received the report.',
    source: 'Local Government Act 2000, section 9FE',
  },
  partner: {
    words: 'A partner answers within 28 days of the report or recommendations.',
    source: 'Crime and Disorder (Overview and Scrutiny) Regulations 2009, SI 2009/942',
  },
}

/** What a period is counted from. */
export interface Recommended {
  addressee: Addressee
  madeOn: Day
  receivedOn: Day
}

export const clockStates = [
  'not_yet_due',
  'due_today',
  'overdue',
  'answered_on_time',
  'answered_late',
] as const
export type ClockState = (typeof clockStates)[number]

/** How the answer stands to its last day. */
export interface AnswerClock {
  /** The last day on which an answer is in time. */
  dueOn: Day
  state: ClockState
  /** "Not yet due: 12 days left", "Overdue by 3 days", "Answered on time". */
  words: string
  /** There is no answer, and its last day is over. */
  overdue: boolean
}

/** The last day of a period of months that begins with a day. */
export function lastDayOfMonths(first: Day, months: number): Day {
  const [year = 0, month = 0, date = 0] = first.split('-').map(Number)
  const lastOfMonth = new Date(Date.UTC(year, month - 1 + months + 1, 0))
  if (date > lastOfMonth.getUTCDate()) return lastOfMonth.toISOString().slice(0, 10)
  return new Date(Date.UTC(year, month - 1 + months, date - 1)).toISOString().slice(0, 10)
}

/** The last day on which an answer is in time. */
export function answerDueOn(recommended: Recommended): Day {
  return periods[recommended.addressee](recommended)
}

/**
 * How the clock of an answer stands.
 *
 * @param answeredOn the day of the first answer, which stops the clock; null while there is none
 * @param today the day on which the clock is read
 */
export function answerClock(recommended: Recommended, answeredOn: Day | null, today: Day): AnswerClock {
  const dueOn = answerDueOn(recommended)
  const late = daysBetween(dueOn, answeredOn ?? today)
  const state = stateOf(late, answeredOn !== null)
  return { dueOn, state, words: wordsOf(state, Math.abs(late)), overdue: state === 'overdue' }
}

function stateOf(daysLate: number, answered: boolean): ClockState {
  if (answered) return daysLate > 0 ? 'answered_late' : 'answered_on_time'
  if (daysLate === 0) return 'due_today'
  return daysLate > 0 ? 'overdue' : 'not_yet_due'
}

function wordsOf(state: ClockState, days: number): string {
  const some = days === 1 ? '1 day' : `${days} days`
  const words: Record<ClockState, string> = {
    not_yet_due: `Not yet due: ${some} left`,
    due_today: 'Due today',
    overdue: `Overdue by ${some}`,
    answered_on_time: 'Answered on time',
    answered_late: `Answered ${some} late`,
  }
  return words[state]
}
