import Handlebars from 'handlebars'

/** Whether a value says something: not false, not empty, no list or markup without content. */
export function isGiven(value: unknown): boolean {
  if (value instanceof Handlebars.SafeString) return value.toString() !== ''
  return Array.isArray(value) ? value.length > 0 : Boolean(value)
}

/** A value as it is printed. Only words, numbers and markup can be. */
export function asText(value: unknown): string {
  if (typeof value === 'string') return value
  if (typeof value === 'number' || typeof value === 'boolean') return String(value)
  if (value instanceof Handlebars.SafeString) return value.toString()
  if (value === undefined || value === null) return ''
  throw new TypeError(`a ${typeof value} cannot be printed`)
}
