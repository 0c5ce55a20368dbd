import { Check, Column, Entity, ForeignKey, Index, PrimaryGeneratedColumn } from 'typeorm'
import { Account } from '../accounts/account.entity.js'
import { Agency } from '../agencies/agency.entity.js'
import { instantColumn, isInstant, oneOf } from '../database/columns.js'
import { Plan } from '../plans/plan.entity.js'

/** `read`: its rows are here; `draft`: checked whole and waiting for approval; `approved`: in the register. */
export const planImportStates = ['read', 'draft', 'approved', 'abandoned'] as const
export type PlanImportState = (typeof planImportStates)[number]

const optionalInstant = { ...instantColumn, nullable: true } as const

/** A council's action plan on its way in: the file as read, how its columns are understood, and where it stands. */
@Entity('plan_import')
@Check('ck_plan_import_state', oneOf('state', planImportStates))
@Check('ck_plan_import_approved', `("state" = 'approved') = ("plan_id" IS NOT NULL)`)
@Check('ck_plan_import_read_at', isInstant('read_at'))
export class PlanImport {
  @PrimaryGeneratedColumn()
  id: number

  /** The council that publishes the plan. */
  @Column('integer')
  @ForeignKey(() => Agency)
  @Index()
  agencyId: number

  @Column('varchar', { length: 200 })
  fileName: string

  @Column('varchar', { length: 64, name: 'sha256' })
  sha256: string

  /** JSON text of the sheet as it was read: its name, the row of the headers, the cells. */
  @Column('text')
  sheet: string

  /** JSON text of the plan's own facts: title, slug, geography, standing ... */
  @Column('text')
  plan: string

  /** JSON text: which column means what. */
  @Column('text')
  columns: string

  /** JSON text: which agency each unknown name means. */
  @Column('text')
  agencies: string

  @Column('varchar', { length: 10 })
  state: PlanImportState

  /** Grows with every change, so that two people do not overwrite each other. */
  @Column('integer')
  revision: number

  @Column('integer', { nullable: true })
  @ForeignKey(() => Account)
  accountId: number | null

  @Column('varchar', { length: 200 })
  author: string

  @Column(instantColumn)
  readAt: string

  @Column(optionalInstant)
  draftedAt: string | null

  @Column('varchar', { length: 200, nullable: true })
  approvedBy: string | null

  @Column(optionalInstant)
  approvedAt: string | null

  /** The plan that it became. */
  @Column('integer', { nullable: true })
  @ForeignKey(() => Plan)
  planId: number | null
}

/** How a council names the columns of its plans: remembered from one import to the next. Append-only, the newest counts. */
@Entity('column_mapping')
@Index(['agencyId'])
@Check('ck_column_mapping_recorded_at', isInstant('recorded_at'))
export class ColumnMapping {
  @PrimaryGeneratedColumn()
  id: number

  @Column('integer')
  @ForeignKey(() => Agency)
  agencyId: number

  /** The field of an action by the header of the council's column, as JSON. */
  @Column('simple-json')
  columns: Record<string, string>

  @Column('varchar', { length: 200 })
  author: string

  @Column(instantColumn)
  recordedAt: string
}
