import { Injectable } from '@nestjs/common'
import { ActionNotFound } from '../actions/action-errors.js'
import { Clock } from '../clock/clock.js'
import { Database } from '../database/database.js'
import type { ActionFilter } from './action-filter.js'
import { ActionLoader } from './action-loader.js'
import { countActions, selectActions } from './action-query.js'
import type { ActionRow } from './action-row.js'
import { everything, type Moment } from './moment.js'
import { ReferenceService } from './reference.service.js'
import type { ActionView, RegisterSnapshot } from './views.js'

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
    private readonly clock: Clock,
  ) {}

  /** One page of the actions that pass the filter. A page beyond the last is empty. */
  async list(filter: ActionFilter, moment: Moment, page: number, pageSize: number): Promise<Page<ActionView>> {
    const slice = { limit: pageSize, offset: (page - 1) * pageSize }
    if (filter.timeliness === undefined && filter.flag === undefined) {
      const [{ total = 0 } = {}] = await this.select<{ total: number }>(countActions(filter, moment))
      const rows = await this.select<ActionRow>(selectActions(filter, moment, slice, this.database.kind))
      return { items: await this.views(rows, moment), page, pageSize, total }
    }
    // Timeliness and flags are computed, never stored: all that pass the rest are read and these two tried on each.
    const all = await this.select<ActionRow>(selectActions(filter, moment, null, this.database.kind))
    const passing = (await this.views(all, moment)).filter(
      (action) =>
        (filter.timeliness === undefined || action.timeliness === filter.timeliness) &&
        (filter.flag === undefined || action.flags.some((flag) => flag.code === filter.flag)),
    )
    return {
      ...{ items: passing.slice(slice.offset, slice.offset + slice.limit), page, pageSize },
      total: passing.length,
    }
  }

  /** @throws ActionNotFound when there is no such action, or was none at that moment */
  async one(ref: string, moment: Moment): Promise<ActionView> {
    const rows = await this.select<ActionRow>(selectActions({ ref }, moment, null, this.database.kind))
    const [view] = await this.views(rows, moment)
    if (!view) throw new ActionNotFound(ref)
    return view
  }

  /** Everything known by a cut-off, for a report. */
  async snapshot(moment: NonNullable<Moment>): Promise<RegisterSnapshot> {
    const rows = await this.select<ActionRow>(selectActions({}, moment, null, this.database.kind))
    const [{ total = 0 } = {}] = await this.database.select<{ total: number }>(
      'SELECT CAST(COUNT(*) AS integer) AS total FROM revision WHERE known_from <= ? AND recorded_at <= ?',
      [moment.knownBy, moment.recordedBy],
    )
    return {
      knownBy: moment.knownBy,
      cutOff: ActionLoader.today(moment, moment.knownBy),
      registerRevision: total,
      programmes: await this.reference.programmes(moment),
      plans: await this.reference.plans(moment),
      agencies: await this.reference.agencies(moment),
      priorities: await this.reference.priorities(moment),
      actions: await this.views(rows, moment),
      updates: await this.reference.updates(moment),
    }
  }

  /** The register as known at an instant, whenever it was recorded. */
  static asKnownBy(instant: string | null): Moment {
    return instant === null ? null : { knownBy: instant, recordedBy: everything }
  }

  private views(rows: ActionRow[], moment: Moment): Promise<ActionView[]> {
    return this.loader.views(rows, moment, ActionLoader.today(moment, this.clock.now()))
  }

  private select<Row>(sql: { text: string; parameters: unknown[] }): Promise<Row[]> {
    return this.database.select<Row>(sql.text, sql.parameters)
  }
}
