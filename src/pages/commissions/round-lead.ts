import type { CommissionView, ReturnSummary, RoundView } from '../../commissions/views.js'
import { type Day, daysBetween, inWords, londonDay } from '../../clock/dates.js'
import { figure, inList } from '../../reports/shared/words.js'
import { howMany, share } from '../figures.js'
import { paths } from '../paths.js'
import { agencyCount, fromToday, isOutstanding, withWeekday } from './commission-words.js'
import { numberOf } from './round-returns.js'

/** What a round's page says first. */
export function leadOf({ commission, returns }: RoundView, today: Day): string {
  switch (commission.state) {
    case 'planned':
      return `It opens on ${withWeekday(commission.opensOn)}, ${fromToday(daysBetween(today, commission.opensOn))}. No agency has been asked yet.`
    case 'withdrawn':
      return 'It was withdrawn before any agency was asked.'
    case 'open':
      return `${answeredInWords(commission)} ${lateInWords(returns, commission, today)}`
    case 'closed':
      return closedInWords(commission, returns)
  }
}

/** "7 of 12 agencies have answered (58%)." */
function answeredInWords({ rate: { asked, answered } }: CommissionView): string {
  if (asked === 0) return 'Nobody was asked: no agency leads or partners an action of this commission.'
  if (answered === asked)
    return asked === 1 ? 'The agency has answered.' : `All ${agencyCount(asked)} have answered.`
  const have = answered === 1 ? 'has' : 'have'
  const some = answered === 0 ? 'None' : figure(answered)
  return `${some} of ${agencyCount(asked)} ${answered === 0 ? 'has' : have} answered${answered === 0 ? '' : ` (${share(answered, asked)})`}.`
}

function lateInWords(returns: readonly ReturnSummary[], { dueOn }: CommissionView, today: Day): string {
  const late = returns.filter(isOutstanding).length
  if (late > 0) return `${howMany(late)} late.`
  if (today <= dueOn) return `The deadline is ${withWeekday(dueOn)}, ${fromToday(daysBetween(today, dueOn))}.`
  return 'None is late.'
}

function closedInWords(
  { rate, closedAt, freezeOn }: CommissionView,
  returns: readonly ReturnSummary[],
): string {
  const day = closedAt === null ? freezeOn : londonDay(closedAt)
  const silent = returns.filter(({ state }) => state === 'not_answered').map(({ agency }) => agency.name)
  const head = `Closed on ${inWords(day)}. `
  if (silent.length === 0) return `${head}All ${agencyCount(rate.asked)} answered.`
  const who = silent.length > 4 ? `${agencyCount(silent.length)} did not` : `${inList(silent)} did not`
  return `${head}${figure(rate.answered)} of ${agencyCount(rate.asked)} answered (${share(rate.answered, rate.asked)}); ${who}.`
}

interface Figure {
  label: string
  text: string
  href: string | null
  alert: boolean
}

/** The round at a glance; each number leads to the returns that it counts. */
export function figuresOf({ commission, returns }: RoundView): Figure[] {
  const { id, rate, state } = commission
  const link = (show: Parameters<typeof numberOf>[0]) =>
    numberOf(show, returns) > 0 ? `${paths.commission(id, show)}#returns` : null
  const missing = state === 'closed' ? ('waiting' as const) : ('late' as const)
  const late = numberOf(missing, returns)
  const questions = returns.reduce((total, { openQuestions }) => total + openQuestions.length, 0)
  return [
    {
      label: `of ${agencyCount(rate.asked)} answered`,
      text: figure(rate.answered),
      href: null,
      alert: false,
    },
    {
      ...{ label: state === 'closed' ? 'did not answer' : 'late', text: figure(late) },
      ...{ href: link(missing), alert: late > 0 },
    },
    {
      ...{ label: 'to accept', text: figure(numberOf('to-accept', returns)) },
      ...{ href: link('to-accept'), alert: false },
    },
    { label: 'accepted', text: figure(numberOf('accepted', returns)), href: link('accepted'), alert: false },
    {
      ...{ label: questions === 1 ? 'question open' : 'questions open', text: figure(questions) },
      ...{ href: link('sent-back'), alert: false },
    },
  ]
}
