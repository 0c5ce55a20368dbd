import type { Request } from 'express'
import type { Person } from '../accounts/person.js'
import type { Clock } from '../clock/clock.js'
import { type Day, londonDay } from '../clock/dates.js'
import type { ActionFact } from '../register/overview-fact.js'
import type { OverviewReadingService } from '../register/overview-reading.service.js'
import { figure } from '../reports/shared/words.js'
import { type ActionRowModel, actionRows } from './actions/action-rows.js'
import { type AsKnownOn, readAsAt } from './as-known-on.js'
import { pageAskedFor, pagesOf, type Paging, pagingOf } from './paging.js'

/** What every page of the register is asked for besides its subject. */
export interface Asked {
  at: AsKnownOn
  /** The London day that is read: today, or a past one. */
  today: Day
  /** The page of a list, as the address has it. */
  page: string
}

/** Reads the moment and the page from the address of a request. */
export function askedOf({ originalUrl, query }: Request, clock: Clock): Asked {
  const at = readAsAt(originalUrl, clock.today())
  const today = at.moment === null ? clock.today() : londonDay(at.moment.knownBy)
  return { at, today, page: typeof query.page === 'string' ? query.page : '' }
}

/** One page of a list of actions: what `partials/shown-actions` shows. */
export interface ShownActions {
  caption: string
  rows: ActionRowModel[]
  paging: Paging | null
}

/** One page of some facts, with the views of its actions as rows. */
export interface ActionPage {
  page: number
  pages: number
  total: number
  rows: ActionRowModel[]
}

const pageSize = 50

/** Reads the page of a list that is asked for; the first, where that is not there. */
export async function readActionPage(
  reading: OverviewReadingService,
  person: Person,
  facts: readonly ActionFact[],
  { at, page: asked }: Asked,
): Promise<ActionPage> {
  const page = pageAskedFor(asked, facts.length, pageSize)
  const some = facts.slice((page - 1) * pageSize, page * pageSize)
  const views = await reading.shown(person, some, at.moment)
  const pages = pagesOf(facts.length, pageSize)
  return { page, pages, total: facts.length, rows: actionRows(views, at.asAt) }
}

/** @param subject "Its actions", at the head of the table */
export function shownActions(
  { page, pages, total, rows }: ActionPage,
  subject: string,
  hrefOf: (page: number) => string,
): ShownActions {
  const from = (page - 1) * pageSize + 1
  const span = `${figure(from)} to ${figure(from + rows.length - 1)} of ${figure(total)}`
  return {
    caption: pages === 1 ? subject : `${subject}: ${span}`,
    rows,
    paging: pagingOf(page, pages, hrefOf),
  }
}
