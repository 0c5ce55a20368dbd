import { type Day, inWords } from '../../clock/dates.js'
import type { ActionView, PlanView, TimescaleView } from '../../register/views.js'
import { asSentence, isolated } from '../shared/words.js'
import type { ActionLine, SomeLines } from './common.model.js'

/** An action as one line of a list. */
export function actionLine(action: ActionView, says = ''): ActionLine {
  const { ref, title, status, timeliness } = action
  return { ref, title, status, timeliness, end: action.timescale.end, says }
}

/** The first of some actions, and how many are not shown. */
export function someLines(
  actions: readonly ActionView[],
  most: number,
  says: (action: ActionView) => string = () => '',
): SomeLines {
  const lines = actions.slice(0, most).map((action) => actionLine(action, says(action)))
  return { lines, rest: actions.length - lines.length }
}

/** Open actions whose end date lies in a span, by end date and then in the order of the register. */
export function dueBetween(actions: readonly ActionView[], from: Day, to: Day): ActionView[] {
  return actions
    .filter(
      ({ timeliness, timescale: { end } }) =>
        end !== null && end >= from && end <= to && awaited.has(timeliness),
    )
    .sort((one, other) => compareText(one.timescale.end ?? '', other.timescale.end ?? ''))
}

const awaited: ReadonlySet<string> = new Set(['not_yet_due', 'due_this_quarter'])

/** Orders by characters alone, so that every machine gives the same order. */
export function compareText(one: string, other: string): number {
  return one < other ? -1 : one > other ? 1 : 0
}

/** The date as Throughline reads it: "By 30 April 2014 (season, our reading)". */
export function timescaleRead(timescale: TimescaleView): string {
  const { end, start, precision, basis } = timescale
  if (end === null)
    return precision === 'open' && start !== null ? `From ${inWords(start)}, no end` : 'No end date'
  const qualities = [precision === 'day' ? '' : `known to the ${precision}`, basisWords[basis]].filter(
    Boolean,
  )
  return `By ${inWords(end)}${qualities.length > 0 ? ` (${qualities.join(', ')})` : ''}`
}

const basisWords = { stated: '', inferred: 'our reading', set: 'set later' }

/** "Home Office 2013", "London 2012": a plan in few words, or its title where two plans would share them. */
export function planLabels(plans: readonly PlanView[]): ReadonlyMap<string, string> {
  const short = (plan: PlanView) =>
    `${plan.geography === 'national' ? plan.publisher : (plan.area ?? plan.publisher)} ${plan.publishedOn.end.slice(0, 4)}`
  const shared = (plan: PlanView) => plans.filter((other) => short(other) === short(plan)).length > 1
  return new Map(plans.map((plan) => [plan.slug, isolated(shared(plan) ? plan.title : short(plan))]))
}

/** "Home Office, December 2013. Final. England and Wales." */
export function imprintOf(plan: PlanView): string {
  const published = plan.publishedOn.asWritten ?? `by ${inWords(plan.publishedOn.end)}`
  const place = plan.area ?? asSentence(plan.geography)
  return `${plan.publisher}, ${published}. ${asSentence(plan.standing)}. ${place}.`
}
