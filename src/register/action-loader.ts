import { Injectable } from '@nestjs/common'
import { setImmediate as breathe } from 'node:timers/promises'
import type { ActionStatus } from '../actions/action-status.js'
import { type Day, londonDay } from '../clock/dates.js'
import { Database } from '../database/database.js'
import { type ActionRow, type Belongings, presentAction } from './action-row.js'
import { marks } from './action-query.js'
import type { Moment } from './moment.js'
import type { ActionView } from './views.js'

const none = (): Belongings => ({
  ...{ leads: [], partners: [], mentions: [], steps: [], quotes: [], related: [], priorities: [] },
  hasEvidence: false,
  spokenFor: new Set(),
})

interface OfAction {
  action_id: number
}
type AssignmentRow = OfAction & {
  set_in_revision: number
  role: 'lead' | 'partner'
  provisional: boolean | number
  as_written: string
  slug: string
  name: string
}

/** Turns rows of actions into views, with a fixed number of queries for each few hundred actions. */
@Injectable()
export class ActionLoader {
  constructor(private readonly database: Database) {}

  /**
   * @param rows as `selectActions` gives them
   * @param today the London day of the read
   */
  async views(rows: ActionRow[], moment: Moment, today: Day): Promise<ActionView[]> {
    const views: ActionView[] = []
    for (let from = 0; from < rows.length; from += 400) {
      const some = rows.slice(from, from + 400)
      const belongings = await this.belongings(some, moment)
      for (const row of some) views.push(presentAction(row, belongings.get(row.id) ?? none(), today))
      // A long register must not keep others waiting.
      if (rows.length > 400) await breathe()
    }
    return views
  }

  private async belongings(rows: ActionRow[], moment: Moment): Promise<Map<number, Belongings>> {
    const found = new Map(rows.map((row) => [row.id, none()]))
    const byId = new Map(rows.map((row) => [row.id, row]))
    const ids = rows.map((row) => row.id)
    const list = marks(ids.length)
    const select = <Row extends OfAction>(sql: string, more: unknown[] = []) =>
      this.database.select<Row>(sql.replace('(ids)', `(${list})`), [...ids, ...more])
    const each = <Row extends OfAction>(items: Row[], keep: (to: Belongings, item: Row) => void) => {
      for (const item of items) {
        const to = found.get(item.action_id)
        if (to) keep(to, item)
      }
    }

    each(
      await select<AssignmentRow>(`SELECT s.action_id, s.set_in_revision, s.role, s.provisional, s.as_written, g.slug, g.name
        FROM assignment s JOIN agency g ON g.id = s.agency_id WHERE s.action_id IN (ids) ORDER BY s.action_id, s.position`),
      (to, { action_id, set_in_revision, role, provisional, as_written, slug, name }) => {
        if (set_in_revision !== byId.get(action_id)?.assignments_set_in) return
        const view = { agency: slug, name, asWritten: as_written, provisional: Boolean(provisional) }
        if (role === 'lead') to.leads.push(view)
        else to.partners.push(view)
      },
    )
    each(
      await select<OfAction & { as_written: string; slug: string; name: string }>(
        `SELECT m.action_id, m.as_written, g.slug, g.name FROM mention m JOIN agency g ON g.id = m.agency_id
        WHERE m.action_id IN (ids) ORDER BY m.id`,
      ),
      (to, row) => to.mentions.push({ agency: row.slug, name: row.name, asWritten: row.as_written, provisional: false }),
    )
    each(
      await select<OfAction & { ref: string; text: string; status: ActionStatus; set_in_revision: number }>(
        `SELECT st.action_id, st.ref, st.text, ss.status, ss.set_in_revision FROM step st
        JOIN step_state ss ON ss.step_id = st.id WHERE st.action_id IN (ids) ORDER BY st.action_id, st.position, ss.set_in_revision`,
      ),
      (to, { action_id, ref, text, status, set_in_revision }) => {
        if (set_in_revision > (byId.get(action_id)?.revision ?? 0)) return
        const last = to.steps.at(-1)
        if (last?.ref === ref) last.status = status
        else to.steps.push({ ref, text, status })
      },
    )
    each(
      await select<OfAction & { section: string; quote: string; note: string | null }>(
        `SELECT action_id, section, quote, note FROM source WHERE action_id IN (ids) ORDER BY action_id, position`,
      ),
      (to, { section, quote, note }) => to.quotes.push({ section, quote, note }),
    )
    await this.readings(ids, list, moment, found)
    await this.voices(rows, found)
    return found
  }

  /** Our reading: relations (seen from both ends) and priorities, as far as both ends were known. */
  private async readings(ids: number[], list: string, moment: Moment, found: Map<number, Belongings>): Promise<void> {
    const known = moment === null ? '' : 'AND o.known_from <= ? AND x.recorded_at <= ?'
    const bounds = moment === null ? [] : [moment.knownBy, moment.recordedBy]
    const relation = (own: string, other: string, label: string) =>
      `SELECT x.id, x.${own} AS action_id, o.ref, ${label} AS relation, x.reason FROM relation x
      JOIN action o ON o.id = x.${other} WHERE x.${own} IN (${list}) ${known}`
    const relations = await this.database.select<OfAction & ActionView['related'][number]>(
      `${relation('from_id', 'to_id', 'x.kind')} UNION ALL ${relation('to_id', 'from_id', `x.kind || '_by'`)} ORDER BY 1`,
      [...ids, ...bounds, ...ids, ...bounds],
    )
    for (const { action_id, ref, relation: kind, reason } of relations) {
      found.get(action_id)?.related.push({ ref, relation: kind, reason })
    }
    const priorities = await this.database.select<OfAction & ActionView['priorities'][number]>(
      `SELECT x.action_id, pg.code AS programme, o.code, o.title, x.reason FROM action_priority x
      JOIN priority o ON o.id = x.priority_id JOIN programme pg ON pg.id = o.programme_id
      WHERE x.action_id IN (${list}) ${known} ORDER BY x.action_id, o.position`,
      [...ids, ...bounds],
    )
    for (const { action_id, programme, code, title, reason } of priorities) {
      found.get(action_id)?.priorities.push({ programme, code, title, reason })
    }
  }

  /** Only the flags of completed actions and of actions with partners need to look through all updates. */
  private async voices(rows: ActionRow[], found: Map<number, Belongings>): Promise<void> {
    const asked = rows.filter((row) => {
      const belongings = found.get(row.id)
      return row.status.startsWith('complete') || (belongings?.partners.length ?? 0) > 0
    })
    if (asked.length === 0) return
    const revisionOf = new Map(asked.map((row) => [row.id, row.revision]))
    const said = await this.database.select<OfAction & { revision: number; evidence: string; slug: string | null }>(
      `SELECT ua.action_id, ua.revision, u.evidence, g.slug FROM update_action ua JOIN "update" u ON u.id = ua.update_id
      LEFT JOIN agency g ON g.id = u.on_behalf_of_id WHERE ua.action_id IN (${marks(asked.length)})`,
      asked.map((row) => row.id),
    )
    for (const { action_id, revision, evidence, slug } of said) {
      const belongings = found.get(action_id)
      if (!belongings || revision > (revisionOf.get(action_id) ?? 0)) continue
      if (evidence !== '[]') belongings.hasEvidence = true
      if (slug !== null) belongings.spokenFor.add(slug)
    }
  }

  /** The London day of a moment, or of now. */
  static today(moment: Moment, now: string): Day {
    return londonDay(moment?.knownBy ?? now)
  }
}
