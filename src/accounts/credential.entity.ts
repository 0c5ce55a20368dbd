import { Check, Column, Entity, ForeignKey, Index, PrimaryGeneratedColumn, Unique } from 'typeorm'
import { instantColumn, isInstant, oneOf } from '../database/columns.js'
import { Account } from './account.entity.js'

const hashColumn = { length: 64 } as const
const optionalInstant = { ...instantColumn, nullable: true } as const

export const linkPurposes = ['invitation', 'reset'] as const

/** A link that was mailed to a person: it works once, and not after its end. */
@Entity('single_use_link')
@Unique(['tokenHash'])
@Check('ck_single_use_link_purpose', oneOf('purpose', linkPurposes))
@Check('ck_single_use_link_ends_at', isInstant('ends_at'))
export class SingleUseLink {
  @PrimaryGeneratedColumn()
  id: number

  @Column('varchar', hashColumn)
  tokenHash: string

  @Column('integer')
  @ForeignKey(() => Account)
  @Index()
  accountId: number

  @Column('varchar', { length: 12 })
  purpose: (typeof linkPurposes)[number]

  @Column(instantColumn)
  madeAt: string

  @Column(instantColumn)
  endsAt: string

  @Column(optionalInstant)
  usedAt: string | null
}

/** A guess at a password or a code: what throttling counts. Addresses are kept no longer than it needs them. */
@Entity('sign_in_attempt')
@Index(['accountKey', 'at'])
@Index(['address', 'at'])
@Check('ck_sign_in_attempt_at', isInstant('at'))
export class SignInAttempt {
  @PrimaryGeneratedColumn()
  id: number

  /** Hash of the email that was typed, whether or not it has an account. */
  @Column('varchar', hashColumn)
  accountKey: string

  @Column('varchar', { length: 64 })
  address: string

  /** It came from a browser that had signed in to this account before. */
  @Column('boolean')
  knownBrowser: boolean

  @Column('boolean')
  succeeded: boolean

  @Column(instantColumn)
  at: string
}

/** A browser from which somebody has signed in to an account: guesses from elsewhere do not shut it out. */
@Entity('known_browser')
@Unique(['tokenHash'])
export class KnownBrowser {
  @PrimaryGeneratedColumn()
  id: number

  @Column('varchar', hashColumn)
  tokenHash: string

  @Column('integer')
  @ForeignKey(() => Account)
  @Index()
  accountId: number

  @Column(instantColumn)
  madeAt: string
}

/** A way in when the phone with the one-time codes is gone. */
@Entity('recovery_code')
@Unique(['accountId', 'codeHash'])
export class RecoveryCode {
  @PrimaryGeneratedColumn()
  id: number

  @Column('integer')
  @ForeignKey(() => Account)
  accountId: number

  @Column('varchar', hashColumn)
  codeHash: string

  @Column(optionalInstant)
  usedAt: string | null
}

/** A token for the API: shown once when it is made; here stands its hash. */
@Entity('api_token')
@Unique(['tokenHash'])
@Check('ck_api_token_ends_at', isInstant('ends_at'))
export class ApiToken {
  @PrimaryGeneratedColumn()
  id: number

  @Column('integer')
  @ForeignKey(() => Account)
  @Index()
  accountId: number

  @Column('varchar', { length: 100 })
  name: string

  @Column('varchar', hashColumn)
  tokenHash: string

  /** What it may be used for: permissions, never more than the account has. */
  @Column('simple-json')
  scope: string[]

  @Column(instantColumn)
  madeAt: string

  @Column(instantColumn)
  endsAt: string

  @Column(optionalInstant)
  usedAt: string | null

  @Column(optionalInstant)
  revokedAt: string | null
}
