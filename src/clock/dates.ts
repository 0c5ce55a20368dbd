/**
 * Days and quarters as this field counts them. A day is an ISO string `YYYY-MM-DD`, read in Europe/London; an instant is
 * an ISO string in UTC with milliseconds. The financial year runs from 1 April.
 */

export type Day = string
export type Instant = string

const londonParts = new Intl.DateTimeFormat('en-GB', {
  timeZone: 'Europe/London',
  year: 'numeric',
  month: '2-digit',
  day: '2-digit',
  hour: '2-digit',
  minute: '2-digit',
  second: '2-digit',
  hourCycle: 'h23',
})

function londonClock(instant: Date): Record<string, string> {
  return Object.fromEntries(londonParts.formatToParts(instant).map((part) => [part.type, part.value]))
}

const londonDate = new Intl.DateTimeFormat('en-GB', {
  timeZone: 'Europe/London',
  year: 'numeric',
  month: '2-digit',
  day: '2-digit',
})

/** The day in London at an instant. */
export function londonDay(instant: Instant | Date): Day {
  // "31/12/2013"
  return londonDate.format(new Date(instant)).split('/').reverse().join('-')
}

/** Minutes by which London is ahead of UTC at an instant: 0 in winter, 60 in summer. */
function londonOffsetMinutes(instant: Date): number {
  const clock = londonClock(instant)
  const asIfUtc = Date.UTC(
    Number(clock.year),
    Number(clock.month) - 1,
    Number(clock.day),
    Number(clock.hour),
    Number(clock.minute),
    Number(clock.second),
  )
  return Math.round((asIfUtc - Math.floor(instant.getTime() / 1000) * 1000) / 60_000)
}

/** The first instant of a day in London. */
export function startOfDay(day: Day): Instant {
  const midnightUtc = new Date(`${day}T00:00:00.000Z`)
  return new Date(midnightUtc.getTime() - londonOffsetMinutes(midnightUtc) * 60_000).toISOString()
}

/** The last millisecond of a day in London: a cut-off given as a day takes all of that day. */
export function endOfDay(day: Day): Instant {
  return new Date(new Date(startOfDay(addDays(day, 1))).getTime() - 1).toISOString()
}

export function addDays(day: Day, days: number): Day {
  const date = new Date(`${day}T00:00:00.000Z`)
  date.setUTCDate(date.getUTCDate() + days)
  return date.toISOString().slice(0, 10)
}

/** Whole days from one day to another; negative when `to` is earlier. */
export function daysBetween(from: Day, to: Day): number {
  return Math.round((Date.parse(`${to}T00:00:00Z`) - Date.parse(`${from}T00:00:00Z`)) / 86_400_000)
}

/** Whether a string is a real calendar day of the years 1900 to 2999, written `YYYY-MM-DD`. */
export function isDay(value: string): boolean {
  return /^(?:19|2\d)\d{2}-\d{2}-\d{2}$/u.test(value) && addDaysSafely(value) === value
}

function addDaysSafely(value: string): string | null {
  const date = new Date(`${value}T00:00:00.000Z`)
  return Number.isNaN(date.getTime()) ? null : date.toISOString().slice(0, 10)
}

export interface Quarter {
  /** 1 to 4; the first begins on 1 April. */
  number: number
  /** "2013-14" */
  financialYear: string
  start: Day
  end: Day
}

/** The last days of the quarters of a calendar year. */
const lastDays = ['03-31', '06-30', '09-30', '12-31']

/** The financial quarter that a day falls in. */
export function quarterOf(day: Day): Quarter {
  const year = Number(day.slice(0, 4))
  const month = Number(day.slice(5, 7))
  const firstMonth = Math.floor((month - 1) / 3) * 3 + 1
  const firstYear = month < 4 ? year - 1 : year
  return {
    number: ((firstMonth + 8) % 12) / 3 + 1,
    financialYear: `${firstYear}-${String((firstYear + 1) % 100).padStart(2, '0')}`,
    start: `${year}-${String(firstMonth).padStart(2, '0')}-01`,
    end: `${year}-${lastDays[(firstMonth - 1) / 3] ?? ''}`,
  }
}

/** The quarter `count` quarters after (or, when negative, before) the one that a day falls in. */
export function quarterAfter(day: Day, count: number): Quarter {
  let quarter = quarterOf(day)
  for (let step = 0; step < Math.abs(count); step += 1) {
    quarter = quarterOf(count > 0 ? addDays(quarter.end, 1) : addDays(quarter.start, -1))
  }
  return quarter
}

const months = [
  'January', 'February', 'March', 'April', 'May', 'June',
  'July', 'August', 'September', 'October', 'November', 'December',
] // prettier-ignore

/** "3 June 2025" */
export function inWords(day: Day): string {
  return `${Number(day.slice(8, 10))} ${months[Number(day.slice(5, 7)) - 1] ?? ''} ${day.slice(0, 4)}`
}

/** "3 June 2025 at 14:05", in London's time */
export function momentInWords(instant: Instant): string {
  const { hour = '', minute = '' } = londonClock(new Date(instant))
  return `${inWords(londonDay(instant))} at ${hour}:${minute}`
}

/** "Q3 2013-14 (October to December 2013)" */
export function quarterInWords(quarter: Quarter): string {
  const month = (day: Day) => months[Number(day.slice(5, 7)) - 1] ?? ''
  return `Q${quarter.number} ${quarter.financialYear} (${month(quarter.start)} to ${month(quarter.end)} ${quarter.end.slice(0, 4)})`
}
