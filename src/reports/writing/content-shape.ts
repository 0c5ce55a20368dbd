import type { FieldError } from '../../web/problems.js'
import type { EditablePart, PartKind } from './editable-part.js'

/**
 * Whether what was sent as the content of a part has the part's shape. What has another is refused and never read as if
 * nothing had been written: that would empty the part.
 */

type Shape = 'text' | 'text or null' | { list: Shape } | { record: Shape } | { fields: Record<string, Field> }
type Field = Shape | { optional: Shape }

const decision: Shape = {
  fields: { what: 'text', who: { optional: 'text' }, byWhen: { optional: 'text or null' } },
}
const leftOut: Shape = { fields: { ref: 'text', reason: { optional: 'text' } } }

const shapes: Record<PartKind, Shape> = {
  text: { fields: { text: 'text' } },
  decisions: { fields: { items: { list: decision } } },
  outcomes: { fields: { items: { list: 'text' } } },
  'left-out': { fields: { items: { list: leftOut } } },
  recommendations: { fields: { items: { list: 'text' } } },
  front: { fields: { rows: { record: 'text' } } },
  exempt: { fields: { ground: 'text', text: 'text' } },
}

/** What is wrong with the shape, field by field: "items.0.what", and "content" for the whole. */
export function misshapen({ kind }: Pick<EditablePart, 'kind'>, typed: unknown): FieldError[] {
  return errorsOf(shapes[kind], typed, '')
}

function errorsOf(shape: Shape, value: unknown, at: string): FieldError[] {
  const below = (key: string | number) => (at === '' ? String(key) : `${at}.${key}`)
  if (shape === 'text') return typeof value === 'string' ? [] : wrong(at, 'must be text')
  if (shape === 'text or null') {
    return value === null || typeof value === 'string' ? [] : wrong(at, 'must be text or null')
  }
  if ('list' in shape) {
    if (!Array.isArray(value)) return wrong(at, 'must be a list')
    return value.flatMap((item: unknown, index) => errorsOf(shape.list, item, below(index)))
  }
  if (!isRecord(value)) return wrong(at, `must be an object${'fields' in shape ? namesOf(shape.fields) : ''}`)
  if ('record' in shape) {
    return Object.entries(value).flatMap(([key, item]) => errorsOf(shape.record, item, below(key)))
  }
  const { fields } = shape
  const strange = Object.keys(value).filter((key) => !Object.hasOwn(fields, key))
  return [
    ...strange.flatMap((key) => wrong(below(key), `is not known: give an object${namesOf(fields)}`)),
    ...Object.entries(fields).flatMap(([key, field]) => {
      const optional = typeof field === 'object' && 'optional' in field
      if (optional && value[key] === undefined) return []
      return errorsOf(optional ? field.optional : field, value[key], below(key))
    }),
  ]
}

const namesOf = (fields: Record<string, Field>) => ` with ${Object.keys(fields).join(', ')}`

const wrong = (at: string, what: string): FieldError[] => {
  const field = at === '' ? 'content' : at
  return [{ field, message: `${field} ${what}.` }]
}

/** Whether it is an object with named fields. */
export function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
