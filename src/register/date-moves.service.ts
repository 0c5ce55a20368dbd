import { Injectable } from '@nestjs/common'
import type { Person } from '../accounts/person.js'
import { Database } from '../database/database.js'
import { datesKnown, dateMovesKnown, type KnownDateMove } from './date-moves.js'
import { ReadingService } from './reading.service.js'
import type { ActionView, DateView } from './views.js'

/** A new end date that was asked for, with the action as it now is. */
export interface AskedDate {
  move: KnownDateMove
  action: ActionView
}

/** One of them, with every end date that its action has had, the original first. */
export type AskedDateInFull = AskedDate & { dates: DateView[] }

/** The new end dates that wait for the programme office, for those who see the whole register. */
@Injectable()
export class DateMovesService {
  constructor(
    private readonly database: Database,
    private readonly reading: ReadingService,
  ) {}

  async count(): Promise<number> {
    const [row] = await this.database.select<{ total: number }>(
      `SELECT CAST(COUNT(*) AS integer) AS total FROM date_change WHERE state = 'waiting'`,
    )
    return row?.total ?? 0
  }

  /** A page of them, the oldest first. */
  async waiting(person: Person, page: number, pageSize: number): Promise<AskedDate[]> {
    const moves = (await dateMovesKnown(this.database, null, { state: 'waiting' })).slice(
      (page - 1) * pageSize,
      page * pageSize,
    )
    const refs = moves.map(({ ref }) => ref)
    const views = new Map((await this.reading.these(person, refs)).map((view) => [view.ref, view]))
    return moves.flatMap((move) => {
      const action = views.get(move.ref)
      return action ? [{ move, action }] : []
    })
  }

  /**
   * One of them, whatever has become of it; null where nobody asked for it.
   *
   * @throws NotYours
   */
  async one(person: Person, id: number): Promise<AskedDateInFull | null> {
    const [move] = await dateMovesKnown(this.database, null, { id })
    if (!move) return null
    const action = await this.reading.one(person, move.ref, null)
    return { move, action, dates: await datesKnown(this.database, move.ref, null) }
  }
}
