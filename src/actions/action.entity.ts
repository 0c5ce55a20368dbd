import { Check, Column, Entity, ForeignKey, Index, PrimaryGeneratedColumn, Unique } from 'typeorm'
import { Agency } from '../agencies/agency.entity.js'
import { instantColumn, isInstant, oneOf } from '../database/columns.js'
import { Plan, Priority, Theme } from '../plans/plan.entity.js'

export const actionKinds = [
  'action',
  'recommendation',
  'area_for_improvement',
  'next_step',
  'commitment',
] as const
export const terms = ['short', 'long'] as const

/**
 * One promise, as the plan makes it. What stands here never changes; what changes is kept in revisions, and `revision`
 * is the number of the newest.
 */
@Entity('action')
@Unique(['ref'])
@Unique(['planId', 'position'])
@Check('ck_action_kind', oneOf('kind', actionKinds))
@Check('ck_action_term', `"term" IS NULL OR ${oneOf('term', terms)}`)
@Check('ck_action_revision', `"revision" >= 1`)
@Check('ck_action_known_from', isInstant('known_from'))
export class Action {
  @PrimaryGeneratedColumn()
  id: number

  @Column('varchar', { length: 40 })
  ref: string

  @Column('integer')
  @ForeignKey(() => Plan)
  planId: number

  @Column('integer', { nullable: true })
  @ForeignKey(() => Theme)
  @Index()
  themeId: number | null

  @Column('integer')
  position: number

  @Column('varchar', { length: 24 })
  kind: (typeof actionKinds)[number]

  @Column('varchar', { length: 10, nullable: true })
  term: (typeof terms)[number] | null

  @Column('text')
  text: string

  @Column('text', { nullable: true })
  note: string | null

  @Column('integer')
  revision: number

  @Column(instantColumn)
  knownFrom: string

  @Column(instantColumn)
  recordedAt: string
}

/** A sub-action: the plan's own bullet under an action. Its status is kept in `step_state`. */
@Entity('step')
@Unique(['ref'])
@Unique(['actionId', 'position'])
export class Step {
  @PrimaryGeneratedColumn()
  id: number

  @Column('integer')
  @ForeignKey(() => Action)
  actionId: number

  @Column('varchar', { length: 44 })
  ref: string

  @Column('integer')
  position: number

  @Column('text')
  text: string

  @Column('text', { nullable: true })
  section: string | null
}

/** A passage of the plan that makes the promise, word for word. */
@Entity('source')
@Unique(['actionId', 'position'])
export class Source {
  @PrimaryGeneratedColumn()
  id: number

  @Column('integer')
  @ForeignKey(() => Action)
  actionId: number

  @Column('integer')
  position: number

  @Column('text')
  section: string

  @Column('text')
  quote: string

  /** What differs from the passage before it, in our words. */
  @Column('text', { nullable: true })
  note: string | null
}

/** An agency that the wording names without making it lead or partner. */
@Entity('mention')
@Unique(['actionId', 'agencyId', 'asWritten'])
export class Mention {
  @PrimaryGeneratedColumn()
  id: number

  @Column('integer')
  @ForeignKey(() => Action)
  actionId: number

  @Column('integer')
  @ForeignKey(() => Agency)
  @Index()
  agencyId: number

  @Column('text')
  asWritten: string
}

/** Our reading of how two actions hang together. */
export const relationKinds = ['feeds', 'answers', 'delivers_locally', 'continues', 'overlaps'] as const

@Entity('relation')
@Unique(['fromId', 'toId', 'kind'])
@Check('ck_relation_kind', oneOf('kind', relationKinds))
@Check('ck_relation_not_itself', `"from_id" <> "to_id"`)
export class Relation {
  @PrimaryGeneratedColumn()
  id: number

  @Column('integer')
  @ForeignKey(() => Action)
  fromId: number

  @Column('integer')
  @ForeignKey(() => Action)
  @Index()
  toId: number

  @Column('varchar', { length: 20 })
  kind: (typeof relationKinds)[number]

  @Column('text')
  reason: string

  @Column(instantColumn)
  recordedAt: string
}

/** Our reading of the priority that an action serves. */
@Entity('action_priority')
@Unique(['actionId', 'priorityId'])
export class ActionPriority {
  @PrimaryGeneratedColumn()
  id: number

  @Column('integer')
  @ForeignKey(() => Action)
  actionId: number

  @Column('integer')
  @ForeignKey(() => Priority)
  @Index()
  priorityId: number

  @Column('text')
  reason: string

  @Column(instantColumn)
  recordedAt: string
}
