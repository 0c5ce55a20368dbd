import { Check, Column, Entity, PrimaryColumn, Unique } from 'typeorm'
import { instantColumn, isInstant } from '../database/columns.js'

/** One line of the audit trail. Each carries the hash of the one before, so that a change of any line shows. */
@Entity('audit_line')
@Unique(['hash'])
@Check('ck_audit_line_at', isInstant('at'))
@Check('ck_audit_line_hash', `length("hash") = 64 AND length("previous_hash") = 64`)
export class AuditLine {
  @PrimaryColumn('integer')
  sequence: number

  @Column(instantColumn)
  at: string

  /** Name of the person or service that made the change, copied so that it stays readable. */
  @Column('varchar', { length: 200 })
  actor: string

  @Column('varchar', { length: 60 })
  kind: string

  /** What was changed: a ref, a slug, an id. */
  @Column('varchar', { length: 200 })
  subject: string

  /** What changed, as JSON text: the hash is taken over exactly these characters. */
  @Column('text')
  details: string

  @Column('varchar', { length: 64 })
  previousHash: string

  @Column('varchar', { length: 64 })
  hash: string
}

/** Where the chain ends. A single row: taking it for writing is what makes writers queue, on both databases. */
@Entity('audit_head')
@Check('ck_audit_head_single', `"id" = 1`)
export class AuditHead {
  @PrimaryColumn('integer')
  id: number

  @Column('integer')
  sequence: number

  /** The moment of the last write: the next one's is later, so that moments put writes in the order of the chain. */
  @Column(instantColumn)
  at: string

  @Column('varchar', { length: 64 })
  hash: string
}
