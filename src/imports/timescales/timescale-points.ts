import { addDays } from '../../clock/dates.js'
import {
  dayInWords,
  dayReading,
  financialQuarter,
  financialYear,
  fullYear,
  inferred,
  monthName,
  monthNumber,
  monthPattern,
  months,
  monthsAfter,
  type Reading,
  seasons,
  stated,
  type TimescaleContext,
  yearFromPeriod,
} from './timescale-spans.js'

/** One way to write a time; what it reads is null where the words only look like one. */
interface Pattern {
  form: RegExp
  read: (found: string[], context: TimescaleContext) => Reading | null
}

const pattern = (form: string, read: Pattern['read']): Pattern => ({
  form: new RegExp(`^${form}$`, 'u'),
  read,
})

const year = '(20\\d{2}|19\\d{2})'
const anyYear = '(20\\d{2}|19\\d{2}|\\d{2})'
const twoYears = '(20\\d{2}|\\d{2}) ?[/-] ?(20\\d{2}|\\d{2})'
const season = '(spring term|summer term|autumn term|spring|summer|autumn|winter)'
const quarter = '(?:q|qtr|quarter) ?([1-4])'
const ordinals = ['first', 'second', 'third', 'fourth']
const ordinalQuarter = '(first|second|third|fourth|1st|2nd|3rd|4th) quarter'

const runsFromApril = 'It is read as a financial year, which runs from 1 April.'

/** Whether two years are one financial year: 2013/14. */
const isOneYear = (one: string, other: string) => fullYear(other) % 100 === (fullYear(one) + 1) % 100

function yearsReading(first: string, last: string): Reading | null {
  if (isOneYear(first, last)) return stated(financialYear(fullYear(first)), 'year', runsFromApril)
  const [from, to] = [fullYear(first), fullYear(last)]
  if (to <= from || to - from > 20) return null
  const span = { start: `${from}-01-01`, end: `${to}-12-31` }
  return inferred(
    span,
    'year',
    `The words name the years ${from} to ${to}; the end is the last day that they allow.`,
  )
}

function quarterOfYears(number: string, first: string, last: string): Reading | null {
  if (!isOneYear(first, last)) return null
  return stated(financialQuarter(fullYear(first), Number(number)), 'quarter', runsFromApril)
}

function quarterOfYear(number: string, digits: string): Reading {
  const from = fullYear(digits)
  const span = financialQuarter(from, Number(number))
  const because = `Q${number} ${from} is read as a quarter of the financial year that begins on 1 April ${from}: ${dayInWords(span.start)} to ${dayInWords(span.end)}.`
  return inferred(span, 'quarter', because)
}

function seasonReading(name: string, from: number): Reading | null {
  const months3 = seasons[name]
  return months3 ? inferred(months(from, months3.first, months3.last), 'season', months3.words) : null
}

const quarterNumber = (word: string) =>
  /^\d/u.test(word) ? word.slice(0, 1) : String(ordinals.indexOf(word) + 1)

function quarterWithoutYear(number: string, context: TimescaleContext): Reading {
  const spanOf = (from: number) => financialQuarter(from, Number(number))
  return yearFromPeriod(`Q${number}`, spanOf, 'quarter', context, 'Quarters are counted from 1 April.')
}

const partsOfYear: Record<string, [number, number]> = { early: [1, 4], mid: [5, 8], late: [9, 12] }

function partOfYear(word: string, from: number): Reading {
  const [first, last] = partsOfYear[word] ?? [1, 12]
  const because = `“${word} ${from}” is read as ${monthName(first)} to ${monthName(last)} ${from}.`
  return inferred(months(from, first, last), 'season', because)
}

const numberWords = 'one two three four five six seven eight nine ten eleven twelve'.split(' ')
const amountOf = (word: string) =>
  /^\d+$/u.test(word) ? Number(word) : word.startsWith('a') ? 1 : numberWords.indexOf(word) + 1
const amount = `(\\d{1,3}|an?|${numberWords.join('|')})`
const within = '(?:within|in|over|during)(?: the)?(?: next| first| coming)?'

/** "within 6 months": counted from the plan's publication, and said to be. */
function afterPublication(count: number, unit: string, { published }: TimescaleContext): Reading {
  const words = `${count} ${unit}${count === 1 ? '' : 's'}`
  if (published === null) {
    const note = `“${words}” says from when it counts nowhere, and the plan’s publication is not given.`
    return { start: null, end: null, precision: 'open', because: null, note }
  }
  const { end } = published
  const days = unit === 'day' ? count : count * 7
  const last =
    unit === 'month' || unit === 'year'
      ? monthsAfter(end, unit === 'year' ? count * 12 : count)
      : addDays(end, days)
  const monthEnd = months(Number(last.slice(0, 4)), Number(last.slice(5, 7)), Number(last.slice(5, 7))).end
  const because = `“${words}” is counted from the plan’s publication, and read as by the end of ${monthName(Number(last.slice(5, 7)))} ${last.slice(0, 4)}.`
  return inferred({ start: published.start, end: monthEnd }, unit === 'year' ? 'year' : 'month', because)
}

