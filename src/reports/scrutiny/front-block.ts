import { type Day, inWords, isDay } from '../../clock/dates.js'
import type { CommitteeFormData } from '../../plans/committee-form.js'
import { isDate } from './committee-form.js'
import type { FrontRow } from './scrutiny.model.js'

const months = [
  'january', 'february', 'march', 'april', 'may', 'june',
  'july', 'august', 'september', 'october', 'november', 'december',
] // prettier-ignore

/** "4th July 2013" as a day; null where the words give none. */
export function dayOfWords(words: string): Day | null {
  const found = /^\s*(\d{1,2})(?:st|nd|rd|th)?\s+([a-z]+)\s+(\d{4})\s*$/iu.exec(words)
  const [, day = '', month = '', year = ''] = found ?? []
  const number = months.indexOf(month.toLowerCase()) + 1
  const read = `${year}-${String(number).padStart(2, '0')}-${day.padStart(2, '0')}`
  return isDay(read) ? read : null
}

/** The day of the meeting that the form's values were written for. */
export function meetingDay(form: CommitteeFormData): Day | null {
  const row = form.frontBlock.find(({ label }) => isDate(label))
  return row?.value ? dayOfWords(row.value) : null
}

/**
 * The front block of this report. At the meeting that the form was taken from, its values stand. At any other
 * cut-off, and where the form gives the day of one, the committee and the wards stand, the people stand with the date that they were taken from, and
 * what belongs to one meeting (date, agenda item, reference) is left for the officer, whose words stand before all. The
 * cut-off always has a row of its own.
 */
export function frontBlock(
  form: CommitteeFormData,
  title: string,
  cutOff: Day,
  officer: Readonly<Record<string, string>> = {},
): FrontRow[] {
  const rows = form.frontBlock.map(({ label, value }): FrontRow => {
    const own = officer[label]?.trim() ?? ''
    if (own !== '') return { label, value: own, note: null, editable: true }
    return { label, ...usual(label, value, title, meetingDay(form), cutOff), editable: true }
  })
  const cutOffRow = { label: 'Register as known on', value: inWords(cutOff), note: null, editable: false }
  const afterDate = rows.findIndex(({ label }) => isDate(label)) + 1
  return [...rows.slice(0, afterDate || rows.length), cutOffRow, ...rows.slice(afterDate || rows.length)]
}

function usual(
  label: string,
  value: string | null,
  title: string,
  meeting: Day | null,
  cutOff: Day,
): Pick<FrontRow, 'value' | 'note'> {
  if (/subject|^title/iu.test(label)) return { value: title, note: null }
  if (value === null || meeting === null || meeting === cutOff || standing.test(label)) {
    return { value, note: null }
  }
  if (ofTheMeeting.test(label)) return { value: null, note: null }
  return { value, note: `As in the report of ${inWords(meeting)}; to be confirmed` }
}

const standing = /committee|panel|commission|board|wards?/iu
const ofTheMeeting = /date|agenda|item|reference|forward plan/iu
