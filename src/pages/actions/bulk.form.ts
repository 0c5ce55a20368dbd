import type { TypedDay } from '../typed-day.js'
import { lineOf, textOf, type Typed } from '../typed-text.js'

/** What can be changed of many actions at once: one thing at a time. */
export const bulkKinds = ['status', 'confidence', 'date'] as const
export type BulkKind = (typeof bulkKinds)[number]

/** An action that was chosen, with the revision that the person read. */
export interface Chosen {
  ref: string
  revision: number
}

/** The form as it was typed. */
export interface TypedBulk {
  change: BulkKind
  chosen: Chosen[]
  /** The query of the list that the person came from. */
  list: string
  /** The new status or confidence. */
  to: string
  date: TypedDay
  evidenceTitle: string
  evidenceUrl: string
  supersededBy: string
  narrative: string
  reason: string
}

export interface HiddenField {
  name: string
  value: string
}

/** The fields of the form that people fill in, by their names: the ids of their inputs are the same. */
export const bulkFields = [
  'to',
  'date',
  'evidence-title',
  'evidence-url',
  'supersededBy',
  'narrative',
  'reason',
] as const
export type BulkField = (typeof bulkFields)[number]

const chosenMark = /^(?<ref>[^@\s]{1,40})@(?<revision>[1-9]\d{0,8})$/u

/** What is to be changed; null where the form of no page says it. */
export function readKind(typed: Typed): BulkKind | null {
  return bulkKinds.find((kind) => kind === textOf(typed, 'change')) ?? null
}

/** An empty form for these actions. */
export function newBulk(change: BulkKind, chosen: Chosen[], list: string): TypedBulk {
  const nothing = { day: '', month: '', year: '' }
  return {
    ...{ change, chosen, list, to: '', date: nothing, evidenceTitle: '', evidenceUrl: '' },
    ...{ supersededBy: '', narrative: '', reason: '' },
  }
}

/** Reads the form; null where no page of ours can have sent it. */
export function readBulk(typed: Typed): TypedBulk | null {
  const change = readKind(typed)
  const chosen = readChosen(textOf(typed, 'chosen').split(' '))
  if (change === null || chosen.length === 0) return null
  const box = (part: string) => textOf(typed, `date-${part}`)
  return {
    ...{ change, chosen, list: textOf(typed, 'list'), to: textOf(typed, 'to') },
    date: { day: box('day'), month: box('month'), year: box('year') },
    evidenceTitle: lineOf(typed, 'evidence-title'),
    evidenceUrl: lineOf(typed, 'evidence-url'),
    supersededBy: lineOf(typed, 'supersededBy'),
    ...{ narrative: textOf(typed, 'narrative'), reason: textOf(typed, 'reason') },
  }
}

/** Each action once, whatever was sent twice. */
function readChosen(marks: readonly string[]): Chosen[] {
  const revisions = new Map<string, number>()
  for (const mark of marks) {
    const { ref, revision } = chosenMark.exec(mark)?.groups ?? {}
    if (ref !== undefined && !revisions.has(ref)) revisions.set(ref, Number(revision))
  }
  return [...revisions].map(([ref, revision]) => ({ ref, revision }))
}

/** What the form knows of the actions and the list, sent along unseen. */
export function hiddenChoice({ change, chosen, list }: TypedBulk): HiddenField[] {
  return [
    { name: 'change', value: change },
    { name: 'list', value: list },
    { name: 'chosen', value: chosen.map(({ ref, revision }) => `${ref}@${revision}`).join(' ') },
  ]
}

/** All of the form, sent along unseen by the pages that follow it: nothing typed is lost on the way. */
export function hiddenBulk(typed: TypedBulk): HiddenField[] {
  const { to, date, evidenceTitle, evidenceUrl, supersededBy, narrative, reason } = typed
  const fields: Record<string, string> = {
    ...{ to, 'date-day': date.day, 'date-month': date.month, 'date-year': date.year },
    ...{ 'evidence-title': evidenceTitle, 'evidence-url': evidenceUrl, supersededBy, narrative, reason },
  }
  const filled = Object.entries(fields).filter(([, value]) => value !== '')
  return [...hiddenChoice(typed), ...filled.map(([name, value]) => ({ name, value }))]
}
