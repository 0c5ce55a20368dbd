import { wholePart } from '../../commissions/returns/return-lines.js'
import type { CommissionQuestion } from '../../commissions/commission/commission.entity.js'
import type { ReturnView } from '../../commissions/views.js'
import { type PageAnswer, pageOf } from '../../web/pages/page.js'
import type { FieldError } from '../../web/problems.js'
import { type ErrorMessage, formErrors } from '../form-errors.js'
import { questionField } from './line.form.js'
import { labelOf } from './line.page.js'
import { factsOf, type ReturnDoor } from './return-door.js'

interface QuestionsPage {
  action: string
  after: string
  backHref: string
  asked: string[]
  /** What somebody else has saved meanwhile. */
  meanwhile: { by: string; answers: { text: string; answer: string }[] } | null
  questions: { id: string; text: string; value: string; errorMessage: ErrorMessage }[]
}

const draw = pageOf<QuestionsPage>('returns/questions')

export const wholeQuestions = ({ questions }: ReturnView): CommissionQuestion[] =>
  questions.filter(({ of }) => of === 'return')

/** What is typed, and what stands in its way. */
export interface TypedWhole {
  answers: Record<string, string>
  after: number
  errors: readonly FieldError[]
  meanwhile: { by: string; answers: Record<string, string> } | null
}

/** The questions of the whole return. */
export function questionsPage(door: ReturnDoor, view: ReturnView, typed: TypedWhole): PageAnswer {
  const questions = wholeQuestions(view)
  const ids = Object.fromEntries(questions.map(({ key }) => [questionField(key), questionField(key)]))
  const sorted = formErrors(typed.errors, ids)
  const status = typed.meanwhile ? { status: 409 } : {}
  return draw(factsOf(door, view, { title: 'The whole return', errors: sorted.links, ...status }), {
    ...{ action: door.pages.questions, after: String(typed.after), backHref: door.pages.start },
    asked: view.openQuestions.filter(({ part }) => part === wholePart).map(({ text }) => text),
    meanwhile: typed.meanwhile && {
      by: typed.meanwhile.by,
      answers: questions.map(({ key, text }) => ({ text, answer: typed.meanwhile?.answers[key] ?? '' })),
    },
    questions: questions.map((question) => ({
      ...{
        id: questionField(question.key),
        text: labelOf(question),
        value: typed.answers[question.key] ?? '',
      },
      errorMessage: sorted.at[questionField(question.key)] ?? null,
    })),
  })
}
