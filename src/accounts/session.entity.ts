import { Check, Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm'
import { instantColumn, isInstant } from '../database/columns.js'
import { Account } from './account.entity.js'

/** A browser's session. The browser alone holds its id; here stands the hash of it. */
@Entity('session')
@Check('ck_session_began_at', isInstant('began_at'))
@Check('ck_session_seen_at', isInstant('seen_at'))
export class Session {
  @PrimaryColumn('varchar', { length: 64 })
  idHash: string

  /** Null until somebody signs in with it. */
  @Column('integer', { nullable: true })
  @ForeignKey(() => Account)
  @Index()
  accountId: number | null

  /** What express-session keeps in it, as JSON text. */
  @Column('text')
  data: string

  @Column(instantColumn)
  beganAt: string

  @Column(instantColumn)
  @Index()
  seenAt: string
}
