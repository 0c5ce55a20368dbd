import type { Day } from '../../clock/dates.js'
import type { FieldError } from '../../web/problems.js'
import { readTypedDay, type TypedDay } from '../typed-day.js'
import { textOf, type Typed } from '../typed-text.js'

/** What is typed of a flag: until when it is set aside, and why; or why it counts again. */
export interface TypedFlagDecision {
  until: TypedDay
  reason: string
}

export type FlagDecisionField = 'until' | 'reason'

const noDay: TypedDay = { day: '', month: '', year: '' }

/** The form as it is opened: with the decision that is in force, where there is one. */
export function openedFlagDecision(now: { until: Day; because: string } | undefined): TypedFlagDecision {
  if (!now) return { until: noDay, reason: '' }
  const [year = '', month, day] = now.until.split('-')
  return { until: { day: String(Number(day)), month: String(Number(month)), year }, reason: now.because }
}

export function readTypedFlagDecision(form: Typed): TypedFlagDecision {
  const box = (part: keyof TypedDay) => textOf(form, `until-${part}`)
  return {
    until: { day: box('day'), month: box('month'), year: box('year') },
    reason: textOf(form, 'reason'),
  }
}

/** The last day that was typed, or what is wrong with it. What days are allowed, the service says. */
export function readUntil({ until, reason }: TypedFlagDecision): { day: Day } | { errors: FieldError[] } {
  const read = readTypedDay(until, 'The last day')
  if ('day' in read) return read
  const unreasoned = reason === '' ? [{ field: 'reason', message: 'Enter the reason' }] : []
  return { errors: [{ field: 'until', message: read.wrong }, ...unreasoned] }
}
