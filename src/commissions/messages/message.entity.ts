import {
  Check,
  Column,
  Entity,
  ForeignKey,
  Index,
  PrimaryColumn,
  PrimaryGeneratedColumn,
  Unique,
} from 'typeorm'
import { Account } from '../../accounts/account.entity.js'
import { Agency } from '../../agencies/agency.entity.js'
import { dayColumn, instantColumn, isInstant, oneOf } from '../../database/columns.js'
import { Return } from '../returns/return.entity.js'

/** Who is written to, the first before the others. */
export const rungs = ['owner', 'deputy', 'accountable'] as const
export type Rung = (typeof rungs)[number]

/** A person of an agency who is written to. With an account the message opens the service, without one a signed link. */
@Entity('agency_contact')
@Check('ck_agency_contact_rung', oneOf('rung', rungs))
@Check('ck_agency_contact_email', `"email" = lower("email")`)
@Check('ck_agency_contact_recorded_at', isInstant('recorded_at'))
export class AgencyContact {
  @PrimaryGeneratedColumn()
  id: number

  @Column('integer')
  @ForeignKey(() => Agency)
  @Index()
  agencyId: number

  @Column('varchar', { length: 12 })
  rung: Rung

  @Column('varchar', { length: 200 })
  name: string

  @Column('varchar', { length: 254 })
  email: string

  @Column(instantColumn)
  recordedAt: string

  @Column({ ...instantColumn, nullable: true })
  removedAt: string | null
}

/** How an agency wants to answer. An agency without a row answers with one person. */
@Entity('agency_arrangement')
export class AgencyArrangement {
  @PrimaryColumn('integer')
  @ForeignKey(() => Agency)
  agencyId: number

  /** Whether a second person signs a return off before it goes to the programme office. */
  @Column('boolean')
  secondPerson: boolean

  @Column('varchar', { length: 200 })
  author: string

  @Column(instantColumn)
  recordedAt: string
}

/** Why somebody is written to. */
export const messageKinds = ['invitation', 'before', 'on the day', 'after', 'chased', 'question'] as const
export type MessageKind = (typeof messageKinds)[number]

/**
 * What became of a message. It is `sending` on disk before the mail server hears of it, so that a crash leaves it `in_doubt`
 * and it is never sent a second time.
 */
export const messageStates = ['queued', 'sending', 'sent', 'written', 'failed', 'in_doubt'] as const
export type MessageState = (typeof messageStates)[number]

/** One message to one person: everything that is asked of them on that day. Nobody gets two on one day. */
@Entity('message')
@Unique(['email', 'day'])
@Check('ck_message_state', oneOf('state', messageStates))
@Check('ck_message_email', `"email" = lower("email")`)
@Check('ck_message_made_at', isInstant('made_at'))
export class Message {
  @PrimaryGeneratedColumn()
  id: number

  @Column('varchar', { length: 254 })
  email: string

  @Column('varchar', { length: 200 })
  name: string

  @Column({ ...dayColumn, nullable: false })
  day: string

  @Column('varchar', { length: 300 })
  subject: string

  /** As it was sent, but for its links: what opens a return is kept nowhere. */
  @Column('text')
  text: string

  @Column('varchar', { length: 10 })
  state: MessageState

  /** Who pressed the button; null where it went by the calendar. */
  @Column('integer', { nullable: true })
  @ForeignKey(() => Account)
  accountId: number | null

  @Column(instantColumn)
  madeAt: string

  /** When it was taken up to be sent. */
  @Column({ ...instantColumn, nullable: true })
  takenAt: string | null

  @Column({ ...instantColumn, nullable: true })
  sentAt: string | null

  @Column('text', { nullable: true })
  failure: string | null
}

/** A return that a message speaks of. */
@Entity('message_return')
@Check('ck_message_return_kind', oneOf('kind', messageKinds))
@Check('ck_message_return_rung', oneOf('rung', rungs))
export class MessageReturn {
  @PrimaryColumn('integer')
  @ForeignKey(() => Message)
  messageId: number

  @PrimaryColumn('integer')
  @ForeignKey(() => Return)
  @Index()
  returnId: number

  @Column('varchar', { length: 12 })
  kind: MessageKind

  @Column('varchar', { length: 12 })
  rung: Rung
}

/** An address at which a calendar program reads a person's deadlines. It shows days and titles, and opens nothing. */
@Entity('calendar_feed')
@Unique(['accountId'])
@Unique(['tokenHash'])
export class CalendarFeed {
  @PrimaryGeneratedColumn()
  id: number

  @Column('integer')
  @ForeignKey(() => Account)
  accountId: number

  @Column('varchar', { length: 64 })
  tokenHash: string

  @Column(instantColumn)
  madeAt: string
}
