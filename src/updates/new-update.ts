import type { UpdatingRole } from '../accounts/rights.js'
import type { ActionStatus } from '../actions/action-status.js'
import type { Confidence } from '../actions/confidence.js'
import type { Day } from '../clock/dates.js'
import type { Evidence } from './update.entity.js'

/** What a person says of one action, live. */
export interface NewUpdate {
  /** The revision that the author read. */
  revision: number
  status?: ActionStatus
  confidence?: Confidence
  narrative: string
  evidence?: Evidence[]
  nextStep?: string
  /** A new end date; needs a reason, and from the second move on the programme office's agreement. */
  timescaleEnd?: Day
  /** Why the status or the end date moves. */
  reason?: string
  /** Why the end date moves, where that is another reason than the status has. */
  timescaleReason?: string
  /** Ref of the action that takes this one's place. */
  supersededBy?: string
  steps?: { ref: string; status: ActionStatus }[]
  /** Slug of the agency that the statement is made for. */
  onBehalfOf?: string
}

/** Who makes a statement, and with what rights. */
export interface Voice {
  /** As the update, the history and the trail name whoever speaks. */
  name: string
  role: UpdatingRole
  /** Whether the statement may be made for the agency with that slug. */
  speaksFor: (agency: string) => boolean
  /** Account of whoever speaks, where they have one. */
  accountId?: number
  /**
   * Name of the person of the programme office who agrees to a new date in the statement, where others made it: to accept a
   * return is to agree. Left out, a date that needs the programme office's agreement waits for it.
   */
  agreesToDates?: string
}
