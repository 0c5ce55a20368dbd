/** What several sections of the IMG report are made of, as plain data. */
import type { ActionStatus } from '../../actions/action-status.js'
import type { Day } from '../../clock/dates.js'
import type { Timeliness } from '../../register/timeliness.js'
import type { PositionCounts } from '../shared/position.js'
import type { Statement } from '../shared/statements.js'

/** Counts of a set of actions, as every table of the report shows them. */
export interface Tally {
  actions: number
  notStarted: number
  inProgress: number
  complete: number
  /** Paused, closed without delivery or superseded. */
  other: number
  overdue: number
  /** Open actions without an end date. */
  noDate: number
  noLead: number
  silent: number
  positions: PositionCounts
}

export interface TallyRow extends Tally {
  /** Unique in the document: names the bar. */
  key: string
  label: string
}

/** One action in one line. */
export interface ActionLine {
  ref: string
  title: string
  status: ActionStatus
  timeliness: Timeliness
  end: Day | null
  /** What is to be said of it here. */
  says: string
}

/** Lines of which a page shows only so many. */
export interface SomeLines {
  lines: ActionLine[]
  /** How many more there are. */
  rest: number
}

/** One line of trouble: an action, or many of one plan in the same trouble. */
export interface ExceptionLine {
  refs: string[]
  /** "MER13-7.1", or "LCRB12-01 and 22 more" */
  shown: string
  /** "and 22 more", after the first ref; empty where there is one. */
  others: string
  /** The title of the action, or "23 actions of ..." */
  what: string
  /** "Overdue by 88 days; no lead" */
  why: string
  statement: Statement | null
  /** Of many actions that no lead answered for: "last word 3 July 2017, 105 days old". Older editions have none. */
  lastWord?: string | null
}

export interface ExceptionList {
  lines: ExceptionLine[]
  /** "21 more actions are overdue.", or null. */
  more: string | null
}

/** A decision that ministers are asked for. */
export interface DecisionSought {
  what: string
  who: string
  byWhen: Day | null
  /** Slugs of the lead agencies that `who` names. */
  concerns: string[]
}

/** A decision that the edition before sought, and what was done about it. */
export interface DecisionBefore {
  what: string
  who: string
  byWhen: Day | null
  /** Null while nobody has said it. */
  became: string | null
}
