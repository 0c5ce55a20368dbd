import { addDays, type Day } from '../../clock/dates.js'
import type { Precision } from '../../plans/span.js'
import { readPoint } from './timescale-points.js'
import { dayInWords, type Reading, type TimescaleContext } from './timescale-spans.js'

export type { Period, TimescaleContext } from './timescale-spans.js'

/** What a plan writes of a time, beside how it was read. */
export interface ReadTimescale {
  /** Verbatim. */
  asWritten: string
  start: Day | null
  end: Day | null
  precision: Precision
  basis: 'stated' | 'inferred'
  /** Why it was read so; where it could not be read, what is missing. */
  reason: string | null
  /** Whether the words were understood: where they were not, they stay as written and no day is made of them. */
  understood: boolean
}

const none =
  /^(?:tbc|tba|tbd|n\/?a|not applicable|none|not set|unknown|-+|\?+|to be (?:confirmed|agreed|advised|determined|decided)|no date|no timescale)$/u
const open =
  /^(?:(?:is |this is )?(?:on-?going|on going|continuous|continuing|continually|rolling|rolling programme|always|as (?:and when )?(?:required|needed)|throughout|throughout the (?:year|plan|strategy)|regular(?:ly)?|daily|weekly|fortnightly|monthly|bi-?monthly|quarterly|termly|six[- ]monthly|half[- ]yearly|bi-?annual(?:ly)?|annual(?:ly)?|yearly|every (?:week|month|quarter|term|year)|per (?:month|quarter|year)|lifetime of the (?:plan|strategy)|permanent))$/u

/** Longer words are a text and no time. */
const longest = 200

const openReading: Reading = { start: null, end: null, precision: 'open', because: null, note: null }

/** Reads the words by which a plan says when something is due. No day is made of words that name none. */
export function readTimescale(
  asWritten: string,
  context: TimescaleContext,
  shownDay: Day | null = null,
): ReadTimescale {
  const words = plain(asWritten)
  if (words === '' || none.test(words)) {
    return told(asWritten, { ...openReading, precision: 'none' }, true)
  }
  const reading = words.length > longest ? null : readWords(words, context)
  if (reading && reading.precision === 'month' && isWithin(shownDay, reading)) {
    // The cell is a date of that very month: nothing of its year is our reading.
    return told(asWritten, { ...reading, because: null }, true)
  }
  if (reading)
    return told(asWritten, reading, reading.note === null || reading.end !== null || reading.start !== null)
  if (shownDay !== null) {
    return told(
      asWritten,
      { start: shownDay, end: shownDay, precision: 'day', because: null, note: null },
      true,
    )
  }
  const note = `“${short(asWritten.trim())}” is not a time that is known: it stays as written, without a date.`
  return told(asWritten, { ...openReading, note }, false)
}

const isWithin = (day: Day | null, { start, end }: Reading) =>
  day !== null && start !== null && end !== null && start <= day && day <= end

function told(
  asWritten: string,
  { start, end, precision, because, note }: Reading,
  understood: boolean,
): ReadTimescale {
  const basis = because === null ? 'stated' : 'inferred'
  return { asWritten, start, end, precision, basis, reason: because ?? note, understood }
}

