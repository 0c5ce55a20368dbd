import type { CommissionView } from '../../commissions/views.js'
import type { AgencyView, PlanView } from '../../register/views.js'
import { count } from '../../reports/shared/words.js'
import { isDay, quarterInWords, quarterOf } from '../../clock/dates.js'
import type { FieldError } from '../../web/problems.js'
import type { PageFacts } from '../../web/pages/frame.js'
import { type PageAnswer, pageOf } from '../../web/pages/page.js'
import { type ErrorMessage, formErrors } from '../form-errors.js'
import { paths } from '../paths.js'
import { valuesOf } from '../recommendations/typed-fields.js'
import { readTypedDay, type TypedDay } from '../typed-day.js'
import {
  type CommissionField,
  openDays,
  quartersFor,
  type TypedCommission,
  type TypedQuestion,
  usualQuestions,
} from './commission.form.js'
import {
  agencyCount,
  type CalendarField,
  calendarFacts,
  calendarFields,
  periodInWords,
} from './commission-words.js'

interface Choice {
  value: string
  text: string
  hint?: { text: string }
}

interface QuestionRow {
  number: number
  typed: TypedQuestion
  ofItems: { value: string; text: string }[]
}

interface CommissionFormPage {
  heading: string
  action: string
  method: 'get' | 'post'
  typed: Pick<TypedCommission, 'title' | 'period' | 'plans' | 'agencies' | 'completed' | 'filter'>
  periods: Choice[]
  days: {
    id: CalendarField
    legend: string
    hint: string
    values: Record<string, string>
    errorMessage: ErrorMessage
  }[]
  plans: Choice[]
  /** Lists of actions that the reader has kept, for the commission to be narrowed to; null where there is none. */
  views: Choice[] | null
  agencies: Choice[]
  /** The list of agencies is unfolded: some are chosen, or something is wrong with them. */
  agenciesOpen: boolean
  questions: QuestionRow[]
  questionsOpen: boolean
  /** Only the name and the days that are still to come can be changed. */
  named: { period: string; asked: string } | null
  errors: Record<CommissionField, ErrorMessage>
  button: string
  cancelHref: string
}

const commissionFormPage = pageOf<CommissionFormPage>('commissions/form')
const reportingDatePage = pageOf<{
  values: Record<string, string>
  errorMessage: ErrorMessage
  cancelHref: string
}>('commissions/reporting-date')

/** What the form offers to choose from. */
export interface CommissionChoices {
  plans: readonly PlanView[]
  agencies: readonly AgencyView[]
  /** The lists of actions that the reader has kept. */
  views: readonly { name: string; query: string }[]
}

const backToList: Pick<PageFacts, 'section' | 'backLink'> = {
  section: 'commissions',
  backLink: { text: 'Back to the commissions', href: paths.commissions() },
}

/** The first question: the calendar is proposed from its answer. */
export function showReportingDate(typed: TypedDay, errors: readonly FieldError[]): PageAnswer {
  const { links, at } = formErrors(errors, { reportingDate: 'reportingDate-day' })
  return reportingDatePage(
    { ...backToList, title: 'When is the report laid before its readers?', errors: links },
    {
      values: valuesOf('reportingDate', typed),
      ...{ errorMessage: at.reportingDate, cancelHref: paths.commissions() },
    },
  )
}

const ids: Record<CommissionField, string> = {
  ...{ title: 'title', period: 'period', plans: 'plans', agencies: 'agencies', filter: 'filter' },
  ...{ opensOn: 'opensOn-day', dueOn: 'dueOn-day', signOffBy: 'signOffBy-day', freezeOn: 'freezeOn-day' },
  ...{ reportingDate: 'reportingDate-day', questions: 'question-1-text' },
}

/** What the form is for. */
export interface FormPurpose {
  heading: string
  action: string
  method: 'get' | 'post'
  button: string
  back: { text: string; href: string }
  /** Of an open commission: the days that can still be moved; what stands fast is said in words. */
  open: { days: readonly CalendarField[]; period: string; asked: string } | null
}

