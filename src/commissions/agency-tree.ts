import { type AgenciesAsRead, agenciesAsRead } from '../agencies/merged-agencies.js'
import type { Instant } from '../clock/dates.js'
import type { Database } from '../database/database.js'

interface AgencyRow {
  id: number
  slug: string
  name: string
  parent_id: number | null
}

/** The agencies as they stand below each other; those that were merged are one. */
export class AgencyTree {
  private readonly byId: ReadonlyMap<number, AgencyRow>
  private readonly bySlug: ReadonlyMap<string, AgencyRow>

  private constructor(
    private readonly rows: readonly AgencyRow[],
    private readonly asRead: AgenciesAsRead,
  ) {
    this.byId = new Map(rows.map((row) => [row.id, row]))
    this.bySlug = new Map(rows.map((row) => [row.slug, row]))
  }

  /** @param by the instant by which merges were recorded */
  static async read(database: Database, by: Instant): Promise<AgencyTree> {
    const rows = await database.select<AgencyRow>('SELECT id, slug, name, parent_id FROM agency ORDER BY id')
    return new AgencyTree(rows, await agenciesAsRead(database, by))
  }

  /** The id under which the agency with that slug is read; null where none is registered. */
  idOf(slug: string): number | null {
    const row = this.bySlug.get(slug)
    return row ? this.asRead.idOf(row.id) : null
  }

  /** The agency under the name that it is read under. */
  named(id: number): { slug: string; name: string } {
    const row = this.byId.get(this.asRead.idOf(id))
    if (!row) throw new Error(`There is no agency ${id}.`)
    return { slug: row.slug, name: row.name }
  }

  /** The agencies above one, the nearest first, under the ids that they are read under. */
  above(id: number): number[] {
    const chain: number[] = []
    let at = this.asRead.idOf(id)
    for (;;) {
      const parent = this.parentOf(at)
      if (parent === null || parent === this.asRead.idOf(id) || chain.includes(parent)) return chain
      chain.push(parent)
      at = parent
    }
  }

  /** Whether the agency is the other or stands below it. */
  isWithin(id: number, other: number): boolean {
    const top = this.asRead.idOf(other)
    return this.asRead.idOf(id) === top || this.above(id).includes(top)
  }

  /** Whether the two are read as one. */
  isOne(id: number, other: number): boolean {
    return this.asRead.idOf(id) === this.asRead.idOf(other)
  }

  /** The slugs of the agencies that pass, under which they are read. */
  slugs(passes: (id: number) => boolean): string[] {
    return this.rows.filter(({ id }) => this.asRead.idOf(id) === id && passes(id)).map(({ slug }) => slug)
  }

  /** Every registered agency that is read as one of these. */
  registered(ids: readonly number[]): number[] {
    return this.rows.filter(({ id }) => ids.some((one) => this.isOne(id, one))).map(({ id }) => id)
  }

  /** Of an agency that was merged, either may have a parent. */
  private parentOf(id: number): number | null {
    const parents = this.rows
      .filter((row) => this.asRead.idOf(row.id) === id && row.parent_id !== null)
      .map((row) => this.asRead.idOf(row.parent_id ?? 0))
    return parents.find((parent) => parent !== id) ?? null
  }
}
