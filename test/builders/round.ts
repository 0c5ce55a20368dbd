import type { Day, Instant } from '../../src/clock/dates.js'
import { addDays, quarterOf } from '../../src/clock/dates.js'
import type { KnownReturn, KnownRound } from '../../src/commissions/round-known.js'

/** How an agency answered: by the deadline, after it, or not at all. */
export type Answered = 'on time' | 'late' | 'not'

const days: Record<Answered, number> = { 'on time': -2, late: 5, not: 0 }

/** The round of a quarter, due on a day: `aRound('2013-09-30', '2013-10-18', [aReturn('Home Office', 'not', ['A-1'])])`. */
export function aRound(
  periodEnd: Day,
  dueOn: Day,
  returns: readonly ((dueOn: Day) => KnownReturn)[],
): KnownRound {
  const { start, number, financialYear } = quarterOf(periodEnd)
  return {
    id: Number(periodEnd.replaceAll('-', '')),
    title: `Q${number} ${financialYear}`,
    ...{ periodStart: start, periodEnd, dueOn, freezeOn: addDays(dueOn, 10) },
    returns: returns.map((make) => make(dueOn)),
  }
}

/** What an agency was asked, and whether it answered. "Home Office" is kept as `home-office`. */
export function aReturn(
  name: string,
  answered: Answered,
  refs: readonly string[],
  role: 'lead' | 'partner' = 'lead',
): (dueOn: Day) => KnownReturn {
  return (dueOn) => ({
    agency: name.toLowerCase().replaceAll(/[^a-z0-9]+/gu, '-'),
    name,
    state: answered === 'not' ? 'not_answered' : 'accepted',
    answeredAt: answered === 'not' ? null : at(addDays(dueOn, days[answered])),
    onTime: answered === 'on time',
    lines: refs.map((ref) => ({ ref, role })),
    openQuestions: 0,
  })
}

const at = (day: Day): Instant => `${day}T10:00:00.000Z`
