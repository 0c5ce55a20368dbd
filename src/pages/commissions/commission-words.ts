import { type CommissionState, commissionStateFacts } from '../../commissions/commission/commission-state.js'
import { type ReturnState, returnStateFacts } from '../../commissions/returns/return-state.js'
import type { ReturnWay } from '../../commissions/returns/return.entity.js'
import type { CommissionView, ResponseRate, ReturnSummary } from '../../commissions/views.js'
import { type Day, inWords, quarterInWords, quarterOf } from '../../clock/dates.js'
import { count, figure } from '../../reports/shared/words.js'
import { share } from '../figures.js'
import { NotFound } from '../../web/problems.js'
import type { Tag } from '../tags.js'

const commissionColours: Record<CommissionState, string> = {
  planned: 'govuk-tag--grey',
  open: 'govuk-tag--blue',
  closed: 'govuk-tag--green',
  withdrawn: 'govuk-tag--purple',
}

const returnColours: Record<ReturnState, string> = {
  open: 'govuk-tag--grey',
  awaiting_sign_off: 'govuk-tag--yellow',
  submitted: 'govuk-tag--blue',
  sent_back: 'govuk-tag--orange',
  accepted: 'govuk-tag--green',
  not_answered: 'govuk-tag--red',
}

export function commissionTag(state: CommissionState): Tag {
  return { text: commissionStateFacts[state].label, classes: commissionColours[state] }
}

export function returnTag(state: ReturnState): Tag {
  return { text: returnStateFacts[state].label, classes: returnColours[state] }
}

/** "Q3 2013-14 (October to December 2013)"; other periods by their days. */
export function periodInWords({
  periodStart,
  periodEnd,
}: Pick<CommissionView, 'periodStart' | 'periodEnd'>): string {
  const quarter = quarterOf(periodStart)
  if (quarter.start === periodStart && quarter.end === periodEnd) return quarterInWords(quarter)
  return `${inWords(periodStart)} to ${inWords(periodEnd)}`
}

/** "7 of 12 answered (58%)" */
export function rateInWords({ asked, answered }: ResponseRate): string {
  if (asked === 0) return 'Nobody asked yet'
  return `${figure(answered)} of ${figure(asked)} answered (${share(answered, asked)})`
}

/** The return is late, nothing has come, and it still can. */
export const isOutstanding = ({ state, late }: ReturnSummary) =>
  late && (state === 'open' || state === 'awaiting_sign_off')

/** "12 agencies", "1 agency" */
export const agencyCount = (number: number) => count(number, 'agency', 'agencies')

const ways: Record<ReturnWay, string> = {
  account: 'signed in',
  link: 'by a mailed link',
  workbook: 'in the offline workbook',
}

/** How something reached a return: "by a mailed link". */
export const wayInWords = (way: ReturnWay) => ways[way]

/** "in 5 days", "today", "3 days ago" */
export function fromToday(days: number): string {
  if (days === 0) return 'today'
  return days > 0 ? `in ${count(days, 'day')}` : `${count(-days, 'day')} ago`
}

/** The days of the calendar, in their order, with what each is for. */
export const calendarFacts = {
  opensOn: { label: 'Opens', hint: 'The agencies are asked, and can answer from this day on.' },
  dueOn: { label: 'Agencies’ deadline', hint: 'Whoever has not answered by the end of this day is late.' },
  signOffBy: { label: 'Sign-off', hint: 'By this day you have accepted or sent back every return.' },
  freezeOn: {
    label: 'Freeze',
    hint: 'The cut-off of the report: what is not answered then is reported as silence.',
  },
  reportingDate: { label: 'Reporting date', hint: 'The report is laid before its readers.' },
} as const

export type CalendarField = keyof typeof calendarFacts
export const calendarFields = Object.keys(calendarFacts) as CalendarField[]

/** The name of a day of the calendar as the sentences of the form begin: "The agencies’ deadline". */
export const dayNames: Record<CalendarField, string> = {
  opensOn: 'The opening day',
  dueOn: 'The agencies’ deadline',
  signOffBy: 'The day of sign-off',
  freezeOn: 'The day of the freeze',
  reportingDate: 'The reporting date',
}

const weekday = new Intl.DateTimeFormat('en-GB', { weekday: 'long', timeZone: 'UTC' })

/** "Monday 6 January 2014" */
export const withWeekday = (day: Day) => `${weekday.format(new Date(`${day}T12:00:00.000Z`))} ${inWords(day)}`

/** The number in an address. @throws NotFound where it is none */
export function numberIn(typed: string): number {
  if (!/^[1-9]\d{0,8}$/u.test(typed)) throw new NotFound('There is nothing of this number.')
  return Number(typed)
}
