import { setImmediate as breathe } from 'node:timers/promises'
import { Injectable } from '@nestjs/common'
import type { Day } from '../clock/dates.js'
import { Database } from '../database/database.js'
import { ActionLoader } from './action-loader.js'
import { selectThese } from './action-query.js'
import type { ActionRow } from './action-row.js'
import type { Moment } from './moment.js'
import type { ActionFact, FactMaker } from './overview-fact.js'

/** How far the tables had grown that facts are read from. None of their rows is ever altered. */
export interface Marks {
  revision: number
  priority: number
  setAside: number
  merge: number
}

/** Views that are held at once while facts are made of them. */
const atATime = 200

/** Reads what an overview is made of. */
@Injectable()
export class OverviewReader {
  constructor(
    private readonly database: Database,
    private readonly loader: ActionLoader,
  ) {}

  /**
   * The newest rows. Every write takes the head of the audit trail before it inserts, so that on PostgreSQL, too, a
   * lower id is never committed after a higher one: what is at or below a mark has been seen.
   */
  async marks(): Promise<Marks> {
    const newest = (table: string) => `CAST((SELECT COALESCE(MAX(id), 0) FROM ${table}) AS integer)`
    const [marks] = await this.database.select<Marks>(
      `SELECT ${newest('revision')} AS revision, ${newest('action_priority')} AS priority,
        ${newest('flag_set_aside')} AS "setAside", ${newest('agency_merge')} AS "merge"`,
    )
    return marks ?? { revision: 0, priority: 0, setAside: 0, merge: 0 }
  }

  /** The actions that have a revision, a priority or a flag set aside beyond the marks. */
  async changedSince({ revision, priority, setAside }: Marks): Promise<number[]> {
    const rows = await this.database.select<{ id: number }>(
      `SELECT action_id AS id FROM revision WHERE id > ?
      UNION SELECT action_id FROM action_priority WHERE id > ?
      UNION SELECT action_id FROM flag_set_aside WHERE id > ? ORDER BY 1`,
      [revision, priority, setAside],
    )
    return rows.map(({ id }) => id)
  }

  async everyId(): Promise<number[]> {
    const rows = await this.database.select<{ id: number }>('SELECT id FROM action ORDER BY id')
    return rows.map(({ id }) => id)
  }

  /** Hands over the facts of these actions, as far as they were known by the moment. */
  async read(
    ids: number[],
    moment: Moment,
    today: Day,
    maker: FactMaker,
    keep: (fact: ActionFact) => void,
  ): Promise<void> {
    for (let from = 0; from < ids.length; from += atATime) {
      const { text, parameters } = selectThese(ids.slice(from, from + atATime), moment)
      const rows = await this.database.select<ActionRow>(text, parameters)
      const views = await this.loader.views(rows, moment, today)
      for (const [index, { id }] of rows.entries()) {
        const view = views[index]
        if (view) keep(maker.factOf(id, view))
      }
      // A long register must not keep others waiting.
      if (ids.length > atATime) await breathe()
    }
  }
}
