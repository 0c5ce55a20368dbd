import { Injectable } from '@nestjs/common'
import { type Author, Ledger, type Write } from '../audit/ledger.service.js'
import { inWords, londonDay } from '../clock/dates.js'
import { changeRows, findRow, insertRow } from '../database/rows.js'
import { Agency, AgencyAlias, AgencyMerge } from './agency.entity.js'
import { AgencyNotFound, AgencyRefused } from './agency-errors.js'

export const longestAlias = 300
export const longestReason = 2000

/** What an agency is merged into, and why. */
export interface NewMerge {
  /** Slug of the other agency. */
  into: string
  reason: string
}

const chooseOne = { field: 'into', message: 'Choose the agency that it is merged into' } as const

const refused = (field: 'alias' | 'into' | 'reason', message: string) =>
  new AgencyRefused([{ field, message }])

/** Changes what the register calls an agency. What was known before stays as it was known. */
@Injectable()
export class AgencyChanges {
  constructor(private readonly ledger: Ledger) {}

  /**
   * Adds a name that documents use for an agency.
   *
   * @throws AgencyNotFound, AgencyRefused
   */
  async addAlias(author: Author, slug: string, typed: string): Promise<void> {
    const alias = typed.trim().replace(/\s+/gu, ' ')
    if (alias === '') throw refused('alias', 'Enter the other name')
    if (alias.length > longestAlias)
      throw refused('alias', `The other name must have at most ${longestAlias} characters`)
    await this.ledger.write(author, async (write) => {
      const agency = await this.unmerged(write, slug, 'alias')
      if (alias === agency.name || alias === agency.abbreviation)
        throw refused('alias', `“${alias}” is what the agency is called already`)
      const known = await findRow(write.manager, AgencyAlias, { agencyId: agency.id, alias })
      if (known) throw refused('alias', refusalOf(known))
      const row = { agencyId: agency.id, alias, recordedAt: write.now, removedAt: null }
      await insertRow(write.manager, AgencyAlias, row)
      write.tell({
        kind: 'agency.aliases-changed',
        subject: slug,
        details: { added: [alias], removed: [] },
      })
    })
  }

  /**
   * Takes a name away from an agency; a read of an earlier moment still has it.
   *
   * @throws AgencyNotFound, AgencyRefused
   */
  async removeAlias(author: Author, slug: string, alias: string): Promise<void> {
    await this.ledger.write(author, async (write) => {
      const agency = await this.unmerged(write, slug, 'alias')
      const known = await findRow(write.manager, AgencyAlias, { agencyId: agency.id, alias })
      if (!known || known.removedAt !== null)
        throw refused('alias', `“${alias}” is not another name of ${agency.name}`)
      await changeRows(write.manager, AgencyAlias, { id: known.id }, { removedAt: write.now })
      write.tell({
        kind: 'agency.aliases-changed',
        subject: slug,
        details: { added: [], removed: [alias] },
      })
    })
  }

  /**
   * Merges an agency into another: from now on it is read as the other, wherever it stands. There is no way back.
   *
   * @throws AgencyNotFound, AgencyRefused
   */
  async merge(author: Author, slug: string, merge: NewMerge): Promise<void> {
    await this.ledger.write(author, (write) => this.mergeIn(write, slug, merge))
  }

  /** Throws what `merge` would throw, and changes nothing. */
  async tryMerge(author: Author, slug: string, merge: NewMerge): Promise<void> {
    await this.ledger.rehearse(author, (write) => this.mergeIn(write, slug, merge))
  }

  private async mergeIn(write: Write, slug: string, { into, reason }: NewMerge): Promise<void> {
    const agency = await this.unmerged(write, slug, 'into')
    const target = await findRow(write.manager, Agency, { slug: into })
    const errors = [...(target ? [] : [chooseOne]), ...wrongWith(reason)]
    if (!target || errors.length > 0) throw new AgencyRefused(errors)
    if (target.id === agency.id) throw refused('into', `Choose another agency than ${agency.name} itself`)
    await this.unmerged(write, into, 'into')
    if (await this.isBelow(write, target, agency)) {
      throw refused(
        'into',
        `${target.name} is a unit of ${agency.name}: an agency cannot be merged into one below it`,
      )
    }
    const because = reason.trim()
    await insertRow(write.manager, AgencyMerge, {
      ...{ agencyId: agency.id, intoId: target.id, reason: because },
      ...{ author: write.author.name, recordedAt: write.now },
    })
    write.tell({ kind: 'agency.merged', subject: slug, details: { into, reason: because } })
  }

  /** The agency with that slug, which was never merged: what was merged is read as another and changes no more. */
  private async unmerged(write: Write, slug: string, field: 'alias' | 'into'): Promise<Agency> {
    const agency = await findRow(write.manager, Agency, { slug })
    if (!agency) throw new AgencyNotFound(slug)
    const merge = await findRow(write.manager, AgencyMerge, { agencyId: agency.id })
    if (!merge) return agency
    const into = await findRow(write.manager, Agency, { id: merge.intoId })
    const on = inWords(londonDay(merge.recordedAt))
    throw refused(
      field,
      `${agency.name} was merged into ${into?.name ?? 'another agency'} on ${on} and cannot be changed any more`,
    )
  }

  /** Whether an agency is a unit of another, at whatever depth, merged agencies taken as what they are read as. */
  private async isBelow(write: Write, unit: Agency, other: Agency): Promise<boolean> {
    let at: Agency | null = unit
    while (at !== null && at.parentId !== null) {
      at = await this.asRead(write, at.parentId)
      if (at?.id === other.id) return true
    }
    return false
  }

  private async asRead(write: Write, id: number): Promise<Agency | null> {
    const merge = await findRow(write.manager, AgencyMerge, { agencyId: id })
    return merge ? this.asRead(write, merge.intoId) : findRow(write.manager, Agency, { id })
  }
}

function refusalOf({ alias, removedAt }: AgencyAlias): string {
  if (removedAt === null) return `“${alias}” is another name of this agency already`
  const on = inWords(londonDay(removedAt))
  return `“${alias}” was taken away on ${on}: the register keeps that, and cannot be given the name again`
}

function wrongWith(reason: string): { field: 'reason'; message: string }[] {
  const { length } = reason.trim()
  if (length === 0) return [{ field: 'reason', message: 'Say why the two are one agency' }]
  if (length <= longestReason) return []
  return [{ field: 'reason', message: `The reason must have at most ${longestReason} characters` }]
}
