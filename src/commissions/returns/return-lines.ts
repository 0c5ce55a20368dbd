import type { ActionStatus } from '../../actions/action-status.js'
import type { Confidence } from '../../actions/confidence.js'
import type { Day } from '../../clock/dates.js'
import type { Evidence } from '../../updates/update.entity.js'
import type { CommissionQuestion } from '../commission/commission.entity.js'

/** The part of a return that its own questions are answered in. */
export const wholePart = 'whole'

/** What the register held of an action when its agency was asked. */
export interface LastPosition {
  title: string
  text: string
  plan: string
  status: ActionStatus
  confidence: Confidence
  /** End date of the timescale, and the plan's own words. */
  end: Day | null
  timescale: string[]
  /** The latest statement and who made it; null where nothing was ever said. */
  narrative: string | null
  by: string | null
  /** The day from which the statement was known: its age is counted from here to the day of reading. */
  saidOn: Day | null
  nextStep: string | null
}

/** What an agency says of one line. Partners give words, evidence and a next step; leads also status, confidence and date. */
export interface LineAnswer {
  /** "Nothing to report": an answer, not silence. Nothing else is given with it. */
  nothingToReport: boolean
  narrative: string
  status: ActionStatus | null
  confidence: Confidence | null
  evidence: Evidence[]
  nextStep: string | null
  /** A new end date, and why it moves. */
  end: Day | null
  /** Why the status or the date moves. */
  reason: string | null
  /** Answers to the commission's questions of a line, by their keys. */
  questions: Record<string, string>
}

/** Answers to what the commission asks of the whole return, by the keys of its questions. */
export interface WholeAnswer {
  questions: Record<string, string>
}

/** A return as it was sent. Its rows are append-only and its SHA-256 stands in the trail. */
export interface SubmittedReturn {
  commission: { title: string; periodStart: Day; periodEnd: Day; dueOn: Day }
  agency: { slug: string; name: string }
  questions: CommissionQuestion[]
  whole: WholeAnswer
  lines: {
    ref: string
    role: 'lead' | 'partner'
    /** The revision that the answer was given to. */
    revision: number
    lastPosition: LastPosition
    answer: LineAnswer
    author: string
  }[]
  /** Units of the agency that had not answered when it was sent. */
  without: string[]
  figures: { lines: number; updates: number; nothingToReport: number }
}

export const noAnswer: LineAnswer = {
  nothingToReport: false,
  narrative: '',
  status: null,
  confidence: null,
  evidence: [],
  nextStep: null,
  end: null,
  reason: null,
  questions: {},
}

export const nilAnswer: LineAnswer = { ...noAnswer, nothingToReport: true }

/** The words that the register keeps of a line with nothing to report. */
export const nilNarrative = 'Nothing to report.'
