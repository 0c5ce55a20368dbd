import { type Day, endOfDay } from '../../clock/dates.js'
import { type ReportKind, reportKinds } from '../../reports/edition.entity.js'
import type { ReportRefused } from '../../reports/report-errors.js'
import type { NewReport } from '../../reports/report-request.js'
import type { ReportChoices } from '../../reports/reports.service.js'
import type { FieldError } from '../../web/problems.js'
import { readTypedDay, type TypedDay } from '../typed-day.js'
import { lineOf, textOf, type Typed } from '../typed-text.js'

export type ReportField = 'kind' | 'plan' | 'cutOff' | 'title'

/** The form as it was typed. */
export interface TypedReport {
  kind: string
  plan: string
  cutOff: TypedDay
  title: string
}

export type ReportError = FieldError & { field: ReportField }

export const longestTitle = 200

/** The kinds that a person may make. */
export function kindsOf({ img, plans }: ReportChoices): ReportKind[] {
  const may: Record<ReportKind, boolean> = { img, scrutiny: plans.length > 0 }
  return reportKinds.filter((kind) => may[kind])
}

/** The form as it is opened: today, and what there is no choice about. */
export function openedReport(choices: ReportChoices, today: Day): TypedReport {
  const [kind, ...otherKinds] = kindsOf(choices)
  const [plan, ...otherPlans] = choices.plans
  return {
    kind: otherKinds.length === 0 ? (kind ?? '') : '',
    plan: otherPlans.length === 0 ? (plan?.slug ?? '') : '',
    cutOff: boxesOf(today),
    title: '',
  }
}

export function readTypedReport(form: Typed): TypedReport {
  const box = (part: keyof TypedDay) => textOf(form, `cutOff-${part}`)
  return {
    kind: textOf(form, 'kind'),
    plan: textOf(form, 'plan'),
    cutOff: { day: box('day'), month: box('month'), year: box('year') },
    title: lineOf(form, 'title'),
  }
}

/** What the form asks for, or what is wrong with it. */
export function readReport(
  typed: TypedReport,
  choices: ReportChoices,
  today: Day,
): { report: NewReport } | { errors: ReportError[] } {
  const errors: ReportError[] = []
  const kind = kindsOf(choices).find((each) => each === typed.kind)
  if (!kind) errors.push({ field: 'kind', message: 'Choose the kind of report' })
  const plan = kind === 'scrutiny' ? choices.plans.find(({ slug }) => slug === typed.plan) : undefined
  if (kind === 'scrutiny' && !plan) {
    errors.push({ field: 'plan', message: 'Choose the plan that the report is about' })
  }
  const cutOff = readTypedDay(typed.cutOff, 'The cut-off')
  if ('wrong' in cutOff) errors.push({ field: 'cutOff', message: cutOff.wrong })
  else if (cutOff.day > today) {
    errors.push({ field: 'cutOff', message: 'The cut-off must be today or in the past' })
  }
  if (typed.title.length > longestTitle) {
    errors.push({ field: 'title', message: `The title must have at most ${longestTitle} characters` })
  }
  if (!kind || 'wrong' in cutOff || errors.length > 0) return { errors }
  const title = typed.title === '' ? null : typed.title
  return { report: { kind, plan: plan?.slug ?? null, title, knownBy: endOfDay(cutOff.day) } }
}

/** What the register says of a report that it cannot give, at the field of the form. */
export function refusalAt({ field, message }: ReportRefused): ReportError {
  const at = { asAt: 'cutOff', kind: 'kind', plan: 'plan', audience: 'kind', marking: 'kind' } as const
  return { field: at[field], message }
}

function boxesOf(day: Day): TypedDay {
  const [year = '', month, date] = day.split('-')
  return { day: String(Number(date)), month: String(Number(month)), year }
}
