import { Check, Column, Entity, ForeignKey, Index, PrimaryGeneratedColumn, Unique } from 'typeorm'
import { Agency } from '../agencies/agency.entity.js'
import { dayColumn, instantColumn, isInstant, oneOf } from '../database/columns.js'
import { precisions, type Precision } from '../plans/span.js'
import { Action, Step } from './action.entity.js'
import { actionStatuses, type ActionStatus } from './action-status.js'
import { confidences, type Confidence } from './confidence.js'

export const bases = ['stated', 'inferred', 'set'] as const

/** When an action is due. A new row for every change of the date; none is ever altered. */
@Entity('timescale')
@Index(['actionId'])
@Check('ck_timescale_precision', oneOf('precision', precisions))
@Check('ck_timescale_basis', oneOf('basis', bases))
@Check('ck_timescale_order', `"start" IS NULL OR "end" IS NULL OR "start" <= "end"`)
@Check('ck_timescale_reason', `"basis" = 'stated' OR "reason" IS NOT NULL`)
@Check('ck_timescale_times_redated', `"times_redated" >= 0`)
export class Timescale {
  @PrimaryGeneratedColumn()
  id: number

  @Column('integer')
  @ForeignKey(() => Action)
  actionId: number

  @Column('simple-json')
  asWritten: string[]

  @Column(dayColumn)
  start: string | null

  @Column(dayColumn)
  end: string | null

  @Column('varchar', { length: 10 })
  precision: Precision

  @Column('varchar', { length: 10 })
  basis: (typeof bases)[number]

  @Column('text', { nullable: true })
  reason: string | null

  /** The first end date that the action ever had. */
  @Column(dayColumn)
  firstEnd: string | null

  @Column('integer')
  timesRedated: number
}

export const assignmentRoles = ['lead', 'partner'] as const

/** Who answers for an action. The set that revision n put in place holds until a later revision puts another. */
@Entity('assignment')
@Unique(['actionId', 'setInRevision', 'role', 'position'])
@Check('ck_assignment_role', oneOf('role', assignmentRoles))
export class Assignment {
  @PrimaryGeneratedColumn()
  id: number

  @Column('integer')
  @ForeignKey(() => Action)
  actionId: number

  @Column('integer')
  setInRevision: number

  @Column('varchar', { length: 10 })
  role: (typeof assignmentRoles)[number]

  @Column('integer')
  position: number

  @Column('integer')
  @ForeignKey(() => Agency)
  @Index()
  agencyId: number

  @Column('boolean')
  provisional: boolean

  @Column('text')
  asWritten: string
}

/** The state of an action after a change. Append-only: triggers in the database refuse any other use. */
@Entity('revision')
@Unique(['actionId', 'number'])
@Check('ck_revision_number', `"number" >= 1`)
@Check('ck_revision_status', oneOf('status', actionStatuses))
@Check('ck_revision_confidence', oneOf('confidence', confidences))
@Check('ck_revision_said_in', `"said_in" IS NULL OR "said_in" BETWEEN 2 AND "number"`)
@Check('ck_revision_assignments', `"assignments_set_in" BETWEEN 1 AND "number"`)
@Check(
  'ck_revision_status_reason',
  `"status" NOT IN ('paused', 'closed_not_delivered', 'superseded') OR "status_reason" IS NOT NULL`,
)
@Check('ck_revision_known_from', isInstant('known_from'))
@Check('ck_revision_recorded_at', `${isInstant('recorded_at')} AND "known_from" <= "recorded_at"`)
export class Revision {
  @PrimaryGeneratedColumn()
  id: number

  @Column('integer')
  @ForeignKey(() => Action)
  actionId: number

  @Column('integer')
  number: number

  @Column('text')
  title: string

  @Column('varchar', { length: 24 })
  status: ActionStatus

  /** Who agreed a pause, why it was closed, which action took its place. */
  @Column('text', { nullable: true })
  statusReason: string | null

  @Column(dayColumn)
  completedOn: string | null

  @Column('varchar', { length: 10 })
  confidence: Confidence

  @Column('integer')
  @ForeignKey(() => Timescale)
  timescaleId: number

  @Column('integer')
  assignmentsSetIn: number

  /** The revision in which the latest statement was made; null while nothing has been said. */
  @Column('integer', { nullable: true })
  saidIn: number | null

  @Column('varchar', { length: 200 })
  author: string

  @Column('text', { nullable: true })
  reason: string | null

  @Column(instantColumn)
  knownFrom: string

  @Column(instantColumn)
  recordedAt: string
}

/** The status of a step from a revision of its action on. */
@Entity('step_state')
@Unique(['stepId', 'setInRevision'])
@Check('ck_step_state_status', oneOf('status', actionStatuses))
export class StepState {
  @PrimaryGeneratedColumn()
  id: number

  @Column('integer')
  @ForeignKey(() => Step)
  stepId: number

  @Column('integer')
  setInRevision: number

  @Column('varchar', { length: 24 })
  status: ActionStatus
}
