import { type Day, inWords, isDay } from '../../clock/dates.js'
import { type CommitteeForm, isDate } from './committee-form.js'
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
export function meetingDay(form: CommitteeForm): Day | null {
  const row = form.frontBlock.find(({ label }) => isDate(label))
  return row?.value ? dayOfWords(row.value) : null
}

/**
 * The front block of this report. At the meeting that the form was taken from, its values stand. At any other
 * cut-off the committee and the wards stand, the people stand with the date that they were taken from, and
 * what belongs to one meeting (date, agenda item, reference) is left for the officer. The cut-off always has
 * a row of its own.
 */
export function frontBlock(form: CommitteeForm, title: string, cutOff: Day): FrontRow[] {
  const meeting = meetingDay(form)
  const sameMeeting = meeting === cutOff
  const rows = form.frontBlock.map(({ label, value }): FrontRow => {
    if (/subject|^title/iu.test(label)) return { label, value: title, note: null }
    if (value === null || sameMeeting || standing.test(label)) return { label, value, note: null }
    if (ofTheMeeting.test(label)) return { label, value: null, note: null }
    const from = meeting === null ? 'an earlier report' : `the report of ${inWords(meeting)}`
    return { label, value, note: `As in ${from}; to be confirmed` }
  })
  const cutOffRow = { label: 'Register as known on', value: inWords(cutOff), note: null }
  const afterDate = rows.findIndex(({ label }) => isDate(label)) + 1
  return [...rows.slice(0, afterDate || rows.length), cutOffRow, ...rows.slice(afterDate || rows.length)]
}

const standing = /committee|panel|commission|board|wards?/iu
const ofTheMeeting = /date|agenda|item|reference|forward plan/iu
