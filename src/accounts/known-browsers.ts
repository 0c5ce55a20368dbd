import { Injectable } from '@nestjs/common'
import type { Request } from 'express'
import type { EntityManager } from 'typeorm'
import { Clock } from '../clock/clock.js'
import { Settings } from '../config/settings.js'
import { Database } from '../database/database.js'
import { insertRows } from '../database/rows.js'
import { KnownBrowser } from './credential.entity.js'
import { hashOfSecret, newSecret } from './secrets.js'

const year = 365 * 24 * 60 * 60_000
/** People who share a browser: each leaves a token in it. */
const mostPeople = 5

/** Remembers from which browsers somebody has signed in to an account, by a cookie that opens nothing. */
@Injectable()
export class KnownBrowsers {
  private readonly https: boolean
  private readonly cookie: string

  constructor(
    settings: Settings,
    private readonly database: Database,
    private readonly clock: Clock,
  ) {
    this.https = settings.publicUrl.startsWith('https:')
    this.cookie = this.https ? '__Host-throughline-browser' : 'throughline-browser'
  }

  async isKnown(request: Request, accountId: number): Promise<boolean> {
    const hashes = this.tokensOf(request).map(hashOfSecret)
    if (hashes.length === 0) return false
    const rows = await this.database.select(
      `SELECT id FROM known_browser WHERE account_id = ? AND made_at > ?
      AND token_hash IN (${hashes.map(() => '?').join(', ')})`,
      [accountId, this.aYearAgo(), ...hashes],
    )
    return rows.length > 0
  }

  /** Somebody has signed in with this browser. */
  async remember(request: Request, accountId: number): Promise<void> {
    if (await this.isKnown(request, accountId)) return
    const token = newSecret()
    const row = { tokenHash: hashOfSecret(token), accountId, madeAt: this.clock.now() }
    await this.database.write((manager) => insertRows(manager, KnownBrowser, [row]))
    const tokens = [token, ...this.tokensOf(request)].slice(0, mostPeople)
    request.res?.cookie(this.cookie, tokens.join('.'), {
      ...{ httpOnly: true, sameSite: 'lax', secure: this.https, path: '/', maxAge: year },
    })
  }

  /** No browser counts as known any more: one of them may be a thief's. */
  async forgetAll(manager: EntityManager, accountId: number): Promise<void> {
    await manager.delete(KnownBrowser, { accountId })
  }

  async sweep(): Promise<void> {
    await this.database.write((manager) =>
      manager
        .createQueryBuilder()
        .delete()
        .from(KnownBrowser)
        .where('made_at <= :old', { old: this.aYearAgo() })
        .execute(),
    )
  }

  private aYearAgo(): string {
    return new Date(Date.parse(this.clock.now()) - year).toISOString()
  }

  private tokensOf(request: Request): string[] {
    const pairs = (request.headers.cookie ?? '').split(';').map((pair) => pair.trim().split('='))
    const [, value = ''] = pairs.find(([name]) => name === this.cookie) ?? []
    return value
      .split('.')
      .filter((token) => /^[\w-]{43}$/u.test(token))
      .slice(0, mostPeople)
  }
}
