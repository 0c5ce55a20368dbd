import { type ActionStatus, actionStatuses, statusFacts } from '../actions/action-status.js'
import { type Day, inWords, quarterOf } from '../clock/dates.js'
import type { Counts } from '../register/overview-counts.js'
import { asSentence, count, figure, inList } from '../reports/shared/words.js'

/** A bar of the statuses with its key: what `partials/status-chart` shows. The words beside it say the same. */
export interface StatusChart {
  /** Parts of a bar that is 100 long. */
  parts: { tone: ActionStatus; x: string; width: string }[]
  key: { tone: ActionStatus; label: string; count: string }[]
}

/** The order of the bar: what is done, what is under way, what is to come, what will not come. */
const order: readonly ActionStatus[] = [
  ...['complete_verified', 'complete_reported', 'in_progress', 'paused'],
  ...['not_started', 'superseded', 'closed_not_delivered'],
] as ActionStatus[]

/** The chart of the statuses; null where there is no action. */
export function statusChart({ total, byStatus }: Counts): StatusChart | null {
  if (total === 0) return null
  const tones = order.filter((status) => byStatus[status] > 0)
  let x = 0
  const parts = tones.map((tone) => {
    const width = (byStatus[tone] / total) * 100
    const part = { tone, x: x.toFixed(3), width: width.toFixed(3) }
    x += width
    return part
  })
  const key = tones.map((tone) => ({
    tone,
    ...{ label: statusFacts[tone].label, count: figure(byStatus[tone]) },
  }))
  return { parts, key }
}

/** "7%", and "less than 1%" for what is there although it rounds to nothing. */
export function share(part: number, total: number): string {
  const percent = total === 0 ? 0 : (part / total) * 100
  if (part > 0 && percent < 1) return 'less than 1%'
  // Not all is all: what is missing must not be rounded away.
  return `${part < total ? Math.min(99, Math.round(percent)) : Math.round(percent)}%`
}

/** "40 are", "1 is" */
export function howMany(number: number, one = 'is', several = 'are'): string {
  return `${figure(number)} ${number === 1 ? one : several}`
}

/** "Of 81 actions, 3 are complete (4%), 20 are in progress and 58 are not started." */
export function statusInWords({ total, complete, byStatus }: Counts): string {
  const told: [number, string][] = [
    [complete, 'complete'],
    [byStatus.in_progress, 'in progress'],
    [byStatus.paused, 'paused'],
    [byStatus.not_started, 'not started'],
    [byStatus.closed_not_delivered, 'closed without delivery'],
    [byStatus.superseded, 'superseded'],
  ]
  const [first, ...others] = told.filter(([number]) => number > 0)
  if (first === undefined) return 'There are no actions.'
  const [, words] = first
  if (others.length === 0) return allInWords(total, words)
  const said = [first, ...others].map(([number, what]) => {
    const percent = what === 'complete' ? ` (${share(number, total)})` : ''
    return `${howMany(number)} ${what}${percent}`
  })
  return `Of ${count(total, 'action')}, ${inList(said)}.`
}

function allInWords(total: number, words: string): string {
  if (total === 1) return `The one action is ${words}.`
  if (words === 'not started') return `None of the ${figure(total)} actions is reported as started.`
  return `All ${figure(total)} actions are ${words}.`
}

/** "8 are overdue, 3 are due by 31 March 2017 and 20 have no date to be held to." */
export function timelinessInWords({ total, byTimeliness }: Counts, today: Day): string {
  if (total > 1 && byTimeliness.no_date === total) return 'None has a date to be held to.'
  const said: [number, string][] = [
    [byTimeliness.overdue, `${howMany(byTimeliness.overdue)} overdue`],
    [
      byTimeliness.due_this_quarter,
      `${howMany(byTimeliness.due_this_quarter)} due by ${inWords(quarterOf(today).end)}`,
    ],
    [byTimeliness.not_yet_due, `${howMany(byTimeliness.not_yet_due)} due later`],
    [byTimeliness.no_date, `${howMany(byTimeliness.no_date, 'has', 'have')} no date to be held to`],
    [
      byTimeliness.completed_on_time,
      `${howMany(byTimeliness.completed_on_time, 'was', 'were')} completed on time`,
    ],
    [byTimeliness.completed_late, `${howMany(byTimeliness.completed_late, 'was', 'were')} completed late`],
  ]
  const words = said.filter(([number]) => number > 0).map(([, what]) => what)
  return words.length === 0 ? '' : `${asSentence(inList(words))}.`
}

/** The statuses as rows of a small table; the shares are rounded and need not add up. */
export interface StatusRow {
  status: ActionStatus
  label: string
  count: string
  share: string
}

/** One row for each status that there is, in the order in which work goes on. */
export function statusRows({ total, byStatus }: Counts): StatusRow[] {
  return actionStatuses
    .filter((status) => byStatus[status] > 0)
    .map((status) => ({
      status,
      ...{ label: statusFacts[status].label, count: figure(byStatus[status]) },
      share: share(byStatus[status], total),
    }))
}
