import { Check, Column, Entity, ForeignKey, Index, PrimaryGeneratedColumn } from 'typeorm'
import { Account } from '../accounts/account.entity.js'
import { Action } from '../actions/action.entity.js'
import { dayColumn, instantColumn, isInstant } from '../database/columns.js'

/**
 * A flag that the programme office sets aside for one action until a day, and why. Append-only: the newest row that was
 * recorded by a moment counts; one without a last day lets the flag count again.
 */
@Entity('flag_set_aside')
@Index(['actionId', 'flag'])
@Check('ck_flag_set_aside_reason', `"until" IS NULL OR length("reason") > 0`)
@Check('ck_flag_set_aside_recorded_at', isInstant('recorded_at'))
export class FlagSetAside {
  @PrimaryGeneratedColumn()
  id: number

  @Column('integer')
  @ForeignKey(() => Action)
  actionId: number

  /** Code of the rule. */
  @Column('varchar', { length: 60 })
  flag: string

  /** The last day on which it does not count; null where it counts again from now on. */
  @Column(dayColumn)
  until: string | null

  @Column('text')
  reason: string

  @Column('integer', { nullable: true })
  @ForeignKey(() => Account)
  accountId: number | null

  @Column('varchar', { length: 200 })
  author: string

  @Column(instantColumn)
  recordedAt: string
}
