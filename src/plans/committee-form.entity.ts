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

/** A council's committee form: its front block and headings belong to the council, so they are data. */
@Entity('committee_form')
@Unique(['slug'])
@Unique(['planId'])
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

  @Column(instantColumn)
  recordedAt: string
}
