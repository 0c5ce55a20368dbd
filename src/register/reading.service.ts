import { setImmediate as breathe } from 'node:timers/promises'
import { Injectable } from '@nestjs/common'
import { NotYours } from '../actions/action-errors.js'
import type { Person } from '../accounts/person.js'
import { canSee, sightOf } from '../accounts/rights.js'
import { SecurityTrail } from '../accounts/security-trail.js'
import { Database } from '../database/database.js'
import type { ActionFilter } from './action-filter.js'
import { HistoryService, type RevisionView } from './history.service.js'
import type { Moment } from './moment.js'
import { type Page, RegisterService } from './register.service.js'
import type { ActionInFull, ActionView } from './views.js'

/** What the rights of an action rest on, taken from its view. */
export function ownersOf(action: ActionView): { plan: string; agencies: string[] } {
  return { plan: action.plan, agencies: [...action.leads, ...action.partners].map(({ agency }) => agency) }
}

/** Views that are held at once while all actions are gone through. */
const atATime = 200

/** Actions that are gone through from the first to the last. */
export interface AllActions {
  total: number
  batches(): AsyncGenerator<ActionView[]>
}

/** The register as one person may read it: the door for every page and every call of the API. */
@Injectable()
export class ReadingService {
  constructor(
    private readonly database: Database,
    private readonly register: RegisterService,
    private readonly histories: HistoryService,
    private readonly trail: SecurityTrail,
  ) {}

  /** One page of the actions that pass the filter and that the person sees. A page beyond the last is empty. */
  async list(
    person: Person,
    filter: ActionFilter,
    moment: Moment,
    page: number,
    pageSize: number,
  ): Promise<Page<ActionView>> {
    const found = await this.register.list({ ...filter, sight: sightOf(person) }, moment, page, pageSize)
    await this.noteMarked(person, found.items)
    return found
  }

  /** The same for whoever was shown these actions just now: that they were read stands in the trail already. */
  async beside(person: Person, refs: readonly string[]): Promise<ActionView[]> {
    return (await this.register.list({ refs, sight: sightOf(person) }, null, 1, refs.length)).items
  }

  /** Those of these actions that there are and that the person sees, in the register's order. */
  async these(person: Person, refs: readonly string[]): Promise<ActionView[]> {
    return (await this.list(person, { refs }, null, 1, refs.length)).items
  }

  /**
   * Every action that passes the filter and that the person sees, some at a time: for what is too long to be held at once.
   *
   * @param moment a moment, and not just "now": the register may change while it is gone through
   */
  async all(person: Person, filter: ActionFilter, moment: NonNullable<Moment>): Promise<AllActions> {
    const ids = await this.register.idsOf({ ...filter, sight: sightOf(person) }, moment)
    return { total: ids.length, batches: () => this.batches(person, ids, moment) }
  }

  private async *batches(
    person: Person,
    ids: number[],
    moment: NonNullable<Moment>,
  ): AsyncGenerator<ActionView[]> {
    for (let from = 0; from < ids.length; from += atATime) {
      const some = await this.register.these(ids.slice(from, from + atATime), moment)
      await this.noteMarked(person, some)
      yield some
      // A long register must not keep others waiting.
      await breathe()
    }
  }

  /** @throws ActionNotFound when there is none by that moment, NotYours when the person may not see it */
  async one(person: Person, ref: string, moment: Moment): Promise<ActionInFull> {
    const action = await this.register.one(ref, moment)
    if (!canSee(person, ownersOf(action))) {
      await this.trail.refused(person, `see ${ref}`)
      throw new NotYours(ref, 'see')
    }
    await this.noteMarked(person, [action])
    return action
  }

  /** The action as it now is, for whoever has just changed it: the line of that change says that they saw it. */
  async changed(ref: string): Promise<ActionInFull> {
    return this.register.one(ref, null)
  }

  /** Every revision of an action that the person sees. @throws ActionNotFound, NotYours */
  async history(person: Person, ref: string, moment: Moment): Promise<RevisionView[]> {
    await this.one(person, ref, moment)
    return this.histories.of(ref, moment)
  }

  /** Who was shown actions of a plan with a protective marking stands in the trail. */
  async noteMarked(person: Person, shown: Pick<ActionView, 'ref' | 'plan'>[]): Promise<void> {
    const marked = await this.database.select<{ slug: string }>(
      'SELECT slug FROM plan WHERE marking IS NOT NULL',
    )
    const refs = shown.filter(({ plan }) => marked.some(({ slug }) => slug === plan)).map(({ ref }) => ref)
    if (refs.length > 0) await this.trail.readMarked(person, refs)
  }
}
