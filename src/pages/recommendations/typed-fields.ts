import type { Day } from '../../clock/dates.js'
import type { FieldError } from '../../web/problems.js'
import { readTypedDay, type TypedDay } from '../typed-day.js'
import { textOf, type Typed } from '../typed-text.js'

export const noDay: TypedDay = { day: '', month: '', year: '' }

/** The three boxes of a field for a day. */
export function readDayField(form: Typed, field: string): TypedDay {
  const box = (part: keyof TypedDay) => textOf(form, `${field}-${part}`)
  return { day: box('day'), month: box('month'), year: box('year') }
}

/** The day that was typed, or what is wrong with it. @param name as its sentences begin: "The day of receipt" */
export function dayOf(
  typed: TypedDay,
  field: string,
  name: string,
): { day: Day | null; errors: FieldError[] } {
  const read = readTypedDay(typed, name)
  return 'day' in read
    ? { day: read.day, errors: [] }
    : { day: null, errors: [{ field, message: read.wrong }] }
}

/** The boxes of a day, by the names of their fields. */
export function valuesOf(field: string, { day, month, year }: TypedDay): Record<string, string> {
  return { [`${field}-day`]: day, [`${field}-month`]: month, [`${field}-year`]: year }
}

export function boxesOf(day: Day): TypedDay {
  const [year = '', month, date] = day.split('-')
  return { day: String(Number(date)), month: String(Number(month)), year }
}

/** Sentences of the register as the errors of a form, which have no full stop. */
export function withoutStops(errors: readonly FieldError[]): FieldError[] {
  return errors.map(({ field, message }) => ({ field, message: message.replace(/\.$/u, '') }))
}
