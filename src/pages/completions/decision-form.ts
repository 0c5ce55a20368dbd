import type { FieldError } from '../../web/problems.js'
import { type ErrorMessage, formErrors, type FormErrors } from '../form-errors.js'
import type { DecisionField, TypedDecision } from './decision.form.js'

/** A choice with the words that belong to it: what `completions/decision-form` draws. */
interface Choice {
  id: string
  value: 'yes' | 'no'
  text: string
  hint: { text: string }
  checked: boolean
  words: { id: string; label: string; hint: string; value: string; errorMessage: ErrorMessage }
}

export interface DecisionForm {
  action: string
  legend: string
  /** The revision of the action that is shown, where the decision rests on it. */
  revision: number | null
  items: Choice[]
  errorMessage: ErrorMessage
  button: string
  cancelHref: string
}

/** The words of a form for a decision. */
export interface DecisionWords {
  legend: string
  button: string
  yes: { text: string; hint: string; label: string; labelHint: string }
  no: { text: string; hint: string; label: string; labelHint: string }
}

const ids: Record<DecisionField, string> = { decision: 'decision', remark: 'remark', reason: 'reason' }

export function decisionErrors(errors: readonly FieldError[]): FormErrors<DecisionField> {
  return formErrors(errors, ids)
}

export function decisionForm(
  words: DecisionWords,
  addresses: Pick<DecisionForm, 'action' | 'cancelHref' | 'revision'>,
  typed: TypedDecision,
  { at }: FormErrors<DecisionField>,
): DecisionForm {
  const choice = (value: 'yes' | 'no', id: string, name: 'remark' | 'reason'): Choice => ({
    ...{ id, value, text: words[value].text, hint: { text: words[value].hint } },
    checked: typed.decision === value,
    words: {
      ...{ id: name, label: words[value].label, hint: words[value].labelHint },
      ...{ value: typed[name], errorMessage: at[name] },
    },
  })
  return {
    ...{ ...addresses, legend: words.legend, button: words.button, errorMessage: at.decision },
    items: [choice('yes', 'decision', 'remark'), choice('no', 'decision-no', 'reason')],
  }
}
