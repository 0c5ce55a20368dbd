import type { PartContent } from '../../reports/writing/editable-part.js'
import type { FieldError } from '../../web/problems.js'
import { isTyped, readTypedDay } from '../typed-day.js'
import type { TypedDecision, TypedPart } from './part-typed.js'

/** Something wrong at a field of the form, by the field's id. */
export interface PartError {
  id: string
  message: string
}

/** What was typed as the content of a part, and where in the form each field of that content was typed. */
export interface ReadPart {
  content: PartContent
  /** What the form itself finds wrong: a day that there is not, a choice that was not made. */
  errors: PartError[]
  /** The id of the field where the content's field was typed: "items.0.what" was typed in "what-2". */
  idOf(field: string): string
}

/** Reads the form of a part into its content. */
export function readPart(typed: TypedPart): ReadPart {
  switch (typed.kind) {
    case 'text':
      return { content: { text: typed.text }, errors: [], idOf: () => 'text' }
    case 'decisions':
      return readDecisions(typed)
    case 'outcomes':
      return { content: { items: typed.items }, errors: [], idOf: byPlace('outcome', (place) => place) }
    case 'left-out':
      return readLeftOut(typed.items)
    case 'recommendations':
      return { content: { items: typed.items }, errors: [], idOf: byPlace('item', (place) => place) }
    case 'front':
      return {
        content: { rows: Object.fromEntries(typed.rows.map(({ label, value }) => [label, value])) },
        errors: [],
        idOf: (field) =>
          `row-${Math.max(
            0,
            typed.rows.findIndex(({ label }) => field === `rows.${label}`),
          )}`,
      }
    case 'exempt':
      return {
        content: { ground: typed.ground, text: typed.text },
        errors: [],
        idOf: (field) => (field === 'ground' ? 'ground' : 'text'),
      }
  }
}

/** What the register refuses, at the fields of the form. */
export function refusedAt(read: ReadPart, refusals: readonly FieldError[]): PartError[] {
  return refusals.map(({ field, message }) => ({ id: read.idOf(field), message }))
}

function readDecisions({ none, rows }: Extract<TypedPart, { kind: 'decisions' }>): ReadPart {
  const errors: PartError[] = []
  const anyWritten = rows.some(isWritten)
  if (none && anyWritten) {
    errors.push({ id: 'none', message: 'Take the tick away, or the decisions that are written below it' })
  }
  if (!none && !anyWritten) {
    errors.push({ id: 'none', message: 'Write a decision, or tick that none is sought' })
  }
  // Rows that are empty are sent along, so that what is refused of the third is told of the third.
  const items = rows.map((row, place) => ({
    ...{ what: row.what, who: row.who, byWhen: readDay(row, place, errors) },
  }))
  const idOf = (field: string) => {
    const [, place = '0', name = 'what'] = field.split('.')
    return name === 'byWhen' ? `byWhen-${place}-day` : `${name}-${place}`
  }
  return { content: { items: none ? [] : items }, errors, idOf }
}

function readDay({ byWhen }: TypedDecision, place: number, errors: PartError[]): string | null {
  if (!isTyped(byWhen)) return null
  const read = readTypedDay(byWhen, `The day of decision ${place + 1}`)
  if ('day' in read) return read.day
  errors.push({ id: `byWhen-${place}-${read.part}`, message: read.wrong })
  return null
}

function isWritten({ what, who, byWhen }: TypedDecision): boolean {
  return what !== '' || who !== '' || isTyped(byWhen)
}

function readLeftOut(items: Extract<TypedPart, { kind: 'left-out' }>['items']): ReadPart {
  const left = items.flatMap((item, place) => (item.leave ? [{ item, place }] : []))
  return {
    content: { items: left.map(({ item: { ref, reason } }) => ({ ref, reason })) },
    errors: items.flatMap(({ ref, leave, reason }, place) =>
      !leave && reason !== ''
        ? [{ id: `leave-${place}`, message: `Tick ${ref}, or take its reason away` }]
        : [],
    ),
    idOf: byPlace('reason', (item) => left[item]?.place ?? 0),
  }
}

/** "items.2" and "items.2.reason" were typed in the field of that place. */
function byPlace(name: string, placeOf: (item: number) => number): (field: string) => string {
  return (field) => `${name}-${placeOf(Number(/\d+/u.exec(field)?.[0] ?? 0))}`
}
