import type { PlanImportState } from './plan-import.entity.js'

/** The one table of moves of a plan on its way in. What does not stand here is refused. */
export const importMoves: readonly { from: PlanImportState; to: PlanImportState }[] = [
  { from: 'read', to: 'draft' },
  { from: 'read', to: 'abandoned' },
  { from: 'draft', to: 'read' },
  { from: 'draft', to: 'approved' },
  { from: 'draft', to: 'abandoned' },
]

const whyNot: Record<PlanImportState, string> = {
  read: 'The plan is not a draft yet: it has to be checked first.',
  draft: 'The plan is a draft that waits for approval. Take it back before anything of it is changed.',
  approved: 'The plan is in the register. What is promised there changes no more.',
  abandoned: 'Somebody has abandoned this plan. Read its file again to begin anew.',
}

/** Why a plan cannot move to a state; null where it can. */
export function refuseImportMove(from: PlanImportState, to: PlanImportState): string | null {
  return importMoves.some((move) => move.from === from && move.to === to) ? null : whyNot[from]
}

/** Why nothing of a plan can be changed in this state; null where it can. */
export const refuseImportChange = (state: PlanImportState): string | null =>
  state === 'read' ? null : whyNot[state]
