import { type ActionStatus, statusFacts } from '../../actions/action-status.js'
import { type Day, inWords, isDay } from '../../clock/dates.js'
import type { ActionView } from '../../register/views.js'
import type { EarlierEdition } from '../editions/edition-history.js'
import { asSentence, count } from '../shared/words.js'
import { says, type Unnumbered } from './paragraph.js'
import type { Point } from './scrutiny.model.js'

/** How an action stood in the report before. */
interface Then {
  ref: string
  status: ActionStatus
  late: boolean
  /** Not known where the report before did not say. */
  end: Day | null | undefined
}

/**
 * What has changed since the report that was issued before.
 *
 * @param alone whether the section holds nothing else: then it says too that no report stands before it
 */
export function changesSince(
  previous: EarlierEdition | null,
  actions: readonly ActionView[],
  alone: boolean,
): Unnumbered[] {
  if (previous === null) return alone ? [says('No issued report on this plan stands before this one.')] : []
  const then = standingsIn(previous.data)
  const since = `the report as known on ${inWords(previous.cutOff)}, issued on ${inWords(previous.issuedOn)}`
  const points = changes(then, actions)
  if (points.length === 0) return [says(`No action of the plan has changed since ${since}.`)]
  const touched = new Set(points.flatMap(({ refs }) => refs)).size
  const text = `${asSentence(count(touched, 'action has', 'actions have'))} changed since ${since}:`
  return [says(text, { points })]
}

function changes(then: ReadonlyMap<string, Then>, actions: readonly ActionView[]): Point[] {
  const both = actions.flatMap((now) => {
    const before = then.get(now.ref)
    return before ? [{ now, before }] : []
  })
  const moved = (to: (now: ActionView, before: Then) => boolean) =>
    both.filter(({ now, before }) => to(now, before)).map(({ now }) => now.ref)
  const changedTo = (test: (status: ActionStatus) => boolean) =>
    moved((now, before) => test(now.status) && !test(before.status))
  const complete = (status: ActionStatus) => statusFacts[status].complete
  const closed = (status: ActionStatus) => !statusFacts[status].open && !complete(status)
  const fresh = actions.filter(({ ref }) => !then.has(ref)).map(({ ref }) => ref)
  return [
    point('Done since', changedTo(complete)),
    point(
      'Begun since',
      moved((now, before) => before.status === 'not_started' && now.status === 'in_progress'),
    ),
    point(
      'Paused since',
      changedTo((status) => status === 'paused'),
    ),
    point('Closed without delivery since', changedTo(closed)),
    point(
      'Open again',
      moved((now, before) => statusFacts[now.status].open && !statusFacts[before.status].open),
    ),
    point(
      'Newly late',
      moved((now, before) => now.timeliness === 'overdue' && !before.late),
    ),
    ...redated(both),
    point('New in the plan', fresh),
  ].filter(({ refs }) => refs.length > 0)
}

function point(what: string, refs: string[]): Point {
  return { text: `${what}: ${count(refs.length, 'action')}`, refs }
}

/** Dates that moved, those of one move together. */
function redated(both: readonly { now: ActionView; before: Then }[]): Point[] {
  const byMove = new Map<string, string[]>()
  for (const { now, before } of both) {
    const { end } = now.timescale
    if (before.end === undefined || before.end === end) continue
    const move =
      before.end === null
        ? `End date set to ${inWords(end ?? '')}`
        : end === null
          ? `End date ${inWords(before.end)} taken away`
          : `Date moved from ${inWords(before.end)} to ${inWords(end)}`
    byMove.set(move, [...(byMove.get(move) ?? []), now.ref])
  }
  return [...byMove].map(([text, refs]) => ({ text, refs }))
}

/** The rows of the action plan of an issued report, as far as its data say them: its shape may be an earlier one. */
function standingsIn(data: unknown): Map<string, Then> {
  const rows = listIn(fieldOf(data, 'actionPlan'), 'groups').flatMap((group) => listIn(group, 'rows'))
  const then = rows.flatMap((row): Then[] => {
    const [ref, status, end] = [fieldOf(row, 'ref'), fieldOf(row, 'status'), fieldOf(row, 'end')]
    if (typeof ref !== 'string' || typeof status !== 'string' || !(status in statusFacts)) return []
    const known = end === null || (typeof end === 'string' && isDay(end)) ? end : undefined
    return [
      { ref, status: status as ActionStatus, late: fieldOf(row, 'timeliness') === 'overdue', end: known },
    ]
  })
  return new Map(then.map((each) => [each.ref, each]))
}

function fieldOf(value: unknown, field: string): unknown {
  return typeof value === 'object' && value !== null ? (value as Record<string, unknown>)[field] : undefined
}

function listIn(value: unknown, field: string): unknown[] {
  const list = fieldOf(value, field)
  return Array.isArray(list) ? list : []
}
