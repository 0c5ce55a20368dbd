import { Injectable } from '@nestjs/common'
import { SecurityTrail } from '../accounts/security-trail.js'
import { Database } from '../database/database.js'
import type { Answerer } from './returns/answerer.js'

/** Notes in the trail who was shown lines of a plan with a protective marking, with an account or by a link. */
@Injectable()
export class MarkedLines {
  constructor(
    private readonly database: Database,
    private readonly trail: SecurityTrail,
  ) {}

  /** The lines of the return were shown. */
  async note({ name }: Answerer, returnId: number): Promise<void> {
    const rows = await this.database.select<{ ref: string }>(
      `SELECT a.ref FROM return_line l JOIN action a ON a.id = l.action_id JOIN plan p ON p.id = a.plan_id
      WHERE l.return_id = ? AND p.marking IS NOT NULL ORDER BY l."position"`,
      [returnId],
    )
    const [first] = rows
    if (!first) return
    const subject = rows.length === 1 ? first.ref : `${rows.length} actions`
    const details = { actions: rows.map(({ ref }) => ref) }
    await this.trail.note(name, { kind: 'marked.read', subject, details })
  }
}
