import { wrongWithCommission } from '../../commissions/commission/commission-calendar.js'
import type { CommissionQuestion } from '../../commissions/commission/commission.entity.js'
import type { CommissionView, NewCommission } from '../../commissions/views.js'
import { type Day, isDay, quarterAfter, quarterOf } from '../../clock/dates.js'
import type { FieldError } from '../../web/problems.js'
import { boxesOf, dayOf, noDay, readDayField } from '../recommendations/typed-fields.js'
import type { TypedDay } from '../typed-day.js'
import { lineOf, listOf, textOf, type Typed } from '../typed-text.js'
import { type CalendarField, calendarFields, dayNames } from './commission-words.js'

/** A question as it was typed; empty where the row was left empty. */
export interface TypedQuestion {
  key: string
  text: string
  of: string
  required: boolean
}

/** The form of a commission as it was typed. */
export interface TypedCommission {
  title: string
  /** The first day of the quarter that is asked about. */
  period: string
  days: Record<CalendarField, TypedDay>
  plans: string[]
  agencies: string[]
  /** Completed actions are asked about as well. */
  completed: boolean
  filter: string
  questions: TypedQuestion[]
}

export type CommissionField =
  'title' | 'period' | CalendarField | 'plans' | 'agencies' | 'filter' | 'questions'

/** So many questions of one's own the form has room for. */
export const usualQuestions = 3

/** A commission made on the API can have more; none is lost when it is changed. */
const mostQuestions = 20

/** The quarters that can be asked about: that of the reporting date and the four before it, the newest first. */
export function quartersFor(reportingDate: Day): Day[] {
  return [0, -1, -2, -3, -4].map((count) => quarterAfter(reportingDate, count).start)
}

/** The form as it is opened: what the reporting date proposes. */
export function openedCommission(calendar: Record<CalendarField, Day>): TypedCommission {
  const quarter = quarterAfter(calendar.reportingDate, -1)
  return {
    title: `Quarterly return, Q${quarter.number} ${quarter.financialYear}`,
    period: quarter.start,
    days: daysOf(calendar),
    ...{ plans: [], agencies: [], completed: false, filter: '', questions: [] },
  }
}

/** A commission as the form shows it when it is changed. */
export function typedOf(commission: CommissionView): TypedCommission {
  const { title, periodStart, scope, questions } = commission
  return {
    ...{ title, period: periodStart, days: daysOf(commission), plans: scope.plans },
    ...{ agencies: scope.agencies, completed: !scope.openOnly, filter: scope.filter, questions },
  }
}

const daysOf = (calendar: Record<CalendarField, Day>) => eachDay((field) => boxesOf(calendar[field]))

function eachDay<Value>(value: (field: CalendarField) => Value): Record<CalendarField, Value> {
  return Object.fromEntries(calendarFields.map((field) => [field, value(field)])) as Record<
    CalendarField,
    Value
  >
}

/** Reads the form from a body or a query. */
export function readTypedCommission(form: Typed): TypedCommission {
  return {
    ...{ title: lineOf(form, 'title'), period: textOf(form, 'period') },
    days: eachDay((field) => readDayField(form, field)),
    ...{ plans: listOf(form, 'plans'), agencies: listOf(form, 'agencies') },
    ...{ completed: textOf(form, 'completed') === 'yes', filter: textOf(form, 'filter') },
    questions: questionNumbers.map((number) => questionOf(form, number)).filter(({ text }) => text !== ''),
  }
}

/** Whether the form was filled in, rather than only its first question answered. */
export const isFilledIn = (form: Typed) => Object.hasOwn(form, 'title')

const questionNumbers = Array.from({ length: mostQuestions }, (_, place) => place + 1)

function questionOf(form: Typed, number: number): TypedQuestion {
  const field = (name: string) => `question-${number}-${name}`
  return {
    key: textOf(form, field('key')),
    text: lineOf(form, field('text')),
    of: textOf(form, field('of')),
    required: textOf(form, field('required')) === 'yes',
  }
}

/** Of an open commission the agencies have been asked: its name and the days still to come are what can be changed. */
export const openDays: readonly CalendarField[] = ['dueOn', 'signOffBy', 'freezeOn', 'reportingDate']

/** The form of a commission that is changed; what it does not ask for stays as it is. */
export function typedChange(commission: CommissionView, form: Typed): TypedCommission {
  const typed = readTypedCommission(form)
  if (commission.state !== 'open') return typed
  const kept = typedOf(commission)
  return { ...kept, title: typed.title, days: { ...typed.days, opensOn: kept.days.opensOn } }
}

/** What a commission is changed to; a period that was made otherwise than of quarters is kept. */
export function readChange(commission: CommissionView, typed: TypedCommission): ReadCommission {
  const read = readCommission(typed)
  if ('errors' in read || typed.period !== commission.periodStart) return read
  return { commission: { ...read.commission, periodEnd: commission.periodEnd } }
}

