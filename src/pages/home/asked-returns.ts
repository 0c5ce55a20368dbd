import { type Day, daysBetween, inWords } from '../../clock/dates.js'
import { returnStateFacts } from '../../commissions/returns/return-state.js'
import type { ReturnSummary } from '../../commissions/views.js'
import { count } from '../../reports/shared/words.js'
import { fromToday } from '../commissions/commission-words.js'
import { paths } from '../paths.js'
import { answeredInWords } from '../returns/return-words.js'

/** What is asked of somebody who answers for agencies. */
export interface AskedReturns {
  /** "You are asked for 1 return" */
  heading: string
  returns: { agency: string; commission: string; href: string; words: string }[]
}

/** Returns that somebody's agencies have still to send, the one with the earliest deadline first; null where there is none. */
export function askedReturns(returns: readonly ReturnSummary[], today: Day): AskedReturns | null {
  const owed = returns
    .filter(({ commission, state }) => commission.state === 'open' && (waits(state) || state === 'sent_back'))
    .toSorted((one, other) => daysBetween(other.commission.dueOn, one.commission.dueOn))
  if (owed.length === 0) return null
  return {
    heading: `You are asked for ${count(owed.length, 'return')}`,
    returns: owed.map((one) => ({
      ...{ agency: one.agency.name, commission: one.commission.title, href: paths.return(one.id) },
      words: wordsOf(one, today),
    })),
  }
}

const waits = (state: ReturnSummary['state']) => !returnStateFacts[state].answered && state !== 'not_answered'

/** "due on 13 October 2017, in 12 days, 4 of 12 lines answered" */
function wordsOf(one: ReturnSummary, today: Day): string {
  const { commission, state } = one
  if (state === 'sent_back') return 'sent back with a question'
  if (state === 'awaiting_sign_off') return 'waits for a second person to sign it off'
  const days = daysBetween(today, commission.dueOn)
  const due = `${days < 0 ? 'was due' : 'due'} on ${inWords(commission.dueOn)}, ${fromToday(days)}`
  return `${due}, ${answeredInWords(one).toLowerCase()}`
}