/** A new commission: its form is sent to the page that checks it. */
export const planning: FormPurpose = {
  ...{ heading: 'Plan a commission', action: paths.checkCommission(), method: 'get', button: 'Continue' },
  ...{ back: { text: 'Back to the reporting date', href: paths.newCommission() }, open: null },
}

/** A commission that is changed: a planned one as it was made, an open one in its name and its later days. */
export function changing(commission: CommissionView): FormPurpose {
  const { id, state, rate } = commission
  return {
    ...{ heading: state === 'open' ? 'Change the dates' : 'Change the commission', method: 'post' },
    ...{ action: paths.changeCommission(id), button: 'Save the changes' },
    back: { text: 'Back to the commission', href: paths.commission(id) },
    open:
      state === 'open'
        ? {
            ...{ days: openDays, period: periodInWords(commission) },
            asked: `${agencyCount(rate.asked)} ${rate.asked === 1 ? 'has' : 'have'} been asked: what is asked cannot be changed any more.`,
          }
        : null,
  }
}

/** The form of a commission, with what was typed into it. */
export function showCommissionForm(
  purpose: FormPurpose,
  { plans, agencies, views }: CommissionChoices,
  typed: TypedCommission,
  errors: readonly FieldError[] = [],
): PageAnswer {
  const { links, at } = formErrors(errors, ids)
  const { heading, action, method, button, back, open } = purpose
  const rows = Math.max(usualQuestions, typed.questions.length)
  return commissionFormPage(
    { ...{ title: heading, section: 'commissions', backLink: back, errors: links } },
    {
      ...{ heading, action, method, button, cancelHref: back.href, errors: at },
      typed,
      periods: periodsOf(typed),
      days: daysOf(typed, open?.days ?? calendarFields, at),
      plans: plans.map(({ slug, title, actionCount }) => ({
        ...{ value: slug, text: title, hint: { text: count(actionCount, 'action') } },
      })),
      views: viewsFor(views, typed.filter),
      agencies: agencies
        .filter(({ leadCount, partnerCount }) => leadCount + partnerCount > 0)
        .map(({ slug, name }) => ({ value: slug, text: name })),
      agenciesOpen: typed.agencies.length > 0 || at.agencies !== null,
      questions: Array.from({ length: rows }, (_, place) => questionRow(place + 1, typed.questions[place])),
      questionsOpen: typed.questions.length > 0 || at.questions !== null,
      named: open,
    },
  )
}

/** The kept lists to choose from; a filter that is none of them stays in force as it is. */
function viewsFor(views: CommissionChoices['views'], filter: string): Choice[] | null {
  const kept = views.map(({ name, query }) => ({ value: query, text: name }))
  const other = filter === '' || kept.some(({ value }) => value === filter)
  const all = other ? kept : [...kept, { value: filter, text: 'The list that was chosen' }]
  return all.length === 0 ? null : [{ value: '', text: 'Every action' }, ...all]
}

const noQuestion: TypedQuestion = { key: '', text: '', of: 'line', required: false }

function questionRow(number: number, typed = noQuestion): QuestionRow {
  const ofItems = [
    { value: 'line', text: 'Of each line' },
    { value: 'return', text: 'Once, of the whole return' },
  ]
  return { number, typed, ofItems }
}

function daysOf(
  typed: TypedCommission,
  fields: readonly CalendarField[],
  at: Record<CommissionField, ErrorMessage>,
): CommissionFormPage['days'] {
  return fields.map((field) => ({
    ...{ id: field, legend: calendarFacts[field].label, hint: calendarFacts[field].hint },
    ...{ values: valuesOf(field, typed.days[field]), errorMessage: at[field] },
  }))
}

function periodsOf({ period, days }: TypedCommission): Choice[] {
  const read = readTypedDay(days.reportingDate, '')
  const near = 'day' in read ? quartersFor(read.day) : []
  const quarters = !isDay(period) || near.includes(period) ? near : [...near, period]
  return quarters.map((start) => ({ value: start, text: quarterInWords(quarterOf(start)) }))
}
