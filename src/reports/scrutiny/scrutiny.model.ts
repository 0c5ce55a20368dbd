/**
 * The scrutiny panel report as plain data: what the template gets and nothing else, and the open data file
 * beside the printed report. Codes stay codes, days stay ISO days, sentences are whole; what has no value is
 * null, never left out.
 */
import type { ActionStatus } from '../../actions/action-status.js'
import type { Confidence } from '../../actions/confidence.js'
import type { Day } from '../../clock/dates.js'
import type { ColumnHolding } from '../../plans/committee-form.js'
import type { Timeliness } from '../../register/timeliness.js'
import type { ReportFrame } from '../shared/frame.js'
import type { RichText } from '../shared/rich-text.js'
import type { Statement } from '../shared/statements.js'

export type { ColumnHolding }

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
  /** That there is something not for publication, and on which ground; never a word of it. */
  exempt: ExemptNotice | null
  glossary: Glossary | null
  made: Made
}

export interface Blocker {
  /** What is to be written: "section.3", "recommendations". */
  part: string
  /** Place of the section in the form; null where it is none. */
  section: number | null
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
  /** Whether the officer may write it; the cut-off is the register's. */
  editable: boolean
}

export interface Recommendations {
  heading: string
  by: 'register' | 'officer'
  /** Says that they are proposals, as long as the officer has not written them. */
  note: string | null
  /** Place of the section that they stand in; null where they stand before the sections. */
  section: number | null
  /** The letter is as the council writes it: "A.", "(a)", "2.1". */
  items: { letter: string; text: string }[]
}

export interface Section {
  /** Its place in the form: 1, 2, ... What is written into it is saved under this number. */
  number: number
  /** Its number as the council writes it: "3", "3.0"; null where the council gives it none. */
  label: string | null
  heading: string
  /** "section-3" */
  anchor: string
  filledBy: 'register' | 'officer'
  /** What the officer is to write here. */
  guidance: string
  /** Name of the part that the officer writes here; null where only the register writes. */
  part: string | null
  written: boolean
  /** Whether the recommendations stand here, before the paragraphs. */
  asks: boolean
  paragraphs: Paragraph[]
  /** Only where nothing is written. */
  unwritten: { guidance: string; before: { in: string; words: string } | null } | null
}

/** A paragraph with its number: its sentences, and at most a few figures, lines or quotations under them. */
export interface Paragraph {
  /** As the council numbers its paragraphs: "2.1", "2.1."; null where it does not. */
  number: string | null
  /** "p-2.1" */
  anchor: string
  by: 'register' | 'officer'
  subheading: string | null
  /** The words alone. */
  text: string
  /** The officer's words with their form, the lists under them too; null for the register's sentences. */
  rich: RichText | null
  figures: { label: string; value: number; tone: 'plain' | 'bad' }[] | null
  progress: ProgressTable | null
  lines: ActionLine[] | null
  quotations: Quotations[] | null
  due: DueTable | null
  points: Point[] | null
  table: PlainTable | null
}

/** A table of words: a header row, then rows of as many cells; the first cell heads its row. */
export interface PlainTable {
  caption: string
  columns: string[]
  rows: string[][]
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
  /** Actions that it speaks of; may be none. */
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
  /** The columns of the council's own plan; `planCell` gives the words of each. */
  columns: PlanColumn[]
  /** Whether the confidence has a column of its own, and is not said under the status. */
  confidenceApart: boolean
  groups: { theme: string; rows: PlanRow[] }[]
}

export interface PlanColumn {
  heading: string
  holds: ColumnHolding
}

export interface PlanRow {
  ref: string
  title: string
  /** The sentence of the plan. */
  text: string
  steps: { ref: string; text: string; status: ActionStatus | null }[]
  /** Whether the text already has every word of the steps: then they are named by their refs alone. */
  stepsInText: boolean
  /** Names joined, or "None named". */
  leads: string
  partners: string
  /** The words of the plan, or "None given". */
  timescaleAsWritten: string
  timescale: string
  end: Day | null
  status: ActionStatus
  /** Only where there is something to be said of the date. */
  timeliness: Timeliness | null
  confidence: Confidence | null
  statement: Statement | null
  /** The ref of an earlier row that has the same statement. */
  sameAs: string | null
  /** "11 other statements are on the register.", or null. */
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

export interface ExemptNotice {
  /** Of the appendix: it is a document of its own. */
  letter: string
  heading: string
  /** Null while the officer has not said it: the report cannot be issued so. */
  ground: ExemptGround | null
  /** The sentence of the open report. */
  says: string
}

/** A paragraph of Part 1 of Schedule 12A of the Local Government Act 1972. */
export interface ExemptGround {
  paragraph: number
  words: string
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
  corrections: Corrections
}

/** What was wrong in an earlier edition. */
export interface Corrections {
  /** One sentence; says too that there is none. */
  says: string
  withdrawn: { id: string; sentence: string }[]
  /** What the officer has written of it. */
  written: RichText | null
}
