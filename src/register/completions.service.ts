import { Injectable } from '@nestjs/common'
import type { Person } from '../accounts/person.js'
import { agenciesAsRead } from '../agencies/merged-agencies.js'
import type { Instant } from '../clock/dates.js'
import { Database } from '../database/database.js'
import { everything } from './moment.js'
import { ReadingService } from './reading.service.js'
import type { ActionView, EvidenceView } from './views.js'

/** A report of completion that the programme office has neither verified nor returned. */
export interface WaitingCompletion {
  action: ActionView
  /** From when it was known. */
  reportedAt: Instant
  by: string
  /** Name of the agency that it was reported for. */
  onBehalfOf: string | null
  /** The agency's words, and what it gave as evidence, when it reported the action complete. */
  narrative: string | null
  evidence: EvidenceView[]
}

interface CompletionRow {
  ref: string
  known_from: Instant
  author: string
  narrative: string | null
  said_by: string | null
  evidence: string | null
  agency: string | null
  agency_name: string | null
}

/** The revision of a completion is the first of those that have stood at “reported” since. */
const waitingSql = `FROM action a JOIN revision c ON c.action_id = a.id AND c."number" = a.revision AND c.status = 'complete_reported'
  JOIN revision r ON r.action_id = a.id AND r."number" = 1 + (SELECT COALESCE(MAX(x."number"), 0) FROM revision x
    WHERE x.action_id = a.id AND x.status <> 'complete_reported')
  LEFT JOIN update_action ua ON ua.action_id = a.id AND ua.revision = r."number"
  LEFT JOIN "update" u ON u.id = ua.update_id LEFT JOIN agency g ON g.id = u.on_behalf_of_id`

/** What agencies have reported as complete and the programme office has yet to check, for those who see the whole register. */
@Injectable()
export class CompletionsService {
  constructor(
    private readonly database: Database,
    private readonly reading: ReadingService,
  ) {}

  async count(): Promise<number> {
    const [row] = await this.database.select<{ total: number }>(
      `SELECT CAST(COUNT(*) AS integer) AS total FROM action a
      JOIN revision c ON c.action_id = a.id AND c."number" = a.revision WHERE c.status = 'complete_reported'`,
    )
    return row?.total ?? 0
  }

  /** A page of them, the oldest first. */
  async waiting(person: Person, page: number, pageSize: number): Promise<WaitingCompletion[]> {
    const rows = await this.select('ORDER BY r.known_from, a.id LIMIT ? OFFSET ?', [
      pageSize,
      (page - 1) * pageSize,
    ])
    const views = await this.reading.these(
      person,
      rows.map(({ ref }) => ref),
    )
    const byRef = new Map(views.map((view) => [view.ref, view]))
    const completions: WaitingCompletion[] = []
    for (const row of rows) {
      const action = byRef.get(row.ref)
      if (action) completions.push({ action, ...(await this.reportOf(row)) })
    }
    return completions
  }

  /**
   * The one of an action; null where it does not wait.
   *
   * @throws ActionNotFound, NotYours
   */
  async one(person: Person, ref: string): Promise<WaitingCompletion | null> {
    const action = await this.reading.one(person, ref, null)
    const [row] = await this.select('WHERE a.ref = ?', [ref])
    return row ? { action, ...(await this.reportOf(row)) } : null
  }

  private select(rest: string, parameters: unknown[]): Promise<CompletionRow[]> {
    return this.database.select<CompletionRow>(
      `SELECT a.ref, r.known_from, r.author, u.narrative, u.said_by, u.evidence, g.slug AS agency, g.name AS agency_name
      ${waitingSql} ${rest}`,
      parameters,
    )
  }

  private async reportOf(row: CompletionRow): Promise<Omit<WaitingCompletion, 'action'>> {
    const asRead = row.agency === null ? null : await agenciesAsRead(this.database, everything)
    return {
      reportedAt: row.known_from,
      by: row.said_by ?? row.author,
      onBehalfOf: asRead && row.agency ? asRead.nameOf(row.agency, row.agency_name ?? '') : null,
      narrative: row.narrative,
      evidence: JSON.parse(row.evidence ?? '[]') as EvidenceView[],
    }
  }
}
