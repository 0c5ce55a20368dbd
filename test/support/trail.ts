import { Database } from '../../src/database/database.js'
import type { TestService } from './service.js'

interface Line {
  actor: string
  subject: string
  details: Record<string, unknown>
}

/** The lines of one kind in the audit trail, the oldest first. */
export async function trailOf(service: TestService, kind: string): Promise<Line[]> {
  const lines = await service.app
    .get(Database)
    .select<{ actor: string; subject: string; details: string }>(
      'SELECT actor, subject, details FROM audit_line WHERE kind = ? ORDER BY sequence',
      [kind],
    )
  return lines.map(({ actor, subject, details }) => ({
    ...{ actor, subject },
    details: JSON.parse(details) as Record<string, unknown>,
  }))
}
