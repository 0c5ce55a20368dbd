import { endOfDay, type Instant, isDay } from '../clock/dates.js'

/** What a read may know: everything known by one instant and recorded by another. `null` is now. */
export type Moment = { knownBy: Instant; recordedBy: Instant } | null

/** A recorded-by that excludes nothing. */
export const everything: Instant = '9999-12-31T23:59:59.999Z'

/** The instant by which whatever was entered live must have been recorded, to be known at the moment. */
export function recordedFor(moment: Moment): Instant {
  if (moment === null) return everything
  return moment.knownBy < moment.recordedBy ? moment.knownBy : moment.recordedBy
}

/**
 * Reads `asAt`: a day takes all of that day in London, an instant is itself.
 *
 * @returns null when the text is neither
 */
export function parseAsAt(text: string): Instant | null {
  if (isDay(text)) return endOfDay(text)
  if (!/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d{1,3})?)?(Z|[+-]\d{2}:\d{2})$/u.test(text)) return null
  const instant = new Date(text)
  if (!isDay(text.slice(0, 10)) || Number.isNaN(instant.getTime())) return null
  const utc = instant.toISOString()
  return isDay(utc.slice(0, 10)) ? utc : null
}

/** The moment of an `asAt` that has been checked; left out, it is now. */
export function momentOf(asAt: string | undefined): Moment {
  const knownBy = asAt === undefined ? null : parseAsAt(asAt)
  return knownBy === null ? null : { knownBy, recordedBy: everything }
}
