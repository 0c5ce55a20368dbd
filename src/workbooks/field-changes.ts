import { statusFacts } from '../actions/action-status.js'
import { confidenceFacts } from '../actions/confidence.js'
import { inWords } from '../clock/dates.js'
import type { CommissionQuestion } from '../commissions/commission/commission.entity.js'
import type { LineAnswer } from '../commissions/returns/return-lines.js'
import { answerColumns, type AnswerColumn, evidenceLine } from './answer-columns.js'
import type { AnswerLine } from './answer-line.js'

/** A field of a line that changes, in words: what was said and what is said now. Empty where nothing is. */
export interface FieldChange {
  heading: string
  was: string
  becomes: string
}

/** The fields in which an answer differs from the one that the line had. */
export function fieldChanges(
  line: AnswerLine,
  answer: LineAnswer,
  questions: readonly CommissionQuestion[],
): FieldChange[] {
  return answerColumns(questions).flatMap((column) => {
    const was = inWordsOf(column, line.answer)
    const becomes = inWordsOf(column, answer)
    return was === becomes ? [] : [{ heading: column.heading, was: was || standing(column, line), becomes }]
  })
}

/** What is said in the field, in words. */
function inWordsOf({ field }: AnswerColumn, answer: LineAnswer): string {
  if (field.startsWith('question ')) return answer.questions[field.slice('question '.length)] ?? ''
  switch (field) {
    case 'nothingToReport':
      return answer.nothingToReport ? 'Yes' : ''
    case 'status':
      return answer.status ? statusFacts[answer.status].label : ''
    case 'confidence':
      return answer.confidence ? confidenceFacts[answer.confidence].label : ''
    case 'end':
      return answer.end ? inWords(answer.end) : ''
    case 'evidence':
      return answer.evidence.map(evidenceLine).join('\n')
    case 'narrative':
    case 'reason':
    case 'nextStep':
      return answer[field] ?? ''
    default:
      return ''
  }
}

/** Where nothing was answered, what the register says of status, confidence and date. */
function standing({ field }: AnswerColumn, line: AnswerLine): string {
  if (field === 'status') return statusFacts[line.status].label
  if (field === 'confidence') return confidenceFacts[line.confidence].label
  return field === 'end' && line.end ? inWords(line.end) : ''
}
