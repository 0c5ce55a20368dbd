/** A form or a query as it came in: fields that were given once are text, those given several times are lists. */
export type Typed = Record<string, unknown>

/** What was typed into a field, without the space around it; empty where nothing was, or nothing that is text. */
export function textOf(typed: Typed, name: string): string {
  const value = listOf(typed, name)[0]
  return value?.trim() ?? ''
}

/** What was typed into a field of one line: whatever space is in it counts as a single one. */
export function lineOf(typed: Typed, name: string): string {
  return textOf(typed, name).replaceAll(/\s+/gu, ' ')
}

/** What was typed into a field of a password: every sign of it counts, space as well. */
export function secretOf(typed: Typed, name: string): string {
  return listOf(typed, name)[0] ?? ''
}

/** Every value of a field that can be given several times. */
export function listOf(typed: Typed, name: string): string[] {
  const value = Object.hasOwn(typed, name) ? typed[name] : undefined
  return [value].flat().filter((one): one is string => typeof one === 'string')
}
