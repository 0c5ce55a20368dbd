import { inWords } from '../../clock/dates.js'
import type { EditablePart } from '../../reports/writing/editable-part.js'
import { partLimits } from '../../reports/writing/part-content.js'
import type { ErrorMessage } from '../form-errors.js'
import type { PartError } from './part-content.js'
import type { TypedDecision, TypedPart } from './part-typed.js'
import { letterOf } from './part-words.js'

/** A field as its component is given it. */
interface Field {
  id: string
  name: string
  value: string
  errorMessage: ErrorMessage
}

interface DecisionFields {
  number: number
  what: Field
  who: Field
  byWhen: { id: string; values: Record<string, string>; errorMessage: ErrorMessage }
}

/** The fields of a part: those of its kind, the others are not there. */
export interface PartFields {
  text?: Field & { most: number }
  decisions?: {
    none: { checked: boolean; errorMessage: ErrorMessage }
    most: { what: number; decisions: number }
    /** Those that are written, and one more. */
    rows: DecisionFields[]
    /** The rest, folded away unless something is wrong in them. */
    more: { rows: DecisionFields[]; open: boolean; says: string } | null
  }
  outcomes?: { rows: (Field & { label: string; hint: string })[] }
  leftOut?: {
    rows: {
      id: string
      ref: string
      what: string
      why: string
      leave: boolean
      errorMessage: ErrorMessage
      reason: Field
    }[]
  }
  recommendations?: {
    rows: (Field & { letter: string; up: string | null })[]
    canAdd: boolean
    most: number
    /** Nobody has saved any: what stands there is the register's. */
    proposed: boolean
  }
  front?: { rows: (Field & { label: string; hint: string | null })[] }
  exempt?: {
    ground: { items: { value: string; text: string; checked: boolean }[]; errorMessage: ErrorMessage }
    text: Field & { most: number }
  }
}

type FieldMaker = (id: string, value: string, name?: string) => Field

/** The fields of the part's form, with what was typed and what is wrong. */
export function fieldsOf(part: EditablePart, typed: TypedPart, errors: readonly PartError[]): PartFields {
  const errorAt = (id: string): ErrorMessage => {
    const found = errors.find((error) => error.id === id)
    return found ? { text: found.message } : null
  }
  const field: FieldMaker = (id, value, name = id) => ({ id, name, value, errorMessage: errorAt(id) })
  if (part.kind === 'text' && typed.kind === 'text') {
    return { text: { ...field('text', typed.text), most: partLimits.text } }
  }
  if (part.kind === 'decisions' && typed.kind === 'decisions') {
    return { decisions: decisionFields(typed, field, errors) }
  }
  if (part.kind === 'outcomes' && typed.kind === 'outcomes') {
    return { outcomes: { rows: outcomeRows(part, typed.items, field) } }
  }
  if (part.kind === 'left-out' && typed.kind === 'left-out') {
    return { leftOut: { rows: leftOutRows(part, typed.items, field, errorAt) } }
  }
  if (part.kind === 'recommendations' && typed.kind === 'recommendations') {
    return { recommendations: recommendationFields(part, typed.items, field) }
  }
  if (part.kind === 'front' && typed.kind === 'front') {
    return { front: { rows: frontRows(part, typed.rows, field) } }
  }
  if (part.kind === 'exempt' && typed.kind === 'exempt') {
    return { exempt: exemptFields(part, typed, field, errorAt('ground')) }
  }
  throw new Error(`What was typed is not of the part ${part.name}.`)
}

function decisionFields(
  { none, rows }: Extract<TypedPart, { kind: 'decisions' }>,
  field: FieldMaker,
  errors: readonly PartError[],
): NonNullable<PartFields['decisions']> {
  const all = rows.map((row, place) => decisionRow(row, place, field, errors))
  const written = rows.findLastIndex(
    ({ what, who, byWhen }) => what + who + Object.values(byWhen).join('') !== '',
  )
  const shown = Math.min(all.length, written + 2)
  const rest = all.slice(shown)
  return {
    none: { checked: none, errorMessage: field('none', '').errorMessage },
    most: partLimits,
    rows: all.slice(0, shown),
    more:
      rest.length === 0
        ? null
        : {
            rows: rest,
            open: rest.some(
              ({ what, who, byWhen }) => what.errorMessage ?? who.errorMessage ?? byWhen.errorMessage,
            ),
            says: `More decisions, up to ${partLimits.decisions}`,
          },
  }
}

