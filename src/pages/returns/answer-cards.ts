import type { CommissionQuestion } from '../../commissions/commission/commission.entity.js'
import type { LastPosition, LineAnswer, SubmittedReturn } from '../../commissions/returns/return-lines.js'
import type { ReturnView } from '../../commissions/views.js'
import { momentInWords } from '../../clock/dates.js'
import { type AnswerRow, answerRows, questionRows, roleWords } from './return-words.js'

interface LineName {
  ref: string
  title: string
  /** Its own page, where it can be changed there; null where it cannot. */
  href: string | null
}

/** What is said of the lines of a return, those with words first. */
export interface AnswerCards {
  cards: (LineName & { about: string; rows: AnswerRow[] })[]
  /** Lines with nothing to report. */
  nil: LineName[]
  /** Lines that nobody has answered. */
  unanswered: LineName[]
  /** Answers to what is asked of the whole return. */
  whole: AnswerRow[]
}

interface Line {
  ref: string
  role: 'lead' | 'partner'
  lastPosition: LastPosition
  answer: LineAnswer | null
  /** Who said it, and when where that is known. */
  by: string | null
}

type HrefOf = ((ref: string) => string) | null

/** The answers as they stand now. @param hrefOf where a line can be changed */
export function cardsOfView(view: ReturnView, hrefOf: HrefOf): AnswerCards {
  const lines = view.lineViews.map((line) => ({
    ...line,
    by:
      line.savedBy === null || line.savedAt === null
        ? null
        : `${line.savedBy}, ${momentInWords(line.savedAt)}`,
  }))
  return cardsOf(lines, view.questions, view.whole.answer?.questions ?? {}, hrefOf)
}

/** The answers as they were sent. */
export function cardsOfSubmission({ lines, questions, whole }: SubmittedReturn): AnswerCards {
  const sent = lines.map((line) => ({ ...line, by: line.author }))
  return cardsOf(sent, questions, whole.questions, null)
}

function cardsOf(
  lines: readonly Line[],
  questions: readonly CommissionQuestion[],
  whole: Record<string, string>,
  hrefOf: HrefOf,
): AnswerCards {
  const nameOf = ({ ref, lastPosition: { title } }: Line): LineName => ({
    ...{ ref, title, href: hrefOf === null ? null : hrefOf(ref) },
  })
  const ofLine = questions.filter((question) => question.of === 'line')
  return {
    cards: lines.flatMap((line) => {
      const { answer, role, by, lastPosition } = line
      if (answer === null || answer.nothingToReport) return []
      const about = by === null ? roleWords[role] : `${roleWords[role]}. Answered by ${by}.`
      return [{ ...nameOf(line), about, rows: answerRows(answer, lastPosition, ofLine) }]
    }),
    nil: lines.filter(({ answer }) => answer?.nothingToReport).map(nameOf),
    unanswered: lines.filter(({ answer }) => answer === null).map(nameOf),
    whole: questionRows(
      whole,
      questions.filter((question) => question.of === 'return'),
    ),
  }
}
