/** Column options that read the same on SQLite and PostgreSQL. */

/** An instant: ISO 8601 in UTC with milliseconds, fixed width, so that it sorts as text on both databases. */
export const instantColumn = { type: 'varchar', length: 24 } as const

/** A day `YYYY-MM-DD`. */
export const dayColumn = { type: 'varchar', length: 10, nullable: true } as const

/** `"status" IN ('a', 'b')` for a named check. */
export function oneOf(column: string, values: readonly string[]): string {
  return `"${column}" IN (${values.map((value) => `'${value}'`).join(', ')})`
}

/** The check of an instant's shape. */
export function isInstant(column: string): string {
  return `"${column}" LIKE '____-__-__T__:__:__.___Z'`
}
