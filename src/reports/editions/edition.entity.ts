import { Check, Column, Entity, ForeignKey, PrimaryColumn, PrimaryGeneratedColumn, Unique } from 'typeorm'
import { Account } from '../../accounts/account.entity.js'
import { dayColumn, instantColumn, isInstant, oneOf } from '../../database/columns.js'
import { Plan } from '../../plans/plan.entity.js'
import { type EditionState, editionStates, type PrintState, printStates } from './edition-state.js'

export const reportKinds = ['img', 'scrutiny'] as const
export type ReportKind = (typeof reportKinds)[number]

/** Whom an edition is for. A public one has no marking, and no line of a marked plan. */
export const audiences = ['ministers', 'panel', 'public'] as const
export type Audience = (typeof audiences)[number]

/** A report made from the register as known by a cut-off and recorded by a moment; both are kept with it. */
@Entity('edition')
@Check('ck_edition_kind', oneOf('kind', reportKinds))
@Check('ck_edition_audience', oneOf('audience', audiences))
@Check('ck_edition_state', oneOf('state', editionStates))
@Check('ck_edition_print_state', oneOf('print_state', printStates))
@Check('ck_edition_plan', `"kind" <> 'scrutiny' OR "plan_id" IS NOT NULL`)
@Check('ck_edition_bytes', `"print_state" <> 'printed' OR "pdf_sha256" IS NOT NULL`)
@Check('ck_edition_issued', `"state" NOT IN ('issued', 'withdrawn') OR "print_state" = 'printed'`)
@Check('ck_edition_failure', `"print_state" <> 'failed' OR "failure" IS NOT NULL`)
@Check('ck_edition_known_by', isInstant('known_by'))
@Check('ck_edition_recorded_by', isInstant('recorded_by'))
export class Edition {
  /** Made from the kind, the cut-off, the data as first made and the templates: the same of all is the same edition. */
  @PrimaryColumn('varchar', { length: 120 })
  id: string

  @Column('varchar', { length: 10 })
  kind: ReportKind

  @Column('varchar', { length: 10 })
  audience: Audience

  /** "OFFICIAL"; null on a public edition. */
  @Column('varchar', { length: 40, nullable: true })
  marking: string | null

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

  /** The instant that its changes are counted from: the cut-off of the edition before, or the end of the quarter before. */
  @Column(instantColumn)
  since: string

  /** The issued edition that it follows, whose decisions it answers for. */
  @Column('varchar', { length: 120, nullable: true })
  @ForeignKey(() => Edition)
  previousId: string | null

  @Column('varchar', { length: 10 })
  state: EditionState

  @Column('varchar', { length: 10 })
  printState: PrintState

  /** The data of the report as JSON text: what the SHA-256 is taken over and what is printed. */
  @Column('text')
  data: string

  @Column('varchar', { length: 64, name: 'data_sha256' })
  dataSha256: string

  @Column('varchar', { length: 64, nullable: true, name: 'pdf_sha256' })
  pdfSha256: string | null

  /** What the machine found when it checked the print, as JSON text. */
  @Column('text', { nullable: true })
  pdfChecks: string | null

  @Column('text', { nullable: true })
  failure: string | null

  /** Null where a command made it, not a person. */
  @Column('integer', { nullable: true })
  @ForeignKey(() => Account)
  accountId: number | null

  @Column(instantColumn)
  madeAt: string
}

/** One saving of one editable part. The last of a part is what the report says; the earlier ones stay. */
@Entity('edition_part')
@Unique(['editionId', 'part', 'revision'])
@Check('ck_edition_part_recorded_at', isInstant('recorded_at'))
export class EditionPart {
  @PrimaryGeneratedColumn()
  id: number

  @Column('varchar', { length: 120 })
  @ForeignKey(() => Edition)
  editionId: string

  /** "decisions", "theme.annual-report-2013.PW", "section.3" */
  @Column('varchar', { length: 200 })
  part: string

  /** 1, 2, ... for each part. */
  @Column('integer')
  revision: number

  /** What was written, as JSON. */
  @Column('simple-json')
  content: unknown

  @Column('integer', { nullable: true })
  @ForeignKey(() => Account)
  accountId: number | null

  @Column('varchar', { length: 200 })
  author: string

  @Column(instantColumn)
  recordedAt: string
}

/** One move of an edition from a state to another, with who made it and of which data. */
@Entity('edition_step')
@Unique(['editionId', 'number'])
@Check('ck_edition_step_from', oneOf('from_state', editionStates))
@Check('ck_edition_step_to', oneOf('to_state', editionStates))
@Check('ck_edition_step_at', isInstant('at'))
export class EditionStep {
  @PrimaryGeneratedColumn()
  id: number

  @Column('varchar', { length: 120 })
  @ForeignKey(() => Edition)
  editionId: string

  @Column('integer')
  number: number

  @Column('varchar', { length: 10, name: 'from_state' })
  from: EditionState

  @Column('varchar', { length: 10, name: 'to_state' })
  to: EditionState

  @Column('text', { nullable: true })
  reason: string | null

  /** The edition that takes the place of a withdrawn one. */
  @Column('varchar', { length: 120, nullable: true })
  @ForeignKey(() => Edition)
  successorId: string | null

  /** Of the data that were sent, approved or issued. */
  @Column('varchar', { length: 64, name: 'data_sha256' })
  dataSha256: string

  @Column('integer')
  @ForeignKey(() => Account)
  accountId: number

  @Column('varchar', { length: 200 })
  author: string

  @Column(instantColumn)
  at: string
}

const base64 = {
  to: (bytes: Buffer): string => bytes.toString('base64'),
  from: (text: string): Buffer => Buffer.from(text, 'base64'),
}

/** One file of an issued edition: written once, served for ever. */
@Entity('edition_file')
@Check('ck_edition_file_recorded_at', isInstant('recorded_at'))
export class EditionFile {
  @PrimaryColumn('varchar', { length: 120 })
  @ForeignKey(() => Edition)
  editionId: string

  /** "pdf", "html", "docx", "lead-home-office.pdf" */
  @PrimaryColumn('varchar', { length: 120 })
  name: string

  @Column('varchar', { length: 64 })
  sha256: string

  @Column('integer')
  size: number

  /** As base64 text: the two databases have no type for bytes in common. */
  @Column('text', { transformer: base64 })
  bytes: Buffer

  @Column(instantColumn)
  recordedAt: string
}
