import { Check, Column, Entity, ForeignKey, Index, PrimaryGeneratedColumn } from 'typeorm'
import { Account } from '../accounts/account.entity.js'
import { Action } from '../actions/action.entity.js'
import { Timescale } from '../actions/revision.entity.js'
import { dayColumn, instantColumn, isInstant, oneOf } from '../database/columns.js'

export const dateChangeStates = ['waiting', 'agreed', 'refused', 'overtaken'] as const
export type DateChangeState = (typeof dateChangeStates)[number]

/**
 * An end date that somebody wants to move, and what became of it. The first move takes a reason; from the second on also
 * the programme office's agreement (HM Treasury letter DAO 02/20 asks for both to be on record).
 */
@Entity('date_change')
@Check('ck_date_change_state', oneOf('state', dateChangeStates))
@Check('ck_date_change_agreed', `"state" <> 'agreed' OR "timescale_id" IS NOT NULL`)
@Check('ck_date_change_asked_at', isInstant('asked_at'))
export class DateChange {
  @PrimaryGeneratedColumn()
  id: number

  @Column('integer')
  @ForeignKey(() => Action)
  @Index()
  actionId: number

  @Column(dayColumn)
  fromEnd: string | null

  @Column({ ...dayColumn, nullable: false })
  toEnd: string

  @Column('text')
  reason: string

  @Column('integer', { nullable: true })
  @ForeignKey(() => Account)
  accountId: number | null

  @Column('varchar', { length: 200 })
  author: string

  @Column(instantColumn)
  askedAt: string

  @Column('varchar', { length: 10 })
  state: DateChangeState

  /** Who agreed or refused; null while it waits, and where nobody's agreement was needed. */
  @Column('varchar', { length: 200, nullable: true })
  decidedBy: string | null

  @Column('text', { nullable: true })
  decisionReason: string | null

  @Column({ ...instantColumn, nullable: true })
  decidedAt: string | null

  /** The timescale that it put in place. */
  @Column('integer', { nullable: true })
  @ForeignKey(() => Timescale)
  timescaleId: number | null
}
