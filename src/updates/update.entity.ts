import { Check, Column, Entity, ForeignKey, Index, PrimaryGeneratedColumn, Unique } from 'typeorm'
import { Action } from '../actions/action.entity.js'
import { actionStatuses, type ActionStatus } from '../actions/action-status.js'
import { confidences, type Confidence } from '../actions/confidence.js'
import { Agency } from '../agencies/agency.entity.js'
import { dayColumn, instantColumn, isInstant, oneOf } from '../database/columns.js'
import { Plan, Theme } from '../plans/plan.entity.js'
import { precisions, type Precision } from '../plans/span.js'

export interface Evidence {
  title: string
  url: string | null
}

/** One dated statement about what has happened. Append-only: triggers in the database refuse any other use. */
@Entity('update')
@Check('ck_update_status', `"status" IS NULL OR ${oneOf('status', actionStatuses)}`)
@Check('ck_update_confidence', `"confidence" IS NULL OR ${oneOf('confidence', confidences)}`)
@Check('ck_update_precision', oneOf('on_precision', precisions))
@Check('ck_update_narrative', `length("narrative") > 0`)
@Check('ck_update_known_from', isInstant('known_from'))
@Check('ck_update_recorded_at', `${isInstant('recorded_at')} AND "known_from" <= "recorded_at"`)
export class Update {
  @PrimaryGeneratedColumn()
  id: number

  @Column('integer')
  @ForeignKey(() => Plan)
  @Index()
  planId: number

  /** The theme that it hangs on, when it speaks of no action. */
  @Column('integer', { nullable: true })
  @ForeignKey(() => Theme)
  themeId: number | null

  @Column('text', { nullable: true })
  onAsWritten: string | null

  @Column(dayColumn)
  onStart: string | null

  @Column(dayColumn)
  onEnd: string | null

  @Column('varchar', { length: 10 })
  onPrecision: Precision

  @Column('varchar', { length: 24, nullable: true })
  status: ActionStatus | null

  @Column('varchar', { length: 10, nullable: true })
  confidence: Confidence | null

  @Column('text')
  narrative: string

  @Column('text', { nullable: true })
  nextStep: string | null

  @Column('simple-json')
  evidence: Evidence[]

  @Column('varchar', { length: 200 })
  saidBy: string

  @Column('integer', { nullable: true })
  @ForeignKey(() => Agency)
  onBehalfOfId: number | null

  /** The section of the plan that it quotes, when it comes from a document. */
  @Column('text', { nullable: true })
  section: string | null

  @Column('text', { nullable: true })
  note: string | null

  @Column(instantColumn)
  knownFrom: string

  @Column(instantColumn)
  recordedAt: string
}

/** An action that an update speaks of, and the revision that it made. */
@Entity('update_action')
@Unique(['actionId', 'revision'])
@Unique(['updateId', 'actionId'])
export class UpdateAction {
  @PrimaryGeneratedColumn()
  id: number

  @Column('integer')
  @ForeignKey(() => Update)
  updateId: number

  @Column('integer')
  @ForeignKey(() => Action)
  actionId: number

  @Column('integer')
  revision: number

  /** Since when the same words have been said of the action: its own moment, or that of the update it repeats. */
  @Column(instantColumn)
  sameWordsSince: string
}
