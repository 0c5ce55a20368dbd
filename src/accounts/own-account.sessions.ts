import { Injectable } from '@nestjs/common'
import { Ledger } from '../audit/ledger.service.js'
import { Clock } from '../clock/clock.js'
import type { Instant } from '../clock/dates.js'
import { Database } from '../database/database.js'
import type { Person } from './person.js'
import { hashOfSecret } from './secrets.js'
import { Session } from './session.entity.js'
import { absoluteLimit, idleLimit } from './session-store.js'

/** A browser that is signed in to an account. */
export interface OpenSession {
  /** Names the session and opens nothing: the hash of what the browser holds. */
  name: string
  beganAt: Instant
  seenAt: Instant
  /** It is the browser that asks. */
  isThis: boolean
}

/** The browsers that are signed in to an account, and how to sign one of them out. */
@Injectable()
export class OwnSessions {
  constructor(
    private readonly database: Database,
    private readonly ledger: Ledger,
    private readonly clock: Clock,
  ) {}

  /**
   * The sessions of an account that are still open, the one last seen first.
   *
   * @param currentId id of the session of the browser that asks, where one does
   */
  async of(accountId: number, currentId?: string): Promise<OpenSession[]> {
    const now = Date.parse(this.clock.now())
    const current = currentId === undefined ? '' : hashOfSecret(currentId)
    const rows = await this.database.select<{ id_hash: string; began_at: string; seen_at: string }>(
      `SELECT id_hash, began_at, seen_at FROM session
      WHERE account_id = ? AND seen_at >= ? AND began_at >= ? ORDER BY seen_at DESC, id_hash`,
      [accountId, new Date(now - idleLimit).toISOString(), new Date(now - absoluteLimit).toISOString()],
    )
    return rows.map(({ id_hash: name, began_at: beganAt, seen_at: seenAt }) => ({
      ...{ name, beganAt, seenAt },
      isThis: name === current,
    }))
  }

  /**
   * Signs one browser of the person out.
   *
   * @returns false when there is no such session any more
   */
  async end(person: Person, name: string): Promise<boolean> {
    const open = (await this.of(person.accountId)).some((session) => session.name === name)
    if (!open) return false
    await this.ledger.write(person, async (write) => {
      await write.manager.delete(Session, { idHash: name, accountId: person.accountId })
      write.tell({ kind: 'account.signed-out', subject: person.email, details: { everywhere: false } })
    })
    return true
  }
}