function decisionRow(
  row: TypedDecision,
  place: number,
  field: FieldMaker,
  errors: readonly PartError[],
): DecisionFields {
  const id = `byWhen-${place}`
  const wrong = errors.find((error) => error.id.startsWith(`${id}-`))
  return {
    number: place + 1,
    what: field(`what-${place}`, row.what),
    who: field(`who-${place}`, row.who),
    byWhen: {
      id,
      values: {
        ...{ [`${id}-day`]: row.byWhen.day, [`${id}-month`]: row.byWhen.month },
        [`${id}-year`]: row.byWhen.year,
      },
      errorMessage: wrong ? { text: wrong.message } : null,
    },
  }
}

function outcomeRows(
  part: Extract<EditablePart, { kind: 'outcomes' }>,
  items: readonly string[],
  field: FieldMaker,
): NonNullable<PartFields['outcomes']>['rows'] {
  return part.decisions.map(({ what, who, byWhen }, place) => ({
    ...field(`outcome-${place}`, items[place] ?? ''),
    label: `${place + 1}. ${what}`,
    hint: `Sought of ${who}${byWhen === null ? '' : `, by ${inWords(byWhen)}`}. What became of it?`,
  }))
}

function leftOutRows(
  part: Extract<EditablePart, { kind: 'left-out' }>,
  items: Extract<TypedPart, { kind: 'left-out' }>['items'],
  field: FieldMaker,
  errorAt: (id: string) => ErrorMessage,
): NonNullable<PartFields['leftOut']>['rows'] {
  return items.map(({ ref, leave, reason }, place) => {
    const offered = part.offered.find((exception) => exception.ref === ref)
    return {
      ...{ id: `leave-${place}`, ref, leave, errorMessage: errorAt(`leave-${place}`) },
      what: offered?.what ?? 'Left out before',
      why: offered?.why ?? 'No longer among the exceptions of this report',
      reason: field(`reason-${place}`, reason, `reason ${ref}`),
    }
  })
}

function recommendationFields(
  part: Extract<EditablePart, { kind: 'recommendations' }>,
  items: readonly string[],
  field: FieldMaker,
): NonNullable<PartFields['recommendations']> {
  return {
    rows: items.map((item, place) => ({
      ...field(`item-${place}`, item),
      letter: letterOf(place),
      up: place > 0 && item !== '' ? `up ${place}` : null,
    })),
    canAdd: items.length < partLimits.recommendations,
    most: partLimits.recommendation,
    proposed: part.revision === 0 && part.proposed.length > 0,
  }
}

function frontRows(
  part: Extract<EditablePart, { kind: 'front' }>,
  rows: readonly { label: string; value: string }[],
  field: FieldMaker,
): NonNullable<PartFields['front']>['rows'] {
  return rows.map(({ label, value }, place) => {
    const offered = part.rows.find((row) => row.label === label)
    const stands =
      offered?.value === null || offered?.value === undefined ? null : `Left empty: ${offered.value}`
    const hint = [stands, offered?.note].filter((words) => words).join('. ')
    return { ...field(`row-${place}`, value, `row ${label}`), label, hint: hint === '' ? null : hint }
  })
}

function exemptFields(
  part: Extract<EditablePart, { kind: 'exempt' }>,
  typed: Extract<TypedPart, { kind: 'exempt' }>,
  field: FieldMaker,
  errorMessage: ErrorMessage,
): NonNullable<PartFields['exempt']> {
  return {
    ground: {
      items: [{ value: '', label: 'None: the whole report is for publication' }, ...part.grounds].map(
        ({ value, label }) => ({ value, text: label, checked: value === typed.ground }),
      ),
      errorMessage,
    },
    text: { ...field('text', typed.text), most: partLimits.text },
  }
}
