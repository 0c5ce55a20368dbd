import type { actionKinds } from '../../actions/action.entity.js'
import type { ActionStatus } from '../../actions/action-status.js'
import { plainHeading } from '../sheet/heading-words.js'

/** The statuses that a file may give: which action took another's place, and who checked a completion, no cell can say. */
export type GivenStatus = Exclude<ActionStatus, 'complete_verified' | 'superseded'>

const statusWords: Record<GivenStatus, readonly string[]> = {
  not_started: ['not started', 'not yet started', 'to start', 'not begun', 'planned', 'pending', 'open'],
  in_progress: [
    'in progress',
    'ongoing',
    'on going',
    'started',
    'under way',
    'underway',
    'on track',
    'in train',
    'continuing',
  ],
  complete_reported: [
    'complete',
    'completed',
    'done',
    'achieved',
    'implemented',
    'delivered',
    'finished',
    'complete reported',
  ],
  paused: ['paused', 'on hold', 'suspended', 'deferred', 'stalled'],
  closed_not_delivered: [
    ...['closed not delivered', 'not delivered', 'cancelled', 'abandoned', 'withdrawn', 'no longer required'],
    ...['not proceeding', 'will not be delivered', 'discontinued'],
  ],
}

/** What a status column may say, for whoever has to put it right. */
export const allowedStatuses = Object.values(statusWords)
  .map(([first]) => `“${first ?? ''}”`)
  .join(', ')

export function statusOf(words: string): GivenStatus | null {
  const plain = plainHeading(words)
  const found = Object.entries(statusWords).find(([, known]) => known.includes(plain))
  return (found?.[0] as GivenStatus | undefined) ?? null
}

type Kind = (typeof actionKinds)[number]

const kindWords: Record<Kind, readonly string[]> = {
  action: ['action', 'actions', 'task', 'activity'],
  recommendation: ['recommendation', 'recommendations', 'rec'],
  area_for_improvement: ['area for improvement', 'areas for improvement', 'afi', 'improvement'],
  next_step: ['next step', 'next steps', 'step'],
  commitment: ['commitment', 'commitments', 'pledge', 'promise'],
}

export const allowedKinds = Object.values(kindWords)
  .map(([first]) => `“${first ?? ''}”`)
  .join(', ')

export function kindOf(words: string): Kind | null {
  const plain = plainHeading(words)
  const found = Object.entries(kindWords).find(([, known]) => known.includes(plain))
  return (found?.[0] as Kind | undefined) ?? null
}
