import { Check, Column, Entity, ForeignKey, PrimaryColumn } from 'typeorm'
import { dayColumn, instantColumn, isInstant, oneOf } from '../database/columns.js'
import { Plan } from '../plans/plan.entity.js'

export const reportKinds = ['img', 'scrutiny'] as const
export type ReportKind = (typeof reportKinds)[number]

export const editionStates = ['queued', 'rendering', 'draft', 'issued', 'failed'] as const
export type EditionState = (typeof editionStates)[number]

/** A report made from the register as known by a cut-off and recorded by a moment; both are kept with it. */
@Entity('edition')
@Check('ck_edition_kind', oneOf('kind', reportKinds))
@Check('ck_edition_state', oneOf('state', editionStates))
@Check('ck_edition_plan', `"kind" <> 'scrutiny' OR "plan_id" IS NOT NULL`)
@Check('ck_edition_bytes', `"state" NOT IN ('draft', 'issued') OR "pdf_sha256" IS NOT NULL`)
@Check('ck_edition_failure', `"state" <> 'failed' OR "failure" IS NOT NULL`)
@Check('ck_edition_known_by', isInstant('known_by'))
@Check('ck_edition_recorded_by', isInstant('recorded_by'))
export class Edition {
  /** Made from the kind, the cut-off, the data and the templates: the same of all is the same edition. */
  @PrimaryColumn('varchar', { length: 120 })
  id: string

  @Column('varchar', { length: 10 })
  kind: ReportKind

  @Column('integer', { nullable: true })
  @ForeignKey(() => Plan)
  planId: number | null

  @Column('varchar', { length: 200, nullable: true })
  title: string | null

  @Column({ ...dayColumn, nullable: false })
  cutOff: string

  /** The instant of the cut-off: what was known by then is in the report. */
  @Column(instantColumn)
  knownBy: string

  @Column(instantColumn)
  recordedBy: string

  @Column('varchar', { length: 10 })
  state: EditionState

  /** The data of the report as JSON text: what the SHA-256 is taken over and what is printed. */
  @Column('text')
  data: string

  @Column('varchar', { length: 64, name: 'data_sha256' })
  dataSha256: string

  @Column('varchar', { length: 64, nullable: true, name: 'pdf_sha256' })
  pdfSha256: string | null

  @Column('text', { nullable: true })
  failure: string | null

  @Column(instantColumn)
  madeAt: string
}
