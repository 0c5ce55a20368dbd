import { Check, Column, Entity, ForeignKey, PrimaryGeneratedColumn } from 'typeorm'
import { Account } from '../../accounts/account.entity.js'
import { dayColumn, instantColumn, isInstant, oneOf } from '../../database/columns.js'
import { commissionStates, type CommissionState } from './commission-state.js'

/** A question of the commission besides what is asked of every line. */
export interface CommissionQuestion {
  /** Short and stable: answers are kept under it. */
  key: string
  text: string
  /** Asked of each line, or once of the whole return. */
  of: 'line' | 'return'
  required: boolean
}

/** Which actions the commission asks about; what is empty narrows nothing. */
export interface CommissionScope {
  /** Slugs of plans. */
  plans: string[]
  /** Slugs of agencies; with them the units below each. */
  agencies: string[]
  /** Only actions that are still open; completed ones are asked about when this is false. */
  openOnly: boolean
  /** A filter of the list of actions as its page keeps it ("status=in_progress&flag=no-lead"); empty for none. */
  filter: string
}

const day = { ...dayColumn, nullable: false } as const

/** The quarterly request to the agencies. It covers a period and has a calendar. */
@Entity('commission')
@Check('ck_commission_state', oneOf('state', commissionStates))
@Check('ck_commission_period', `"period_start" <= "period_end"`)
@Check(
  'ck_commission_calendar',
  `"opens_on" <= "due_on" AND "due_on" <= "sign_off_by" AND "sign_off_by" <= "freeze_on" AND "freeze_on" <= "reporting_date"`,
)
@Check('ck_commission_made_at', isInstant('made_at'))
export class Commission {
  @PrimaryGeneratedColumn()
  id: number

  @Column('varchar', { length: 200 })
  title: string

  /** The quarter that the agencies answer for. */
  @Column(day)
  periodStart: string

  @Column(day)
  periodEnd: string

  /** The day on which the report is laid before its readers: the calendar is proposed from it. */
  @Column(day)
  reportingDate: string

  /** From this day on the agencies can answer. */
  @Column(day)
  opensOn: string

  /** The agencies' deadline. */
  @Column(day)
  dueOn: string

  /** By this day the programme office has accepted or sent back every return. */
  @Column(day)
  signOffBy: string

  /** The cut-off of the report: what is not answered at its end is carried as silence. */
  @Column(day)
  freezeOn: string

  @Column('simple-json')
  questions: CommissionQuestion[]

  @Column('simple-json')
  scope: CommissionScope

  @Column('varchar', { length: 10 })
  state: CommissionState

  @Column('integer', { nullable: true })
  @ForeignKey(() => Account)
  accountId: number | null

  @Column('varchar', { length: 200 })
  author: string

  @Column(instantColumn)
  madeAt: string

  /** When it was opened: its returns were made then. */
  @Column({ ...instantColumn, nullable: true })
  openedAt: string | null

  @Column({ ...instantColumn, nullable: true })
  closedAt: string | null
}
