import { statusFacts } from '../../actions/action-status.js'
import { type Day, daysBetween, inWords, londonDay, quarterInWords, quarterOf } from '../../clock/dates.js'
import type { KnownReturn, KnownRound } from '../../commissions/round-known.js'
import { returnStateFacts } from '../../commissions/returns/return-state.js'
import type { ActionView } from '../../register/views.js'
import { count, figure } from './words.js'

/** How an agency answered the returns whose deadline has passed: the three add up to those that it was asked for. */
export interface ReturnsCount {
  asked: number
  onTime: number
  late: number
  none: number
}

/** The returns of one agency. */
export interface AgencyReturns extends ReturnsCount {
  agency: string
  name: string
  /** Whether the newest return whose deadline has passed was asked of it. */
  askedLast: boolean
}

/** An agency that did not answer, with the last that is known of its lines. */
export interface SilentAgency {
  agency: string
  name: string
  /** The day of its last word; null where it never said anything. */
  lastWord: Day | null
  /** "last word 3 July 2017, 105 days old" */
  says: string
  /** Refs of its lines. */
  refs: string[]
  /** Those of them that it leads. */
  leads: string[]
}

/** A commission whose deadline has passed, as a report names it. */
export interface RoundDue {
  /** "Q2 2017-18" */
  quarter: string
  /** "Q2 2017-18 (July to September 2017)" */
  period: string
  dueOn: Day
  asked: number
  answered: number
}

/** What a report knows of the returns at its cut-off. */
export interface Silence {
  /** The newest whose deadline has passed; null where there is none. */
  round: RoundDue | null
  /** The newest of all, while the agencies can still answer in time. */
  waiting: RoundDue | null
  /** Those that did not answer the newest whose deadline has passed, by name. */
  silent: SilentAgency[]
  /** Of each agency, by its slug, over all whose deadline has passed. */
  counts: ReadonlyMap<string, AgencyReturns>
  /** How many commissions those are. */
  rounds: number
  /** Refs of open actions that no lead answered for. */
  unanswered: ReadonlySet<string>
}

/** What a report knows where no return was ever commissioned. */
export const noRounds: Silence = {
  ...{ round: null, waiting: null, silent: [], rounds: 0 },
  ...{ counts: new Map(), unanswered: new Set() },
}

/**
 * Who has answered and who has not, as it stood at the cut-off. A return whose deadline lies ahead is no silence yet.
 *
 * @param rounds the oldest first
 * @param actions those that the report speaks of: what was asked of others is left out
 */
export function silenceOf(
  rounds: readonly KnownRound[],
  actions: readonly ActionView[],
  today: Day,
): Silence {
  const known = new Map(actions.map((action) => [action.ref, action]))
  const ours = rounds
    .map((round) => ({ ...round, returns: round.returns.filter((each) => concerns(each, known)) }))
    .filter((round) => round.returns.length > 0)
  const due = ours.filter((round) => round.dueOn < today)
  const last = due.at(-1)
  const newest = ours.at(-1)
  return {
    round: last ? roundDue(last) : null,
    waiting: newest && newest.dueOn >= today ? roundDue(newest) : null,
    silent: last
      ? last.returns
          .filter((each) => !hasAnswered(each))
          .map((each) => silentAgency(each, lastAnswer(each, ours), known, today))
          .sort((one, other) => (one.name.toLowerCase() < other.name.toLowerCase() ? -1 : 1))
      : [],
    counts: countsOf(due),
    rounds: due.length,
    unanswered: new Set(last ? unansweredIn(last, actions) : []),
  }
}

/** "3 of 4 on time, 1 late" */
export function returnsInWords({ asked, onTime, late, none }: ReturnsCount): string {
  const others = [
    late > 0 ? `${figure(late)} late` : '',
    none > 0 ? `${figure(none)} without an answer` : '',
  ].filter((words) => words !== '')
  return [`${figure(onTime)} of ${count(asked, 'return')} on time`, ...others].join(', ')
}

