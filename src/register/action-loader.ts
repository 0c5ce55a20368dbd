import { Injectable } from '@nestjs/common'
import { setImmediate as breathe } from 'node:timers/promises'
import type { ActionStatus } from '../actions/action-status.js'
import { type AgenciesAsRead, agenciesAsRead } from '../agencies/merged-agencies.js'
import { type Day, londonDay } from '../clock/dates.js'
import { Database } from '../database/database.js'
import { type ActionRow, type Belongings, presentAction } from './action-row.js'
import { assignmentsAsRead } from './assignments-as-read.js'
import {
  assignmentsSql,
  mentionsSql,
  prioritiesSql,
  quotesSql,
  relationsSql,
  setAsidesSql,
  stepsSql,
  voicesSql,
} from './belongings-query.js'
import type { FlagCode } from './flags.js'
import { type Moment, recordedFor } from './moment.js'
import type { ActionView } from './views.js'

const none = (): Belongings => ({
  leads: [],
  partners: [],
  mentions: [],
  steps: [],
  quotes: [],
  related: [],
  priorities: [],
  hasEvidence: false,
  spokenFor: new Set(),
  setAside: [],
})

interface OfAction {
  action_id: number
}
type MentionRow = OfAction & { as_written: string; slug: string; name: string }
type StepRow = OfAction & { ref: string; text: string; status: ActionStatus; set_in_revision: number }
type QuoteRow = OfAction & { section: string; quote: string; note: string | null }
type SetAsideRow = OfAction & { flag: FlagCode; until: Day | null; reason: string; author: string }
type VoiceRow = OfAction & { revision: number; evidence: string; slug: string | null }

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
    const asRead = await agenciesAsRead(this.database, recordedFor(moment))
    for (let from = 0; from < rows.length; from += 400) {
      const some = rows.slice(from, from + 400)
      const belongings = await this.belongings(some, moment, asRead)
      for (const row of some) views.push(presentAction(row, belongings.get(row.id) ?? none(), today))
      // A long register must not keep others waiting.
      if (rows.length > 400) await breathe()
    }
    return views
  }

  private async belongings(
    rows: ActionRow[],
    moment: Moment,
    asRead: AgenciesAsRead,
  ): Promise<Map<number, Belongings>> {
    const found = new Map(rows.map((row) => [row.id, none()]))
    const byId = new Map(rows.map((row) => [row.id, row]))
    const ids = rows.map((row) => row.id)
    const each = <Row extends OfAction>(items: Row[], keep: (to: Belongings, item: Row) => void) => {
      for (const item of items) {
        const to = found.get(item.action_id)
        if (to) keep(to, item)
      }
    }

    each(
      assignmentsAsRead(await this.database.select(assignmentsSql(ids.length), ids), asRead),
      (to, { action_id, set_in_revision, role, provisional, as_written, slug, name }) => {
        if (set_in_revision !== byId.get(action_id)?.assignments_set_in) return
        const view = { agency: slug, name, asWritten: as_written, provisional: Boolean(provisional) }
        if (role === 'lead') to.leads.push(view)
        else to.partners.push(view)
      },
    )
    each(
      await this.database.select<MentionRow>(mentionsSql(ids.length), ids),
      (to, { slug, name, as_written }) =>
        to.mentions.push({
          ...{ agency: asRead.slugOf(slug), name: asRead.nameOf(slug, name) },
          ...{ asWritten: as_written, provisional: false },
        }),
    )
    each(
      await this.database.select<StepRow>(stepsSql(ids.length), ids),
      (to, { action_id, ref, text, status, set_in_revision }) => {
        if (set_in_revision > (byId.get(action_id)?.revision ?? 0)) return
        const last = to.steps.at(-1)
        if (last?.ref === ref) last.status = status
        else to.steps.push({ ref, text, status })
      },
    )
    each(await this.database.select<QuoteRow>(quotesSql(ids.length), ids), (to, { section, quote, note }) =>
      to.quotes.push({ section, quote, note }),
    )
    each(
      await this.database.select<SetAsideRow>(setAsidesSql(ids.length), [...ids, recordedFor(moment)]),
      (to, { flag, until, reason, author }) => {
        to.setAside = to.setAside.filter(({ code }) => code !== flag)
        if (until !== null) to.setAside.push({ code: flag, until, because: reason, by: author })
      },
    )
    await this.readings(ids, moment, found)
    await this.voices(rows, found, asRead)
    return found
  }

  /** Our reading: relations (seen from both ends) and priorities, as far as both ends were known. */
  private async readings(ids: number[], moment: Moment, found: Map<number, Belongings>): Promise<void> {
    const parameters = moment === null ? ids : [...ids, moment.knownBy, moment.recordedBy]
    const relations = await this.database.select<OfAction & ActionView['related'][number]>(
      relationsSql(ids.length, moment),
      [...parameters, ...parameters],
    )
    for (const { action_id, ref, relation, reason } of relations) {
      found.get(action_id)?.related.push({ ref, relation, reason })
    }
    const priorities = await this.database.select<OfAction & ActionView['priorities'][number]>(
      prioritiesSql(ids.length, moment),
      parameters,
    )
    for (const { action_id, programme, code, title, reason } of priorities) {
      found.get(action_id)?.priorities.push({ programme, code, title, reason })
    }
  }

  /** Only the flags of completed actions and of actions with partners need to look through all updates. */
  private async voices(
    rows: ActionRow[],
    found: Map<number, Belongings>,
    asRead: AgenciesAsRead,
  ): Promise<void> {
    const asked = rows.filter((row) => {
      const belongings = found.get(row.id)
      return row.status.startsWith('complete') || (belongings?.partners.length ?? 0) > 0
    })
    if (asked.length === 0) return
    const revisionOf = new Map(asked.map((row) => [row.id, row.revision]))
    const said = await this.database.select<VoiceRow>(voicesSql(asked.length), [...revisionOf.keys()])
    for (const { action_id, revision, evidence, slug } of said) {
      const belongings = found.get(action_id)
      if (!belongings || revision > (revisionOf.get(action_id) ?? 0)) continue
      if (evidence !== '[]') belongings.hasEvidence = true
      if (slug !== null) belongings.spokenFor.add(asRead.slugOf(slug))
    }
  }

  /** The London day of a moment, or of now. */
  static today(moment: Moment, now: string): Day {
    return londonDay(moment?.knownBy ?? now)
  }
}
