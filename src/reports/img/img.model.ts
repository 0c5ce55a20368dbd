/**
 * The IMG quarterly progress report as plain data: what the template gets and nothing else. The same data is the open
 * data file beside the printed report: codes stay codes, days stay ISO days, sentences are whole.
 */
import type { ActionStatus } from '../../actions/action-status.js'
import type { Day } from '../../clock/dates.js'
import type { Timeliness } from '../../register/timeliness.js'
import type { Footing } from '../shared/footing.js'
import type { ReportFrame } from '../shared/frame.js'
import type { RichText } from '../shared/rich-text.js'
import type { ReturnsCount, SilentAgency } from '../shared/silence.js'
import type { Statement } from '../shared/statements.js'
import type { ActionLine, DecisionSought, ExceptionList, SomeLines, TallyRow } from './common.model.js'
import type {
  ChangesPart,
  ForwardPart,
  LocalPart,
  MethodPart,
  QualityPart,
  RegisterPart,
} from './later.model.js'

export type {
  ActionLine,
  DecisionBefore,
  DecisionSought,
  ExceptionLine,
  ExceptionList,
  SomeLines,
  Tally,
  TallyRow,
} from './common.model.js'

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
  editable: EditableParts
}

export interface SummaryPart {
  headline: string
  detail: string
  openingDay: Day
  closingDay: Day
  footing: Footing
  decisions: DecisionSought[]
  /** Nobody has written the decisions: these are drawn from the flags of the register. */
  decisionsProposed: boolean
  decisionsNote: string
  /** "the report as known on 30 September 2013" */
  since: string
  changes: string[]
  exceptions: ExceptionList
  /** "1 exception is left out: Annex B says why.", or null. */
  leftOut: string | null
  unanswered: string
  unit: 'Plan' | 'Theme' | 'Theme or plan'
  rows: TallyRow[]
  total: TallyRow
  room: PageOneRoom
}

/** What page one has room for, so that it stays one page: its template cuts each text at so many lines. */
export interface PageOneRoom {
  /** Lines of each decision that is shown; the others stand in section 4. */
  decisions: number[]
  /** Lines of each of the changes. */
  changes: number[]
  /** Lines of what is said of the agencies that have not answered. Older editions have one. */
  unanswered?: number
  exceptions: number
  rows: number
  /** Lines that the name of a theme or plan may take. */
  label: number
  /** Whether the list of sections is printed. */
  contents: boolean
}

export interface ThemesPart {
  plans: PlanPart[]
  ratings: string
  /** Whether the programme office has written a paragraph on any theme. */
  written: string
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
  code: string
  title: string
  actions: number
  /** The programme office's paragraph; null where it has written none. */
  paragraph: RichText | null
  statement: Statement | null
  completed: SomeLines
  exceptions: ExceptionList
  dueNext: SomeLines
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
  /** How it answered the returns that it was asked for; null where it was asked for none. */
  returns?: ReturnsCount | null
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
  /** Every agency that was asked for a return, by name, whatever it leads. Older editions have none. */
  asked?: AskedAgency[]
  departments: DepartmentPart[]
}

/** How an agency answered its returns, and the last of them. */
export interface AskedAgency extends ReturnsCount {
  agency: string
  name: string
  /** Where it did not answer the last. */
  silent: SilentAgency | null
  /** "Answered", or "Not asked" where it has no line any more. */
  last: string
}

export interface DepartmentPart {
  agency: string
  name: string
  says: string
  /** How it has answered; empty where it was asked for no return. */
  returns?: string
  lines: ActionLine[]
  /** The rest of its actions, by ref. */
  also: string[]
}

/** What people choose among when they write the report. */
export interface EditableParts {
  /** The gravest first; those that are left out are always here. */
  exceptions: { ref: string; what: string; why: string; leftOut: string | null }[]
}