/** Every way to write one time that is known, the most exact first. */
const patterns: readonly Pattern[] = [
  pattern(`${year}-(\\d{2})-(\\d{2})`, ([y = '', m = '', d = '']) =>
    dayReading(Number(y), Number(m), Number(d)),
  ),
  pattern(`(\\d{1,2}) ?[./-] ?(\\d{1,2}) ?[./-] ?${anyYear}`, ([d = '', m = '', y = '']) =>
    dayReading(fullYear(y), Number(m), Number(d)),
  ),
  pattern(`(\\d{1,2})(?: of)?[ -]?${monthPattern}[ ,.-]*'?${anyYear}`, ([d = '', m = '', y = '']) =>
    dayReading(fullYear(y), monthNumber(m), Number(d)),
  ),
  pattern(`${monthPattern} (\\d{1,2}),? ${year}`, ([m = '', d = '', y = '']) =>
    dayReading(Number(y), monthNumber(m), Number(d)),
  ),
  pattern(`(\\d{1,2})(?: of)?[ -]?${monthPattern}`, ([d = '', m = ''], context) => {
    const spanOf = (from: number) => {
      const { start, end } = dayReading(from, monthNumber(m), Number(d)) ?? { start: null, end: null }
      return { start: start ?? '', end: end ?? '' }
    }
    const known = dayReading(2012, monthNumber(m), Number(d)) !== null
    return known ? yearFromPeriod(`${d} ${monthName(monthNumber(m))}`, spanOf, 'day', context) : null
  }),
  pattern(`(?:early |mid[ -]|late )?${monthPattern}[ ,./-]*${year}`, ([m = '', y = '']) =>
    stated(months(Number(y), monthNumber(m), monthNumber(m)), 'month'),
  ),
  pattern(`${monthPattern}[ -]?'(\\d{2})`, ([m = '', y = '']) =>
    stated(months(fullYear(y), monthNumber(m), monthNumber(m)), 'month'),
  ),
  pattern(`${monthPattern}[ ./-]*(\\d{2})`, ([m = '', y = '']) =>
    inferred(
      months(fullYear(y), monthNumber(m), monthNumber(m)),
      'month',
      `“${y}” is read as the year ${fullYear(y)}, not as a day of ${monthName(monthNumber(m))}.`,
    ),
  ),
  pattern(`(0?[1-9]|1[0-2])[/.]${year}`, ([m = '', y = '']) =>
    stated(months(Number(y), Number(m), Number(m)), 'month'),
  ),
  pattern(`(?:early |mid[ -]|late )?${monthPattern}`, ([m = ''], context) =>
    yearFromPeriod(
      monthName(monthNumber(m)),
      (from) => months(from, monthNumber(m), monthNumber(m)),
      'month',
      context,
    ),
  ),
  pattern(
    `${quarter}(?: of)?(?: the)?(?: financial year| fy)?[ ,-]*${twoYears}`,
    ([q = '', one = '', other = '']) => quarterOfYears(q, one, other),
  ),
  pattern(`(?:fy ?)?${twoYears}[ ,-]*${quarter}`, ([one = '', other = '', q = '']) =>
    quarterOfYears(q, one, other),
  ),
  pattern(`${quarter}(?: of)?[ ,-]*${year}`, ([q = '', y = '']) => quarterOfYear(q, y)),
  pattern(`${year}[ ,-]*${quarter}`, ([y = '', q = '']) => quarterOfYear(q, y)),
  pattern(`${ordinalQuarter}(?: of)?[ ,-]*${twoYears}`, ([word = '', one = '', other = '']) =>
    quarterOfYears(quarterNumber(word), one, other),
  ),
  pattern(`${ordinalQuarter}(?: of)?[ ,-]*${year}`, ([word = '', y = '']) =>
    quarterOfYear(quarterNumber(word), y),
  ),
  pattern(quarter, ([q = ''], context) => quarterWithoutYear(q, context)),
  pattern(ordinalQuarter, ([word = ''], context) => quarterWithoutYear(quarterNumber(word), context)),
  pattern(`winter ${twoYears}`, ([one = '', other = '']) =>
    isOneYear(one, other) ? seasonReading('winter', fullYear(one)) : null,
  ),
  pattern(`${season}(?: of)?[ ,]*${year}`, ([name = '', y = '']) => seasonReading(name, Number(y))),
  pattern(season, ([name = ''], context) => {
    const found = seasons[name]
    const spanOf = (from: number) => months(from, found?.first ?? 1, found?.last ?? 12)
    return yearFromPeriod(name, spanOf, 'season', context, found?.words ?? null)
  }),
  pattern(`christmas(?: of)? ${year}`, ([y = '']) =>
    inferred(months(Number(y), 12, 12), 'month', `Christmas is read as December ${y}.`),
  ),
  pattern(`(?:the )?(?:academic|school) year ${twoYears}`, ([one = '', other = '']) =>
    isOneYear(one, other)
      ? inferred(months(fullYear(one), 9, 20), 'year', 'An academic year is read as September to August.')
      : null,
  ),
  pattern(`(?:the )?(?:financial year|fy|municipal year)? ?${twoYears}`, ([one = '', other = '']) =>
    yearsReading(one, other),
  ),
  pattern(`(early|mid|late)[ -]${year}`, ([word = '', y = '']) => partOfYear(word, Number(y))),
  pattern(year, ([y = '']) => stated({ start: `${y}-01-01`, end: `${y}-12-31` }, 'year')),
  pattern(`(?:${within} )?${amount} (day|week|month|year)s?`, ([count = '', unit = ''], context) =>
    afterPublication(amountOf(count), unit, context),
  ),
  pattern(`${within} (day|week|month|year)`, ([unit = ''], context) => afterPublication(1, unit, context)),
  pattern(`(?:w/c|week commencing|week of) (.+)`, ([rest = ''], context) => {
    const day = readPoint(rest, context)
    if (day?.precision !== 'day' || day.start === null) return null
    const week = { start: day.start, end: addDays(day.start, 6) }
    return inferred(week, 'day', `The words name the week that begins on ${dayInWords(day.start)}.`)
  }),
]

/** One time in words, written small, or null where no way to write one is known that fits. */
export function readPoint(words: string, context: TimescaleContext): Reading | null {
  for (const { form, read } of patterns) {
    const found = form.exec(words)
    const reading = found && read(found.slice(1), context)
    if (reading) return reading
  }
  return null
}
