import { Injectable } from '@nestjs/common'
import { InstallationKey } from '../../accounts/installation-key.js'
import type { Person } from '../../accounts/person.js'
import { canCommission } from '../../accounts/rights.js'
import { Ledger, type Write } from '../../audit/ledger.service.js'
import { Clock } from '../../clock/clock.js'
import { endOfDay, type Instant } from '../../clock/dates.js'
import { Settings } from '../../config/settings.js'
import { Database } from '../../database/database.js'
import { changeRows, findRow, insertRow } from '../../database/rows.js'
import { NotAllowed, NotFound } from '../../web/problems.js'
import { Commission } from '../commission/commission.entity.js'
import { Return, ReturnLink } from '../returns/return.entity.js'
import { readToken, signedToken } from './return-token.js'

/** Whoever a link is made for: answers and the trail name them so. */
export interface LinkReader {
  email: string
  name: string
}

/** A link as the programme office sees it; the link itself is nowhere to be seen. */
export interface LinkView extends LinkReader {
  id: number
  madeAt: Instant
  endsAt: Instant
  revokedAt: Instant | null
}

/** What a link opens: one return, in the name of one person. */
export interface OpenedLink extends LinkReader {
  id: number
  returnId: number
}

/** Links that open one return without an account. They are signed, end with the freeze, and can be ended before. */
@Injectable()
export class ReturnLinks {
  constructor(
    private readonly key: InstallationKey,
    private readonly settings: Settings,
    private readonly database: Database,
    private readonly ledger: Ledger,
    private readonly clock: Clock,
  ) {}

  /**
   * What the token opens; null where it was forged or altered, has ended or was ended, its commission is closed, or the
   * account of its reader was disabled.
   */
  async open(token: string): Promise<OpenedLink | null> {
    const read = readToken(this.secret(), token)
    const now = this.clock.now()
    if (!read || read.endsAt < Date.parse(now)) return null
    const [link] = await this.database.select<{ id: number; return_id: number; name: string; email: string }>(
      `SELECT l.id, l.return_id, l.name, l.email FROM return_link l
      JOIN "return" r ON r.id = l.return_id JOIN commission c ON c.id = r.commission_id
      WHERE l.id = ? AND l.ends_at = ? AND l.revoked_at IS NULL AND c.state = 'open'
        AND NOT EXISTS (SELECT 1 FROM account a WHERE a.email = l.email AND a.state = 'disabled')`,
      [read.linkId, new Date(read.endsAt).toISOString()],
    )
    return link ? { id: link.id, returnId: link.return_id, name: link.name, email: link.email } : null
  }

  /** The address of the person's link to the return: the one that there is, or a new one. */
  async make(write: Write, returnId: number, reader: LinkReader): Promise<string> {
    return this.addressOf(await this.linkFor(write, returnId, reader))
  }

  /** The person's link to the return: the one that there is, or a new one. */
  async linkFor(write: Write, returnId: number, { email, name }: LinkReader): Promise<ReturnLink> {
    const { manager, now } = write
    const { freezeOn } = await this.commissionOf(write, returnId)
    const endsAt = endOfDay(freezeOn)
    const made = await manager.find(ReturnLink, { where: { returnId, email, name, endsAt } })
    const open = made.find(({ revokedAt }) => revokedAt === null)
    if (open) return open
    const row = { returnId, email, name, madeAt: now, endsAt, revokedAt: null }
    const id = await insertRow(manager, ReturnLink, row)
    const details = { email, until: freezeOn }
    write.tell({ kind: 'return.link-made', subject: String(returnId), details })
    return { id, ...row }
  }

  /** The address of a link. It is made of what is kept and of the key: it stands nowhere itself. */
  addressOf({ id, endsAt }: { id: number; endsAt: Instant }): string {
    const token = signedToken(this.secret(), { linkId: id, endsAt: Date.parse(endsAt) })
    return `${this.settings.publicUrl}/answer/${token}`
  }

  /**
   * The links to a return, the oldest first.
   *
   * @throws NotAllowed
   */
  async of(person: Person, returnId: number): Promise<LinkView[]> {
    if (!person.permissions.has('read commissions')) {
      throw new NotAllowed('Links to a return are for those to see who see every round.')
    }
    const links = await this.database.reads.manager.find(ReturnLink, {
      where: { returnId },
      order: { id: 'ASC' },
    })
    return links.map(({ id, email, name, madeAt, endsAt, revokedAt }) => ({
      ...{ id, email, name, madeAt, endsAt, revokedAt },
    }))
  }

  /**
   * Ends a link at once. Where its reader stays among the contacts, the next message brings another.
   *
   * @throws NotAllowed, NotFound
   */
  async revoke(person: Person, linkId: number): Promise<void> {
    if (!canCommission(person)) throw new NotAllowed('Links to a return are for the programme office to end.')
    const link = await this.database.reads.manager.findOneBy(ReturnLink, { id: linkId })
    if (!link) throw new NotFound('There is no such link.')
    if (link.revokedAt !== null) return
    await this.ledger.write(person, async (write) => {
      await changeRows(write.manager, ReturnLink, { id: linkId }, { revokedAt: write.now })
      const details = { email: link.email }
      write.tell({ kind: 'return.link-revoked', subject: String(link.returnId), details })
    })
  }

  private secret(): Buffer {
    return this.key.for('return-link')
  }

  private async commissionOf({ manager }: Write, returnId: number): Promise<Commission> {
    const asked = await findRow(manager, Return, { id: returnId })
    const commission = asked && (await findRow(manager, Commission, { id: asked.commissionId }))
    if (!commission) throw new NotFound('There is no such return.')
    return commission
  }
}
