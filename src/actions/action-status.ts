import type { UpdatingRole } from '../accounts/rights.js'

/**
 * What has happened to an action, as its agency says. One table of moves rules every change of status: who may make the
 * move and what it requires. The refusal is the sentence that the user is shown.
 */

export const actionStatuses = [
  'not_started',
  'in_progress',
  'complete_reported',
  'complete_verified',
  'paused',
  'closed_not_delivered',
  'superseded',
] as const
export type ActionStatus = (typeof actionStatuses)[number]

interface StatusFacts {
  /** The words on pages and in reports. */
  label: string
  definition: string
  /** Open actions are still owed; closed ones count as closed in every reconciliation. */
  open: boolean
  complete: boolean
}

export const statusFacts: Record<ActionStatus, StatusFacts> = {
  not_started: {
    label: 'Not started',
    definition: 'No work on the action has been reported to the register.',
    open: true,
    complete: false,
  },
  in_progress: {
    label: 'In progress',
    definition: 'The agency, or a published document, says that work is under way.',
    open: true,
    complete: false,
  },
  complete_reported: {
    label: 'Complete (reported)',
    definition: 'The agency says that the action is complete and has given evidence.',
    open: false,
    complete: true,
  },
  complete_verified: {
    label: 'Complete (verified)',
    definition: 'The programme office has checked the evidence and agrees.',
    open: false,
    complete: true,
  },
  paused: {
    label: 'Paused',
    definition: 'Work has stopped for now; the register says who agreed.',
    open: true,
    complete: false,
  },
  closed_not_delivered: {
    label: 'Closed, not delivered',
    definition: 'The action will not be delivered; the register says why.',
    open: false,
    complete: false,
  },
  superseded: {
    label: 'Superseded',
    definition: 'Another action has taken its place; the register says which.',
    open: false,
    complete: false,
  },
}

/** What a move asks for besides the new status. */
export type Requirement = 'evidence' | 'reason' | 'superseding action'

const anyone: readonly UpdatingRole[] = ['programme_office', 'agency_owner', 'council_officer']
const officeOnly: readonly UpdatingRole[] = ['programme_office']

export interface Transition {
  from: ActionStatus
  to: ActionStatus
  who: readonly UpdatingRole[]
  requires: readonly Requirement[]
}

const move = (
  from: ActionStatus,
  to: ActionStatus,
  who: readonly UpdatingRole[],
  ...requires: Requirement[]
): Transition => ({ from, to, who, requires })

/** The one table of moves. What does not stand here is refused. */
export const transitions: readonly Transition[] = [
  move('not_started', 'in_progress', anyone),
  move('not_started', 'complete_reported', anyone, 'evidence'),
  move('not_started', 'paused', anyone, 'reason'),
  move('not_started', 'closed_not_delivered', officeOnly, 'reason'),
  move('not_started', 'superseded', officeOnly, 'superseding action'),

  move('in_progress', 'not_started', officeOnly, 'reason'),
  move('in_progress', 'complete_reported', anyone, 'evidence'),
  move('in_progress', 'paused', anyone, 'reason'),
  move('in_progress', 'closed_not_delivered', officeOnly, 'reason'),
  move('in_progress', 'superseded', officeOnly, 'superseding action'),

  move('paused', 'in_progress', anyone),
  move('paused', 'closed_not_delivered', officeOnly, 'reason'),
  move('paused', 'superseded', officeOnly, 'superseding action'),

  move('complete_reported', 'complete_verified', officeOnly),
  move('complete_reported', 'in_progress', anyone, 'reason'),
  move('complete_verified', 'in_progress', officeOnly, 'reason'),
  move('closed_not_delivered', 'in_progress', officeOnly, 'reason'),
  move('superseded', 'in_progress', officeOnly, 'reason'),
]

/** What the person brings to the move. */
export interface MoveOffer {
  role: UpdatingRole
  hasEvidence: boolean
  reason: string | null
  supersededBy: string | null
}

export interface Refusal {
  field: 'status' | 'evidence' | 'reason' | 'supersededBy'
  message: string
}

const requirementMet: Record<Requirement, (offer: MoveOffer) => boolean> = {
  evidence: (offer) => offer.hasEvidence,
  reason: (offer) => Boolean(offer.reason?.trim()),
  'superseding action': (offer) => Boolean(offer.supersededBy?.trim()),
}

const requirementRefusal: Record<Requirement, (to: string) => Refusal> = {
  evidence: (to) => ({
    field: 'evidence',
    message: `To move this action to “${to}”, give at least one piece of evidence.`,
  }),
  reason: (to) => ({ field: 'reason', message: `To move this action to “${to}”, say why in the reason.` }),
  'superseding action': (to) => ({
    field: 'supersededBy',
    message: `To move this action to “${to}”, name the action that takes its place.`,
  }),
}

/** The statuses that may follow `from`, in the order of the table. */
export function movesFrom(from: ActionStatus): ActionStatus[] {
  return transitions.filter((transition) => transition.from === from).map((transition) => transition.to)
}

/** The moves that somebody in this role may make from a status, each with what it requires. */
export function movesOf(role: UpdatingRole, from: ActionStatus): readonly Transition[] {
  return transitions.filter((transition) => transition.from === from && transition.who.includes(role))
}

/**
 * Why a move is refused, or `null` when it may be made. Staying at the same status is not a move.
 */
export function refuseMove(from: ActionStatus, to: ActionStatus, offer: MoveOffer): Refusal | null {
  if (from === to) return null
  const transition = transitions.find((candidate) => candidate.from === from && candidate.to === to)
  const label = (status: ActionStatus) => statusFacts[status].label
  if (!transition) {
    const allowed = movesFrom(from)
      .map((status) => `“${label(status)}”`)
      .join(', ')
    return {
      field: 'status',
      message: `This action is “${label(from)}” and cannot move to “${label(to)}”. It can move to ${allowed}.`,
    }
  }
  if (!transition.who.includes(offer.role)) {
    return { field: 'status', message: `Only the programme office can move this action to “${label(to)}”.` }
  }
  const missing = transition.requires.find((requirement) => !requirementMet[requirement](offer))
  return missing ? requirementRefusal[missing](label(to)) : null
}
