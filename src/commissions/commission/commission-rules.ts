import { isDay } from '../../clock/dates.js'
import type { FieldError } from '../../web/problems.js'
import { unreadableFilter } from './commission-filter.js'
import type { CommissionQuestion } from './commission.entity.js'
import type { NewCommission } from '../views.js'

/** The days of a commission by the names of their fields, in the order in which they follow each other. */
export const calendarDays = [
  { field: 'opensOn', words: 'The day on which it opens' },
  { field: 'dueOn', words: 'The agencies’ deadline' },
  { field: 'signOffBy', words: 'The day of sign-off' },
  { field: 'freezeOn', words: 'The freeze' },
  { field: 'reportingDate', words: 'The day of the report' },
] as const

export const longest = { title: 200, key: 40, question: 500, questions: 20, filter: 1000 } as const

/** What the fields of a commission may not be, each with the sentence for whoever typed it. */
export function wrongWithCommission(given: NewCommission): FieldError[] {
  return [
    ...wrongTitle(given),
    ...wrongPeriod(given),
    ...wrongCalendar(given),
    ...wrongQuestions(given.questions),
    ...wrongFilter(given),
  ]
}

function wrongTitle({ title }: NewCommission): FieldError[] {
  if (!title.trim()) return [{ field: 'title', message: 'Give the commission a title.' }]
  if (title.trim().length <= longest.title) return []
  return [{ field: 'title', message: `The title must have at most ${longest.title} characters.` }]
}

function wrongPeriod({ periodStart, periodEnd }: NewCommission): FieldError[] {
  const errors: FieldError[] = []
  if (!isDay(periodStart)) {
    errors.push({ field: 'periodStart', message: 'The first day of the period must be a real day.' })
  }
  if (!isDay(periodEnd)) {
    errors.push({ field: 'periodEnd', message: 'The last day of the period must be a real day.' })
  }
  if (errors.length === 0 && periodEnd < periodStart) {
    errors.push({ field: 'periodEnd', message: 'The period must not end before it begins.' })
  }
  return errors
}

function wrongCalendar(given: NewCommission): FieldError[] {
  const errors: FieldError[] = calendarDays
    .filter(({ field }) => !isDay(given[field]))
    .map(({ field, words }) => ({ field, message: `${words} must be a real day.` }))
  if (errors.length > 0) return errors
  for (const [index, { field, words }] of calendarDays.entries()) {
    const before = calendarDays[index - 1]
    if (before && given[field] < given[before.field]) {
      errors.push({ field, message: `${words} must not be before ${inSentence(before.words)}.` })
    }
  }
  return errors
}

const inSentence = (words: string) => words.charAt(0).toLowerCase() + words.slice(1)

function wrongQuestions(questions: CommissionQuestion[]): FieldError[] {
  if (questions.length > longest.questions) {
    return [{ field: 'questions', message: `Ask at most ${longest.questions} questions.` }]
  }
  const keys = new Set<string>()
  const errors: FieldError[] = []
  for (const [index, { key, text }] of questions.entries()) {
    const field = `questions.${index}`
    if (!/^[a-z0-9-]{1,40}$/u.test(key)) {
      const message = `The key of question ${index + 1} must be of small letters, digits and hyphens, at most ${longest.key}.`
      errors.push({ field, message })
    } else if (keys.has(key)) errors.push({ field, message: `Two questions have the key “${key}”.` })
    keys.add(key)
    if (!text.trim()) errors.push({ field, message: `Say what question ${index + 1} asks.` })
    if (text.length > longest.question) {
      const message = `Question ${index + 1} must have at most ${longest.question} characters.`
      errors.push({ field, message })
    }
  }
  return errors
}

function wrongFilter({ scope: { filter } }: NewCommission): FieldError[] {
  if (filter.length > longest.filter) {
    return [{ field: 'scope.filter', message: `The filter must have at most ${longest.filter} characters.` }]
  }
  const unreadable = unreadableFilter(filter)
  return unreadable === null ? [] : [{ field: 'scope.filter', message: unreadable }]
}
