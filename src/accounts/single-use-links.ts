import { Injectable } from '@nestjs/common'
import type { EntityManager } from 'typeorm'
import type { Write } from '../audit/ledger.service.js'
import { Clock } from '../clock/clock.js'
import type { Instant } from '../clock/dates.js'
import { Settings } from '../config/settings.js'
import { Database } from '../database/database.js'
import { insertRow } from '../database/rows.js'
import { Account } from './account.entity.js'
import { SingleUseLink } from './credential.entity.js'
import { hashOfSecret, newSecret } from './secrets.js'

export type LinkPurpose = SingleUseLink['purpose']

const hour = 60 * 60_000
const lasts: Record<LinkPurpose, number> = { invitation: 7 * 24 * hour, reset: hour }
/** A link that has ended is kept for a while, so that its page can be clear about it. */
const keptFor = 30 * 24 * hour

const after = (moment: Instant, milliseconds: number) =>
  new Date(Date.parse(moment) + milliseconds).toISOString()

/** A link that still opens its page. */
export interface OpenLink {
  purpose: LinkPurpose
  account: Account
}

/** Makes the links that are mailed to people, and knows them again. The link alone holds its secret. */
@Injectable()
export class SingleUseLinks {
  constructor(
    private readonly settings: Settings,
    private readonly database: Database,
    private readonly clock: Clock,
  ) {}

  /** The address goes by the setting: what a request says of its host can be anybody's. */
  async make(
    { manager, now }: Write,
    accountId: number,
    purpose: LinkPurpose,
  ): Promise<{ href: string; endsAt: Instant }> {
    const token = newSecret()
    const endsAt = after(now, lasts[purpose])
    await insertRow(manager, SingleUseLink, {
      ...{ tokenHash: hashOfSecret(token), accountId, purpose, madeAt: now, endsAt, usedAt: null },
    })
    return { href: `${this.settings.publicUrl}/sign-in/link/${token}`, endsAt }
  }

  /** What the link opens; null when it was used, has ended or never was. To look does not use it up. */
  async find(token: string): Promise<OpenLink | null> {
    return this.findIn(this.database.reads.manager, token)
  }

  /** The same, inside a write that uses it up. */
  async findIn(manager: EntityManager, token: string): Promise<OpenLink | null> {
    const link = await manager.findOneBy(SingleUseLink, { tokenHash: hashOfSecret(token) })
    if (!link || link.usedAt !== null || link.endsAt <= this.clock.now()) return null
    const account = await manager.findOneBy(Account, { id: link.accountId })
    const wanted = link.purpose === 'invitation' ? 'invited' : 'active'
    return account?.state === wanted ? { purpose: link.purpose, account } : null
  }

  /** Uses up every link that the account still has. */
  async useUpAll(manager: EntityManager, accountId: number, now: Instant): Promise<void> {
    await manager
      .createQueryBuilder()
      .update(SingleUseLink)
      .set({ usedAt: now })
      .where('account_id = :accountId AND used_at IS NULL', { accountId })
      .execute()
  }

  async sweep(): Promise<void> {
    const old = after(this.clock.now(), -keptFor)
    await this.database.write((manager) =>
      manager.createQueryBuilder().delete().from(SingleUseLink).where('ends_at < :old', { old }).execute(),
    )
  }
}
