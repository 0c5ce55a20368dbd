import { type ActionStatus, statusFacts } from '../actions/action-status.js'
import { type Confidence, confidenceFacts, confidences } from '../actions/confidence.js'
import type { CommissionQuestion } from '../commissions/commission/commission.entity.js'
import type { LineAnswer } from '../commissions/returns/return-lines.js'
import type { Cell } from '../documents/workbook/sheet.js'
import { longestTexts } from '../register/update.body.js'
import type { Evidence } from '../updates/update.entity.js'
import type { AnswerLine } from './answer-line.js'

export type AnswerField = Exclude<keyof LineAnswer, 'questions'> | `question ${string}`

/** A column of boxes. */
export interface AnswerColumn {
  field: AnswerField
  heading: string
  width: number
  holds: 'yes' | 'text' | 'status' | 'confidence' | 'day'
  /** Characters that a text may have. */
  longest: number
  /** Beside the box. */
  sentence: string
  /** Whether only those who judge an action fill it in. */
  judged: boolean
  of: (answer: LineAnswer) => Cell
}

export const yes = 'Yes'
/** What stands in a locked cell that is for the lead of the action. */
export const forTheLead = 'For the lead'
export const longestQuestionAnswer = 5000

const column = (
  field: AnswerField,
  heading: string,
  of: AnswerColumn['of'],
  more: Partial<AnswerColumn> & Pick<AnswerColumn, 'sentence'>,
): AnswerColumn => ({ field, heading, of, width: 20, holds: 'text', longest: 0, judged: false, ...more })

const fixed: readonly AnswerColumn[] = [
  column('nothingToReport', 'Nothing to report', (answer) => (answer.nothingToReport ? yes : null), {
    ...{ width: 19, holds: 'yes' },
    sentence: 'Choose Yes when there is nothing to report, and leave the other boxes of the row empty.',
  }),
  column('narrative', 'What has happened', ({ narrative }) => narrative, {
    ...{ width: 50, longest: longestTexts.narrative },
    sentence: 'Say in your own words what has happened since the last update.',
  }),
  column('status', 'New status', ({ status }) => status && statusFacts[status].label, {
    ...{ width: 22, holds: 'status', judged: true },
    sentence: 'Choose from the list. Leave the box empty when the status stays.',
  }),
  column(
    'confidence',
    'New confidence',
    ({ confidence }) => confidence && confidenceFacts[confidence].label,
    {
      ...{ width: 17, holds: 'confidence', judged: true },
      sentence: 'Choose from the list. Leave the box empty when the confidence stays.',
    },
  ),
  column('end', 'New target date', ({ end }) => end && { day: end }, {
    ...{ width: 18, holds: 'day', judged: true },
    sentence: 'A day such as 30 June 2014. Leave the box empty when the date stays.',
  }),
  column('reason', 'Reason for the status or date', ({ reason }) => reason, {
    ...{ width: 30, longest: longestTexts.reason, judged: true },
    sentence: 'Say why the status or the target date moves.',
  }),
  column('evidence', 'Evidence', ({ evidence }) => evidence.map(evidenceLine).join('\n'), {
    ...{ width: 36, longest: 32_000 },
    sentence: 'One piece of evidence on each line: what it is, then its web address if it has one.',
  }),
  column('nextStep', 'Next step', ({ nextStep }) => nextStep, {
    ...{ width: 36, longest: longestTexts.nextStep },
    sentence: 'Say what happens next.',
  }),
]

/** All columns of boxes, those of the commission's own questions last. */
export function answerColumns(questions: readonly CommissionQuestion[]): AnswerColumn[] {
  const asked = questions.map(({ key, text }, place) => {
    const heading = `Question ${place + 1}: ${text.replaceAll(/\s+/gu, ' ').slice(0, 200)}`
    return column(`question ${key}`, heading, (answer) => answer.questions[key] ?? null, {
      ...{ width: 40, longest: longestQuestionAnswer },
      sentence: 'Answer the question that stands at the head of the column.',
    })
  })
  return [...fixed, ...asked]
}

/** "Minutes of the board https://…"; a file of the service has no address that opens elsewhere. */
export function evidenceLine({ title, url }: Evidence): string {
  if (url === null) return title
  return url.startsWith('/') ? `${title} (file in Throughline)` : `${title} ${url}`
}

/** The words that a drop-down of the column offers in this row; none where there is no list. */
export function allowedWords({ holds }: AnswerColumn, { moves }: Pick<AnswerLine, 'moves'>): string[] {
  switch (holds) {
    case 'yes':
      return [yes]
    case 'status':
      return moves.map((status) => statusFacts[status].label)
    case 'confidence':
      return confidences.map((confidence) => confidenceFacts[confidence].label)
    case 'text':
    case 'day':
      return []
  }
}

const fold = (text: string) => text.trim().toLowerCase()

export const statusOf = (label: string, among: readonly ActionStatus[]): ActionStatus | null =>
  among.find((status) => fold(statusFacts[status].label) === fold(label)) ?? null

export const confidenceOf = (label: string): Confidence | null =>
  confidences.find((confidence) => fold(confidenceFacts[confidence].label) === fold(label)) ?? null
