import { Injectable } from '@nestjs/common'
import { Database } from '../database/database.js'
import type { Permission } from '../web/access.js'
import type { Person, RoleHeld } from './person.js'
import { type AccountRole, roleFacts } from './role.js'

interface AccountRow {
  id: number
  email: string
  name: string
  signed_in_before: string | null
}

interface HeldRow {
  account_id: number
  role: AccountRole
  agency_slug: string | null
  agency_name: string | null
  plan_slug: string | null
  plan_title: string | null
}

/** Finds people by their accounts, with the rights that they have at this moment. */
@Injectable()
export class PeopleService {
  constructor(private readonly database: Database) {}

  /** The person of an account that may be used, or null: an account that was disabled opens nothing. */
  async find(accountId: number, by: Person['by']): Promise<Person | null> {
    const [account] = await this.database.select<AccountRow>(
      `SELECT id, email, name, signed_in_before FROM account WHERE id = ? AND state = 'active'`,
      [accountId],
    )
    if (!account) return null
    const roles = await this.rolesOf(accountId)
    const own = roles.flatMap(({ agency }) => (agency ? [agency.slug] : []))
    return {
      accountId: account.id,
      name: account.name,
      email: account.email,
      roles,
      rolesInWords: rolesInWords(roles),
      permissions: new Set(roles.flatMap(({ role }): readonly Permission[] => roleFacts[role].permissions)),
      agencies: own.length > 0 ? await this.withUnits(own) : [],
      plans: roles.flatMap(({ plan }) => (plan ? [plan.slug] : [])),
      by,
      visitedBefore: account.signed_in_before,
    }
  }

  /** The account that was made first: the one that the service's own token belongs to. */
  async firstAccount(): Promise<number | null> {
    const [first] = await this.database.select<{ id: number | null }>('SELECT MIN(id) AS id FROM account')
    return first?.id ?? null
  }

  /** The roles of an account, with the names of what they are held of. */
  async rolesOf(accountId: number): Promise<RoleHeld[]> {
    return (await this.rolesOfAll([accountId])).get(accountId) ?? []
  }

  /** The roles of many accounts, by the ids of the accounts. */
  async rolesOfAll(accountIds: readonly number[]): Promise<Map<number, RoleHeld[]>> {
    const held = new Map<number, RoleHeld[]>(accountIds.map((id) => [id, []]))
    if (accountIds.length === 0) return held
    const rows = await this.database.select<HeldRow>(
      `SELECT h.account_id, h.role, g.slug AS agency_slug, g.name AS agency_name,
        p.slug AS plan_slug, p.title AS plan_title
      FROM account_role h LEFT JOIN agency g ON g.id = h.agency_id LEFT JOIN plan p ON p.id = h.plan_id
      WHERE h.account_id IN (${accountIds.map(() => '?').join(', ')}) ORDER BY h.id`,
      accountIds,
    )
    for (const { account_id: id, role, agency_slug, agency_name, plan_slug, plan_title } of rows) {
      held.get(id)?.push({
        role,
        agency: agency_slug === null ? null : { slug: agency_slug, name: agency_name ?? '' },
        plan: plan_slug === null ? null : { slug: plan_slug, title: plan_title ?? '' },
      })
    }
    return held
  }

  /**
   * The agencies with every unit below them: who answers for a ministry answers for its services. Agencies that were
   * merged are one: who answers for either answers for both.
   */
  private async withUnits(own: string[]): Promise<string[]> {
    const agencies = await this.database.select<{ slug: string; parent: string | null }>(
      'SELECT g.slug, up.slug AS parent FROM agency g LEFT JOIN agency up ON up.id = g.parent_id ORDER BY g.id',
    )
    const merges = await this.database.select<{ slug: string; into_slug: string }>(
      `SELECT g.slug, up.slug AS into_slug FROM agency_merge m
      JOIN agency g ON g.id = m.agency_id JOIN agency up ON up.id = m.into_id`,
    )
    const found = new Set(own)
    let before = 0
    while (found.size > before) {
      before = found.size
      for (const { slug, parent } of agencies) if (parent !== null && found.has(parent)) found.add(slug)
      for (const { slug, into_slug: into } of merges) {
        if (found.has(slug) || found.has(into)) found.add(slug).add(into)
      }
    }
    return [...found]
  }
}

/** "Agency owner of Jobcentre Plus" */
export function roleInWords({ role, agency, plan }: RoleHeld): string {
  const of = agency?.name ?? plan?.title
  return of ? `${roleFacts[role].label} of ${of}` : roleFacts[role].label
}

/** "Programme office, Agency owner of Jobcentre Plus" */
function rolesInWords(roles: RoleHeld[]): string {
  return roles.map(roleInWords).join(', ') || 'No role yet'
}
