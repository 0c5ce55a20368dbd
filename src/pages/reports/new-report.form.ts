import { type Day, endOfDay } from '../../clock/dates.js'
import {
  type Audience,
  audiences,
  type ReportKind,
  reportKinds,
} from '../../reports/editions/edition.entity.js'
import { editionMarkings } from '../../reports/editions/marking.js'
import { legibleTitle, unfitTitle } from '../../reports/shared/printable.js'
import type { ReportRefused } from '../../reports/report-errors.js'
import type { NewReport } from '../../reports/making/report-request.js'
import type { ReportChoices, ReportStanding } from '../../reports/reports.service.js'
import type { FieldError } from '../../web/problems.js'
import { readTypedDay, type TypedDay } from '../typed-day.js'
import { lineOf, textOf, type Typed } from '../typed-text.js'

export type ReportField = 'kind' | 'plan' | 'cutOff' | 'audience' | 'marking' | 'title' | 'wordsOf'

/** The form as it was typed. */
export interface TypedReport {
  kind: string
  plan: string
  cutOff: TypedDay
  audience: string
  marking: string
  title: string
  /** The id of the report whose words it begins with. */
  wordsOf: string
}

export type ReportError = FieldError & { field: ReportField }

/** What a person may choose from. */
export interface NewReportChoices extends ReportChoices {
  /** Those with whose words it can begin. */
  earlier: readonly ReportStanding[]
}

export const longestTitle = 200

const usualAudience: Record<ReportKind, Audience> = { img: 'ministers', scrutiny: 'panel' }

/** The kinds that a person may make. */
export function kindsOf({ img, plans }: ReportChoices): ReportKind[] {
  const may: Record<ReportKind, boolean> = { img, scrutiny: plans.length > 0 }
  return reportKinds.filter((kind) => may[kind])
}

/**
 * The form as it is opened: today, and what there is no choice about.
 *
 * @param from the id of the report that it follows, where it is made from the page of one
 */
export function openedReport(choices: NewReportChoices, today: Day, from: string): TypedReport {
  const [kind, ...otherKinds] = kindsOf(choices)
  const [plan, ...otherPlans] = choices.plans
  const followed = choices.earlier.find(({ id }) => id === from)
  const only = followed?.kind ?? (otherKinds.length === 0 ? kind : undefined)
  return {
    kind: only ?? '',
    plan: followed?.plan?.slug ?? (otherPlans.length === 0 ? (plan?.slug ?? '') : ''),
    cutOff: boxesOf(today),
    audience: followed?.audience ?? (only ? usualAudience[only] : ''),
    marking: followed?.marking ?? editionMarkings[0],
    ...{ title: '', wordsOf: followed?.id ?? '' },
  }
}

export function readTypedReport(form: Typed): TypedReport {
  const box = (part: keyof TypedDay) => textOf(form, `cutOff-${part}`)
  return {
    kind: textOf(form, 'kind'),
    plan: textOf(form, 'plan'),
    cutOff: { day: box('day'), month: box('month'), year: box('year') },
    ...{ audience: textOf(form, 'audience'), marking: textOf(form, 'marking') },
    ...{ title: legibleTitle(lineOf(form, 'title')), wordsOf: textOf(form, 'wordsOf') },
  }
}

/** What the form asks for, or what is wrong with it. */
export function readReport(
  typed: TypedReport,
  choices: NewReportChoices,
  today: Day,
): { report: NewReport } | { errors: ReportError[] } {
  const errors: ReportError[] = []
  const subject = readSubject(typed, choices, errors)
  const knownBy = readCutOff(typed, today, errors)
  const reader = readAudience(typed, errors)
  if (typed.title.length > longestTitle) {
    errors.push({ field: 'title', message: `The title must have at most ${longestTitle} characters` })
  }
  const unfit = unfitTitle(typed.title)
  if (unfit !== null) errors.push({ field: 'title', message: unfit })
  const wordsOf = readEarlier(typed, choices, subject, errors)
  if (!subject || !knownBy || !reader || errors.length > 0) return { errors }
  const title = typed.title === '' ? null : typed.title
  return { report: { ...subject, title, knownBy, ...reader, wordsOf } }
}

type Subject = Pick<NewReport, 'kind' | 'plan'>

function readSubject(typed: TypedReport, choices: ReportChoices, errors: ReportError[]): Subject | null {
  const kind = kindsOf(choices).find((each) => each === typed.kind)
  if (!kind) {
    errors.push({ field: 'kind', message: 'Choose the kind of report' })
    return null
  }
  if (kind === 'img') return { kind, plan: null }
  const plan = choices.plans.find(({ slug }) => slug === typed.plan)
  if (plan) return { kind, plan: plan.slug }
  errors.push({ field: 'plan', message: 'Choose the plan that the report is about' })
  return null
}

function readCutOff({ cutOff }: TypedReport, today: Day, errors: ReportError[]): string | null {
  const read = readTypedDay(cutOff, 'The cut-off')
  if (!('wrong' in read) && read.day <= today) return endOfDay(read.day)
  const message = 'wrong' in read ? read.wrong : 'The cut-off must be today or in the past'
  errors.push({ field: 'cutOff', message })
  return null
}

function readAudience(
  typed: TypedReport,
  errors: ReportError[],
): Required<Pick<NewReport, 'audience' | 'marking'>> | null {
  const audience = audiences.find((each) => each === typed.audience)
  if (!audience) {
    errors.push({ field: 'audience', message: 'Choose whom the report is for' })
    return null
  }
  if (audience === 'public') return { audience, marking: null }
  const marking = editionMarkings.find((each) => each === typed.marking)
  if (marking) return { audience, marking }
  errors.push({ field: 'marking', message: 'Choose the marking of the report' })
  return null
}

function readEarlier(
  typed: TypedReport,
  { earlier }: NewReportChoices,
  subject: Subject | null,
  errors: ReportError[],
): string | null {
  if (typed.wordsOf === '') return null
  const chosen = earlier.find(({ id }) => id === typed.wordsOf)
  const fits =
    chosen && subject && chosen.kind === subject.kind && (chosen.plan?.slug ?? null) === subject.plan
  if (fits) return chosen.id
  if (subject) {
    errors.push({
      field: 'wordsOf',
      message: 'The words must be those of a report of the same kind and plan',
    })
  }
  return null
}

/** What the register says of a report that it cannot give, at the field of the form. */
export function refusalAt({ field, message }: ReportRefused): ReportError {
  return { field: field === 'asAt' ? 'cutOff' : field, message }
}

function boxesOf(day: Day): TypedDay {
  const [year = '', month, date] = day.split('-')
  return { day: String(Number(date)), month: String(Number(month)), year }
}
