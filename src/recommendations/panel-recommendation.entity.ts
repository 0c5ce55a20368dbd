import { Check, Column, Entity, ForeignKey, Index, PrimaryGeneratedColumn, Unique } from 'typeorm'
import { Account } from '../accounts/account.entity.js'
import { Agency } from '../agencies/agency.entity.js'
import { dayColumn, instantColumn, isInstant, oneOf } from '../database/columns.js'
import { Plan } from '../plans/plan.entity.js'

/** Whom a panel addresses: the council's executive, which answers in two months, or a partner, which answers in 28 days. */
export const addressees = ['executive', 'partner'] as const
export type Addressee = (typeof addressees)[number]

export const panelAnswers = ['accepted', 'accepted_in_part', 'rejected'] as const
export type PanelAnswer = (typeof panelAnswers)[number]

/** What a scrutiny panel has recommended of a council's plan. Its wording never changes. */
@Entity('panel_recommendation')
@Unique(['planId', 'madeOn', 'label'])
@Check('ck_panel_recommendation_addressee', oneOf('addressee', addressees))
@Check('ck_panel_recommendation_partner', `("addressee" = 'partner') = ("agency_id" IS NOT NULL)`)
@Check('ck_panel_recommendation_recorded_at', isInstant('recorded_at'))
export class PanelRecommendation {
  @PrimaryGeneratedColumn()
  id: number

  @Index()
  @Column('integer')
  @ForeignKey(() => Plan)
  planId: number

  /** The panel or committee that made it. */
  @Column('varchar', { length: 200 })
  panel: string

  /** The day of the meeting. */
  @Column({ ...dayColumn, nullable: false })
  madeOn: string

  /** "A", "3", "2.1": as in the minutes. */
  @Column('varchar', { length: 20 })
  label: string

  @Column('text')
  text: string

  @Column('varchar', { length: 10 })
  addressee: Addressee

  /** The partner that it is addressed to. */
  @Column('integer', { nullable: true })
  @ForeignKey(() => Agency)
  agencyId: number | null

  /** The day on which the executive received it: its two months begin then. */
  @Column({ ...dayColumn, nullable: false })
  receivedOn: string

  /** Where it stands on record: a minute or a document. */
  @Column('text', { nullable: true })
  source: string | null

  @Column('integer')
  @ForeignKey(() => Account)
  accountId: number

  @Column('varchar', { length: 200 })
  author: string

  @Column(instantColumn)
  recordedAt: string
}

/** One thing said of a recommendation: the answer, or what was done since. Nothing is overwritten. */
@Entity('panel_reply')
@Unique(['recommendationId', 'number'])
@Check('ck_panel_reply_answer', `"answer" IS NULL OR ${oneOf('answer', panelAnswers)}`)
@Check('ck_panel_reply_reason', `"answer" IS NULL OR "answer" = 'accepted' OR "reason" IS NOT NULL`)
@Check('ck_panel_reply_recorded_at', isInstant('recorded_at'))
export class PanelReply {
  @PrimaryGeneratedColumn()
  id: number

  @Column('integer')
  @ForeignKey(() => PanelRecommendation)
  recommendationId: number

  @Column('integer')
  number: number

  /** Null where it only tells what was done. */
  @Column('varchar', { length: 20, nullable: true })
  answer: PanelAnswer | null

  /** Why it was rejected, or accepted only in part. */
  @Column('text', { nullable: true })
  reason: string | null

  /** Who answers for carrying it out. */
  @Column('varchar', { length: 200, nullable: true })
  responsible: string | null

  /** By when it is to be carried out. */
  @Column(dayColumn)
  dueOn: string | null

  /** What was done. */
  @Column('text', { nullable: true })
  done: string | null

  /** The day on which it was said. */
  @Column({ ...dayColumn, nullable: false })
  saidOn: string

  @Column('integer')
  @ForeignKey(() => Account)
  accountId: number

  @Column('varchar', { length: 200 })
  author: string

  @Column(instantColumn)
  recordedAt: string
}
