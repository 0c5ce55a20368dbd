import type { ActionView } from '../../register/views.js'
import type { Written } from '../writing/written.js'
import type { EditableParts } from './img.model.js'
import type { Candidate } from './exceptions.js'

/** Which exceptions the programme office has left out of the report, and why. */
export interface Choice {
  /** The actions without those that are left out of the exceptions. */
  among: (actions: readonly ActionView[]) => ActionView[]
  leftOut: { ref: string; title: string; reason: string }[]
}

/** Only what is an exception can be left out; a ref that is none, or no longer one, is passed over. */
export function choiceOf(candidates: readonly Candidate[], written: Pick<Written, 'leftOut'>): Choice {
  const titles = new Map(candidates.map(({ ref, what }) => [ref, what]))
  const reasons = new Map(written.leftOut.map(({ ref, reason }) => [ref, reason]))
  const leftOut = [...reasons]
    .filter(([ref]) => titles.has(ref))
    .map(([ref, reason]) => ({ ref, title: titles.get(ref) ?? '', reason }))
  const refs = new Set(leftOut.map(({ ref }) => ref))
  return { among: (actions) => actions.filter(({ ref }) => !refs.has(ref)), leftOut }
}

/** More than anybody would choose among. */
const mostCandidates = 60

/** What the programme office chooses among: the gravest, and all that it has left out. */
export function editableParts(candidates: readonly Candidate[], { leftOut }: Choice): EditableParts {
  const reasons = new Map(leftOut.map(({ ref, reason }) => [ref, reason]))
  const offered = candidates.filter(({ ref }, index) => index < mostCandidates || reasons.has(ref))
  return {
    exceptions: offered.map(({ ref, what, why }) => ({ ref, what, why, leftOut: reasons.get(ref) ?? null })),
  }
}
