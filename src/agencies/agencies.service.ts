import { Injectable } from '@nestjs/common'
import type { Write } from '../audit/ledger.service.js'
import { Agency, AgencyAlias } from './agency.entity.js'

export interface NewAgency {
  slug: string
  name: string
  abbreviation: string | null
  aliases: string[]
  /** Slug of an agency that is already registered. */
  parent: string | null
}

@Injectable()
export class AgenciesService {
  /**
   * Registers an agency with its aliases.
   *
   * @throws EntityNotFoundError when the parent is not registered
   */
  async register(write: Write, agency: NewAgency): Promise<number> {
    const parentId = agency.parent ? await this.idOf(write, agency.parent) : null
    const { slug, name, abbreviation } = agency
    const row = await write.manager.insert(Agency, {
      slug,
      name,
      abbreviation,
      parentId,
      recordedAt: write.now,
    })
    const agencyId = Number(row.identifiers[0]?.id)
    const aliases = [...new Set(agency.aliases)].map((alias) => ({ agencyId, alias }))
    if (aliases.length > 0) await write.manager.insert(AgencyAlias, aliases)
    write.tell({ kind: 'agency.registered', subject: slug, details: { name, parent: agency.parent } })
    return agencyId
  }

  /** @throws Error naming the slug when no such agency is registered */
  async idOf(write: Write, slug: string): Promise<number> {
    const id = await this.find(write, slug)
    if (id === null) throw new Error(`No agency “${slug}” is registered.`)
    return id
  }

  /** The agency with that slug, or null when none is registered. */
  async find(write: Write, slug: string): Promise<number | null> {
    return (await write.manager.findOneBy(Agency, { slug }))?.id ?? null
  }
}
