import type { UpdatingRole } from '../../accounts/rights.js'
import {
  type ActionStatus,
  actionStatuses,
  refuseMove,
  type Requirement,
  statusFacts,
  transitions,
} from '../../actions/action-status.js'
import type { ActionView } from '../../register/views.js'

/** An action that is changed together with others. */
export interface BulkItem {
  action: ActionView
  role: UpdatingRole
  /** The revision that the person read. */
  revision: number
}

/** Actions that a rule refuses, with its sentence. */
export interface Refusal {
  sentence: string
  refs: string[]
}

/** A status, and whether all the actions can move to it. */
export interface CommonMove {
  to: ActionStatus
  /** Empty where it is offered. */
  refused: Refusal[]
  requires: ReadonlySet<Requirement>
}

/** All that a move may ask for: what remains refused is so whatever the form says. */
const everythingGiven = { hasEvidence: true, reason: 'given', supersededBy: 'given' }

/**
 * The statuses that one of the actions at least is not at yet, with the actions that cannot move there. An action that is
 * there already does not move, and refuses nothing.
 */
export function commonMoves(items: readonly BulkItem[]): CommonMove[] {
  return actionStatuses
    .filter((to) => items.some(({ action }) => action.status !== to))
    .map((to) => ({
      to,
      refused: grouped(
        items,
        ({ action, role }) => refuseMove(action.status, to, { role, ...everythingGiven })?.message,
      ),
      requires: new Set(
        transitions
          .filter((move) => move.to === to && items.some(({ action }) => action.status === move.from))
          .flatMap(({ requires }) => requires),
      ),
    }))
}

/** The actions whose date cannot be moved. */
export function fixedDates(items: readonly BulkItem[]): Refusal[] {
  return grouped(items, ({ action: { status } }) =>
    statusFacts[status].open
      ? undefined
      : `This action is “${statusFacts[status].label}”: its target date cannot be moved.`,
  )
}

/** The same sentence is said once, with all the actions that it is said of. */
function grouped(items: readonly BulkItem[], sentenceOf: (item: BulkItem) => string | undefined): Refusal[] {
  const groups = new Map<string, string[]>()
  for (const item of items) {
    const sentence = sentenceOf(item)
    if (sentence === undefined) continue
    groups.set(sentence, [...(groups.get(sentence) ?? []), item.action.ref])
  }
  return [...groups].map(([sentence, refs]) => ({ sentence, refs }))
}
