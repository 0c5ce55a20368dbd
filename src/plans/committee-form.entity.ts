import { Column, Entity, ForeignKey, PrimaryGeneratedColumn, Unique } from 'typeorm'
import { instantColumn } from '../database/columns.js'
import type { CommitteeFormData, FormTerm } from './committee-form.js'
import { Plan } from './plan.entity.js'

/**
 * A council's committee form: its front block and headings belong to the council, so they are data. The last that was
 * recorded for a plan is in use; the earlier ones stay, so that a report of theirs can be made again.
 */
@Entity('committee_form')
@Unique(['planId', 'recordedAt'])
export class CommitteeForm {
  @PrimaryGeneratedColumn()
  id: number

  @Column('varchar', { length: 80 })
  slug: string

  @Column('integer')
  @ForeignKey(() => Plan)
  planId: number

  @Column('simple-json')
  form: CommitteeFormData

  /** The document's own list of abbreviations. */
  @Column('simple-json')
  glossary: FormTerm[]

  /** Who gave it; null for the form that came with the seeds. */
  @Column('varchar', { length: 200, nullable: true })
  author: string | null

  @Column(instantColumn)
  recordedAt: string
}
