import { returnStateFacts } from '../../commissions/returns/return-state.js'
import type { ReturnSummary } from '../../commissions/views.js'
import { daysBetween, inWords, londonDay } from '../../clock/dates.js'
import { count, figure } from '../../reports/shared/words.js'
import { paths } from '../paths.js'
import type { Tag } from '../tags.js'
import { isOutstanding, returnTag } from './commission-words.js'

/** A row of the round's table. */
export interface ReturnRow {
  name: string
  href: string
  /** "Part of London Borough of Bromley" */
  partOf: string | null
  state: Tag
  nil: boolean
  lines: string
  since: { day: string; words: string }
  late: string | null
  /** It is late and has not come. */
  outstanding: boolean
  message: string | null
  /** Null where none is open. */
  questions: string | null
}

/** Which of the returns are shown, by the word in the address. */
const shows = {
  late: { label: 'Late', has: isOutstanding, empty: 'No return is late.' },
  waiting: {
    label: 'Not answered',
    has: ({ state }: ReturnSummary) => !returnStateFacts[state].answered,
    empty: 'Every agency has answered.',
  },
  'to-accept': {
    label: 'To accept',
    has: ({ state }: ReturnSummary) => state === 'submitted',
    empty: 'No return waits to be accepted.',
  },
  'sent-back': {
    label: 'Sent back',
    has: ({ state }: ReturnSummary) => state === 'sent_back',
    empty: 'No return is sent back.',
  },
  accepted: {
    label: 'Accepted',
    has: ({ state }: ReturnSummary) => state === 'accepted',
    empty: 'No return is accepted yet.',
  },
} as const
type Show = keyof typeof shows

/** What of a round the address asks for; what is none of these narrows nothing. */
export function readShow(typed: string): Show | undefined {
  return Object.hasOwn(shows, typed) ? (typed as Show) : undefined
}

/** How many of the returns there are of each kind. */
export const numberOf = (show: Show, returns: readonly ReturnSummary[]) =>
  returns.filter(shows[show].has).length

/** The links above the table: all, and each kind of which there are some. */
export function returnFilters(id: number, returns: readonly ReturnSummary[], show: Show | undefined) {
  const all = {
    text: `All (${figure(returns.length)})`,
    href: `${paths.commission(id)}#returns`,
    active: show === undefined,
  }
  const some = (Object.keys(shows) as Show[])
    .map((each) => ({ each, number: numberOf(each, returns) }))
    .filter(({ each, number }) => number > 0 || each === show)
  return [
    all,
    ...some.map(({ each, number }) => ({
      text: `${shows[each].label} (${figure(number)})`,
      href: `${paths.commission(id, each)}#returns`,
      active: each === show,
    })),
  ]
}

/** The returns that are shown: each council or agency, and below it its own units. */
export function returnRows(
  id: number,
  returns: readonly ReturnSummary[],
  show: Show | undefined,
): { caption: string; rows: ReturnRow[]; empty: string } {
  const some = show === undefined ? returns : returns.filter(shows[show].has)
  const names = new Map(returns.map(({ agency }) => [agency.slug, agency.name]))
  const label = show === undefined ? 'all' : shows[show].label.toLowerCase()
  return {
    caption: `Returns of the agencies: ${label}`,
    rows: underTheirCouncils(some, returns).map((each) => rowOf(id, each, names)),
    empty:
      show === undefined ? 'No agency leads or partners an action of this commission.' : shows[show].empty,
  }
}

/** By name, with the units of each right after it. */
function underTheirCouncils(some: readonly ReturnSummary[], all: readonly ReturnSummary[]): ReturnSummary[] {
  const bySlug = new Map(all.map((each) => [each.agency.slug, each]))
  const placeOf = (one: ReturnSummary): string => {
    const above = one.parent === null ? undefined : bySlug.get(one.parent)
    return above ? `${placeOf(above)}\n${one.agency.name}` : one.agency.name
  }
  return some
    .map((each) => ({ each, place: placeOf(each) }))
    .sort((one, other) => one.place.localeCompare(other.place, 'en-GB'))
    .map(({ each }) => each)
}

function rowOf(id: number, one: ReturnSummary, names: ReadonlyMap<string, string>): ReturnRow {
  const { agency, parent, state, nil, lines, linesAnswered, since, lastMessage, openQuestions } = one
  const day = londonDay(since)
  const above = parent === null ? undefined : names.get(parent)
  return {
    ...{ name: agency.name, href: paths.reviewReturn(id, one.id) },
    partOf: above === undefined ? null : `Part of ${above}`,
    ...{ state: returnTag(state), nil },
    lines: `${figure(linesAnswered)} of ${figure(lines)}`,
    since: { day, words: inWords(day) },
    ...{ late: lateInWords(one), outstanding: isOutstanding(one) },
    message: lastMessage === null ? null : `${inWords(londonDay(lastMessage.at))}, to ${lastMessage.to}`,
    questions: openQuestions.length === 0 ? null : figure(openQuestions.length),
  }
}

/** "6 days late", "came 2 days late"; null where it is not. */
export function lateInWords({ state, late, daysLate, answeredAt, commission }: ReturnSummary): string | null {
  // Where nothing ever came, that says more than how late it was when nothing could come any more.
  if (!late || state === 'not_answered') return null
  if (answeredAt === null) return `${count(daysLate, 'day')} late`
  return `came ${count(daysBetween(commission.dueOn, londonDay(answeredAt)), 'day')} late`
}
