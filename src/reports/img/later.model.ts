/** The sections of the IMG report after the leads, as plain data. */
import type { ActionStatus } from '../../actions/action-status.js'
import type { Confidence } from '../../actions/confidence.js'
import type { Day } from '../../clock/dates.js'
import type { FlagCode } from '../../register/flags.js'
import type { Timeliness } from '../../register/timeliness.js'
import type { RichText } from '../shared/rich-text.js'
import type { Statement } from '../shared/statements.js'
import type {
  ActionLine,
  DecisionBefore,
  DecisionSought,
  ExceptionList,
  SomeLines,
  TallyRow,
} from './common.model.js'

export interface StatusMove {
  ref: string
  title: string
  from: ActionStatus
  to: ActionStatus
  says: string
}

export interface DateMove {
  ref: string
  title: string
  from: Day | null
  to: Day | null
  /** Days later (or, when negative, earlier); null where a date was set or taken away. */
  days: number | null
  reason: string
  /** Whose agreement the move had; null where none is on record. Older editions do not say. */
  agreedBy?: string | null
}

/** An end date that somebody asked to move, and that was not moved by the cut-off. */
export interface AskedDate {
  ref: string
  title: string
  from: Day | null
  to: Day
  reason: string
  askedBy: string
  /** "Waiting since 3 July 2017", "Refused by ... on ...: ..." */
  became: string
}

/** A flag that the programme office set aside for a while: it is counted in no other figure. */
export interface SetAside {
  ref: string
  title: string
  /** "No lead" */
  label: string
  why: string
  until: Day
  by: string
}

export interface LeadMove {
  ref: string
  title: string
  from: string
  to: string
}

/** Open actions of a plan, or of all: opening + added + reopened - closed = closing. */
export interface PlanFooting {
  label: string
  opening: number
  /** New since then, those that are closed already among them. */
  added: number
  reopened: number
  closed: number
  closing: number
}

/** Actions in a status: opening + in - out + added = closing. */
export interface StatusFooting {
  status: ActionStatus
  opening: number
  in: number
  out: number
  added: number
  closing: number
}

export interface ChangesPart {
  since: Day
  /** "this quarter", or "since 14 November 2013" */
  span: string
  /** "Compared with the report as known on ..." */
  compared: string
  byPlan: PlanFooting[]
  total: PlanFooting
  byStatus: StatusFooting[]
  /** All the decisions of this edition, where page one cannot hold them whole. */
  decisions: DecisionSought[]
  outcomes: DecisionBefore[]
  /** Where there is no decision to follow up, why. */
  noOutcomes: string
  statusMoves: StatusMove[]
  dateMoves: DateMove[]
  /** Requests to move a date that wait or were refused since the last report. Older editions have none. */
  askedDates?: AskedDate[]
  leadMoves: LeadMove[]
  added: { plan: string; count: number; refs: string[] }[]
  closed: ActionLine[]
  reopened: ActionLine[]
  /** "23 statements were added, speaking of 14 actions." */
  statements: string
}

export interface LocalPart {
  plans: {
    slug: string
    title: string
    imprint: string
    row: TallyRow
    statement: Statement | null
    exceptions: ExceptionList
    dueNext: SomeLines
  }[]
  /** Null when the register links no national action to a local one. */
  counterparts: { linked: string; national: Unanswered; local: Unanswered } | null
}

/** Actions with no counterpart at the other level. */
export interface Unanswered {
  says: string
  byTheme: { title: string; refs: string[] }[]
}

export interface ForwardPart {
  from: Day
  until: Day
  months: { label: string; value: number }[]
  chartTitle: string
  /** Every action that falls due, in the order of its date: a mark of the chart each. */
  marks: { ref: string; end: Day }[]
  /** The chart in words. */
  says: string
  due: { month: string; lines: ActionLine[]; rest: number }[]
  beyond: string
}

/** One edition in the line of editions. */
export interface TrendPoint {
  cutOff: Day
  /** "Q3 2013-14" */
  quarter: string
  open: number
  complete: number
  overdue: number
  noLead: number
  noDate: number
}

export interface TrendPart {
  /** The one thing that the chart says, or why there is none. */
  says: string
  /** The oldest first, this edition last; empty where there are fewer than two. */
  points: TrendPoint[]
}

export interface QualityPart {
  says: string
  flags: {
    code: FlagCode
    label: string
    rule: string
    count: number
    worst: { ref: string; title: string; reason: string }[]
    rest: number
  }[]
  /** Those that do not count until a day. Older editions have none. */
  setAside?: SetAside[]
  trend: TrendPart
}

export interface RegisterRow {
  ref: string
  title: string
  text: string
  leads: string[]
  /** Slugs of the leads. */
  ledBy: string[]
  partners: string[]
  asWritten: string[]
  /** "By 30 April 2014 (season, our reading)" */
  asRead: string
  end: Day | null
  status: ActionStatus
  timeliness: Timeliness
  confidence: Confidence
  statement: Statement | null
}

export interface RegisterPart {
  /** Whether any action is rated; where none is, the page says so once. */
  rated: boolean
  partnered: boolean
  notes: string[]
  groups: { plan: string; theme: string; rows: RegisterRow[] }[]
}

export interface CorrectionsPart {
  /** Earlier editions that are no longer to be relied on. */
  withdrawn: string[]
  /** Figures of the edition before that the register reads otherwise now. */
  figures: string[]
  /** What the programme office has written. */
  written: RichText
  none: boolean
}

export interface MethodPart {
  facts: { term: string; value: string }[]
  paragraphs: string[]
  leftOut: { ref: string; title: string; reason: string }[]
  corrections: CorrectionsPart
  status: { code: ActionStatus; meaning: string }[]
  timeliness: { code: Timeliness; meaning: string }[]
  confidence: { code: Confidence; meaning: string }[]
}
