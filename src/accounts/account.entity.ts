import { Check, Column, Entity, ForeignKey, Index, PrimaryGeneratedColumn, Unique } from 'typeorm'
import { Agency } from '../agencies/agency.entity.js'
import { instantColumn, isInstant, oneOf } from '../database/columns.js'
import { Plan } from '../plans/plan.entity.js'
import { accountRoles, type AccountRole } from './role.js'

export const accountStates = ['invited', 'active', 'disabled'] as const
export type AccountState = (typeof accountStates)[number]

const optionalInstant = { ...instantColumn, nullable: true } as const

/** A person who may sign in. Accounts are never deleted: the trail and the updates name them. */
@Entity('account')
@Unique(['email'])
@Unique(['singleSignOnSubject'])
@Check('ck_account_state', oneOf('state', accountStates))
@Check('ck_account_email', `"email" = lower("email")`)
@Check('ck_account_made_at', isInstant('made_at'))
export class Account {
  @PrimaryGeneratedColumn()
  id: number

  /** In small letters: nobody has two accounts by writing an address in two ways. */
  @Column('varchar', { length: 254 })
  email: string

  /** As updates, history and trail name the person. */
  @Column('varchar', { length: 200 })
  name: string

  @Column('varchar', { length: 10 })
  state: AccountState

  /** Argon2id, in its own encoding; null where no password was chosen. */
  @Column('text', { nullable: true })
  passwordHash: string | null

  /** A one-time password was given: the next sign-in must choose another. */
  @Column('boolean')
  mustChangePassword: boolean

  /** The secret of the one-time codes, sealed with the key of this installation. */
  @Column('text', { nullable: true })
  codeSecret: string | null

  /** When the first code was given back; until then the secret asks for nothing. */
  @Column(optionalInstant)
  codesSince: string | null

  /** The time step of the last code that was accepted: none is accepted twice. */
  @Column('integer', { nullable: true })
  codeLastStep: number | null

  /** An administrator asks for one-time codes. */
  @Column('boolean')
  codesRequired: boolean

  /** Issuer and subject at the single sign-on provider. */
  @Column('varchar', { length: 400, nullable: true })
  singleSignOnSubject: string | null

  /** When the person last signed in, and the time before that: what has changed since the last visit. */
  @Column(optionalInstant)
  signedInAt: string | null

  @Column(optionalInstant)
  signedInBefore: string | null

  @Column(instantColumn)
  madeAt: string
}

/** A role that an account holds: of an agency, of a plan, or of the whole register. */
@Entity('account_role')
@Unique(['accountId', 'role', 'agencyId', 'planId'])
@Check('ck_account_role_role', oneOf('role', accountRoles))
@Check('ck_account_role_agency', `("role" = 'agency_owner') = ("agency_id" IS NOT NULL)`)
@Check('ck_account_role_plan', `("role" = 'council_officer') = ("plan_id" IS NOT NULL)`)
export class AccountRoleHeld {
  @PrimaryGeneratedColumn()
  id: number

  @Column('integer')
  @ForeignKey(() => Account)
  @Index()
  accountId: number

  @Column('varchar', { length: 20 })
  role: AccountRole

  @Column('integer', { nullable: true })
  @ForeignKey(() => Agency)
  agencyId: number | null

  @Column('integer', { nullable: true })
  @ForeignKey(() => Plan)
  planId: number | null

  @Column(instantColumn)
  givenAt: string
}
