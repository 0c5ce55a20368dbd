/**
 * Where a return stands. One table of moves rules who may take it where and what that requires; the refusal is the sentence
 * that the user is shown.
 */

export const returnStates = [
  'open',
  'awaiting_sign_off',
  'submitted',
  'sent_back',
  'accepted',
  'not_answered',
] as const
export type ReturnState = (typeof returnStates)[number]

interface ReturnStateFacts {
  /** The words on pages and in reports. */
  label: string
  definition: string
  /** Whether the agency can write into it. */
  writable: boolean
  /** Whether the agency has answered: what counts for the response rate. A return sent back was answered. */
  answered: boolean
}

export const returnStateFacts: Record<ReturnState, ReturnStateFacts> = {
  open: {
    label: 'Not answered yet',
    definition: 'The agency has been asked and has not sent its return.',
    writable: true,
    answered: false,
  },
  awaiting_sign_off: {
    label: 'Awaiting sign-off',
    definition: 'One person of the agency has sent it on; a second has still to sign it off.',
    writable: false,
    answered: false,
  },
  submitted: {
    label: 'Submitted',
    definition: 'It is with the programme office, frozen as it was sent.',
    writable: false,
    answered: true,
  },
  sent_back: {
    label: 'Sent back',
    definition: 'The programme office has a question; the agency can change it and send it again.',
    writable: true,
    answered: true,
  },
  accepted: {
    label: 'Accepted',
    definition: 'The programme office has taken it; its lines are updates of the register.',
    writable: false,
    answered: true,
  },
  not_answered: {
    label: 'No answer',
    definition: 'The commission was closed without an answer: the report says so.',
    writable: false,
    answered: false,
  },
}

/** Who makes a move: a person of the agency, the second person of the agency, the programme office, or the freeze itself. */
export type ReturnMover = 'agency' | 'second person' | 'programme office' | 'freeze'

export interface ReturnMove {
  from: ReturnState
  to: ReturnState
  who: ReturnMover
  /** Whether a reason or a question must be given. */
  needsReason: boolean
}

const move = (from: ReturnState, to: ReturnState, who: ReturnMover, needsReason = false): ReturnMove => ({
  from,
  to,
  who,
  needsReason,
})

/** The one table of moves. What does not stand here is refused. */
export const returnMoves: readonly ReturnMove[] = [
  move('open', 'awaiting_sign_off', 'agency'),
  move('open', 'submitted', 'agency'),
  move('open', 'not_answered', 'freeze'),

  move('awaiting_sign_off', 'submitted', 'second person'),
  move('awaiting_sign_off', 'open', 'second person', true),
  // What the programme office had sent back before.
  move('awaiting_sign_off', 'sent_back', 'second person', true),
  move('awaiting_sign_off', 'not_answered', 'freeze'),

  move('submitted', 'accepted', 'programme office'),
  move('submitted', 'sent_back', 'programme office', true),

  move('sent_back', 'awaiting_sign_off', 'agency'),
  move('sent_back', 'submitted', 'agency'),
]

/** The move from one state to another, or null where the table has none. */
export function returnMove(from: ReturnState, to: ReturnState): ReturnMove | null {
  return returnMoves.find((candidate) => candidate.from === from && candidate.to === to) ?? null
}

/** Why a move is refused, as the sentence that the user is shown; null when it may be made. */
export function refuseReturnMove(
  from: ReturnState,
  to: ReturnState,
  offer: { who: readonly ReturnMover[]; reason: string | null },
): string | null {
  const found = returnMove(from, to)
  const { label } = returnStateFacts[from]
  if (!found) return `This return is “${label}” and cannot become “${returnStateFacts[to].label}”.`
  if (!offer.who.includes(found.who)) return `This takes ${whoInWords[found.who]}.`
  if (found.needsReason && !offer.reason?.trim()) return 'Say what the question is, or what has to change.'
  return null
}

const whoInWords: Record<ReturnMover, string> = {
  agency: 'somebody who answers for the agency',
  'second person': 'a second person of the agency, who did not send it on',
  'programme office': 'the programme office',
  freeze: 'the freeze of the commission',
}
