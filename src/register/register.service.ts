import { setImmediate as breathe } from 'node:timers/promises'
import { Injectable } from '@nestjs/common'
import { ActionNotFound } from '../actions/action-errors.js'
import { Clock } from '../clock/clock.js'
import type { Day } from '../clock/dates.js'
import { Database } from '../database/database.js'
import type { ActionFilter } from './action-filter.js'
import { ActionLoader } from './action-loader.js'
import { type Candidate, countActions, selectActions, selectCandidates, selectThese } from './action-query.js'
import type { ActionRow } from './action-row.js'
import type { FlagCode } from './flags.js'
import { dateMovesKnown, datesKnown, waitingOf } from './date-moves.js'
import type { Moment } from './moment.js'
import { OverviewService } from './overview.service.js'
import { ReferenceService } from './reference.service.js'
import { timelinessOf } from './timeliness.js'
import type { ActionInFull, ActionView, RegisterSnapshot } from './views.js'

/** Views that are held at once while all actions are looked through. */
const atATime = 200

export interface Page<T> {
  items: T[]
  page: number
  pageSize: number
  total: number
}

/** Reads the register, as it is or as known on a past moment. */
@Injectable()
export class RegisterService {
  constructor(
    private readonly database: Database,
    private readonly loader: ActionLoader,
    private readonly reference: ReferenceService,
    private readonly overview: OverviewService,
    private readonly clock: Clock,
  ) {}

  /** One page of the actions that pass the filter. A page beyond the last is empty. */
  async list(
    filter: ActionFilter,
    moment: Moment,
    page: number,
    pageSize: number,
  ): Promise<Page<ActionView>> {
    const slice = { limit: pageSize, offset: (page - 1) * pageSize }
    if (filter.timeliness === undefined && filter.flag === undefined) {
      const [count] = await this.select<{ total: number }>(countActions(filter, moment))
      const rows = await this.select<ActionRow>(selectActions(filter, moment, slice, this.database.kind))
      return { items: await this.views(rows, moment), page, pageSize, total: count?.total ?? 0 }
    }
    const ids = await this.idsOf(filter, moment)
    const items = await this.these(ids.slice(slice.offset, slice.offset + slice.limit), moment)
    return { items, page, pageSize, total: ids.length }
  }

  /**
   * The ids of the actions that pass the filter, in order. Timeliness and flags are computed, never stored: they are tried
   * on each that passes the rest, timeliness on the few columns that it takes, flags on the overview of now. Of a past
   * moment there may be no overview, and many actions fewer to look through: there flags are tried on so many views at a
   * time that a long register takes no more memory than a short one.
   */
  async idsOf(filter: ActionFilter, moment: Moment): Promise<number[]> {
    const today = this.today(moment)
    const candidates = await this.select<Candidate>(selectCandidates(filter, moment, this.database.kind))
    const inTime = candidates.filter(
      ({ status, ends, completed_on }) =>
        filter.timeliness === undefined ||
        timelinessOf(status, ends, completed_on, today) === filter.timeliness,
    )
    const ids = inTime.map(({ id }) => id)
    const { flag } = filter
    if (flag === undefined) return ids
    if (moment !== null) return this.flaggedThen(ids, flag, moment)
    const facts = await this.overview.facts(null)
    return ids.filter((id) => facts.get(id)?.flags.includes(flag))
  }

  private async flaggedThen(ids: number[], flag: FlagCode, moment: Moment): Promise<number[]> {
    const flagged: number[] = []
    for (let from = 0; from < ids.length; from += atATime) {
      const some = ids.slice(from, from + atATime)
      for (const [index, { flags }] of (await this.these(some, moment)).entries()) {
        if (flags.some(({ code }) => code === flag)) flagged.push(some[index] ?? 0)
      }
      // A long register must not keep others waiting.
      await breathe()
    }
    return flagged
  }

  /** The actions with these ids, in their order, all of which were known by the moment. */
  async these(ids: number[], moment: Moment): Promise<ActionView[]> {
    if (ids.length === 0) return []
    const rows = await this.select<ActionRow>(selectThese(ids, moment))
    const place = new Map(ids.map((id, index) => [id, index]))
    rows.sort((one, other) => (place.get(one.id) ?? 0) - (place.get(other.id) ?? 0))
    return this.views(rows, moment)
  }

  /** @throws ActionNotFound when there is no such action, or was none at that moment */
  async one(ref: string, moment: Moment): Promise<ActionInFull> {
    const rows = await this.select<ActionRow>(selectActions({ ref }, moment, null, this.database.kind))
    const [view] = await this.views(rows, moment)
    if (!view) throw new ActionNotFound(ref)
    const dates = await datesKnown(this.database, ref, moment)
    const dateChange = waitingOf(await dateMovesKnown(this.database, moment, { ref }))
    return { ...view, timescale: { ...view.timescale, dates }, dateChange }
  }

  /** Everything known by a cut-off, for a report. */
  async snapshot(moment: NonNullable<Moment>): Promise<RegisterSnapshot> {
    const rows = await this.select<ActionRow>(selectActions({}, moment, null, this.database.kind))
    const [changes] = await this.database.select<{ total: number }>(
      `SELECT CAST((SELECT COUNT(*) FROM revision WHERE known_from <= ? AND recorded_at <= ?) +
        (SELECT COUNT(*) FROM "update" WHERE known_from <= ? AND recorded_at <= ?) AS integer) AS total`,
      [moment.knownBy, moment.recordedBy, moment.knownBy, moment.recordedBy],
    )
    return {
      knownBy: moment.knownBy,
      cutOff: ActionLoader.today(moment, moment.knownBy),
      registerRevision: changes?.total ?? 0,
      programmes: await this.reference.programmes(moment),
      plans: await this.reference.plans(moment),
      agencies: await this.reference.agencies(moment),
      priorities: await this.reference.priorities(moment),
      actions: await this.views(rows, moment),
      updates: await this.reference.updates(moment),
    }
  }

  private views(rows: ActionRow[], moment: Moment): Promise<ActionView[]> {
    return this.loader.views(rows, moment, this.today(moment))
  }

  private today(moment: Moment): Day {
    return ActionLoader.today(moment, this.clock.now())
  }

  private select<Row>(sql: { text: string; parameters: unknown[] }): Promise<Row[]> {
    return this.database.select<Row>(sql.text, sql.parameters)
  }
}
