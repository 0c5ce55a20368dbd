import { Check, Column, Entity, ForeignKey, Index, PrimaryGeneratedColumn, Unique } from 'typeorm'
import { instantColumn } from '../database/columns.js'

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
}
