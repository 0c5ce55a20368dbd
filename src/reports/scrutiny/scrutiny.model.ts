/**
 * The scrutiny panel report as plain data: what the template gets and nothing else, and the open data file
 * beside the printed report. Codes stay codes, days stay ISO days, sentences are whole; what has no value is
 * null, never left out.
 */
import type { ActionStatus } from '../../actions/action-status.js'
import type { Confidence } from '../../actions/confidence.js'
import type { Day } from '../../clock/dates.js'
import type { Timeliness } from '../../register/timeliness.js'
import type { ReportFrame } from '../shared/frame.js'
import type { Statement } from '../shared/statements.js'

export interface ScrutinyReport {
  kind: 'scrutiny-panel'
  frame: ReportFrame
  council: string
  cutOff: Day
  plan: { slug: string; title: string }
  form: { slug: string }
  /** Null once every section is written. */
  draft: DraftNote | null
  frontBlock: FrontRow[]
  recommendations: Recommendations
  sections: Section[]
  actionPlan: ActionPlan
  wider: WiderActions | null
  glossary: Glossary | null
  made: Made
}

export interface Blocker {
  section: number
  heading: string
  message: string
}

export interface DraftNote {
  says: string
  blockers: Blocker[]
  /** Rows of the front block that are still empty. */
  toComplete: string | null
}

export interface FrontRow {
  label: string
  /** Null: to be completed by the officer. */
  value: string | null
  note: string | null
}

export interface Recommendations {
  heading: string
  by: 'register' | 'officer'
  /** Says that they are proposals, as long as the officer has not written them. */
  note: string | null
  items: { letter: string; text: string }[]
}

export interface Section {
  number: number
  heading: string
  filledBy: 'register' | 'officer'
  written: boolean
  paragraphs: Paragraph[]
  /** Only where nothing is written. */
  unwritten: { guidance: string; before: { in: string; words: string } | null } | null
}

/** A numbered paragraph: its sentences, and at most a few figures, lines or quotations under them. */
export interface Paragraph {
  number: string
  by: 'register' | 'officer'
  subheading: string | null
  text: string
  figures: { label: string; value: number; tone: 'plain' | 'bad' }[] | null
  progress: ProgressTable | null
  lines: ActionLine[] | null
  quotations: Quotations[] | null
  due: DueTable | null
  points: Point[] | null
}

export interface Counts {
  actions: number
  done: number
  underWay: number
  notStarted: number
  paused: number
  /** Closed without delivery, or superseded. */
  closed: number
  /** Of the actions still open: past their end date. */
  late: number
  /** Of the actions still open: no agency is named as lead. */
  noLead: number
  /** Of the actions still open: the plan only proposes its leads. */
  proposed: number
  /** Of the actions still open: no end date. */
  noEndDate: number
}

export interface ProgressTable {
  caption: string
  note: string
  columns: { key: keyof Counts; label: string; firstAmong: boolean }[]
  rows: { theme: string; cells: number[] }[]
  total: number[]
}

export interface ActionLine {
  ref: string
  title: string
  status: ActionStatus
  /** Only where there is something to be said of the date. */
  timeliness: Timeliness | null
  leads: string[]
  end: Day | null
  feeds: string[]
  fedBy: string[]
  serves: string[]
  /** Leads, date and reason in words, or null when there is nothing to add to the title. */
  says: string | null
  /** The latest statement, where work has begun or the date has passed. */
  statement: Statement | null
}

export interface Quotations {
  heading: string
  items: { words: string; source: string | null }[]
}

export interface Point {
  text: string
  refs: string[]
}

export interface DueTable {
  caption: string
  groups: { heading: string; rows: DueRow[] }[]
}

export interface DueRow {
  ref: string
  title: string
  end: Day
  timeliness: Timeliness
  /** "88 days late", or null. */
  late: string | null
  leads: string
  /** The plan's own words, and how they were read. */
  asWritten: string | null
  /** First date, moves and slip, where it moved. */
  moved: string | null
}

export interface ActionPlan {
  letter: string
  heading: string
  caption: string
  note: string
  leadHeading: string
  /** Whether the steps have a column of their own. */
  stepsApart: boolean
  /** Whether anything has been said of any action. */
  stated: boolean
  width: number
  groups: { theme: string; rows: PlanRow[] }[]
}

export interface PlanRow {
  ref: string
  text: string
  steps: { ref: string; text: string; status: ActionStatus | null }[]
  /** Whether the text already has every word of the steps: then they are named by their refs alone. */
  stepsInText: boolean
  leads: string
  timescale: string
  status: ActionStatus
  timeliness: Timeliness | null
  confidence: Confidence | null
  statement: Statement | null
  /** The ref of an earlier row that has the same statement. */
  sameAs: string | null
  /** "11 earlier statements are on the register.", or null. */
  earlier: string | null
}

/** The national and regional actions that the council's actions serve. */
export interface WiderActions {
  letter: string
  heading: string
  caption: string
  note: string
  groups: { plan: string; rows: WiderRow[] }[]
}

export interface WiderRow {
  ref: string
  title: string
  leads: string
  status: ActionStatus
  servedBy: { ref: string; relation: string; reason: string }[]
}

export interface Glossary {
  terms: { term: string; meaning: string }[]
  /** Abbreviations of the plan that nothing on the register explains. */
  unexplained: string[]
}

export interface Made {
  facts: { term: string; value: string }[]
  method: string[]
  definitions: { heading: string; terms: { term: string; meaning: string }[] }[]
  corrections: string
}
