/**
 * Where an edition stands on its way from draft to issue. One table of moves rules every change: who may make it and what
 * it asks for. Whether it is printed is another matter (`printStates`): a draft is printed anew each time it is edited.
 */

export const editionStates = ['draft', 'in_review', 'approved', 'issued', 'withdrawn'] as const
export type EditionState = (typeof editionStates)[number]

export const printStates = ['queued', 'rendering', 'printed', 'failed'] as const
export type PrintState = (typeof printStates)[number]

interface StateFacts {
  /** The word on pages and in reports. */
  label: string
  definition: string
  /** Its words may still be changed. */
  editable: boolean
  /** Its bytes are kept for ever. */
  frozen: boolean
}

export const editionStateFacts: Record<EditionState, StateFacts> = {
  draft: {
    label: 'Draft',
    definition: 'It is being written: its parts can be edited.',
    editable: true,
    frozen: false,
  },
  in_review: {
    label: 'In review',
    definition: 'It is with somebody who did not write it; nothing can be edited meanwhile.',
    editable: false,
    frozen: false,
  },
  approved: {
    label: 'Approved',
    definition: 'Somebody who did not write it has approved these very figures and words.',
    editable: false,
    frozen: false,
  },
  issued: {
    label: 'Issued',
    definition: 'It has gone out. Its data and its bytes are kept for ever.',
    editable: false,
    frozen: true,
  },
  withdrawn: {
    label: 'Withdrawn',
    definition: 'It was issued and is no longer to be relied on; it says why, and what takes its place.',
    editable: false,
    frozen: true,
  },
}

/** What a move asks for: that nothing blocks it, a reason, somebody who did not draft it. */
export type MoveRequirement = 'no blocker' | 'reason' | 'another person'

export interface EditionMove {
  from: EditionState
  to: EditionState
  /** The words on the button. */
  label: string
  requires: readonly MoveRequirement[]
}

const move = (
  from: EditionState,
  to: EditionState,
  label: string,
  ...requires: MoveRequirement[]
): EditionMove => ({ from, to, label, requires })

/** The one table of moves; what does not stand here is refused. */
export const editionMoves: readonly EditionMove[] = [
  move('draft', 'in_review', 'Send for review'),
  move('in_review', 'draft', 'Send back', 'reason'),
  move('in_review', 'approved', 'Approve', 'another person', 'no blocker'),
  move('approved', 'draft', 'Reopen the draft', 'reason'),
  move('approved', 'issued', 'Issue', 'no blocker'),
  move('issued', 'withdrawn', 'Withdraw', 'reason'),
]

/** The move from one state to another, or null where the table has none. */
export function editionMoveOf(from: EditionState, to: EditionState): EditionMove | null {
  return editionMoves.find((each) => each.from === from && each.to === to) ?? null
}

/** The states of an edition as the API has always named them: where its print stands, then draft or issued. */
export const contractStates = ['queued', 'rendering', 'draft', 'issued', 'failed'] as const
export type ContractState = (typeof contractStates)[number]

export function contractStateOf(edition: { state: EditionState; printState: PrintState }): ContractState {
  if (editionStateFacts[edition.state].frozen) return 'issued'
  return edition.printState === 'printed' ? 'draft' : edition.printState
}
