import { Injectable } from '@nestjs/common'
import type { Person } from '../../accounts/person.js'
import { Clock } from '../../clock/clock.js'
import { ReadingService } from '../../register/reading.service.js'
import type { Page } from '../../register/register.service.js'
import type { ActionView } from '../../register/views.js'
import { type AsKnownOn, readAsAt } from '../as-known-on.js'
import { paths } from '../paths.js'
import { type Choices, ListChoices } from './list-choices.js'
import { actionFilter, addressQuery, type ReadListQuery, readListQuery } from './list-query.js'
import type { ListReading } from './list.presenter.js'
import { SavedViews } from './saved-views.service.js'

/** An address of the list, understood. */
export interface ListRequest {
  at: AsKnownOn
  read: ReadListQuery
  choices: Choices
}

/** Reads what an address of the list asks for, and the actions that it finds. */
@Injectable()
export class ListReader {
  constructor(
    private readonly reading: ReadingService,
    private readonly listChoices: ListChoices,
    private readonly savedViews: SavedViews,
    private readonly clock: Clock,
  ) {}

  /** @param url the address from the root, or only the query of a list: `?plan=merton-2013` */
  async understand(person: Person, url: string): Promise<ListRequest> {
    const address = new URL(url, 'http://localhost/actions')
    const at = readAsAt(address.pathname + address.search, this.clock.today())
    const search = address.searchParams
    const agencies = ['lead', 'partner', 'agency'].flatMap((name) => search.getAll(name)).filter(Boolean)
    const choices = await this.listChoices.of(person, at.moment, at.asAt, agencies)
    return { at, choices, read: readListQuery(search, choices) }
  }

  /** Where the address should rather lead: to the same list said shorter. */
  tidy({ at, read }: ListRequest): string | null {
    if (at.redirect !== null) return at.redirect
    const wrong = read.errors.length + at.errors.length > 0
    return read.untidy && !wrong ? paths.actions({ ...addressQuery(read.query), asAt: at.asAt }) : null
  }

  /** The actions of the list's page, with how many the person sees in all. */
  async find(person: Person, request: ListRequest): Promise<ListReading> {
    const { at, read } = request
    const { query } = read
    const found = await this.reading.list(person, actionFilter(query), at.moment, query.page, query.pageSize)
    const narrowed = Object.keys(query.filters).length > 0
    const total = narrowed ? await this.totalOf(person, at) : found.total
    return { person, ...request, found, total, views: await this.savedViews.of(person) }
  }

  /** All that match, up to so many. */
  async matching(person: Person, { at, read }: ListRequest, most: number): Promise<Page<ActionView>> {
    return this.reading.list(person, actionFilter(read.query), at.moment, 1, most)
  }

  /** A page of no actions still says how many there are. */
  private async totalOf(person: Person, { moment }: AsKnownOn): Promise<number> {
    return (await this.reading.list(person, {}, moment, 1, 0)).total
  }
}
