import { Injectable } from '@nestjs/common'
import type { Instant } from '../clock/dates.js'
import { Database } from '../database/database.js'
import type { AccountState } from './account.entity.js'
import { isNameTaken } from './account-names.js'
import { PeopleService } from './people.service.js'
import type { RoleHeld } from './person.js'
import type { AccountRole } from './role.js'

/** Which accounts a list shows; what is left out shows all. */
export interface AccountFilter {
  /** Words of the name or the email address. */
  q?: string
  role?: AccountRole
  state?: AccountState
}

/** An account as administrators see it: never a password, a secret or a hash. */
export interface AccountFacts {
  id: number
  name: string
  email: string
  state: AccountState
  roles: RoleHeld[]
  madeAt: Instant
  signedInAt: Instant | null
  /** Since when the account asks for one-time codes; null where it does not. */
  codesSince: Instant | null
  codesRequired: boolean
  hasPassword: boolean
  /** The account is known to the single sign-on provider. */
  singleSignOn: boolean
}

/** What a role can be held of, as forms offer it. */
export interface RoleChoices {
  agencies: { slug: string; name: string }[]
  plans: { slug: string; title: string }[]
}

interface Row {
  id: number
  name: string
  email: string
  state: AccountState
  made_at: Instant
  signed_in_at: Instant | null
  codes_since: Instant | null
  codes_required: boolean | number
  has_password: number
  single_sign_on: number
}

const columns = `a.id, a.name, a.email, a.state, a.made_at, a.signed_in_at, a.codes_since, a.codes_required,
  CASE WHEN a.password_hash IS NULL THEN 0 ELSE 1 END AS has_password,
  CASE WHEN a.single_sign_on_subject IS NULL THEN 0 ELSE 1 END AS single_sign_on`

/** Reads accounts for those who look after them. */
@Injectable()
export class AccountReading {
  constructor(
    private readonly database: Database,
    private readonly people: PeopleService,
  ) {}

  /** One page of the accounts that pass the filter, by name. A page beyond the last is empty. */
  async list(
    filter: AccountFilter,
    page: number,
    pageSize: number,
  ): Promise<{ items: AccountFacts[]; total: number }> {
    const { text, parameters } = conditionsOf(filter)
    const [counted] = await this.database.select<{ total: number }>(
      `SELECT CAST(COUNT(*) AS integer) AS total FROM account a ${text}`,
      parameters,
    )
    const rows = await this.database.select<Row>(
      `SELECT ${columns} FROM account a ${text} ORDER BY LOWER(a.name), a.email LIMIT ? OFFSET ?`,
      [...parameters, pageSize, (page - 1) * pageSize],
    )
    return { items: await this.withRoles(rows), total: counted?.total ?? 0 }
  }

  /** The account with this id, or null. */
  async find(id: number): Promise<AccountFacts | null> {
    const rows = await this.database.select<Row>(`SELECT ${columns} FROM account a WHERE a.id = ?`, [id])
    return (await this.withRoles(rows))[0] ?? null
  }

  /** Whether an account has this address, in whatever letters it is written. */
  async hasEmail(email: string): Promise<boolean> {
    const rows = await this.database.select('SELECT id FROM account WHERE email = ?', [
      email.trim().toLowerCase(),
    ])
    return rows.length > 0
  }

  /** Whether an account has this name, however it is spaced and in whatever letters it is written. */
  async hasName(name: string): Promise<boolean> {
    return isNameTaken(this.database.reads, name)
  }

  /** The agencies and plans that a role can be given of; an agency that was merged into another is not among them. */
  async choices(): Promise<RoleChoices> {
    const [agencies, plans] = await Promise.all([
      this.database.select<RoleChoices['agencies'][number]>(
        `SELECT g.slug, g.name FROM agency g
        WHERE NOT EXISTS (SELECT 1 FROM agency_merge m WHERE m.agency_id = g.id) ORDER BY LOWER(g.name), g.slug`,
      ),
      this.database.select<RoleChoices['plans'][number]>('SELECT slug, title FROM plan ORDER BY id'),
    ])
    return { agencies, plans }
  }

  private async withRoles(rows: Row[]): Promise<AccountFacts[]> {
    const roles = await this.people.rolesOfAll(rows.map(({ id }) => id))
    return rows.map((row) => ({
      ...{ id: row.id, name: row.name, email: row.email, state: row.state, roles: roles.get(row.id) ?? [] },
      ...{ madeAt: row.made_at, signedInAt: row.signed_in_at, codesSince: row.codes_since },
      codesRequired: Boolean(row.codes_required),
      hasPassword: row.has_password === 1,
      singleSignOn: row.single_sign_on === 1,
    }))
  }
}

function conditionsOf({ q, role, state }: AccountFilter): { text: string; parameters: string[] } {
  const conditions: string[] = []
  const parameters: string[] = []
  for (const word of (q ?? '').toLowerCase().split(/\s+/u).filter(Boolean)) {
    conditions.push(`(LOWER(a.name) LIKE ? ESCAPE '\\' OR a.email LIKE ? ESCAPE '\\')`)
    const pattern = `%${word.replaceAll(/[\\%_]/gu, '\\$&')}%`
    parameters.push(pattern, pattern)
  }
  if (role !== undefined) {
    conditions.push('EXISTS (SELECT 1 FROM account_role h WHERE h.account_id = a.id AND h.role = ?)')
    parameters.push(role)
  }
  if (state !== undefined) {
    conditions.push('a.state = ?')
    parameters.push(state)
  }
  return { text: conditions.length > 0 ? `WHERE ${conditions.join(' AND ')}` : '', parameters }
}
