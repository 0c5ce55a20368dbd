import { Check, Column, Entity, ForeignKey, Index, PrimaryGeneratedColumn, Unique } from 'typeorm'
import { Account } from '../../accounts/account.entity.js'
import { Action } from '../../actions/action.entity.js'
import { assignmentRoles } from '../../actions/revision.entity.js'
import { Agency } from '../../agencies/agency.entity.js'
import { instantColumn, isInstant, oneOf } from '../../database/columns.js'
import { Commission } from '../commission/commission.entity.js'
import type { LastPosition } from './return-lines.js'
import { returnStates, type ReturnState } from './return-state.js'

/** How something reached a return: at a browser with an account, by a mailed link, or in the offline workbook. */
export const returnWays = ['account', 'link', 'workbook'] as const
export type ReturnWay = (typeof returnWays)[number]

const optionalInstant = { ...instantColumn, nullable: true } as const

/** What a commission asks of one agency, and where its answer stands. */
@Entity('return')
@Unique(['commissionId', 'agencyId'])
@Check('ck_return_state', oneOf('state', returnStates))
@Check('ck_return_made_at', isInstant('made_at'))
export class Return {
  @PrimaryGeneratedColumn()
  id: number

  @Column('integer')
  @ForeignKey(() => Commission)
  commissionId: number

  @Column('integer')
  @ForeignKey(() => Agency)
  @Index()
  agencyId: number

  @Column('varchar', { length: 20 })
  state: ReturnState

  /** Whether the agency wanted a second person's sign-off when the commission was opened. */
  @Column('boolean')
  needsSecondPerson: boolean

  /** When the agency's answer first reached the programme office; null while it has not. */
  @Column(optionalInstant)
  answeredAt: string | null

  @Column(instantColumn)
  madeAt: string
}

/** An action that the return asks about, with the position that the register held when it was asked. */
@Entity('return_line')
@Unique(['returnId', 'actionId'])
@Unique(['returnId', 'position'])
@Check('ck_return_line_role', oneOf('role', assignmentRoles))
export class ReturnLine {
  @PrimaryGeneratedColumn()
  id: number

  @Column('integer')
  @ForeignKey(() => Return)
  returnId: number

  @Column('integer')
  @ForeignKey(() => Action)
  @Index()
  actionId: number

  @Column('integer')
  position: number

  @Column('varchar', { length: 10 })
  role: (typeof assignmentRoles)[number]

  /** The revision of the action that the line was made from. */
  @Column('integer')
  revision: number

  @Column('simple-json')
  lastPosition: LastPosition

  /** The colleague whom the line was handed to; null while it is everybody's. */
  @Column('integer', { nullable: true })
  @ForeignKey(() => Account)
  handedToId: number | null
}

/** One saving of one part of a return. Append-only: no word that was saved is lost, whoever saves next. */
@Entity('return_answer')
@Unique(['returnId', 'part', 'revision'])
@Check('ck_return_answer_via', oneOf('via', returnWays))
@Check('ck_return_answer_revision', `"revision" >= 1`)
@Check('ck_return_answer_saved_at', isInstant('saved_at'))
export class ReturnAnswer {
  @PrimaryGeneratedColumn()
  id: number

  @Column('integer')
  @ForeignKey(() => Return)
  returnId: number

  /** The ref of the line's action; `whole` for what is asked of the whole return. */
  @Column('varchar', { length: 40 })
  part: string

  @Column('integer')
  revision: number

  /** JSON text of a `LineAnswer`, or of a `WholeAnswer` where the part is `whole`. */
  @Column('text')
  content: string

  @Column('varchar', { length: 10 })
  via: ReturnWay

  @Column('integer', { nullable: true })
  @ForeignKey(() => Account)
  accountId: number | null

  @Column('varchar', { length: 200 })
  author: string

  @Column(instantColumn)
  savedAt: string
}

/** A return as it was sent: questions, lines, answers and figures. Append-only; sent again is a new row. */
@Entity('return_submission')
@Unique(['returnId', 'number'])
@Check('ck_return_submission_via', oneOf('via', returnWays))
@Check('ck_return_submission_submitted_at', isInstant('submitted_at'))
export class ReturnSubmission {
  @PrimaryGeneratedColumn()
  id: number

  @Column('integer')
  @ForeignKey(() => Return)
  returnId: number

  @Column('integer')
  number: number

  /** JSON text of a `SubmittedReturn`. */
  @Column('text')
  content: string

  @Column('varchar', { length: 64, name: 'sha256' })
  sha256: string

  /** "Nothing to report" of every line. */
  @Column('boolean')
  nil: boolean

  @Column('varchar', { length: 10 })
  via: ReturnWay

  @Column('integer', { nullable: true })
  @ForeignKey(() => Account)
  accountId: number | null

  @Column('varchar', { length: 200 })
  author: string

  @Column(instantColumn)
  submittedAt: string
}

/** One move of a return from a state to another. Append-only: where it stood at any past moment is read from these. */
@Entity('return_step')
@Unique(['returnId', 'number'])
@Check('ck_return_step_from', oneOf('from_state', returnStates))
@Check('ck_return_step_to', oneOf('to_state', returnStates))
@Check('ck_return_step_via', oneOf('via', returnWays))
@Check('ck_return_step_at', isInstant('at'))
export class ReturnStep {
  @PrimaryGeneratedColumn()
  id: number

  @Column('integer')
  @ForeignKey(() => Return)
  returnId: number

  @Column('integer')
  number: number

  @Column('varchar', { length: 20 })
  fromState: ReturnState

  @Column('varchar', { length: 20 })
  toState: ReturnState

  /** The question of the whole return, or why it goes back to the first person. */
  @Column('text', { nullable: true })
  reason: string | null

  /** Questions of single lines, by the refs of their actions. */
  @Column('simple-json')
  questions: Record<string, string>

  @Column('varchar', { length: 10 })
  via: ReturnWay

  @Column('integer', { nullable: true })
  @ForeignKey(() => Account)
  accountId: number | null

  @Column('varchar', { length: 200 })
  author: string

  @Column(instantColumn)
  at: string
}

/** A link that opens one return without an account. It is signed, so that only what is known of it is kept here. */
@Entity('return_link')
@Check('ck_return_link_email', `"email" = lower("email")`)
@Check('ck_return_link_made_at', isInstant('made_at'))
@Check('ck_return_link_ends_at', isInstant('ends_at'))
export class ReturnLink {
  @PrimaryGeneratedColumn()
  id: number

  @Column('integer')
  @ForeignKey(() => Return)
  @Index()
  returnId: number

  @Column('varchar', { length: 254 })
  email: string

  /** As answers and the trail name whoever uses it. */
  @Column('varchar', { length: 200 })
  name: string

  @Column(instantColumn)
  madeAt: string

  @Column(instantColumn)
  endsAt: string

  @Column(optionalInstant)
  revokedAt: string | null
}
