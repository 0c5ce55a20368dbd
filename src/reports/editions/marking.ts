import type { RegisterSnapshot } from '../../register/views.js'

/**
 * Protective markings, the lowest first. The scheme before 2014 marked PROTECT and RESTRICTED; both are read by the one
 * that followed it. A marking that nobody has ranked counts as higher than any.
 */
const ranks: readonly (readonly string[])[] = [
  ['OFFICIAL', 'PROTECT', 'UNCLASSIFIED', 'NOT PROTECTIVELY MARKED'],
  ['OFFICIAL-SENSITIVE', 'RESTRICTED'],
]

/** The markings that an edition can bear; none of them on a public edition. */
export const editionMarkings = ['OFFICIAL', 'OFFICIAL-SENSITIVE'] as const

/** 0 for what is public, more the higher it is marked. */
export function rankOf(marking: string | null): number {
  if (marking === null || marking.trim() === '') return 0
  const word = marking.trim().toUpperCase()
  const rank = ranks.findIndex((words) => words.some((each) => word === each || word.startsWith(`${each} `)))
  return rank < 0 ? ranks.length + 1 : rank + 1
}

/** Whether a line so marked may stand in an edition so marked. */
export function mayStandIn(line: string | null, edition: string | null): boolean {
  return rankOf(line) <= rankOf(edition)
}

/** The register without the plans that are marked higher than the edition: what is left out is not blacked out, it is not there. */
export function mostMarked(snapshot: RegisterSnapshot, marking: string | null): RegisterSnapshot {
  const plans = snapshot.plans.filter((plan) => mayStandIn(plan.marking, marking))
  if (plans.length === snapshot.plans.length) return snapshot
  const kept = new Set(plans.map(({ slug }) => slug))
  const actions = snapshot.actions.filter(({ plan }) => kept.has(plan))
  const refs = new Set(actions.map(({ ref }) => ref))
  return {
    ...snapshot,
    plans,
    actions: actions.map((action) => ({
      ...action,
      related: action.related.filter(({ ref }) => refs.has(ref)),
    })),
    updates: snapshot.updates.filter(({ plan }) => kept.has(plan)),
  }
}
