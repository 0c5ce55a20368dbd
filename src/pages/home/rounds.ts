import type { CommissionView, ReturnSummary } from '../../commissions/views.js'
import { type Day, daysBetween, inWords } from '../../clock/dates.js'
import { count } from '../../reports/shared/words.js'
import {
  agencyCount,
  calendarFacts,
  calendarFields,
  fromToday,
  isOutstanding,
  rateInWords,
} from '../commissions/commission-words.js'
import { paths } from '../paths.js'

/** An open commission, as the first page of those who look after the rounds tells it. */
export interface RoundNow {
  title: string
  href: string
  /** "7 of 12 answered (58%). Next: sign-off on 12 January 2014, in 5 days." */
  words: string
  /** What waits: each leads to the returns that it counts. */
  waits: { text: string; href: string }[]
}

/** What waits in each open commission, the one with the earliest deadline first. */
export function roundsNow(
  commissions: readonly CommissionView[],
  returns: readonly ReturnSummary[],
  today: Day,
): RoundNow[] {
  return commissions
    .filter(({ state }) => state === 'open')
    .toSorted((one, other) => (one.dueOn < other.dueOn ? -1 : 1))
    .map((commission) => {
      const own = returns.filter((each) => each.commission.id === commission.id)
      return {
        ...{ title: commission.title, href: paths.commission(commission.id) },
        words: [`${rateInWords(commission.rate)}.`, nextDay(commission, today)].join(' ').trim(),
        waits: waitsOf(commission.id, own),
      }
    })
}

function waitsOf(id: number, returns: readonly ReturnSummary[]): RoundNow['waits'] {
  const toAccept = returns.filter(({ state }) => state === 'submitted').length
  const late = returns.filter(isOutstanding).length
  return [
    ...(toAccept === 0
      ? []
      : [
          {
            text: `${count(toAccept, 'return')} to accept`,
            href: `${paths.commission(id, 'to-accept')}#returns`,
          },
        ]),
    ...(late === 0
      ? []
      : [{ text: `${agencyCount(late)} late`, href: `${paths.commission(id, 'late')}#returns` }]),
  ]
}

function nextDay(commission: CommissionView, today: Day): string {
  const field = calendarFields.find((each) => each !== 'opensOn' && commission[each] >= today)
  if (field === undefined) return ''
  const day = commission[field]
  return `Next: ${calendarFacts[field].label.toLowerCase()} on ${inWords(day)}, ${fromToday(daysBetween(today, day))}.`
}
