import type { Day, Instant } from '../clock/dates.js'
import type { CommissionQuestion, CommissionScope } from './commission/commission.entity.js'
import type { CommissionState } from './commission/commission-state.js'
import type { LastPosition, LineAnswer, WholeAnswer } from './returns/return-lines.js'
import type { ReturnState } from './returns/return-state.js'
import type { ReturnWay } from './returns/return.entity.js'

/** The days of a commission, in the order in which they follow each other. */
export interface CommissionCalendar {
  opensOn: Day
  dueOn: Day
  signOffBy: Day
  freezeOn: Day
  reportingDate: Day
}

/** What the programme office asks for. */
export interface NewCommission extends CommissionCalendar {
  title: string
  periodStart: Day
  periodEnd: Day
  questions: CommissionQuestion[]
  scope: CommissionScope
}

/** How many of the agencies asked have answered. */
export interface ResponseRate {
  /** Returns of the commission. */
  asked: number
  /** Those that reached the programme office. */
  answered: number
  /** Those of them that reached it by the deadline. */
  onTime: number
}

export interface CommissionView extends NewCommission {
  id: number
  state: CommissionState
  author: string
  madeAt: Instant
  openedAt: Instant | null
  closedAt: Instant | null
  rate: ResponseRate
}

/** One return, as a list shows it. */
export interface ReturnSummary {
  id: number
  commission: Pick<CommissionView, 'id' | 'title' | 'state' | 'dueOn' | 'periodStart' | 'periodEnd'>
  agency: { slug: string; name: string }
  /** Slug of the agency above it, when that one was asked as well: it answers after this one. */
  parent: string | null
  state: ReturnState
  needsSecondPerson: boolean
  /** How many of its lines there are, have an answer, and are led by the agency. */
  lines: number
  linesAnswered: number
  linesLed: number
  /** When its answer first reached the programme office; null while it has not. */
  answeredAt: Instant | null
  /** Whether the deadline has passed without an answer, or passed before it came. */
  late: boolean
  /** Whole days since the deadline, when it has not answered; 0 before it. */
  daysLate: number
  /** "Nothing to report" of every line, in the last submission. */
  nil: boolean
  /** Since when it has stood where it stands. */
  since: Instant
  /** What the programme office asks, while it waits for the answer. */
  openQuestions: { part: string; text: string; askedBy: string; askedAt: Instant }[]
  /** The last message about it, and who got it. */
  lastMessage: { at: Instant; to: string; rung: string } | null
}

/** A commission with everything that its page shows. */
export interface RoundView {
  commission: CommissionView
  returns: ReturnSummary[]
  /** The response rates of this and the commissions before it, the oldest first. */
  overTime: { id: number; title: string; periodEnd: Day; rate: ResponseRate }[]
  /** Of each agency: how it answered this and the commissions before it. */
  byAgency: { slug: string; name: string; asked: number; answered: number; onTime: number }[]
}

/** A line of a return with its newest answer. */
export interface ReturnLineView {
  ref: string
  role: 'lead' | 'partner'
  position: number
  /** The revision that the line was made from, and the one that the action has now. */
  revision: number
  currentRevision: number
  lastPosition: LastPosition
  /** Days from the latest statement to today; null where nothing was ever said. */
  age: number | null
  handedTo: { accountId: number; name: string } | null
  /** Null while nobody has answered it. */
  answer: LineAnswer | null
  /** Number of the newest saving; 0 where there is none. Whoever saves says which one they have read. */
  saved: number
  savedBy: string | null
  savedAt: Instant | null
  /** Whether the agency may give status, confidence and date: it leads, or nobody does. */
  leads: boolean
  /** What the programme office asks of this line, when it was sent back. */
  question: string | null
}

/** Something that keeps a return from being sent, with the line that it is about. */
export interface ReturnBlocker {
  /** Ref of a line, `whole`, or null where it concerns no part. */
  part: string | null
  sentence: string
}

/** What the reader may do with a return where it now stands. */
export interface ReturnMay {
  write: boolean
  submit: boolean
  signOff: boolean
  accept: boolean
  sendBack: boolean
}

export interface ReturnView extends ReturnSummary {
  questions: CommissionQuestion[]
  whole: { answer: WholeAnswer | null; saved: number; savedBy: string | null }
  lineViews: ReturnLineView[]
  /** Returns of the agency's own units: they answer first. */
  units: Pick<ReturnSummary, 'id' | 'agency' | 'state' | 'answeredAt'>[]
  blockers: ReturnBlocker[]
  may: ReturnMay
  submissions: {
    number: number
    author: string
    via: ReturnWay
    submittedAt: Instant
    nil: boolean
    sha256: string
  }[]
  steps: { from: ReturnState; to: ReturnState; reason: string | null; author: string; at: Instant }[]
}
