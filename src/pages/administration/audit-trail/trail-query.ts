import { isAuditKind, labelOfKind } from '../../../audit/event-words.js'
import type { TrailFilter, TrailPlace } from '../../../audit/trail-reader.service.js'
import { addDays, type Day, inWords, isDay, startOfDay } from '../../../clock/dates.js'
import type { FieldError } from '../../../web/problems.js'
import { isTyped, readTypedDay, type TypedDay } from '../../typed-day.js'
import { lineOf, textOf, type Typed } from '../../typed-text.js'

export type TrailField = 'who' | 'kind' | 'subject' | 'from' | 'to'
type Days = Record<'from' | 'to', Day | undefined>

/** What an address of the audit trail asks for. */
export interface TrailQuery {
  filter: TrailFilter
  place: TrailPlace
  /** As it was typed, for the fields of the filter. */
  typed: { who: string; kind: string; subject: string; from: TypedDay; to: TypedDay }
  errors: (FieldError & { field: TrailField })[]
  /** The filters in the shortest address that gives them. */
  address: Partial<Record<TrailField, string>>
  /** "who: olive": each filter in force. */
  words: { field: TrailField; words: string }[]
}

const longest = 200
const labels: Record<TrailField, string> = {
  who: 'who',
  kind: 'kind',
  subject: 'about',
  from: 'from',
  to: 'to',
}

/** Reads the query of an address; what is wrong in it filters nothing. */
export function readTrailQuery(query: Typed): TrailQuery {
  const errors: TrailQuery['errors'] = []
  const typed = {
    who: lineOf(query, 'who').slice(0, longest),
    kind: lineOf(query, 'kind'),
    subject: lineOf(query, 'subject').slice(0, longest),
    from: dayTyped(query, 'from'),
    to: dayTyped(query, 'to'),
  }
  if (typed.kind !== '' && !isAuditKind(typed.kind)) {
    errors.push({ field: 'kind', message: 'Choose one of the kinds of line that are offered' })
  }
  const days = readDays(typed, errors)
  const address: TrailQuery['address'] = {
    ...(typed.who === '' ? {} : { who: typed.who }),
    ...(isAuditKind(typed.kind) ? { kind: typed.kind } : {}),
    ...(typed.subject === '' ? {} : { subject: typed.subject }),
    ...(days.from === undefined ? {} : { from: days.from }),
    ...(days.to === undefined ? {} : { to: days.to }),
  }
  return {
    ...{ typed, errors, address, place: placeOf(query) },
    filter: filterOf(address),
    words: wordsOf(address),
  }
}

function filterOf({ who, kind, subject, from, to }: TrailQuery['address']): TrailFilter {
  return {
    ...(who === undefined ? {} : { who }),
    ...(kind === undefined ? {} : { kind }),
    ...(subject === undefined ? {} : { subject }),
    ...(from === undefined ? {} : { from: startOfDay(from) }),
    // All of the last day is meant.
    ...(to === undefined ? {} : { until: startOfDay(addDays(to, 1)) }),
  }
}

function wordsOf(address: TrailQuery['address']): TrailQuery['words'] {
  return (Object.keys(labels) as TrailField[]).flatMap((field) => {
    const value = address[field]
    if (value === undefined) return []
    return [{ field, words: `${labels[field]}: ${valueInWords(field, value)}` }]
  })
}

function valueInWords(field: TrailField, value: string): string {
  if (field === 'kind') return labelOfKind(value)
  return field === 'from' || field === 'to' ? inWords(value) : value
}

function readDays(typed: TrailQuery['typed'], errors: TrailQuery['errors']): Days {
  const days: Days = { from: undefined, to: undefined }
  for (const field of ['from', 'to'] as const) {
    if (!isTyped(typed[field])) continue
    const read = readTypedDay(typed[field], field === 'from' ? 'The first day' : 'The last day')
    if ('day' in read) days[field] = read.day
    else errors.push({ field, message: read.wrong })
  }
  if (days.from !== undefined && days.to !== undefined && days.from > days.to) {
    errors.push({ field: 'to', message: 'The last day must be the first day or after it' })
    return { from: undefined, to: undefined }
  }
  return days
}

/** The day in three boxes, as the form sends it, or in one word, as links carry it. */
function dayTyped(query: Typed, field: 'from' | 'to'): TypedDay {
  const day = textOf(query, field)
  if (isDay(day)) {
    const [year = '', month, date] = day.split('-')
    return { day: String(Number(date)), month: String(Number(month)), year }
  }
  return {
    day: textOf(query, `${field}-day`),
    month: textOf(query, `${field}-month`),
    year: textOf(query, `${field}-year`),
  }
}

/** Where the page begins; an address that makes no sense is read as that of the newest lines. */
function placeOf(query: Typed): TrailPlace {
  const [before, after] = [numberOf(query, 'before'), numberOf(query, 'after')]
  if (before !== null) return { before }
  return after === null ? null : { after }
}

function numberOf(query: Typed, name: string): number | null {
  const given = textOf(query, name)
  return /^[1-9]\d{0,8}$/u.test(given) ? Number(given) : null
}