/** The fields of the form again, by their names: for hidden fields, and for the way back to it. */
export function fieldsOf(typed: TypedCommission): [name: string, value: string][] {
  const days = calendarFields.flatMap((field) =>
    (['day', 'month', 'year'] as const).map((box): [string, string] => [
      `${field}-${box}`,
      typed.days[field][box],
    ]),
  )
  const questions = typed.questions.flatMap(({ key, text, of, required }, place): [string, string][] => {
    const field = (name: string) => `question-${place + 1}-${name}`
    return [
      [field('key'), key],
      [field('text'), text],
      [field('of'), of],
      ...(required ? [[field('required'), 'yes'] as [string, string]] : []),
    ]
  })
  return [
    ['title', typed.title],
    ['period', typed.period],
    ...days,
    ...typed.plans.map((slug): [string, string] => ['plans', slug]),
    ...typed.agencies.map((slug): [string, string] => ['agencies', slug]),
    ...(typed.completed ? [['completed', 'yes'] as [string, string]] : []),
    ...(typed.filter === '' ? [] : [['filter', typed.filter] as [string, string]]),
    ...questions,
  ]
}

/** The form as a query. */
export const queryOf = (typed: TypedCommission) => new URLSearchParams(fieldsOf(typed)).toString()

export type ReadCommission = { commission: NewCommission } | { errors: FieldError[] }

/** What the form asks for, or what is wrong with it, by the rules of every commission too. */
export function readCommission(typed: TypedCommission): ReadCommission {
  const { commission, errors } = readFields(typed)
  const known = new Set(errors.map(({ field }) => field))
  const more = atFields(wrongWithCommission(commission)).filter(({ field }) => !known.has(field))
  return errors.length + more.length > 0 ? { errors: [...errors, ...more] } : { commission }
}

/** What cannot be read of the form is left empty, so that all that is wrong can be told at once. */
function readFields(typed: TypedCommission): { commission: NewCommission; errors: FieldError[] } {
  const read = eachDay((field) => dayOf(typed.days[field], field, dayNames[field]))
  const errors = calendarFields.flatMap((field) => read[field].errors)
  if (!isDay(typed.period))
    errors.push({ field: 'period', message: 'Choose the quarter that is asked about' })
  if (typed.questions.some(({ of }) => of !== 'line' && of !== 'return')) {
    errors.push({
      field: 'questions',
      message: 'Choose whether the question is of each line or of the whole return',
    })
  }
  const quarter = isDay(typed.period) ? quarterOf(typed.period) : noQuarter
  return {
    errors,
    commission: {
      ...eachDay((field) => read[field].day ?? ''),
      ...{ title: typed.title, periodStart: quarter.start, periodEnd: quarter.end },
      questions: withKeys(typed.questions),
      scope: {
        ...{ plans: typed.plans, agencies: typed.agencies },
        ...{ openOnly: !typed.completed, filter: typed.filter },
      },
    },
  }
}

const noQuarter = { start: '', end: '' }

/** A question keeps its key when the form is sent again, for answers are kept under it. */
function withKeys(questions: readonly TypedQuestion[]): CommissionQuestion[] {
  const taken = new Set(questions.map(({ key }) => key))
  return questions.map(({ key, text, of, required }) => {
    const own = key === '' ? freeKey(taken) : key
    taken.add(own)
    return { key: own, text, of: of === 'return' ? 'return' : 'line', required }
  })
}

function freeKey(taken: ReadonlySet<string>): string {
  let number = 1
  while (taken.has(`question-${number}`)) number += 1
  return `question-${number}`
}

/** The first question of the form: the day on which the report is laid before its readers. */
export function readReportingDate(form: Typed): { typed: TypedDay; day: Day | null; errors: FieldError[] } {
  const typed = readDayField(form, 'reportingDate')
  return { typed, ...dayOf(typed, 'reportingDate', dayNames.reportingDate) }
}

export const noReportingDate = { typed: noDay, day: null, errors: [] as FieldError[] }

/** The errors of the rules at the fields of this form, without full stops. */
export function atFields(errors: readonly FieldError[]): FieldError[] {
  return errors.map(({ field, message }) => ({ field: fieldOf(field), message: message.replace(/\.$/u, '') }))
}

function fieldOf(field: string): CommissionField {
  if (field.startsWith('question')) return 'questions'
  if (field.startsWith('period')) return 'period'
  if (field.includes('agenc')) return 'agencies'
  if (field.endsWith('filter')) return 'filter'
  if (field.startsWith('scope') || field.startsWith('plan')) return 'plans'
  return calendarFields.find((day) => day === field) ?? 'title'
}
