import type { FieldError } from '../../web/problems.js'
import { textOf, type Typed } from '../typed-text.js'

/** What the programme office can say of what waits for it: yes, with a remark, or no, with a reason. */
export interface TypedDecision {
  decision: string
  remark: string
  reason: string
  /** The revision of the action that was read; empty where none was sent. */
  revision: string
}

export const nothingDecided: TypedDecision = { decision: '', remark: '', reason: '', revision: '' }

export type DecisionField = 'decision' | 'remark' | 'reason'
export type Decision = { yes: boolean; words: string }

const longest = 2000

export function readTypedDecision(form: Typed): TypedDecision {
  return {
    ...{ decision: textOf(form, 'decision'), remark: textOf(form, 'remark') },
    ...{ reason: textOf(form, 'reason'), revision: textOf(form, 'revision') },
  }
}

/** The sentences for what is missing. */
export interface DecisionSentences {
  decision: string
  /** Where a yes takes words as well; null where it need not. */
  remark: string | null
  reason: string
}

/** What was decided, or what is wrong with the form. */
export function readDecision(
  { decision, remark, reason }: TypedDecision,
  sentences: DecisionSentences,
): Decision | { errors: FieldError[] } {
  if (decision !== 'yes' && decision !== 'no') {
    return { errors: [{ field: 'decision', message: sentences.decision }] }
  }
  const yes = decision === 'yes'
  const [field, words, missing] = yes
    ? (['remark', remark, sentences.remark] as const)
    : (['reason', reason, sentences.reason] as const)
  if (words === '' && missing !== null) return { errors: [{ field, message: missing }] }
  if (words.length > longest) {
    return { errors: [{ field, message: 'What you write must have 2,000 characters or fewer' }] }
  }
  return { yes, words }
}