/** Small, with single spaces and plain hyphens, without what says nothing. */
function plain(text: string): string {
  return text
    .toLowerCase()
    .replaceAll(/[\u2010-\u2015\u2212]/gu, '-')
    .replaceAll(/[\u2018\u2019`]/gu, "'")
    .replaceAll(/\s+/gu, ' ')
    .replaceAll(/\b(\d{1,2})(?:st|nd|rd|th)\b(?! quarter)/gu, '$1')
    .replaceAll(/\b(?:mon|tues?|wednes|wed|thurs?|fri|satur|sat|sun)(?:day)?,? (?=\d)/gu, '')
    .replace(/^\((.*)\)$/u, '$1')
    .replace(/\bautumn\b|\bfall\b/gu, 'autumn')
    .trim()
    .replace(/[.;,]+$/u, '')
}

function readWords(words: string, context: TimescaleContext): Reading | null {
  if (open.test(words)) return openReading
  return readOpenWith(words, context) ?? readRange(words, context) ?? readOne(words, context)
}

const goesOn = '(?:on-?going|continuous|continuing)'

/** "ongoing until March 2015", "March 2014 and ongoing", "from April 2013" */
function readOpenWith(words: string, context: TimescaleContext): Reading | null {
  const until = new RegExp(
    `^${goesOn},?(?: until| to| till| up to| by| through to| -)(?: the)? (.+)$`,
    'u',
  ).exec(words)
  if (until) return withoutStart(readOne(until[1] ?? '', context))
  const after =
    new RegExp(`^(.+?)(?:,| -| and| then| & | \\()+ ?(?:then )?${goesOn}\\)?$`, 'u').exec(words) ??
    new RegExp(`^${goesOn}(?: from| since|,? starting(?: in)?) (.+)$`, 'u').exec(words) ??
    /^(?:from|starting(?: in| from)?|since|beginning(?: in)?|commencing(?: in)?) (?!.* (?:to|until|-) )(.+?)(?: onwards?| on)?$/u.exec(
      words,
    ) ??
    /^(.+?) onwards?$/u.exec(words)
  const begins = after && readOne(after[1] ?? '', context)
  if (!begins?.start) return null
  const told = begins.because === null ? '' : ` ${begins.because}`
  const because = `The words name a beginning, ${dayInWords(begins.start)}, and no end.${told}`
  return { start: begins.start, end: null, precision: 'open', because, note: null }
}

/** "April 2013 to March 2014", "between … and …", "April - June 2014" */
function readRange(words: string, context: TimescaleContext): Reading | null {
  const whole = readPoint(words, context)
  if (whole && (whole.end !== null || whole.note !== null)) return whole
  const parts =
    /^between (.+?) and (.+)$/u.exec(words) ??
    /^(?:from )?(.+?) (?:to|until|till|through to|up to) (?:the )?(.+)$/u.exec(words) ??
    /^(.+?) ?- ?(.+)$/u.exec(words) ??
    /^(.+?) ?(?:\/|&| and ) ?(.+)$/u.exec(words)
  if (!parts) return null
  const last = readOne(parts[2] ?? '', context)
  if (!last?.end) return null
  const first = readOne(parts[1] ?? '', { ...context, period: yearUpTo(last.end), isRange: true })
  if (!first?.start || first.start > last.end) return null
  const because = [first.because, last.because].filter((words) => words !== null).join(' ') || null
  return { start: first.start, end: last.end, precision: coarser(first, last), because, note: last.note }
}

/** The beginning of a range takes the year from its end. */
const yearUpTo = (end: Day) => ({
  start: addDays(`${Number(end.slice(0, 4)) - 1}${end.slice(4, 8)}28`, 4),
  end,
})

const scale: readonly Precision[] = ['day', 'month', 'quarter', 'season', 'year']
const coarser = (one: Reading, other: Reading): Precision =>
  scale.indexOf(one.precision) > scale.indexOf(other.precision) ? one.precision : other.precision

const before = /^(?:before|prior to|ahead of)(?: the)? (?:end of )?(.+)$/u
const by =
  /^(?:(?:to be )?(?:completed?|done|delivered|achieved|in place|implemented|finished|reviewed?|reported)(?: by| in| on)|(?:due|target)(?: by| in| on|:)?|deadline:?|by|no later than|not later than|until|up to|for completion(?: by| in))(?: the)? (.+)$/u
const at = /^(?:on|in|during|at|for|around|approx(?:imately)?\.?|circa|c\.) (?:the )?(.+)$/u
const endOf = /^(?:the )?(?:end(?: of)?|year end|close of|last day of)(?: the)? (.+)$/u
const startOf = /^(?:the )?(?:start|beginning|early part) of(?: the)? (.+)$/u
const middleOf = /^(?:the )?(?:middle|mid) of (.+)$/u

/** One time with the little words before it. */
function readOne(words: string, context: TimescaleContext): Reading | null {
  const point = readPoint(words, context)
  if (point) return point
  const last = endOf.exec(words)
  if (last) return withoutStart(readOne(last[1] ?? '', context))
  const early = startOf.exec(words) ?? middleOf.exec(words)
  if (early) {
    const word = startOf.test(words) ? 'early' : 'mid'
    return readPoint(`${word} ${early[1] ?? ''}`, context) ?? readOne(early[1] ?? '', context)
  }
  const earlier = before.exec(words)
  if (earlier)
    return dayBefore(readOne(earlier[1] ?? '', context), /^\S+(?: to| of)?(?: the)? end of /u.test(words))
  const due = by.exec(words)
  if (due) return withoutStart(readOne(due[1] ?? '', context))
  const on = at.exec(words)
  return on ? readOne(on[1] ?? '', context) : null
}

/** What is due by a time may be done on any day before. */
function withoutStart(reading: Reading | null): Reading | null {
  if (reading === null || reading.precision === 'day' || reading.end === null) return reading
  return { ...reading, start: null }
}

function dayBefore(reading: Reading | null, theEnd: boolean): Reading | null {
  if (!reading?.start || theEnd) return withoutStart(reading)
  const end = addDays(reading.start, -1)
  const because = `“Before” is read as by the day before, ${dayInWords(end)}.`
  return {
    ...reading,
    start: null,
    end,
    because: [reading.because, because].filter(Boolean).join(' '),
    note: null,
  }
}

const short = (text: string) => (text.length > 80 ? `${text.slice(0, 79)}…` : text)
