import { addDays, type Day } from '../../clock/dates.js'
import type { CommissionCalendar } from '../views.js'

export { wrongWithCommission } from './commission-rules.js'

/** Working days from the opening to the agencies' deadline, and so on to the day of the report. */
const workingDays = { toAnswer: 15, toSignOff: 5, toFreeze: 2, toReport: 5 } as const

/**
 * The calendar that is proposed for a report laid on that day: counted back in working days, so that nothing falls on a
 * weekend. Public holidays are not known; whoever commissions can move each day.
 */
export function proposedCalendar(reportingDate: Day): CommissionCalendar {
  const freezeOn = workingDaysBefore(reportingDate, workingDays.toReport)
  const signOffBy = workingDaysBefore(freezeOn, workingDays.toFreeze)
  const dueOn = workingDaysBefore(signOffBy, workingDays.toSignOff)
  return {
    opensOn: workingDaysBefore(dueOn, workingDays.toAnswer),
    dueOn,
    signOffBy,
    freezeOn,
    reportingDate,
  }
}

/** The working day that lies that many working days before a day. */
export function workingDaysBefore(day: Day, count: number): Day {
  let found = day
  for (let left = count; left > 0;) {
    found = addDays(found, -1)
    if (!isWeekend(found)) left -= 1
  }
  return found
}

/** Whether the day is a Saturday or a Sunday. */
export function isWeekend(day: Day): boolean {
  const weekday = new Date(`${day}T00:00:00Z`).getUTCDay()
  return weekday === 0 || weekday === 6
}
