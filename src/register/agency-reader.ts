import { agenciesAsRead, mergedAgencies, mergedBy, type AgenciesAsRead } from '../agencies/merged-agencies.js'
import type { Database } from '../database/database.js'
import { everything, type Moment, recordedFor } from './moment.js'
import type { AgencyView } from './views.js'

interface AgencyRow {
  id: number
  slug: string
  name: string
  abbreviation: string | null
  parent_id: number | null
}
interface CountRow {
  agency_id: number
  role: 'lead' | 'partner'
  total: number
}

/** Every agency by name, with the actions that it leads and is partner in at the moment; those merged since as one. */
export async function readAgencies(database: Database, moment: Moment): Promise<AgencyView[]> {
  const asRead = await agenciesAsRead(database, recordedFor(moment))
  const agencies = await database.select<AgencyRow>(
    'SELECT id, slug, name, abbreviation, parent_id FROM agency WHERE recorded_at <= ? ORDER BY id',
    [moment?.recordedBy ?? everything],
  )
  const counts = await readCounts(database, moment)
  const countOf = (id: number, role: CountRow['role']) =>
    counts.find((count) => count.agency_id === id && count.role === role)?.total ?? 0
  const otherNames = otherNamesOf(agencies, await readAliases(database, moment), asRead)
  const slugs = new Map(agencies.map(({ id, slug }) => [id, slug]))
  return (
    agencies
      .filter(({ id }) => !asRead.isMerged(id))
      // Sorted here, since the databases sort text by different rules.
      .sort((one, other) => one.name.localeCompare(other.name, 'en'))
      .map(({ id, slug, name, abbreviation, parent_id: parentId }) => ({
        ...{ slug, name, abbreviation },
        parent: parentId === null ? null : (slugs.get(asRead.idOf(parentId)) ?? null),
        aliases: otherNames(id),
        leadCount: countOf(id, 'lead'),
        partnerCount: countOf(id, 'partner'),
      }))
  )
}

/** An action that two agencies lead, or are partners in, counts once where they are one. */
async function readCounts(database: Database, moment: Moment): Promise<CountRow[]> {
  const newest =
    moment === null
      ? 'a.revision'
      : `(SELECT MAX(x."number") FROM revision x WHERE x.action_id = a.id AND x.known_from <= ? AND x.recorded_at <= ?)`
  return database.select<CountRow>(
    `WITH RECURSIVE ${mergedAgencies}
    SELECT COALESCE(up.as_id, s.agency_id) AS agency_id, s.role, CAST(COUNT(DISTINCT a.id) AS integer) AS total FROM action a
    JOIN revision r ON r.action_id = a.id AND r."number" = ${newest}
    JOIN assignment s ON s.action_id = a.id AND s.set_in_revision = r.assignments_set_in
    LEFT JOIN merged up ON up.id = s.agency_id GROUP BY COALESCE(up.as_id, s.agency_id), s.role`,
    [...mergedBy(recordedFor(moment)), ...(moment === null ? [] : [moment.knownBy, moment.recordedBy])],
  )
}

interface AliasRow {
  agency_id: number
  alias: string
}

/** An alias that was taken away stays in what was known before. */
function readAliases(database: Database, moment: Moment): Promise<AliasRow[]> {
  const recorded = recordedFor(moment)
  return database.select<AliasRow>(
    `SELECT agency_id, alias FROM agency_alias WHERE (recorded_at IS NULL OR recorded_at <= ?)
    AND (removed_at IS NULL OR removed_at > ?) ORDER BY id`,
    [recorded, recorded],
  )
}

/** The aliases of an agency, then every name of those that were merged into it. */
function otherNamesOf(
  agencies: AgencyRow[],
  aliases: AliasRow[],
  asRead: AgenciesAsRead,
): (id: number) => string[] {
  const aliasesOf = (id: number) => aliases.filter((row) => row.agency_id === id).map(({ alias }) => alias)
  return (id) => {
    const own = agencies.find((agency) => agency.id === id)
    const merged = agencies.filter((agency) => agency.id !== id && asRead.idOf(agency.id) === id)
    const theirs = merged.flatMap(({ id: theirId, name, abbreviation }) => [
      ...[name, ...(abbreviation === null ? [] : [abbreviation])],
      ...aliasesOf(theirId),
    ])
    const others = theirs.filter((name) => name !== own?.name && name !== own?.abbreviation)
    return [...new Set([...aliasesOf(id), ...others])]
  }
}
