import { Injectable } from '@nestjs/common'
import type { Person } from '../accounts/person.js'
import { canImportFor, type OwnedReturn } from '../accounts/rights.js'
import { SecurityTrail } from '../accounts/security-trail.js'
import { Agency } from '../agencies/agency.entity.js'
import type { Write } from '../audit/ledger.service.js'
import type { Instant } from '../clock/dates.js'
import { Database } from '../database/database.js'
import { findRow } from '../database/rows.js'
import { NotAllowed, NotFound } from '../web/problems.js'
import { type OpenImport, openImport } from './import-parts.js'
import { PlanImport, type PlanImportState } from './plan-import.entity.js'

/** A council whose plans can be taken in, with what the rights of that rest on. */
export interface Council extends OwnedReturn {
  id: number
  name: string
}

/** A plan on its way in as lists show it. */
export interface ImportSummary {
  id: number
  council: { slug: string; name: string }
  fileName: string
  title: string
  state: PlanImportState
  author: string
  accountId: number | null
  readAt: Instant
  draftedAt: Instant | null
  approvedBy: string | null
  approvedAt: Instant | null
  /** Slug of the plan that it became. */
  plan: string | null
}

interface ImportRow {
  id: number
  agency_id: number
  file_name: string
  plan: string
  state: PlanImportState
  author: string
  account_id: number | null
  read_at: Instant
  drafted_at: Instant | null
  approved_by: string | null
  approved_at: Instant | null
  slug: string | null
}

/** Finds plans on their way in, for those who may take in plans of their council. */
@Injectable()
export class ImportStore {
  constructor(
    private readonly database: Database,
    private readonly trail: SecurityTrail,
  ) {}

  /** Every agency with the plans that it or one above it publishes, by name. */
  async councils(): Promise<Council[]> {
    const rows = await this.database.select<{
      id: number
      slug: string
      name: string
      parent_id: number | null
    }>(
      `SELECT g.id, g.slug, g.name, g.parent_id FROM agency g
      WHERE NOT EXISTS (SELECT 1 FROM agency_merge m WHERE m.agency_id = g.id) ORDER BY g.id`,
    )
    const published = await this.database.select<{ slug: string; publisher_id: number }>(
      'SELECT slug, publisher_id FROM plan',
    )
    const byId = new Map(rows.map((row) => [row.id, row]))
    const above = (id: number | null, far = 0): number[] => {
      const row = id === null || far > 20 ? undefined : byId.get(id)
      return row ? [row.id, ...above(row.parent_id, far + 1)] : []
    }
    return rows
      .map(({ id, slug, name }) => {
        const over = above(id)
        const plans = published.filter((plan) => over.includes(plan.publisher_id)).map((plan) => plan.slug)
        return { id, agency: slug, name, plans }
      })
      .sort((one, other) => one.name.localeCompare(other.name, 'en'))
  }

  /** The councils whose plans the person may take in. */
  async councilsOf(person: Person): Promise<Council[]> {
    return (await this.councils()).filter((council) => canImportFor(person, council))
  }

  /** What the person may see, those that wait first, then the newest. */
  async list(person: Person): Promise<ImportSummary[]> {
    const councils = new Map((await this.councilsOf(person)).map((council) => [council.id, council]))
    const rows = await this.database.select<ImportRow>(
      `SELECT i.id, i.agency_id, i.file_name, i.plan, i.state, i.author, i.account_id, i.read_at, i.drafted_at,
        i.approved_by, i.approved_at, p.slug
      FROM plan_import i LEFT JOIN plan p ON p.id = i.plan_id ORDER BY i.id DESC`,
    )
    return rows.flatMap((row) => {
      const council = councils.get(row.agency_id)
      return council ? [summaryOf(row, council)] : []
    })
  }

  /** @throws NotFound, NotAllowed */
  async one(person: Person, id: number): Promise<OpenImport> {
    const row = await this.database.reads.getRepository(PlanImport).findOneBy({ id })
    if (!row) throw noImport()
    return openImport(row, await this.councilFor(person, row.agencyId))
  }

  /**
   * The same inside a write, where nobody changes it meanwhile. Whoever calls has asked for the rights.
   *
   * @throws NotFound
   */
  async current(write: Write, id: number): Promise<OpenImport> {
    const row = await findRow(write.manager, PlanImport, { id })
    const agency = row && (await findRow(write.manager, Agency, { id: row.agencyId }))
    if (!agency) throw noImport()
    return openImport(row, agency)
  }

  /** What a council called its columns when it was last taken in; null where it never was. */
  async rememberedColumns(agencyId: number): Promise<Record<string, string> | null> {
    const [row] = await this.database.select<{ columns: string }>(
      'SELECT columns FROM column_mapping WHERE agency_id = ? ORDER BY id DESC LIMIT 1',
      [agencyId],
    )
    return row ? (JSON.parse(row.columns) as Record<string, string>) : null
  }

  private async councilFor(person: Person, agencyId: number): Promise<OpenImport['council']> {
    const council = (await this.councils()).find(({ id }) => id === agencyId)
    if (council && canImportFor(person, council))
      return { id: council.id, slug: council.agency, name: council.name }
    await this.trail.refused(person, `plan import of the agency ${agencyId}`)
    throw new NotAllowed('Your account does not let you take in plans of this council.')
  }
}

export const noImport = () => new NotFound('There is no plan on its way in at this address.')

function summaryOf(row: ImportRow, council: Council): ImportSummary {
  const { facts } = JSON.parse(row.plan) as { facts: { title: string } }
  return {
    ...{ id: row.id, fileName: row.file_name, title: facts.title || row.file_name, state: row.state },
    council: { slug: council.agency, name: council.name },
    ...{ author: row.author, accountId: row.account_id, readAt: row.read_at, draftedAt: row.drafted_at },
    ...{ approvedBy: row.approved_by, approvedAt: row.approved_at, plan: row.slug },
  }
}
