import { type Day, inWords, londonDay } from '../clock/dates.js'
import { type Moment, momentOf, parseAsAt } from '../register/moment.js'
import type { PageLink } from '../web/pages/frame.js'
import { isTyped, readTypedDay, type TypedDay } from './typed-day.js'

/** What `partials/as-known-on` is given: `{{> partials/as-known-on asKnownOn}}`. */
export interface AsKnownOnForm {
  /** The page's own address, without its query. */
  action: string
  /** What else the address says: kept as it is. */
  hidden: { name: string; value: string }[]
  /** What stands in the boxes, by their names. */
  values: Record<string, string>
  errorMessage: { text: string } | null
  /** "Show the register as it is now": null where it is shown so already. */
  nowHref: string | null
  open: boolean
}

/** The moment that a page of the register is asked for. */
export interface AsKnownOn {
  /** The day (or instant) as links carry it; undefined is now. */
  asAt: string | undefined
  moment: Moment
  /** "31 December 2013"; null is now. */
  words: string | null
  /** Where a day that was typed leads: the page's address with `asAt`. To be answered with `redirectTo`. */
  redirect: string | null
  form: AsKnownOnForm
  /** For `PageFacts.errors`. */
  errors: PageLink[]
}

const id = 'asAt'
const boxes: Record<keyof TypedDay, string> = {
  day: `${id}-day`,
  month: `${id}-month`,
  year: `${id}-year`,
}
/** A past moment has pages of its own, and what the last form said is over. */
const dropped = new Set([id, 'page', ...Object.values(boxes)])
const name = 'The day'

/**
 * Reads which moment a page is asked for, by `asAt` or by the three boxes of the form.
 *
 * @param url the address of the request, from the root
 * @param today in London: the register of a day to come is not known
 */
export function readAsAt(url: string, today: Day): AsKnownOn {
  const { pathname, searchParams } = addressOf(url)
  const typed = typedIn(searchParams)
  const given = searchParams.get(id) ?? ''
  if (isTyped(typed)) {
    const read = readTypedDay(typed, name)
    if ('wrong' in read) return wrongly(url, typed, read.wrong, read.part)
    if (read.day > today) return wrongly(url, typed, inTheFuture, 'day')
    return { ...asNow(url), redirect: withDay(pathname, searchParams, read.day) }
  }
  if (given === '') return asNow(url)
  const knownBy = parseAsAt(given)
  if (knownBy === null) return wrongly(url, typed, `${name} must be a real date, such as 31 12 2013`, 'day')
  const day = londonDay(knownBy)
  if (day > today) return wrongly(url, boxesOf(day), inTheFuture, 'day')
  return {
    ...{ asAt: given, moment: momentOf(given), words: inWords(day), redirect: null, errors: [] },
    form: { ...formOf(url, boxesOf(day)), nowHref: withDay(pathname, searchParams, null) },
  }
}

const inTheFuture = `${name} must be today or in the past: what will be known is not known yet`

function asNow(url: string): AsKnownOn {
  const nothing = { day: '', month: '', year: '' }
  return {
    ...{ asAt: undefined, moment: null, words: null, redirect: null, errors: [] },
    form: formOf(url, nothing),
  }
}

/** The register as it is now, with the form open and saying what is wrong. */
function wrongly(url: string, typed: TypedDay, wrong: string, part: keyof TypedDay): AsKnownOn {
  const form = { ...formOf(url, typed), errorMessage: { text: wrong }, open: true }
  return { ...asNow(url), form, errors: [{ text: wrong, href: `#${boxes[part]}` }] }
}

function formOf(url: string, typed: TypedDay): AsKnownOnForm {
  const { pathname, searchParams } = addressOf(url)
  return {
    action: pathname,
    hidden: kept(searchParams).map(([key, value]) => ({ name: key, value })),
    values: { [boxes.day]: typed.day, [boxes.month]: typed.month, [boxes.year]: typed.year },
    ...{ errorMessage: null, nowHref: null, open: false },
  }
}

/** A path that begins with two slashes would lead to another service. */
function addressOf(url: string): { pathname: string; searchParams: URLSearchParams } {
  const { pathname, searchParams } = new URL(url, 'http://localhost')
  return { pathname: pathname.replace(/^\/+/u, '/'), searchParams }
}

function typedIn(query: URLSearchParams): TypedDay {
  const box = (part: keyof TypedDay) => (query.get(boxes[part]) ?? '').trim()
  return { day: box('day'), month: box('month'), year: box('year') }
}

function boxesOf(day: Day): TypedDay {
  const [year = '', month, date] = day.split('-')
  return { day: String(Number(date)), month: String(Number(month)), year }
}

const kept = (query: URLSearchParams) => [...query].filter(([key]) => !dropped.has(key))

function withDay(path: string, query: URLSearchParams, day: Day | null): string {
  const pairs: [string, string][] = day === null ? kept(query) : [...kept(query), [id, day]]
  return pairs.length === 0 ? path : `${path}?${new URLSearchParams(pairs).toString()}`
}
