import { Injectable } from '@nestjs/common'
import { Agency } from '../agencies/agency.entity.js'
import { type Author, Ledger, type Write } from '../audit/ledger.service.js'
import { findRow, insertRow } from '../database/rows.js'
import { Plan } from '../plans/plan.entity.js'
import { Account, AccountRoleHeld, type AccountState } from './account.entity.js'
import { isNameTaken, longestName, nameTaken } from './account-names.js'
import { type AccountRole, roleFacts } from './role.js'

/** A role to be given: of an agency, of a plan, or of the whole register. */
export interface RoleGiven {
  role: AccountRole
  /** Slug of the agency of an agency owner. */
  agency?: string
  /** Slug of the plan of a council officer. */
  plan?: string
}

export interface NewAccount {
  email: string
  name: string
  state: AccountState
  /** As `Passwords.hash` makes it; null until the person chooses one. */
  passwordHash: string | null
  mustChangePassword: boolean
  roles: RoleGiven[]
}

/** An account cannot be made or changed so: the field, and the sentence that the person is shown. */
export class AccountRefused extends Error {
  constructor(readonly errors: { field: string; message: string }[]) {
    super(errors.map(({ message }) => message).join(' '))
  }
}

/** No account has this id. */
export class AccountNotFound extends Error {
  constructor() {
    super('There is no such account.')
  }
}

/** What is wrong with an email address that somebody typed; null when nothing is. */
export function emailProblem(email: string): string | null {
  const typed = email.trim()
  if (typed === '') return 'Enter the email address'
  if (typed.length > longestName) return `The email address must be ${longestName} characters or fewer`
  return /^[^\s@"<>(),;:\\]+@[^\s@"<>(),;:\\]+\.[^\s@"<>(),;:\\.]+$/u.test(typed)
    ? null
    : 'Enter an email address like name@example.gov.uk'
}

/** Makes accounts. */
@Injectable()
export class AccountsService {
  constructor(private readonly ledger: Ledger) {}

  /**
   * Makes an account with its roles.
   *
   * @returns its id
   * @throws AccountRefused when the address or the name has one already, or a role names no agency or plan of the register
   */
  async make(author: Author, account: NewAccount): Promise<number> {
    return this.ledger.write(author, (write) => this.makeIn(write, account))
  }

  /** The same, in a write that does more. */
  async makeIn(write: Write, { roles, ...account }: NewAccount): Promise<number> {
    const [email, name] = [account.email.trim().toLowerCase(), account.name.trim()]
    await refuseTaken(write, email)
    await refuseNameTaken(write, name)
    const accountId = await insertRow(write.manager, Account, {
      ...{ ...account, email, name, codeSecret: null, codesSince: null, codeLastStep: null },
      ...{ codesRequired: false, singleSignOnSubject: null },
      ...{ signedInAt: null, signedInBefore: null, madeAt: write.now },
    })
    for (const role of roles) await this.give(write, accountId, role)
    write.tell({ kind: 'account.made', subject: email, details: { name, roles: roles.map(slugsOf) } })
    return accountId
  }

  /** @throws AccountRefused when the role names no agency or plan of the register */
  async give(write: Write, accountId: number, given: RoleGiven): Promise<void> {
    const { of, label } = roleFacts[given.role]
    const agency = of === 'agency' ? await findRow(write.manager, Agency, { slug: given.agency ?? '' }) : null
    const plan = of === 'plan' ? await findRow(write.manager, Plan, { slug: given.plan ?? '' }) : null
    if (of === 'agency' && !agency) {
      throw new AccountRefused([
        { field: 'agency', message: `Choose the agency that the ${label.toLowerCase()} answers for` },
      ])
    }
    if (of === 'plan' && !plan) {
      throw new AccountRefused([
        { field: 'plan', message: `Choose the plan that the ${label.toLowerCase()} keeps` },
      ])
    }
    await insertRow(write.manager, AccountRoleHeld, {
      ...{ accountId, role: given.role, agencyId: agency?.id ?? null, planId: plan?.id ?? null },
      givenAt: write.now,
    })
  }
}

/** "agency_owner of jobcentre-plus": a role as the audit trail says it. */
export function slugsOf({ role, agency, plan }: RoleGiven): string {
  return [role, agency ?? plan].filter(Boolean).join(' of ')
}

/** @throws AccountRefused when another account has the address */
export async function refuseTaken(write: Write, email: string, butFor?: number): Promise<void> {
  const taken = await findRow(write.manager, Account, { email })
  if (taken && taken.id !== butFor) {
    throw new AccountRefused([{ field: 'email', message: `${email} has an account already` }])
  }
}

/** @throws AccountRefused when another account has the name: nobody shall speak in somebody else's */
export async function refuseNameTaken(write: Write, name: string, butFor?: number): Promise<void> {
  if (await isNameTaken(write, name, butFor)) {
    throw new AccountRefused([{ field: 'name', message: nameTaken }])
  }
}
