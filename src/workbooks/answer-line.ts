import type { UpdatingRole } from '../accounts/rights.js'
import type { ActionStatus } from '../actions/action-status.js'
import type { Confidence } from '../actions/confidence.js'
import type { Day } from '../clock/dates.js'
import type { CommissionQuestion } from '../commissions/commission/commission.entity.js'
import type { LineAnswer } from '../commissions/returns/return-lines.js'
import type { Cell } from '../documents/workbook/sheet.js'

/** One row of a workbook that is filled in: what it says of an action, and what may be answered. */
export interface AnswerLine {
  ref: string
  /** What the locked columns say, in their order; the version comes last and is not among them. */
  reference: Cell[]
  /** What the answer rests on: the revision of the action, or the saving of the return's line. */
  version: number
  status: ActionStatus
  confidence: Confidence
  end: Day | null
  /** The statuses that it can move to; a partner says nothing of status, confidence and date. */
  moves: readonly ActionStatus[]
  judges: boolean
  role: UpdatingRole
  /** What has been answered by that version. */
  answer: LineAnswer
}

/** A question that is answered once for all lines. */
export interface WholeQuestion {
  key: string
  text: string
  required: boolean
  answer: string
}

/** What a workbook is made from, and what it is compared with when it comes back. */
export interface AnswerSheet {
  kind: 'list' | 'return'
  /** Headings of the locked columns. */
  references: readonly ReferenceColumn[]
  /** Asked of each line. */
  questions: readonly CommissionQuestion[]
  lines: readonly AnswerLine[]
  whole: readonly WholeQuestion[]
  /** The saving that the answers to the whole return rest on. */
  wholeVersion: number
}

export interface ReferenceColumn {
  heading: string
  width: number
  /** Whether it may say something else by the time that the workbook comes back. */
  moves?: true
}

export const versionHeading = 'Version'
