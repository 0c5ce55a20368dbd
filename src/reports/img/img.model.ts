/**
 * The IMG quarterly progress report as plain data: what the template gets and nothing else. The same data is the open
 * data file beside the printed report: codes stay codes, days stay ISO days, sentences are whole.
 */
import type { ActionStatus } from '../../actions/action-status.js'
import type { Confidence } from '../../actions/confidence.js'
import type { Day } from '../../clock/dates.js'
import type { FlagCode } from '../../register/flags.js'
import type { Timeliness } from '../../register/timeliness.js'
import type { Footing } from '../shared/footing.js'
import type { ReportFrame } from '../shared/frame.js'
import type { PositionCounts } from '../shared/position.js'
import type { Statement } from '../shared/statements.js'

export interface ImgReport {
  kind: 'img-quarterly'
  frame: ReportFrame
  summary: SummaryPart
  themes: ThemesPart
  leads: LeadsPart
  changes: ChangesPart
  local: LocalPart
  forward: ForwardPart
  quality: QualityPart
  register: RegisterPart
  method: MethodPart
}

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

/** One line of trouble: an action, or many of one plan in the same trouble. */
export interface ExceptionLine {
  refs: string[]
  /** "MER13-7.1", or "LCRB12-01 and 22 more" */
  shown: string
  /** The title of the action, or "23 actions of ..." */
  what: string
  /** "Overdue by 88 days; no lead" */
  why: string
  statement: Statement | null
}

export interface ExceptionList {
  lines: ExceptionLine[]
  /** "21 more actions are overdue.", or null. */
  more: string | null
}

export interface SummaryPart {
  headline: string
  detail: string
  openingDay: Day
  closingDay: Day
  footing: Footing
  decisions: { what: string; who: string }[]
  decisionsNote: string
  changes: string[]
  exceptions: ExceptionList
  unanswered: string
  unit: 'Plan' | 'Theme'
  rows: TallyRow[]
  total: TallyRow
}

export interface ThemesPart {
  plans: PlanPart[]
  ratings: string
}

export interface PlanPart {
  slug: string
  title: string
  /** "Home Office, December 2013. Final. England and Wales." */
  imprint: string
  footing: Footing
  /** "Nothing was completed this quarter; 2 actions fall due next quarter." */
  says: string
  rows: TallyRow[]
  total: TallyRow
  themes: ThemePart[]
}

export interface ThemePart {
  key: string
  title: string
  actions: number
  statement: Statement | null
  completed: ActionLine[]
  exceptions: ExceptionList
  dueNext: ActionLine[]
}

export interface LeadRow {
  agency: string
  name: string
  actions: number
  byStatus: Record<ActionStatus, number>
  byTimeliness: Record<Timeliness, number>
  complete: number
  other: number
  /** Completed, on time or late. */
  done: number
}

export interface LeadsPart {
  national: LeadRow[]
  local: LeadRow[]
  noLead: LeadRow
  /** Whether any lead has an action that is paused or closed undelivered, or one that was completed against a date. */
  anyOther: boolean
  anyDone: boolean
  /** "23 actions have more than one lead and count under each." */
  shared: string
  returns: string
  departments: {
    name: string
    says: string
    lines: ActionLine[]
    /** The rest of its actions, by ref. */
    also: string[]
  }[]
}

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
}

export interface LeadMove {
  ref: string
  title: string
  from: string
  to: string
}

export interface ChangesPart {
  since: Day
  statusMoves: StatusMove[]
  dateMoves: DateMove[]
  leadMoves: LeadMove[]
  added: { plan: string; count: number; refs: string[] }[]
  closed: ActionLine[]
  reopened: ActionLine[]
  /** "23 statements were added, speaking of 14 actions." */
  statements: string
}

export interface LocalPart {
  plans: {
    title: string
    imprint: string
    row: TallyRow
    statement: Statement | null
    exceptions: ExceptionList
    dueNext: ActionLine[]
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
  until: Day
  months: { label: string; value: number }[]
  /** The chart in words. */
  says: string
  due: { month: string; lines: ActionLine[] }[]
  beyond: string
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
}

export interface RegisterRow {
  ref: string
  title: string
  text: string
  leads: string[]
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

export interface MethodPart {
  facts: { term: string; value: string }[]
  paragraphs: string[]
  status: { code: ActionStatus; meaning: string }[]
  timeliness: { code: Timeliness; meaning: string }[]
  confidence: { code: Confidence; meaning: string }[]
  corrections: string
}
