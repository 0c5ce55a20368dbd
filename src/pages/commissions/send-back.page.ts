import type { ReturnView } from '../../commissions/views.js'
import type { FieldError } from '../../web/problems.js'
import { type PageAnswer, pageOf } from '../../web/pages/page.js'
import { type ErrorMessage, formErrors } from '../form-errors.js'
import { paths } from '../paths.js'
import { textOf, type Typed } from '../typed-text.js'

/** The questions as they were typed: of the whole return, and of single lines by their refs. */
export interface TypedQuestions {
  whole: string
  lines: Record<string, string>
}

interface SendBackPage {
  agency: string
  commission: string
  action: string
  whole: string
  errorMessage: ErrorMessage
  told: LineQuestion[]
  nothing: LineQuestion[]
  nothingOpen: boolean
  cancelHref: string
}

interface LineQuestion {
  id: string
  ref: string
  title: string
  /** The beginning of what the agency says. */
  said: string
  value: string
}

const sendBackPage = pageOf<SendBackPage>('commissions/send-back')

const fieldOf = (ref: string) => `question-${ref}`

export function readQuestions(form: Typed, refs: readonly string[]): TypedQuestions {
  const asked = refs.map((ref) => [ref, textOf(form, fieldOf(ref))] as const)
  return {
    whole: textOf(form, 'whole'),
    lines: Object.fromEntries(asked.filter(([, question]) => question !== '')),
  }
}

export const noQuestions: TypedQuestions = { whole: '', lines: {} }

/** What keeps the questions from being sent; null where nothing does. */
export function wrongWithQuestions({ whole, lines }: TypedQuestions): FieldError | null {
  if (whole !== '' || Object.keys(lines).length > 0) return null
  return { field: 'whole', message: 'Say what your question is, of the whole return or of a line' }
}

/** The form by which a return goes back with a question. */
export function showSendBack(
  { id, agency, commission, lineViews }: ReturnView,
  typed: TypedQuestions,
  errors: readonly FieldError[] = [],
): PageAnswer {
  const { links, at } = formErrors(errors, { whole: 'whole' })
  const lines = lineViews.map(({ ref, lastPosition, answer }) => ({
    nil: answer?.nothingToReport ?? true,
    line: {
      ...{ id: fieldOf(ref), ref, title: lastPosition.title },
      ...{ said: answer?.narrative ?? '', value: typed.lines[ref] ?? '' },
    },
  }))
  const nothing = lines.filter(({ nil }) => nil).map(({ line }) => line)
  return sendBackPage(
    {
      ...{ title: `Send back: ${agency.name}, ${commission.title}`, section: 'commissions', errors: links },
      backLink: { text: 'Back to the return', href: paths.reviewReturn(commission.id, id) },
    },
    {
      ...{ agency: agency.name, commission: commission.title },
      action: paths.sendReturnBack(commission.id, id),
      ...{ whole: typed.whole, errorMessage: at.whole },
      told: lines.filter(({ nil }) => !nil).map(({ line }) => line),
      ...{ nothing, nothingOpen: nothing.some(({ value }) => value !== '') },
      cancelHref: paths.reviewReturn(commission.id, id),
    },
  )
}
