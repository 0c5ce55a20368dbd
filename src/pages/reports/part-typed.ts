import type { EditablePart } from '../../reports/writing/editable-part.js'
import { partLimits } from '../../reports/writing/part-content.js'
import type { TypedDay } from '../typed-day.js'
import { lineOf, listOf, textOf, type Typed } from '../typed-text.js'

/** What stands in the fields of a part's form: strings, as they were typed. */
export type TypedPart =
  | { kind: 'text'; text: string }
  | { kind: 'decisions'; none: boolean; rows: TypedDecision[] }
  | { kind: 'outcomes'; items: string[] }
  | { kind: 'left-out'; items: { ref: string; leave: boolean; reason: string }[] }
  | { kind: 'recommendations'; items: string[] }
  | { kind: 'front'; rows: { label: string; value: string }[] }
  | { kind: 'exempt'; ground: string; text: string }

export interface TypedDecision {
  what: string
  who: string
  byWhen: TypedDay
}

const noDay: TypedDay = { day: '', month: '', year: '' }

/** The form of a part as it is opened: what was written last. */
export function openedPart(part: EditablePart): TypedPart {
  switch (part.kind) {
    case 'text':
      return { kind: part.kind, text: part.content.text }
    case 'decisions':
      return {
        kind: part.kind,
        none: part.revision > 0 && part.content.items.length === 0,
        rows: filled(
          part.content.items.map(({ what, who, byWhen }) => ({ what, who, byWhen: boxesOf(byWhen) })),
          partLimits.decisions,
          { what: '', who: '', byWhen: noDay },
        ),
      }
    case 'outcomes':
      return { kind: part.kind, items: part.decisions.map((_, place) => part.content.items[place] ?? '') }
    case 'left-out':
      return {
        kind: part.kind,
        items: refsOf(part).map((ref) => {
          const reason = part.content.items.find((item) => item.ref === ref)?.reason
          return { ref, leave: reason !== undefined, reason: reason ?? '' }
        }),
      }
    case 'recommendations':
      return { kind: part.kind, items: withSpare(startOf(part)) }
    case 'front':
      return {
        kind: part.kind,
        rows: part.rows.map(({ label }) => ({ label, value: part.content.rows[label] ?? '' })),
      }
    case 'exempt':
      return { kind: part.kind, ...part.content }
  }
}

/** The form of a part as it was sent. */
export function typedPart(part: EditablePart, form: Typed): TypedPart {
  switch (part.kind) {
    case 'text':
      return { kind: part.kind, text: longTextOf(form, 'text') }
    case 'decisions':
      return {
        kind: part.kind,
        none: textOf(form, 'none') === 'yes',
        rows: Array.from({ length: partLimits.decisions }, (_, place) => typedDecision(form, place)),
      }
    case 'outcomes':
      return {
        kind: part.kind,
        items: part.decisions.map((_, place) => longTextOf(form, `outcome-${place}`)),
      }
    case 'left-out':
      return {
        kind: part.kind,
        items: refsOf(part).map((ref) => ({
          ref,
          leave: listOf(form, 'leave').includes(ref),
          reason: textOf(form, `reason ${ref}`),
        })),
      }
    case 'recommendations':
      return { kind: part.kind, items: typedRecommendations(form) }
    case 'front':
      return {
        kind: part.kind,
        rows: part.rows.map(({ label }) => ({ label, value: textOf(form, `row ${label}`) })),
      }
    case 'exempt':
      return { kind: part.kind, ground: textOf(form, 'ground'), text: longTextOf(form, 'text') }
  }
}

/** What a button of the form other than “Save” does to what was typed; null where it is none of them. */
export function rearranged(typed: TypedPart, pressed: string): TypedPart | null {
  if (typed.kind !== 'recommendations') return null
  if (pressed === 'add')
    return { kind: typed.kind, items: [...typed.items, ''].slice(0, partLimits.recommendations) }
  const place = Number(/^up (\d{1,2})$/u.exec(pressed)?.[1] ?? 0)
  const [above, moved] = [typed.items[place - 1], typed.items[place]]
  if (above === undefined || moved === undefined) return null
  const items = typed.items.with(place - 1, moved).with(place, above)
  return { kind: typed.kind, items }
}

/** The exceptions to choose from: those of the edition, and any that was left out before. */
export function refsOf(part: Extract<EditablePart, { kind: 'left-out' }>): string[] {
  return [...new Set([...part.offered, ...part.content.items].map(({ ref }) => ref))]
}

/** While nobody has written any, the officer begins with what the register proposes. */
function startOf(part: Extract<EditablePart, { kind: 'recommendations' }>): string[] {
  return part.revision === 0 && part.content.items.length === 0 ? part.proposed : part.content.items
}

/** An empty field follows those that are written, so that there is one more to write into. */
function withSpare(items: readonly string[]): string[] {
  return items.length < partLimits.recommendations ? [...items, ''] : [...items]
}

function typedRecommendations(form: Typed): string[] {
  const places = Array.from({ length: partLimits.recommendations }, (_, place) => place)
  const sent = places.filter((place) => Object.hasOwn(form, `item-${place}`))
  return sent.map((place) => longTextOf(form, `item-${place}`))
}

function typedDecision(form: Typed, place: number): TypedDecision {
  const box = (part: keyof TypedDay) => textOf(form, `byWhen-${place}-${part}`)
  return {
    ...{ what: textOf(form, `what-${place}`), who: lineOf(form, `who-${place}`) },
    byWhen: { day: box('day'), month: box('month'), year: box('year') },
  }
}

/** Browsers send the line breaks of a text area as CR LF; what is kept has one sign for each. */
function longTextOf(form: Typed, name: string): string {
  return textOf(form, name).replaceAll('\r\n', '\n')
}

function filled<Item>(items: readonly Item[], length: number, empty: Item): Item[] {
  return Array.from({ length: Math.max(length, items.length) }, (_, place) => items[place] ?? empty)
}

function boxesOf(day: string | null): TypedDay {
  if (day === null) return noDay
  const [year = '', month, date] = day.split('-')
  return { day: String(Number(date)), month: String(Number(month)), year }
}
