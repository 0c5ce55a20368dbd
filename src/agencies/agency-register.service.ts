import { Injectable } from '@nestjs/common'
import type { Instant } from '../clock/dates.js'
import { Database } from '../database/database.js'

/** An agency with all that its administration shows. */
export interface RegisteredAgency {
  slug: string
  name: string
  abbreviation: string | null
  /** Slug and name of the agency that it is a unit of, as registered. */
  parent: { slug: string; name: string } | null
  recordedAt: Instant
  mergedInto: Merge | null
  /** Those that were merged into it, in order. */
  mergedFrom: Merge[]
  aliases: { alias: string; recordedAt: Instant | null; removedAt: Instant | null }[]
}

export interface Merge {
  /** The other of the two. */
  slug: string
  name: string
  reason: string
  author: string
  recordedAt: Instant
}

interface AgencyRow {
  slug: string
  name: string
  abbreviation: string | null
  parent_slug: string | null
  parent_name: string | null
  recorded_at: Instant
}

interface MergeRow {
  slug: string
  name: string
  into_slug: string
  into_name: string
  reason: string
  author: string
  recorded_at: Instant
}

interface AliasRow {
  slug: string
  alias: string
  recorded_at: Instant | null
  removed_at: Instant | null
}

/** Reads the agencies as they were registered, with their merges: what their administrators work on. */
@Injectable()
export class AgencyRegister {
  constructor(private readonly database: Database) {}

  /** Every agency by name, those that were merged into another among them. */
  async all(): Promise<RegisteredAgency[]> {
    const agencies = await this.database.select<AgencyRow>(
      `SELECT g.slug, g.name, g.abbreviation, up.slug AS parent_slug, up.name AS parent_name, g.recorded_at
      FROM agency g LEFT JOIN agency up ON up.id = g.parent_id ORDER BY g.id`,
    )
    const merges = await this.database.select<MergeRow>(
      `SELECT g.slug, g.name, up.slug AS into_slug, up.name AS into_name, m.reason, m.author, m.recorded_at
      FROM agency_merge m JOIN agency g ON g.id = m.agency_id JOIN agency up ON up.id = m.into_id ORDER BY m.id`,
    )
    const aliases = await this.database.select<AliasRow>(
      `SELECT g.slug, x.alias, x.recorded_at, x.removed_at FROM agency_alias x JOIN agency g ON g.id = x.agency_id
      ORDER BY x.id`,
    )
    return (
      agencies
        .map((row) => registered(row, merges, aliases))
        // Sorted here, since the databases sort text by different rules.
        .sort((one, other) => one.name.localeCompare(other.name, 'en'))
    )
  }

  /** The agency with that slug, or null. */
  async find(slug: string): Promise<RegisteredAgency | null> {
    return (await this.all()).find((agency) => agency.slug === slug) ?? null
  }
}

function registered(row: AgencyRow, merges: MergeRow[], aliases: AliasRow[]): RegisteredAgency {
  const { slug, name, abbreviation, parent_slug: parentSlug, parent_name: parentName } = row
  const into = merges.find((merge) => merge.slug === slug)
  return {
    ...{ slug, name, abbreviation, recordedAt: row.recorded_at },
    parent: parentSlug === null ? null : { slug: parentSlug, name: parentName ?? '' },
    mergedInto: into ? mergeWith(into.into_slug, into.into_name, into) : null,
    mergedFrom: merges
      .filter((merge) => merge.into_slug === slug)
      .map((merge) => mergeWith(merge.slug, merge.name, merge)),
    aliases: aliases
      .filter((alias) => alias.slug === slug)
      .map((alias) => ({
        ...{ alias: alias.alias, recordedAt: alias.recorded_at, removedAt: alias.removed_at },
      })),
  }
}

function mergeWith(slug: string, name: string, { reason, author, recorded_at }: MergeRow): Merge {
  return { slug, name, reason, author, recordedAt: recorded_at }
}
