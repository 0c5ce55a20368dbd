import { endOfDay, type Day, type Instant, addDays, londonDay, quarterOf } from '../../clock/dates.js'
import type { Database } from '../../database/database.js'
import type { Audience, ReportKind } from './edition.entity.js'

/** An edition that was issued before, as the next one needs it. */
export interface EarlierEdition<Data = unknown> {
  id: string
  cutOff: Day
  knownBy: Instant
  /** The day on which it was issued. */
  issuedOn: Day
  /** Why it is no longer to be relied on, and what takes its place; null while it stands. */
  withdrawn: { on: Day; reason: string; successor: string | null } | null
  data: Data
}

/** What came before an edition: those of its kind that had been issued by the moment its data were recorded. */
export interface EditionHistory<Data = unknown> {
  /** The one whose cut-off it follows; null for the first. */
  previous: EarlierEdition<Data> | null
  /** Those that stand, the oldest first: at most one a quarter and at most eight. */
  trend: EarlierEdition<Data>[]
  /** Those that were withdrawn since the previous one was issued. */
  withdrawn: EarlierEdition<Data>[]
  /** Where the changes are counted from: the cut-off of the previous one, else the end of the quarter before. */
  since: Instant
}

interface Asked {
  kind: ReportKind
  plan: string | null
  audience: Audience
  knownBy: Instant
  recordedBy: Instant
}

interface Row {
  id: string
  cutOff: Day
  knownBy: Instant
  issuedAt: Instant
  withdrawnAt: Instant | null
  reason: string | null
  successor: string | null
}

const mostQuarters = 8

/** Reads what came before. It rests on steps that are only ever added, so that an edition can be made again. */
export async function historyOf<Data>(database: Database, asked: Asked): Promise<EditionHistory<Data>> {
  const rows = await issuedBefore(database, asked)
  const standing = rows.filter(({ withdrawnAt }) => withdrawnAt === null)
  const last = standing.at(-1)
  const withdrawn = rows.filter(
    ({ withdrawnAt }) => withdrawnAt !== null && withdrawnAt > (last?.issuedAt ?? ''),
  )
  const quarters = new Map(standing.map((row) => [quarterOf(row.cutOff).start, row]))
  const trend = [...quarters.values()].slice(-mostQuarters)
  const wanted = new Set([...trend, ...withdrawn, ...(last ? [last] : [])].map(({ id }) => id))
  const data = await dataOf<Data>(database, [...wanted])
  const earlier = (row: Row): EarlierEdition<Data> => ({
    ...{ id: row.id, cutOff: row.cutOff, knownBy: row.knownBy, issuedOn: londonDay(row.issuedAt) },
    withdrawn:
      row.withdrawnAt === null
        ? null
        : { on: londonDay(row.withdrawnAt), reason: row.reason ?? '', successor: row.successor },
    data: data.get(row.id) as Data,
  })
  return {
    previous: last ? earlier(last) : null,
    trend: trend.map(earlier),
    withdrawn: withdrawn.map(earlier),
    since: last?.knownBy ?? endOfDay(addDays(quarterOf(londonDay(asked.knownBy)).start, -1)),
  }
}

/** The edition that one of these facts would follow by this moment; null where none stands before it. */
export async function followedBy(database: Database, asked: Asked): Promise<string | null> {
  const rows = await issuedBefore(database, asked)
  return rows.findLast(({ withdrawnAt }) => withdrawnAt === null)?.id ?? null
}

/** Issued by the moment, with a cut-off before this one's or withdrawn by the moment, the oldest cut-off first. */
async function issuedBefore(database: Database, asked: Asked): Promise<Row[]> {
  const { kind, plan, audience, knownBy, recordedBy } = asked
  return database.select<Row>(
    `SELECT e.id, e.cut_off AS "cutOff", e.known_by AS "knownBy", i.at AS "issuedAt",
        w.at AS "withdrawnAt", w.reason, w.successor_id AS successor
      FROM edition e
      JOIN edition_step i ON i.edition_id = e.id AND i.to_state = 'issued' AND i.at <= ?
      LEFT JOIN edition_step w ON w.edition_id = e.id AND w.to_state = 'withdrawn' AND w.at <= ?
      LEFT JOIN plan p ON p.id = e.plan_id
      WHERE e.kind = ? AND e.audience = ? AND COALESCE(p.slug, '') = ?
        AND (e.known_by < ? OR (w.at IS NOT NULL AND e.known_by <= ?))
      ORDER BY e.known_by, i.at, e.id`,
    [recordedBy, recordedBy, kind, audience, plan ?? '', knownBy, knownBy],
  )
}

async function dataOf<Data>(database: Database, ids: readonly string[]): Promise<Map<string, Data>> {
  if (ids.length === 0) return new Map()
  const rows = await database.select<{ id: string; data: string }>(
    `SELECT id, data FROM edition WHERE id IN (${ids.map(() => '?').join(', ')})`,
    [...ids],
  )
  return new Map(rows.map(({ id, data }) => [id, JSON.parse(data) as Data]))
}
