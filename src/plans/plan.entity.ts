import { Check, Column, Entity, ForeignKey, PrimaryGeneratedColumn, Unique } from 'typeorm'
import { Agency } from '../agencies/agency.entity.js'
import { dayColumn, instantColumn, isInstant, oneOf } from '../database/columns.js'
import { precisions, type Precision, type Span } from './span.js'

export const standings = ['draft', 'final'] as const
export const geographies = ['national', 'region', 'borough'] as const

export interface Beginning extends Span {
  /** Slug of the plan that says so. */
  document: string
  section: string
  note: string | null
}

@Entity('programme')
@Unique(['code'])
export class Programme {
  @PrimaryGeneratedColumn()
  id: number

  @Column('varchar', { length: 20 })
  code: string

  @Column('varchar', { length: 200 })
  name: string

  /** When it began, as a document says; null where none does. */
  @Column('simple-json', { nullable: true })
  started: Beginning | null
}

/** What a programme sets out to do, in its own words. */
@Entity('priority')
@Unique(['programmeId', 'code'])
@Check('ck_priority_known_from', isInstant('known_from'))
export class Priority {
  @PrimaryGeneratedColumn()
  id: number

  @Column('integer')
  @ForeignKey(() => Programme)
  programmeId: number

  @Column('integer')
  position: number

  @Column('varchar', { length: 80 })
  code: string

  @Column('varchar', { length: 200 })
  title: string

  @Column('text')
  text: string

  @Column('varchar', { length: 200 })
  section: string

  @Column('text', { nullable: true })
  note: string | null

  @Column(instantColumn)
  knownFrom: string
}

/** One published document with actions. */
@Entity('plan')
@Unique(['slug'])
@Check('ck_plan_standing', oneOf('standing', standings))
@Check('ck_plan_geography', oneOf('geography', geographies))
@Check('ck_plan_precision', oneOf('published_precision', precisions))
@Check('ck_plan_published_order', `"published_start" <= "published_end"`)
@Check('ck_plan_known_from', isInstant('known_from'))
export class Plan {
  @PrimaryGeneratedColumn()
  id: number

  @Column('varchar', { length: 80 })
  slug: string

  @Column('integer')
  @ForeignKey(() => Programme)
  programmeId: number

  @Column('varchar', { length: 300 })
  title: string

  @Column('integer')
  @ForeignKey(() => Agency)
  publisherId: number

  @Column('text', { nullable: true })
  publisherAsWritten: string | null

  @Column('text', { nullable: true })
  publishedAsWritten: string | null

  @Column({ ...dayColumn, nullable: false })
  publishedStart: string

  @Column({ ...dayColumn, nullable: false })
  publishedEnd: string

  @Column('varchar', { length: 10 })
  publishedPrecision: Precision

  @Column('text', { nullable: true })
  publishedNote: string | null

  @Column('varchar', { length: 10 })
  standing: (typeof standings)[number]

  @Column('varchar', { length: 10 })
  geography: (typeof geographies)[number]

  @Column('varchar', { length: 120, nullable: true })
  area: string | null

  @Column('text', { nullable: true })
  marking: string | null

  @Column('text')
  licence: string

  @Column('text', { nullable: true })
  note: string | null

  @Column(instantColumn)
  knownFrom: string

  @Column(instantColumn)
  recordedAt: string
}

/** A heading of the plan under which actions stand, in the plan's order. */
@Entity('theme')
@Unique(['planId', 'code'])
@Unique(['planId', 'position'])
export class Theme {
  @PrimaryGeneratedColumn()
  id: number

  @Column('integer')
  @ForeignKey(() => Plan)
  planId: number

  @Column('integer')
  position: number

  @Column('varchar', { length: 20 })
  code: string

  @Column('varchar', { length: 300 })
  title: string
}

export const measureKinds = ['measure', 'indicator'] as const

/** How the plan says that success will be measured. */
@Entity('measure')
@Unique(['planId', 'position'])
@Check('ck_measure_kind', oneOf('kind', measureKinds))
export class Measure {
  @PrimaryGeneratedColumn()
  id: number

  @Column('integer')
  @ForeignKey(() => Plan)
  planId: number

  @Column('integer', { nullable: true })
  @ForeignKey(() => Theme)
  themeId: number | null

  @Column('integer')
  position: number

  @Column('varchar', { length: 10 })
  kind: (typeof measureKinds)[number]

  @Column('text')
  text: string

  @Column('text')
  section: string
}
