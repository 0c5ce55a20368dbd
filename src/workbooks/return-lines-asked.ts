import { movesOf, statusFacts } from '../actions/action-status.js'
import { confidenceFacts } from '../actions/confidence.js'
import { type LineAnswer, noAnswer, type WholeAnswer } from '../commissions/returns/return-lines.js'
import type { ReturnLineView, ReturnView } from '../commissions/views.js'
import type { Cell } from '../documents/workbook/sheet.js'
import type { AnswerLine, AnswerSheet, ReferenceColumn } from './answer-line.js'

/** The locked columns of a return: the last position of each line, as it was when the agency was asked. */
const columns: readonly (ReferenceColumn & { of: (line: ReturnLineView) => Cell })[] = [
  { heading: 'Ref', width: 15, of: ({ ref }) => ref },
  { heading: 'Action', width: 46, of: ({ lastPosition }) => lastPosition.text },
  { heading: 'Plan', width: 18, of: ({ lastPosition }) => lastPosition.plan },
  { heading: 'Your part', width: 11, of: ({ role }) => (role === 'lead' ? 'Lead' : 'Partner') },
  { heading: 'Status now', width: 14, of: ({ lastPosition: { status } }) => statusFacts[status].label },
  {
    heading: 'Confidence now',
    width: 17,
    of: ({ lastPosition }) => confidenceFacts[lastPosition.confidence].label,
  },
  { heading: 'Target date now', width: 18, of: ({ lastPosition: { end } }) => end && { day: end } },
  { heading: 'Last update', width: 44, of: ({ lastPosition }) => lastPosition.narrative },
  { heading: 'Said by', width: 20, of: ({ lastPosition }) => lastPosition.by },
  { heading: 'Said on', width: 18, of: ({ lastPosition: { saidOn } }) => saidOn && { day: saidOn } },
  { heading: 'Asked by the programme office', width: 24, moves: true, of: ({ question }) => question },
]

/** The lines of a return with the answers that they have, and the questions of the whole. */
export function returnSheet(view: ReturnView): AnswerSheet {
  return {
    ...{ kind: 'return', references: columns, wholeVersion: view.whole.saved },
    questions: view.questions.filter((question) => question.of === 'line'),
    lines: view.lineViews.map(lineOf),
    whole: view.questions
      .filter((question) => question.of === 'return')
      .map(({ key, text, required }) => ({
        key,
        text,
        required,
        answer: view.whole.answer?.questions[key] ?? '',
      })),
  }
}

function lineOf(line: ReturnLineView): AnswerLine {
  const { ref, saved, leads, lastPosition, answer } = line
  const { status, confidence, end } = lastPosition
  return {
    ...{
      ref,
      status,
      confidence,
      end,
      version: saved,
      judges: leads,
      role: 'agency_owner',
      answer: answer ?? noAnswer,
    },
    reference: columns.map((column) => column.of(line) ?? null),
    moves: movesOf('agency_owner', status)
      .filter(({ requires }) => !requires.includes('superseding action'))
      .map(({ to }) => to),
  }
}

/** Every saving of a return, by its part and its number: what a workbook that went out earlier rests on. */
export class Savings {
  private readonly contents: Map<string, string>

  constructor(rows: readonly { part: string; revision: number; content: string }[]) {
    this.contents = new Map(rows.map(({ part, revision, content }) => [`${part} ${revision}`, content]))
  }

  /** Before the first saving, nothing was answered. */
  line(ref: string, version: number): LineAnswer | null {
    if (version === 0) return noAnswer
    const content = this.contents.get(`${ref} ${version}`)
    return content === undefined ? null : { ...noAnswer, ...(JSON.parse(content) as LineAnswer) }
  }

  whole(part: string, version: number): WholeAnswer | null {
    if (version === 0) return { questions: {} }
    const content = this.contents.get(`${part} ${version}`)
    return content === undefined ? null : (JSON.parse(content) as WholeAnswer)
  }
}
