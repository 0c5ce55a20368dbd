import { Injectable } from '@nestjs/common'
import { Ledger, type Write } from '../audit/ledger.service.js'
import { Clock } from '../clock/clock.js'
import { type Day, endOfDay, type Instant } from '../clock/dates.js'
import { Database } from '../database/database.js'
import { changeRows, findRow, insertRow } from '../database/rows.js'
import type { Permission } from '../web/access.js'
import { AccountRefused } from './accounts.service.js'
import { refuseToken } from './api-tokens.rules.js'
import { ApiToken } from './credential.entity.js'
import { PeopleService } from './people.service.js'
import { tokenPermissions } from './permission.js'
import type { Person } from './person.js'
import { hashOfSecret, newSecret } from './secrets.js'
import { TokenKeeper } from './token-keeper.js'

/** A token that a person asks for. */
export interface NewToken {
  name: string
  /** What it may be used for; of these, those that its account holds at the time. */
  scope: Permission[]
  /** The last day on which it works. */
  endsOn: Day
}

/** A token as its owner sees it later: what it is for, never what it is. */
export interface TokenFacts {
  id: number
  name: string
  scope: Permission[]
  madeAt: Instant
  endsAt: Instant
  usedAt: Instant | null
  revokedAt: Instant | null
}

interface TokenRow {
  id: number
  account_id: number
  scope: string
  used_at: string | null
}

/** What every token begins with: it says what it is where somebody finds it. */
const sign = 'throughline_'
/** Its last use is noted once in a while, not with every call. */
const noteAfter = 10 * 60_000

/** The tokens of the API: made, shown once, revoked, and known again. */
@Injectable()
export class ApiTokens {
  constructor(
    private readonly database: Database,
    private readonly ledger: Ledger,
    private readonly clock: Clock,
    private readonly people: PeopleService,
    private readonly keeper: TokenKeeper,
  ) {}

  /** The account behind a token, with no more rights than the token's scope; null when the token opens nothing. */
  async personOf(token: string): Promise<Person | null> {
    if (this.keeper.accepts(token)) {
      const first = await this.people.firstAccount()
      return first === null ? null : this.personWithin(first, null)
    }
    const now = this.clock.now()
    const [row] = await this.database.select<TokenRow>(
      `SELECT id, account_id, scope, used_at FROM api_token
      WHERE token_hash = ? AND revoked_at IS NULL AND ends_at > ?`,
      [hashOfSecret(token), now],
    )
    if (!row) return null
    const person = await this.personWithin(row.account_id, JSON.parse(row.scope) as Permission[])
    if (person) await this.noteUse(row, now)
    return person
  }

  /** The tokens of an account, the newest first; those that ended or were revoked as well. */
  async of(accountId: number): Promise<TokenFacts[]> {
    const tokens = await this.database.reads
      .getRepository(ApiToken)
      .find({ where: { accountId }, order: { id: 'DESC' } })
    return tokens.map(({ id, name, scope, madeAt, endsAt, usedAt, revokedAt }) => ({
      ...{ id, name, scope: scope as Permission[], madeAt, endsAt, usedAt, revokedAt },
    }))
  }

  /** Whether a token still works, at this moment. */
  works(token: TokenFacts): boolean {
    return token.revokedAt === null && token.endsAt > this.clock.now()
  }

  /** What is wrong with a token before it is made; empty when nothing is. */
  async refusalsOf(person: Person, asked: NewToken): Promise<{ field: string; message: string }[]> {
    return refuseToken(asked, person, await this.of(person.accountId), this.clock.now())
  }

  /**
   * Makes a token for the person's account.
   *
   * @returns the token itself: it can be told only now
   * @throws AccountRefused when its name, scope or end is not as it must be
   */
  async make(person: Person, asked: NewToken): Promise<string> {
    const secret = sign + newSecret()
    const name = asked.name.trim()
    await this.ledger.write(person, async (write) => {
      const held = await write.manager.findBy(ApiToken, { accountId: person.accountId })
      const errors = refuseToken({ ...asked, name }, person, held, write.now)
      if (errors.length > 0) throw new AccountRefused(errors)
      await insertRow(write.manager, ApiToken, {
        ...{ accountId: person.accountId, name, tokenHash: hashOfSecret(secret), scope: asked.scope },
        ...{ madeAt: write.now, endsAt: endOfDay(asked.endsOn), usedAt: null, revokedAt: null },
      })
      write.tell({
        kind: 'token.made',
        subject: person.email,
        details: { name, scope: asked.scope, until: asked.endsOn },
      })
    })
    return secret
  }

  /**
   * Revokes a token of the person's account: it opens nothing from now on.
   *
   * @returns its name; null when the account has no such token that works
   */
  async revoke(person: Person, id: number): Promise<string | null> {
    const token = (await this.of(person.accountId)).find((one) => one.id === id && this.works(one))
    if (!token) return null
    await this.ledger.write(person, async (write) => {
      const held = await findRow(write.manager, ApiToken, { id })
      if (held) await revokeIn(write, person.email, held)
    })
    return token.name
  }

  private async personWithin(accountId: number, scope: Permission[] | null): Promise<Person | null> {
    const person = await this.people.find(accountId, 'token')
    if (!person) return null
    const carried = tokenPermissions(person.permissions).filter(
      (permission) => scope === null || scope.includes(permission),
    )
    return { ...person, permissions: new Set(carried) }
  }

  private async noteUse({ id, used_at: usedAt }: TokenRow, now: string): Promise<void> {
    if (usedAt !== null && Date.parse(now) - Date.parse(usedAt) < noteAfter) return
    await this.database.write((manager) => changeRows(manager, ApiToken, { id }, { usedAt: now }))
  }
}

/** Revokes every token of an account that still works, within a write that does more; answers with their names. */
export async function revokeTokensIn(write: Write, accountId: number, email: string): Promise<string[]> {
  const tokens = await write.manager.findBy(ApiToken, { accountId })
  const working = tokens.filter(({ revokedAt, endsAt }) => revokedAt === null && endsAt > write.now)
  for (const token of working) await revokeIn(write, email, token)
  return working.map(({ name }) => name)
}

async function revokeIn(write: Write, email: string, { id, name }: ApiToken): Promise<void> {
  await changeRows(write.manager, ApiToken, { id }, { revokedAt: write.now })
  write.tell({ kind: 'token.revoked', subject: email, details: { name } })
}
