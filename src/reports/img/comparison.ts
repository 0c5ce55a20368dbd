import { statusFacts } from '../../actions/action-status.js'
import type { ActionView, RegisterSnapshot } from '../../register/views.js'
import { type Footing, reconciled } from '../shared/footing.js'

export interface Change {
  before: ActionView
  after: ActionView
}

/** What lies between two readings of the register. */
export interface Comparison {
  opening: RegisterSnapshot
  closing: RegisterSnapshot
  /** Actions that the opening did not know. */
  added: ActionView[]
  /** Open before, or new, and closed now. */
  closed: ActionView[]
  reopened: Change[]
  /** Actions of both readings. */
  kept: Change[]
  footing: Footing
}

export const isOpen = (action: ActionView): boolean => statusFacts[action.status].open

/** Compares two readings; nothing may have left the register between them, since nothing is ever deleted. */
export function compare(opening: RegisterSnapshot, closing: RegisterSnapshot): Comparison {
  const before = new Map(opening.actions.map((action) => [action.ref, action]))
  const known = new Set(closing.actions.map((action) => action.ref))
  const gone = opening.actions.filter((action) => !known.has(action.ref))
  if (gone.length > 0) {
    const refs = gone.slice(0, 5).map((action) => action.ref)
    throw new Error(
      `${gone.length} of ${opening.actions.length} actions have left the register: ${refs.join(', ')}.`,
    )
  }
  const added = closing.actions.filter((action) => !before.has(action.ref))
  const kept: Change[] = []
  for (const after of closing.actions) {
    const earlier = before.get(after.ref)
    if (earlier) kept.push({ before: earlier, after })
  }
  const reopened = kept.filter((change) => !isOpen(change.before) && isOpen(change.after))
  const closed = [
    ...kept.filter((change) => isOpen(change.before) && !isOpen(change.after)).map((change) => change.after),
    ...added.filter((action) => !isOpen(action)),
  ]
  const footing = reconciled(
    {
      opening: opening.actions.filter(isOpen).length,
      added: added.length + reopened.length,
      closed: closed.length,
      closing: closing.actions.filter(isOpen).length,
    },
    'open actions',
  )
  return { opening, closing, added, closed, reopened, kept, footing }
}

/** The same comparison for the actions of one plan. */
export function footingOfPlan(comparison: Comparison, plan: string): Footing {
  const ofPlan = (action: ActionView) => action.plan === plan
  return reconciled(
    {
      opening: comparison.opening.actions.filter((action) => ofPlan(action) && isOpen(action)).length,
      added:
        comparison.added.filter(ofPlan).length +
        comparison.reopened.filter((change) => ofPlan(change.after)).length,
      closed: comparison.closed.filter(ofPlan).length,
      closing: comparison.closing.actions.filter((action) => ofPlan(action) && isOpen(action)).length,
    },
    `open actions of ${plan}`,
  )
}
