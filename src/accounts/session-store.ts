import { Injectable } from '@nestjs/common'
import { type SessionData, Store } from 'express-session'
import type { EntityManager } from 'typeorm'
import { Clock } from '../clock/clock.js'
import type { Instant } from '../clock/dates.js'
import { Database } from '../database/database.js'
import { changeRows, insertRows } from '../database/rows.js'
import '../web/session-data.js'
import { hashOfSecret } from './secrets.js'
import { Session } from './session.entity.js'

const minute = 60_000
/** A browser that was left alone for so long must sign in again. */
export const idleLimit = 60 * minute
/** So must one that signed in so long ago, however busy it was. */
export const absoluteLimit = 12 * 60 * minute
/** A visit is noted once in a while, not with every page. */
const noteAfter = minute

const before = (now: Instant, milliseconds: number) => new Date(Date.parse(now) - milliseconds).toISOString()

interface Row {
  data: string
  began_at: string
  seen_at: string
}

/** Keeps the sessions of browsers in the database, under hashes of their ids. */
@Injectable()
export class SessionStore extends Store {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
  ) {
    super()
  }

  override get(id: string, done: (error: unknown, session?: SessionData | null) => void): void {
    this.read(id).then((session) => done(null, session), done)
  }

  override set(id: string, session: SessionData, done?: (error?: unknown) => void): void {
    this.save(id, session).then(
      () => done?.(),
      (error: unknown) => done?.(error),
    )
  }

  override touch(id: string, session: SessionData, done?: (error?: unknown) => void): void {
    this.note(id, session).then(
      () => done?.(),
      (error: unknown) => done?.(error),
    )
  }

  override destroy(id: string, done?: (error?: unknown) => void): void {
    this.database
      .write((manager) => manager.delete(Session, { idHash: hashOfSecret(id) }))
      .then(
        () => done?.(),
        (error: unknown) => done?.(error),
      )
  }

  /** Ends the sessions of an account, but for the one that is told. */
  async endAll(accountId: number, butForId?: string): Promise<void> {
    await this.database.write((manager) => this.endAllIn(manager, accountId, butForId))
  }

  /** The same, in a write that does more. */
  async endAllIn(manager: EntityManager, accountId: number, butForId?: string): Promise<void> {
    const kept = butForId === undefined ? '' : hashOfSecret(butForId)
    await manager
      .createQueryBuilder()
      .delete()
      .from(Session)
      .where('account_id = :accountId AND id_hash <> :kept', { accountId, kept })
      .execute()
  }

  /** Forgets the sessions that nobody can use any more. */
  async sweep(): Promise<void> {
    const now = this.clock.now()
    await this.database.write((manager) =>
      manager
        .createQueryBuilder()
        .delete()
        .from(Session)
        .where('seen_at < :idle OR began_at < :absolute', {
          idle: before(now, idleLimit),
          absolute: before(now, absoluteLimit),
        })
        .execute(),
    )
  }

  private async read(id: string): Promise<SessionData | null> {
    const [row] = await this.database.select<Row>(
      'SELECT data, began_at, seen_at FROM session WHERE id_hash = ?',
      [hashOfSecret(id)],
    )
    if (!row) return null
    const now = this.clock.now()
    if (row.seen_at < before(now, idleLimit) || row.began_at < before(now, absoluteLimit)) return null
    return { ...(JSON.parse(row.data) as SessionData), seenAt: row.seen_at }
  }

  private async save(id: string, session: SessionData): Promise<void> {
    const now = this.clock.now()
    const idHash = hashOfSecret(id)
    const { seenAt, ...kept } = session
    const state = { accountId: session.accountId ?? null, data: JSON.stringify(kept), seenAt: now }
    await this.database.write(async (manager) => {
      if ((await changeRows(manager, Session, { idHash }, state)) > 0) return
      // It was read and has been ended since, while its last request was under way: it stays ended.
      if (seenAt !== undefined) return
      await insertRows(manager, Session, [{ idHash, beganAt: session.signedInAt ?? now, ...state }])
    })
  }

  private async note(id: string, session: SessionData): Promise<void> {
    const now = this.clock.now()
    if ((session.seenAt ?? '') > before(now, noteAfter)) return
    await this.database.write((manager) =>
      changeRows(manager, Session, { idHash: hashOfSecret(id) }, { seenAt: now }),
    )
  }
}
