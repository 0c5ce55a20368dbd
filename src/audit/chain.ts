import { createHash } from 'node:crypto'

export const firstHash = '0'.repeat(64)

export interface ChainedLine {
  sequence: number
  at: string
  actor: string
  kind: string
  subject: string
  details: string
  previousHash: string
}

/** SHA-256 over the line's fields and the hash of the line before, as one JSON array. */
export function hashOf(line: ChainedLine): string {
  const { sequence, at, actor, kind, subject, details, previousHash } = line
  return createHash('sha256')
    .update(JSON.stringify([sequence, at, actor, kind, subject, details, previousHash]))
    .digest('hex')
}
