import type { Day } from '../clock/dates.js'
import type { Precision } from '../plans/span.js'
import type { ActionStatus } from './action-status.js'
import type { Confidence } from './confidence.js'
import type { bases } from './revision.entity.js'

export interface NewAssignment {
  /** Slug of the agency. */
  agency: string
  asWritten: string
  provisional: boolean
}

export interface NewTimescale {
  asWritten: string[]
  start: Day | null
  end: Day | null
  precision: Precision
  basis: (typeof bases)[number]
  reason: string | null
}

/** The tracked fields of an action: what is left out stays as it is. */
export interface Change {
  title?: string
  status?: ActionStatus
  /** Who agreed a pause, why it was closed, which action took its place. */
  statusReason?: string | null
  completedOn?: Day | null
  confidence?: Confidence
  timescale?: NewTimescale
  assignments?: { leads: NewAssignment[]; partners: NewAssignment[] }
  steps?: { ref: string; status: ActionStatus }[]
  /** Whether a statement was made with it. */
  said?: boolean
}
