import { type ActionStatus, statusFacts } from '../../actions/action-status.js'
import type { Timeliness } from '../../register/timeliness.js'
import type { BarPart, Look } from './charts.js'
import { countEach } from './footing.js'

/**
 * Where each action stands against its date: every action is in exactly one place, so the places add up to the whole.
 * It is timeliness, with the undated told apart by whether anybody answers for them.
 */
export const positions = [
  'done',
  'overdue',
  'due',
  'later',
  'undated_led',
  'undated_unled',
  'dropped',
] as const
export type Position = (typeof positions)[number]
export type PositionCounts = Record<Position, number>

export const positionFacts: Record<Position, { label: string; look: Look }> = {
  done: { label: 'Complete', look: 'done' },
  overdue: { label: 'Overdue', look: 'overdue' },
  due: { label: 'Due this quarter', look: 'due' },
  later: { label: 'Due later', look: 'later' },
  undated_led: { label: 'No end date', look: 'undated' },
  undated_unled: { label: 'No end date and no lead', look: 'adrift' },
  dropped: { label: 'Closed without delivery', look: 'dropped' },
}

/** What the place of an action rests on. */
export interface Placed {
  status: ActionStatus
  timeliness: Timeliness
  leads: readonly unknown[]
}

export function positionOf(action: Placed): Position {
  const { open, complete } = statusFacts[action.status]
  if (complete) return 'done'
  if (!open) return 'dropped'
  if (action.timeliness === 'overdue') return 'overdue'
  if (action.timeliness === 'due_this_quarter') return 'due'
  if (action.timeliness === 'not_yet_due') return 'later'
  return action.leads.length > 0 ? 'undated_led' : 'undated_unled'
}

export function positionsOf(actions: readonly Placed[]): PositionCounts {
  return countEach(actions, positions, positionOf)
}

/** The parts of a bar, in the order of the legend. */
export function positionParts(counts: PositionCounts): BarPart[] {
  return positions.map((position) => ({ ...positionFacts[position], value: counts[position] }))
}

/** What a legend of the counts holds. */
export function positionLabels(counts: PositionCounts): string[] {
  return positions.filter((position) => counts[position] > 0).map((position) => positionFacts[position].label)
}

/** "Overdue 1, due later 27": the bar in words, without its empty parts. */
export function positionWords(counts: PositionCounts): string {
  const words = positions
    .filter((position) => counts[position] > 0)
    .map((position) => `${positionFacts[position].label.toLowerCase()} ${counts[position]}`)
  return words.length > 0 ? words.join(', ') : 'no actions'
}
