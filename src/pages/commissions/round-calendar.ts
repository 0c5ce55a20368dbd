import type { CommissionView } from '../../commissions/views.js'
import { type Day, daysBetween } from '../../clock/dates.js'
import { calendarFacts, calendarFields, fromToday, withWeekday } from './commission-words.js'

/** A day of the calendar as the round's page shows it. */
export interface CalendarDay {
  label: string
  day: Day
  words: string
  /** "in 5 days" */
  distance: string
  /** It has passed. */
  past: boolean
  /** It is the next to come. */
  next: boolean
}

/** The days of a commission in their order, with how far they are from today. */
export function calendarOf(commission: CommissionView, today: Day): CalendarDay[] {
  const next = calendarFields.find((field) => commission[field] >= today)
  return calendarFields.map((field) => {
    const day = commission[field]
    return {
      ...{ label: calendarFacts[field].label, day, words: withWeekday(day) },
      distance: fromToday(daysBetween(today, day)),
      ...{ past: day < today, next: field === next },
    }
  })
}
