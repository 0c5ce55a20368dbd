import { Column, Entity, ForeignKey, PrimaryGeneratedColumn, Unique } from 'typeorm'
import { Account } from '../../accounts/account.entity.js'
import { instantColumn } from '../../database/columns.js'

/** A list of actions that a person comes back to: a name for the filters of an address. */
@Entity('saved_view')
@Unique(['accountId', 'name'])
export class SavedView {
  @PrimaryGeneratedColumn()
  id: number

  @Column('integer')
  @ForeignKey(() => Account)
  accountId: number

  @Column('varchar', { length: 80 })
  name: string

  /** The query of the list's address, without its page: `status=in_progress&lead=home-office`. */
  @Column('text')
  query: string

  @Column(instantColumn)
  madeAt: string
}
