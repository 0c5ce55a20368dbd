import { Injectable } from '@nestjs/common'
import { type Author, Ledger, type Write } from '../audit/ledger.service.js'
import { changeRows, findRow } from '../database/rows.js'
import { Account, AccountRoleHeld } from './account.entity.js'
import {
  AccountNotFound,
  AccountRefused,
  AccountsService,
  refuseNameTaken,
  refuseTaken,
  type RoleGiven,
  slugsOf,
} from './accounts.service.js'
import { mayLoseAdministrator } from './account-admin.rules.js'
import { revokeTokensIn } from './api-tokens.service.js'
import { Credentials } from './credentials.js'
import type { Person } from './person.js'
import { SingleUseLinks } from './single-use-links.js'

/** What an audit line says of a change: each thing before and after, and why where a reason was asked for. */
type Changed = Record<string, unknown>

interface HeldRole extends RoleGiven {
  id: number
}

/** Changes accounts for those who look after them. Each change is one write, with a line that says before and after. */
@Injectable()
export class AccountAdmin {
  constructor(
    private readonly ledger: Ledger,
    private readonly accounts: AccountsService,
    private readonly credentials: Credentials,
    private readonly links: SingleUseLinks,
  ) {}

  /**
   * Changes the name and the email address. With the address, links that were mailed to the old one end.
   *
   * @returns whether that changed anything
   * @throws AccountNotFound, AccountRefused when the address or the name has an account already
   */
  async describe(author: Author, accountId: number, to: { name: string; email: string }): Promise<boolean> {
    const [name, email] = [to.name.trim(), to.email.trim().toLowerCase()]
    return this.change(author, accountId, async (write, account) => {
      const changed: Changed = {}
      if (name !== account.name) {
        await refuseNameTaken(write, name, accountId)
        changed.name = { from: account.name, to: name }
      }
      if (email !== account.email) {
        await refuseTaken(write, email, accountId)
        await this.links.useUpAll(write.manager, accountId, write.now)
        changed.email = { from: account.email, to: email }
      }
      if (Object.keys(changed).length > 0) {
        await changeRows(write.manager, Account, { id: accountId }, { name, email })
      }
      return changed
    })
  }

  /**
   * Gives the account these roles and takes away all others.
   *
   * @returns whether that changed anything
   * @throws AccountNotFound, AccountRefused when that would leave nobody to look after accounts, or the author alone out
   */
  async giveRoles(author: Person, accountId: number, roles: RoleGiven[]): Promise<boolean> {
    if (roles.length === 0) {
      throw new AccountRefused([{ field: 'roles', message: 'Select at least one role' }])
    }
    return this.change(author, accountId, async (write, account) => {
      const held = await rolesIn(write, accountId)
      const wanted = new Set(roles.map(slugsOf))
      const lost = held.filter((role) => !wanted.has(slugsOf(role)))
      const before = new Set(held.map(slugsOf))
      const gained = [...new Map(roles.map((role) => [slugsOf(role), role])).values()].filter(
        (role) => !before.has(slugsOf(role)),
      )
      if (lost.some(({ role }) => role === 'administrator')) {
        await mayLoseAdministrator(write, author, account, 'roles')
      }
      for (const { id } of lost) await write.manager.delete(AccountRoleHeld, { id })
      for (const role of gained) await this.accounts.give(write, accountId, role)
      return lost.length + gained.length > 0 ? { roles: { from: [...before], to: [...wanted] } } : {}
    })
  }

  /**
   * Shuts the account: nobody signs in to it, its sessions end, its tokens and links open nothing any more.
   *
   * @throws AccountNotFound, AccountRefused without a reason, and where that would leave nobody to look after accounts
   */
  async disable(author: Person, accountId: number, reason: string): Promise<boolean> {
    if (reason.trim() === '') {
      throw new AccountRefused([{ field: 'reason', message: 'Enter why the account is disabled' }])
    }
    return this.change(author, accountId, async (write, account) => {
      if (account.state === 'disabled') return {}
      await mayLoseAdministrator(write, author, account, 'disabling')
      await changeRows(write.manager, Account, { id: accountId }, { state: 'disabled' })
      await this.credentials.closeAll(write, accountId)
      await this.links.useUpAll(write.manager, accountId, write.now)
      const tokensRevoked = await revokeTokensIn(write, accountId, account.email)
      return { state: { from: account.state, to: 'disabled' }, reason: reason.trim(), tokensRevoked }
    })
  }

  /** Opens a disabled account again: to sign in as before, or to be invited where nobody ever has. @throws AccountNotFound */
  async enable(author: Author, accountId: number): Promise<boolean> {
    return this.change(author, accountId, async (write, account) => {
      if (account.state !== 'disabled') return {}
      const waysIn = [account.passwordHash, account.singleSignOnSubject]
      const state = waysIn.some((way) => way !== null) ? 'active' : 'invited'
      await changeRows(write.manager, Account, { id: accountId }, { state })
      return { state: { from: 'disabled', to: state } }
    })
  }

  /** Asks the account for one-time codes from its next sign-in on, or leaves them to the person. @throws AccountNotFound */
  async requireCodes(author: Author, accountId: number, required: boolean): Promise<boolean> {
    return this.change(author, accountId, async (write, account) => {
      if (account.codesRequired === required) return {}
      await changeRows(write.manager, Account, { id: accountId }, { codesRequired: required })
      return { codesRequired: { from: account.codesRequired, to: required } }
    })
  }

  /** Signs the person out of every browser. @throws AccountNotFound */
  async signOutEverywhere(author: Author, accountId: number): Promise<void> {
    await this.ledger.write(author, async (write) => {
      const { email } = await accountIn(write, accountId)
      await this.credentials.closeAll(write, accountId)
      write.tell({ kind: 'account.signed-out', subject: email, details: { everywhere: true } })
    })
  }

  /** One write for one change; a change that changes nothing is undone, and leaves no line. */
  private async change(
    author: Author,
    accountId: number,
    work: (write: Write, account: Account) => Promise<Changed>,
  ): Promise<boolean> {
    try {
      await this.ledger.write(author, async (write) => {
        const account = await accountIn(write, accountId)
        const changed = await work(write, account)
        if (Object.keys(changed).length === 0) throw new NothingChanged()
        write.tell({ kind: 'account.changed', subject: account.email, details: { changed } })
      })
      return true
    } catch (error) {
      if (error instanceof NothingChanged) return false
      throw error
    }
  }
}

class NothingChanged extends Error {}

async function accountIn(write: Write, id: number): Promise<Account> {
  const account = await findRow(write.manager, Account, { id })
  if (!account) throw new AccountNotFound()
  return account
}

async function rolesIn(write: Write, accountId: number): Promise<HeldRole[]> {
  const rows = await write.manager
    .createQueryBuilder(AccountRoleHeld, 'held')
    .leftJoin('agency', 'agency', 'agency.id = held.agencyId')
    .leftJoin('plan', 'plan', 'plan.id = held.planId')
    .select(['held.id AS id', 'held.role AS role', 'agency.slug AS agency', 'plan.slug AS plan'])
    .where('held.accountId = :accountId', { accountId })
    .orderBy('held.id')
    .getRawMany<{ id: number; role: RoleGiven['role']; agency: string | null; plan: string | null }>()
  return rows.map(({ id, role, agency, plan }) => ({
    ...{ id, role },
    ...(agency === null ? {} : { agency }),
    ...(plan === null ? {} : { plan }),
  }))
}
