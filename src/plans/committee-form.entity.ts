import { Column, Entity, ForeignKey, PrimaryGeneratedColumn, Unique } from 'typeorm'
import { instantColumn } from '../database/columns.js'
import { Plan } from './plan.entity.js'

/** What a council's committee report looks like: labels, headings, and the words of the report that it was taken from. */
export interface CommitteeFormData {
  slug: string
  /** Slug of the council. */
  council: string
  panel: string
  frontBlock: { label: string; value: string | null }[]
  recommendationsHeading: string
  sections: { number: number; heading: string; filledBy: 'register' | 'officer'; guidance: string | null }[]
  paragraphs: { number: string; text: string }[]
}

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
  glossary: { term: string; meaning: string }[]

  /** Who gave it; null for the form that came with the seeds. */
  @Column('varchar', { length: 200, nullable: true })
  author: string | null

  @Column(instantColumn)
  recordedAt: string
}
