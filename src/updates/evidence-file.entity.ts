import { Check, Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm'
import { Account } from '../accounts/account.entity.js'
import { instantColumn, isInstant } from '../database/columns.js'

/** A file given as evidence. Its bytes stand in the data folder under their SHA-256; here stands what is known of it. */
@Entity('evidence_file')
@Check('ck_evidence_file_size', `"size" > 0`)
@Check('ck_evidence_file_given_at', isInstant('given_at'))
export class EvidenceFile {
  /** Random: the address of a file tells nothing of it. */
  @PrimaryColumn('varchar', { length: 32 })
  id: string

  /** The action that it is evidence for: who may see the one may see the other. */
  @Column('varchar', { length: 40 })
  @Index()
  ref: string

  @Column('varchar', { length: 64, name: 'sha256' })
  sha256: string

  /** The name that the person's file had. */
  @Column('varchar', { length: 200 })
  name: string

  /** Found by looking at the bytes, not by the name. */
  @Column('varchar', { length: 100 })
  mediaType: string

  /** In bytes. */
  @Column('integer')
  size: number

  @Column('integer')
  @ForeignKey(() => Account)
  accountId: number

  @Column(instantColumn)
  givenAt: string
}
