import { Column, Entity, ForeignKey, PrimaryGeneratedColumn, Unique } from 'typeorm'
import { Account } from '../accounts/account.entity.js'
import { instantColumn } from '../database/columns.js'

/** What a person has typed of an update and not sent yet: nothing typed is lost, whatever happens in between. */
@Entity('update_draft')
@Unique(['accountId', 'ref'])
export class UpdateDraft {
  @PrimaryGeneratedColumn()
  id: number

  @Column('integer')
  @ForeignKey(() => Account)
  accountId: number

  @Column('varchar', { length: 40 })
  ref: string

  /** The revision that the person read when the update was begun. */
  @Column('integer')
  revision: number

  /** The fields as they were typed, as JSON text. */
  @Column('text')
  typed: string

  @Column(instantColumn)
  savedAt: string
}
