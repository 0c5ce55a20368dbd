import { Check, Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm'
import { Account } from '../accounts/account.entity.js'
import { Return, ReturnLink } from '../commissions/returns/return.entity.js'
import { instantColumn, isInstant } from '../database/columns.js'

/** A workbook that was loaded back and compared; nothing of it is in the register until it is confirmed. */
@Entity('workbook_load')
@Check('ck_workbook_load_loaded_at', isInstant('loaded_at'))
export class WorkbookLoad {
  /** Random: its address tells nothing of it. */
  @PrimaryColumn('varchar', { length: 32 })
  id: string

  @Column('integer', { nullable: true })
  @ForeignKey(() => Account)
  @Index()
  accountId: number | null

  /** The link that it came by, where nobody was signed in. */
  @Column('integer', { nullable: true })
  @ForeignKey(() => ReturnLink)
  linkId: number | null

  /** The return that it answers; null for a workbook of a list of actions. */
  @Column('integer', { nullable: true })
  @ForeignKey(() => Return)
  returnId: number | null

  @Column('varchar', { length: 200 })
  fileName: string

  @Column('varchar', { length: 64, name: 'sha256' })
  sha256: string

  /** JSON text of the changes that were found. */
  @Column('text')
  changes: string

  @Column(instantColumn)
  loadedAt: string

  /** When it was confirmed and saved. */
  @Column({ ...instantColumn, nullable: true })
  savedAt: string | null
}
