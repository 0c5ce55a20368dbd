import type { Instant } from '../clock/dates.js'
import type { Database } from '../database/database.js'

/**
 * Agencies that turned out to be one. A merge is known from when it was recorded: a read for a moment before that shows
 * the agencies as they were.
 */

/**
 * `WITH RECURSIVE …`: the agencies that were merged by an instant, each with the one that it is read as, chains
 * followed. The parameters are `mergedBy(instant)`.
 */
export const mergedAgencies = `merged(id, as_id) AS (
    SELECT m.agency_id, m.into_id FROM agency_merge m WHERE m.recorded_at <= ?
      AND NOT EXISTS (SELECT 1 FROM agency_merge n WHERE n.agency_id = m.into_id AND n.recorded_at <= ?)
    UNION ALL
    SELECT m.agency_id, up.as_id FROM merged up JOIN agency_merge m ON m.into_id = up.id WHERE m.recorded_at <= ?)`

/** The parameters of `mergedAgencies`. */
export function mergedBy(instant: Instant): Instant[] {
  return [instant, instant, instant]
}

/**
 * The ids of an agency and of all that are one with it: those merged into it, and the one it was merged into. The
 * parameters are its slug and the instant by which the merges were recorded.
 */
export const sameAgencies = `WITH RECURSIVE same(id) AS (
      SELECT id FROM agency WHERE slug = ?
      UNION
      SELECT CASE WHEN m.agency_id = same.id THEN m.into_id ELSE m.agency_id END
      FROM same JOIN agency_merge m ON same.id IN (m.agency_id, m.into_id) WHERE m.recorded_at <= ?)
    SELECT id FROM same`

interface MergedRow {
  id: number
  slug: string
  as_id: number
  as_slug: string
  as_name: string
}

/** Under which names the agencies are read at an instant. */
export class AgenciesAsRead {
  private readonly bySlug: ReadonlyMap<string, MergedRow>
  private readonly byId: ReadonlyMap<number, MergedRow>

  constructor(readonly merged: readonly MergedRow[]) {
    this.bySlug = new Map(merged.map((row) => [row.slug, row]))
    this.byId = new Map(merged.map((row) => [row.id, row]))
  }

  /** The id of the agency that this one is read as: its own, where it was never merged. */
  idOf(id: number): number {
    return this.byId.get(id)?.as_id ?? id
  }

  slugOf(slug: string): string {
    return this.bySlug.get(slug)?.as_slug ?? slug
  }

  /** @param name of the agency with that slug, as it was registered */
  nameOf(slug: string, name: string): string {
    return this.bySlug.get(slug)?.as_name ?? name
  }

  /** Whether the agency is read as another. */
  isMerged(id: number): boolean {
    return this.byId.has(id)
  }
}

/** Reads the merges that were recorded by an instant. */
export async function agenciesAsRead(database: Database, by: Instant): Promise<AgenciesAsRead> {
  const rows = await database.select<MergedRow>(
    `WITH RECURSIVE ${mergedAgencies}
    SELECT g.id, g.slug, up.id AS as_id, up.slug AS as_slug, up.name AS as_name
    FROM merged x JOIN agency g ON g.id = x.id JOIN agency up ON up.id = x.as_id`,
    mergedBy(by),
  )
  return new AgenciesAsRead(rows)
}
