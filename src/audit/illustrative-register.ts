import type { Database } from '../database/database.js'

/**
 * Whether what the register holds is made up: its first audit line says so, in the transaction before anything else was
 * entered. The trail is never altered, so no setting and no restart takes it back.
 */
export async function isIllustrative(database: Database): Promise<boolean> {
  return (await firstKind(database)) === 'demonstration.begun'
}

/** Whether anything at all was ever entered. */
export async function isUntouched(database: Database): Promise<boolean> {
  return (await firstKind(database)) === null
}

async function firstKind(database: Database): Promise<string | null> {
  const [first] = await database.select<{ kind: string }>('SELECT kind FROM audit_line WHERE sequence = 1')
  return first?.kind ?? null
}
