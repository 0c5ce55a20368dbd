import { addDays, type Day, isDay } from '../../clock/dates.js'
import type { Precision } from '../../plans/span.js'

/** From one day to another, both of them inside. */
export interface Period {
  start: Day
  end: Day
}

/** What is known besides the words themselves. */
export interface TimescaleContext {
  /** What the plan covers, as it says itself; null where it does not. */
  period: Period | null
  /** Whether the period is no plan’s, but the year up to the end of a range whose beginning is read. */
  isRange?: boolean
  /** When the plan was published. */
  published: Period | null
}

/** Words for a time, as they were read. */
export interface Reading {
  start: Day | null
  end: Day | null
  precision: Precision
  /** Why it is our reading and not the plan's statement; null where the words say it themselves. */
  because: string | null
  /** What there is to say of a statement. */
  note: string | null
}

const two = (number: number) => String(number).padStart(2, '0')

const monthWords = 'january february march april may june july august september october november december'
const monthNames = monthWords.split(' ')

/** For a pattern: the months by their names, short ones too. */
export const monthPattern =
  '(jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)'

/** 1 for "Jan", "january". */
export const monthNumber = (word: string) =>
  monthNames.findIndex((name) => name.startsWith(word.slice(0, 3))) + 1

/** "March" */
export const monthName = (month: number) => {
  const name = monthNames[month - 1] ?? ''
  return name.charAt(0).toUpperCase() + name.slice(1)
}

/** 2013 for "13" and "2013". */
export const fullYear = (digits: string) => (digits.length === 2 ? 2000 + Number(digits) : Number(digits))

/** The day itself, or null where no calendar has it. */
export function dayReading(year: number, month: number, day: number): Reading | null {
  const found = `${year}-${two(month)}-${two(day)}`
  return isDay(found) ? stated({ start: found, end: found }, 'day') : null
}

export function stated({ start, end }: Period, precision: Precision, note: string | null = null): Reading {
  return { start, end, precision, because: null, note }
}

export function inferred(
  period: { start: Day | null; end: Day | null },
  precision: Precision,
  because: string,
): Reading {
  return { start: period.start, end: period.end, precision, because, note: null }
}

/** Whole months, from one to another; months beyond December are of the next year. */
export function months(year: number, first: number, last: number): Period {
  const startOf = (month: number) =>
    `${year + Math.floor((month - 1) / 12)}-${two(((month - 1) % 12) + 1)}-01`
  return { start: startOf(first), end: addDays(startOf(last + 1), -1) }
}

/** The quarter of the financial year that begins in `year`. */
export const financialQuarter = (year: number, quarter: number): Period =>
  months(year, quarter * 3 + 1, quarter * 3 + 3)

export const financialYear = (year: number): Period => months(year, 4, 15)

/** The months of a season, as they are counted from January of its year. */
export const seasons: Record<string, { first: number; last: number; words: string }> = {
  spring: { first: 3, last: 5, words: 'Spring is read as March to May.' },
  summer: { first: 6, last: 8, words: 'Summer is read as June to August.' },
  autumn: { first: 9, last: 11, words: 'Autumn is read as September to November.' },
  winter: { first: 12, last: 14, words: 'Winter is read as December to February.' },
  'spring term': { first: 1, last: 3, words: 'The spring term is read as January to March.' },
  'summer term': { first: 4, last: 7, words: 'The summer term is read as April to July.' },
  'autumn term': { first: 9, last: 12, words: 'The autumn term is read as September to December.' },
}

/** "1 April 2013 to 31 March 2014" */
const periodInWords = ({ start, end }: Period) => `${dayInWords(start)} to ${dayInWords(end)}`

export const dayInWords = (day: Day) =>
  `${Number(day.slice(8))} ${monthName(Number(day.slice(5, 7)))} ${day.slice(0, 4)}`

/**
 * Words without a year: the year is taken from the plan's own period, and only where one year alone fits.
 *
 * @param named the words, for the sentence that says so: "Q3"
 */
export function yearFromPeriod(
  named: string,
  spanOf: (year: number) => Period,
  precision: Precision,
  { period, isRange = false }: TimescaleContext,
  because: string | null = null,
): Reading {
  const open = { start: null, end: null, precision: 'open' as const, because: null }
  if (period === null) {
    return { ...open, note: `“${named}” names no year, and the plan’s own period is not given.` }
  }
  const fitting = yearsOf(period)
    .map(spanOf)
    .filter(({ start, end }) => start >= period.start && end <= period.end)
  const [only] = fitting
  if (only === undefined || fitting.length > 1) {
    const many = fitting.length > 1 ? 'more than one' : 'none'
    return { ...open, note: `“${named}” names no year, and the plan’s own period has ${many} of it.` }
  }
  const told = isRange
    ? `“${named}” names no year: it is read as the last one before the end that the words name.`
    : `“${named}” names no year: it is the only one in the plan’s own period, ${periodInWords(period)}.`
  return inferred(only, precision, because === null ? told : `${told} ${because}`)
}

function yearsOf({ start, end }: Period): number[] {
  const first = Number(start.slice(0, 4)) - 1
  return Array.from({ length: Number(end.slice(0, 4)) - first + 1 }, (_, index) => first + index)
}

/** The same day so many months later, or the last of that month. */
export function monthsAfter(day: Day, count: number): Day {
  const { end } = months(
    Number(day.slice(0, 4)),
    Number(day.slice(5, 7)) + count,
    Number(day.slice(5, 7)) + count,
  )
  const same = end.slice(0, 8) + day.slice(8)
  return same > end ? end : same
}
