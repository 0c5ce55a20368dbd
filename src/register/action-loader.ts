import { Injectable } from '@nestjs/common'
import { setImmediate as breathe } from 'node:timers/promises'
import type { ActionStatus } from '../actions/action-status.js'
import { type AgenciesAsRead, agenciesAsRead } from '../agencies/merged-agencies.js'
import { type Day, londonDay } from '../clock/dates.js'
import { Database } from '../database/database.js'
import type { Depth } from './action-query.js'
import { type ActionRow, type Belongings, presentAction } from './action-row.js'
import { assignmentsAsRead } from './assignments-as-read.js'
import {
  assignmentsSql,
  mentionsSql,
  prioritiesSql,
  quotesSql,
  relationsSql,
  stepsSql,
  voicesSql,
} from './belongings-query.js'
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
})

interface OfAction {
  action_id: number
}
type MentionRow = OfAction & { as_written: string; slug: string; name: string }
type StepRow = OfAction & { ref: string; text: string; status: ActionStatus; set_in_revision: number }
type QuoteRow = OfAction & { section: string; quote: string; note: string | null }
type VoiceRow = OfAction & { revision: number; evidence: string; slug: string | null }

/** Turns rows of actions into views, with a fixed number of queries for each few hundred actions. */
@Injectable()
export class ActionLoader {
  constructor(private readonly database: Database) {}

  /**
   * @param rows as `selectActions` gives them
   * @param today the London day of the read
   * @param depth of the rows; views that are only counted have neither texts, nor passages, nor relations
   */
  async views(rows: ActionRow[], moment: Moment, today: Day, depth: Depth = 'whole'): Promise<ActionView[]> {
    const views: ActionView[] = []
    const asRead = await agenciesAsRead(this.database, recordedFor(moment))
    for (let from = 0; from < rows.length; from += 400) {
      const some = rows.slice(from, from + 400)
      const belongings = await this.belongings(some, moment, asRead, depth)
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
    depth: Depth,
  ): Promise<Map<number, Belongings>> {
    const found = new Map(rows.map((row) => [row.id, none()]))
    const ids = rows.map((row) => row.id)
    await this.agenciesAndSteps(rows, found, asRead)
    if (depth === 'whole') {
      await this.passages(ids, found, asRead)
      await this.relations(ids, moment, found)
    }
    await this.priorities(ids, moment, found)
    await this.voices(rows, found, asRead)
    return found
  }

  /** Who answers for them, and the steps that they are made of, as of their revisions. */
  private async agenciesAndSteps(
    rows: ActionRow[],
    found: Map<number, Belongings>,
    asRead: AgenciesAsRead,
  ): Promise<void> {
    const byId = new Map(rows.map((row) => [row.id, row]))
    const ids = rows.map((row) => row.id)
    eachOf(
      found,
      assignmentsAsRead(await this.database.select(assignmentsSql(ids.length), ids), asRead),
      (to, { action_id, set_in_revision, role, provisional, as_written, slug, name }) => {
        if (set_in_revision !== byId.get(action_id)?.assignments_set_in) return
        const view = { agency: slug, name, asWritten: as_written, provisional: Boolean(provisional) }
        if (role === 'lead') to.leads.push(view)
        else to.partners.push(view)
      },
    )
    eachOf(
      found,
      await this.database.select<StepRow>(stepsSql(ids.length), ids),
      (to, { action_id, ref, text, status, set_in_revision }) => {
        if (set_in_revision > (byId.get(action_id)?.revision ?? 0)) return
        const last = to.steps.at(-1)
        if (last?.ref === ref) last.status = status
        else to.steps.push({ ref, text, status })
      },
    )
  }

  /** What the document says: the agencies that it names besides, and the passages. */
  private async passages(
    ids: number[],
    found: Map<number, Belongings>,
    asRead: AgenciesAsRead,
  ): Promise<void> {
    eachOf(
      found,
      await this.database.select<MentionRow>(mentionsSql(ids.length), ids),
      (to, { slug, name, as_written }) =>
        to.mentions.push({
          ...{ agency: asRead.slugOf(slug), name: asRead.nameOf(slug, name) },
          ...{ asWritten: as_written, provisional: false },
        }),
    )
    const quotes = await this.database.select<QuoteRow>(quotesSql(ids.length), ids)
    eachOf(found, quotes, (to, { section, quote, note }) => to.quotes.push({ section, quote, note }))
  }

  /** Our reading of how they hang together, seen from both ends, as far as both ends were known. */
  private async relations(ids: number[], moment: Moment, found: Map<number, Belongings>): Promise<void> {
    const parameters = boundedBy(ids, moment)
    const relations = await this.database.select<OfAction & ActionView['related'][number]>(
      relationsSql(ids.length, moment),
      [...parameters, ...parameters],
    )
    eachOf(found, relations, (to, { ref, relation, reason }) => to.related.push({ ref, relation, reason }))
  }

  /** Our reading of what they serve, as far as it was known. */
  private async priorities(ids: number[], moment: Moment, found: Map<number, Belongings>): Promise<void> {
    const priorities = await this.database.select<OfAction & ActionView['priorities'][number]>(
      prioritiesSql(ids.length, moment),
      boundedBy(ids, moment),
    )
    eachOf(found, priorities, (to, { programme, code, title, reason }) =>
      to.priorities.push({ programme, code, title, reason }),
    )
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

/** Hands each item to what belongs to its action. */
function eachOf<Item extends OfAction>(
  found: Map<number, Belongings>,
  items: Item[],
  keep: (to: Belongings, item: Item) => void,
): void {
  for (const item of items) {
    const to = found.get(item.action_id)
    if (to) keep(to, item)
  }
}

function boundedBy(ids: number[], moment: Moment): (number | string)[] {
  return moment === null ? ids : [...ids, moment.knownBy, moment.recordedBy]
}
