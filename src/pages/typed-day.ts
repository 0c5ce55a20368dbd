import { type Day, isDay } from '../clock/dates.js'

/** The three boxes of a date as they were typed. */
export interface TypedDay {
  day: string
  month: string
  year: string
}

const parts = ['day', 'month', 'year'] as const
const monthNames = 'jan feb mar apr may jun jul aug sep oct nov dec'.split(' ')

/** The day that was typed, or what is wrong with it and the first box that it is wrong in. */
export type ReadDay = { day: Day } | { wrong: string; part: keyof TypedDay }

/** Whether something was typed into one of the boxes. */
export function isTyped(typed: TypedDay): boolean {
  return parts.some((part) => typed[part] !== '')
}

/**
 * Reads a date as people type it: "4", "7" or "July", "2013".
 *
 * @param name of the field, as its sentences begin: "The new date"
 */
export function readTypedDay(typed: TypedDay, name: string): ReadDay {
  const missing = parts.filter((part) => typed[part] === '')
  const [first] = missing
  if (first !== undefined) return { wrong: `${name} must include a ${missing.join(' and a ')}`, part: first }
  const day = `${typed.year}-${monthOf(typed.month)}-${typed.day.padStart(2, '0')}`
  if (isDay(day)) return { day }
  return { wrong: `${name} must be a real date, such as 31 12 2013`, part: 'day' }
}

function monthOf(typed: string): string {
  const named = monthNames.indexOf(typed.slice(0, 3).toLowerCase())
  return named < 0 ? typed.padStart(2, '0') : String(named + 1).padStart(2, '0')
}