/** All of them together. */
export function sumOfReturns(counts: Iterable<ReturnsCount>): ReturnsCount {
  const sum: ReturnsCount = { asked: 0, onTime: 0, late: 0, none: 0 }
  for (const { asked, onTime, late, none } of counts) {
    sum.asked += asked
    sum.onTime += onTime
    sum.late += late
    sum.none += none
  }
  return sum
}

const hasAnswered = ({ state, answeredAt }: KnownReturn): boolean =>
  returnStateFacts[state].answered || answeredAt !== null

const concerns = ({ lines }: KnownReturn, known: ReadonlyMap<string, ActionView>): boolean =>
  lines.some(({ ref }) => known.has(ref))

function roundDue({ periodEnd, dueOn, returns }: KnownRound): RoundDue {
  const quarter = quarterOf(periodEnd)
  return {
    quarter: `Q${quarter.number} ${quarter.financialYear}`,
    period: quarterInWords(quarter),
    dueOn,
    asked: returns.length,
    answered: returns.filter(hasAnswered).length,
  }
}

function countsOf(due: readonly KnownRound[]): Map<string, AgencyReturns> {
  const counts = new Map<string, AgencyReturns>()
  const last = new Set(due.at(-1)?.returns)
  for (const each of due.flatMap(({ returns }) => returns)) {
    const { agency, name } = each
    const count = counts.get(agency) ?? {
      agency,
      name,
      asked: 0,
      onTime: 0,
      late: 0,
      none: 0,
      askedLast: false,
    }
    count.name = name
    count.askedLast = last.has(each)
    count.asked += 1
    if (!hasAnswered(each)) count.none += 1
    else if (each.onTime) count.onTime += 1
    else count.late += 1
    counts.set(each.agency, count)
  }
  return counts
}

/** The day of its last answer to an earlier return. */
function lastAnswer({ agency }: KnownReturn, rounds: readonly KnownRound[]): Day | null {
  const answers = rounds.flatMap(({ returns }) =>
    returns.flatMap((each) =>
      each.agency === agency && each.answeredAt !== null ? [londonDay(each.answeredAt)] : [],
    ),
  )
  return answers.sort().at(-1) ?? null
}

/**
 * Its last word is its last answer, or what was said later of a line that it alone leads: what others say of a line that they
 * share is no word of its own.
 */
function silentAgency(
  { agency, name, lines }: KnownReturn,
  answered: Day | null,
  known: ReadonlyMap<string, ActionView>,
  today: Day,
): SilentAgency {
  const own = lines.filter(({ ref }) => known.has(ref))
  const days = own.flatMap(({ ref }) => {
    const { leads = [], latestUpdate = null } = known.get(ref) ?? {}
    return latestUpdate && leads.every((lead) => lead.agency === agency) ? [latestUpdate.knownFrom] : []
  })
  const lastWord = [...days, ...(answered === null ? [] : [answered])].sort().at(-1) ?? null
  return {
    ...{ agency, name, lastWord },
    says: lastWord === null ? 'no word so far' : lastWordInWords(lastWord, today),
    refs: own.map(({ ref }) => ref),
    leads: own.filter(({ role }) => role === 'lead').map(({ ref }) => ref),
  }
}

/** "last word 3 July 2017, 105 days old" */
export function lastWordInWords(day: Day, today: Day): string {
  return `last word ${inWords(day)}, ${count(daysBetween(day, today), 'day').replace(/^no /u, '0 ')} old`
}

/** Open actions whose leads were asked, and none of them answered. */
function unansweredIn({ returns }: KnownRound, actions: readonly ActionView[]): string[] {
  const asked = new Map<string, boolean>()
  for (const each of returns) {
    for (const { ref, role } of each.lines) {
      if (role === 'lead') asked.set(ref, (asked.get(ref) ?? false) || hasAnswered(each))
    }
  }
  const open = new Set(actions.filter(({ status }) => statusFacts[status].open).map(({ ref }) => ref))
  return [...asked].filter(([ref, answered]) => !answered && open.has(ref)).map(([ref]) => ref)
}
