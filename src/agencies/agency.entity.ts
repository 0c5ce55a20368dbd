import { Check, Column, Entity, ForeignKey, Index, PrimaryGeneratedColumn, Unique } from 'typeorm'
import { instantColumn, isInstant } from '../database/columns.js'

/** An organisation or a named service of one. */
@Entity('agency')
@Unique(['slug'])
@Check('ck_agency_not_own_parent', `"parent_id" IS NULL OR "parent_id" <> "id"`)
export class Agency {
  @PrimaryGeneratedColumn()
  id: number

  @Column('varchar', { length: 120 })
  slug: string

  @Column('varchar', { length: 300 })
  name: string

  @Column('varchar', { length: 40, nullable: true })
  abbreviation: string | null

  @Column('integer', { nullable: true })
  @ForeignKey(() => Agency)
  @Index()
  parentId: number | null

  @Column(instantColumn)
  recordedAt: string
}

/** Another name that a document uses for an agency: "MPS", "the Met". */
@Entity('agency_alias')
@Unique(['agencyId', 'alias'])
export class AgencyAlias {
  @PrimaryGeneratedColumn()
  id: number

  @Column('integer')
  @ForeignKey(() => Agency)
  agencyId: number

  @Column('varchar', { length: 300 })
  alias: string

  /** When an administrator added it; null where it came with the agency. */
  @Column({ ...instantColumn, nullable: true })
  recordedAt: string | null

  /** When an administrator took it away; it stays in what was known before. */
  @Column({ ...instantColumn, nullable: true })
  removedAt: string | null
}

/** Two agencies of the register turned out to be one: from then on the first is read as the second. Append-only. */
@Entity('agency_merge')
@Unique(['agencyId'])
@Check('ck_agency_merge_not_itself', `"agency_id" <> "into_id"`)
@Check('ck_agency_merge_recorded_at', isInstant('recorded_at'))
export class AgencyMerge {
  @PrimaryGeneratedColumn()
  id: number

  @Column('integer')
  @ForeignKey(() => Agency)
  agencyId: number

  @Column('integer')
  @ForeignKey(() => Agency)
  @Index()
  intoId: number

  @Column('text')
  reason: string

  @Column('varchar', { length: 200 })
  author: string

  @Column(instantColumn)
  recordedAt: string
}
