import ical, { ICalEventTransparency } from 'ical-generator'
import { addDays, type Day, type Instant } from '../../clock/dates.js'

/** A day of a round that somebody's calendar shows. */
export interface Deadline {
  commissionId: number
  /** Which of the commission's days it is; with the commission it names the entry for ever. */
  name: 'opens' | 'due' | 'sign-off' | 'freeze' | 'report'
  day: Day
  summary: string
  description: string
  href: string
  /** When the register last changed what the entry shows. */
  changedAt: Instant
}

/**
 * The deadlines as calendar programs take them (RFC 5545): whole days, each known for ever by the same name. Made of the
 * register alone, so that the same register gives the same bytes whenever it is asked.
 *
 * @param host what the service is called by, for the names of the entries
 */
export function calendarOf(deadlines: readonly Deadline[], host: string): string {
  const calendar = ical({
    name: 'Throughline: returns',
    description: 'Deadlines of the returns that concern you',
    prodId: { company: 'Throughline', product: 'Returns', language: 'EN' },
    ttl: 6 * 60 * 60,
  })
  for (const { commissionId, name, day, summary, description, href, changedAt } of deadlines) {
    calendar.createEvent({
      id: `commission-${commissionId}-${name}@${host}`,
      start: new Date(`${day}T00:00:00Z`),
      // In a calendar the end of a whole day is the day after.
      end: new Date(`${addDays(day, 1)}T00:00:00Z`),
      allDay: true,
      stamp: new Date(changedAt),
      lastModified: new Date(changedAt),
      // A deadline is no appointment: whoever looks for a free hour finds the day free.
      transparency: ICalEventTransparency.TRANSPARENT,
      ...{ summary, description, url: href },
    })
  }
  return calendar.toString()
}
