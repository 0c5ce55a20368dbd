import type { Person } from '../../accounts/person.js'
import { canUpdate } from '../../accounts/rights.js'
import { inWords, londonDay } from '../../clock/dates.js'
import { ownersOf } from '../../register/reading.service.js'
import type { Page } from '../../register/register.service.js'
import type { ActionView } from '../../register/views.js'
import type { PageFacts } from '../../web/pages/frame.js'
import { pageOf } from '../../web/pages/page.js'
import type { AsKnownOn, AsKnownOnForm } from '../as-known-on.js'
import type { ErrorMessage } from '../form-errors.js'
import { pageInTitle, pagesOf, type Paging, pagingOf } from '../paging.js'
import { paths } from '../paths.js'
import { actionRows, type ActionRowModel } from './action-rows.js'
import type { Choices } from './list-choices.js'
import { filterFields, type FilterFields } from './list-filter.js'
import { addressQuery, type ListQuery, type ReadListQuery } from './list-query.js'
import { type FilterName, type Filters, pageSizes } from './list-scales.js'
import { type SortingHead, sortingHeads } from './list-sorting.js'
import { type ChosenFilter, chosenFilters, resultInWords } from './list-words.js'
import type { SavedViewLink } from './saved-views.service.js'

/** Actions that can be changed at once. */
export const mostAtOnce = 200

export interface ListPage {
  heading: string
  rows: (ActionRowModel & { tick: { id: string } | null })[]
  /** "23 of 168 actions, overdue, led by Home Office" */
  result: string
  /** "Actions 51 to 100 of 168" */
  caption: string
  /** Whether they all stand in the plan that is chosen, so that no row needs to name it. */
  samePlan: boolean
  /** Why there is nothing; null where there is something. */
  empty: string | null
  filter: FilterFields
  search: { value: string; errorMessage: ErrorMessage; hidden: { name: string; value: string }[] }
  applied: { text: string; href: string }[]
  clearHref: string
  sorting: SortingHead[]
  unsortedHref: string | null
  sizes: { size: number; href: string | null }[]
  paging: Paging | null
  downloads: { csv: string; spreadsheet: string } | null
  /** The list as a workbook that is filled in, for whoever may update some of it. */
  workbook: { fileHref: string; loadHref: string } | null
  selectable: boolean
  /** The query of this list, handed to the pages that change many actions and come back. */
  listQuery: string
  /** "Change all 120 that match"; null where those on the page are all, or too many match. */
  all: { text: string } | null
  views: { links: SavedViewLink[]; saveHref: string | null; manageHref: string }
  asKnownOn: AsKnownOnForm
}

const listPage = pageOf<ListPage>('actions/list')

/** What the page is made of. */
export interface ListReading {
  person: Person
  at: AsKnownOn
  read: ReadListQuery
  choices: Choices
  found: Page<ActionView>
  /** How many actions the person sees in all. */
  total: number
  views: SavedViewLink[]
  /** What is wrong with a selection of actions, which leads back here. */
  further?: string
}

/** The page of the list. */
export function showList(reading: ListReading) {
  const { read, at, found } = reading
  const pages = pagesOf(found.total, found.pageSize)
  const heading = `Actions${pageInTitle(found.page, pages)}`
  const errors = read.errors.map(({ field, message }) => ({
    text: message,
    href: `#${fieldIds[field] ?? field}`,
  }))
  const facts: PageFacts = {
    ...{ title: heading, section: 'actions', wide: true, asAt: at.asAt },
    errors: [...errors, ...at.errors],
  }
  const page = presentList(reading, heading, pages)
  if (reading.further === undefined) return listPage(facts, page)
  const href = page.selectable ? `#${firstTick}` : '#list'
  return listPage({ ...facts, errors: [{ text: reading.further, href }] }, page)
}

/** Where an error leads that has no field of its own in the filter. */
const fieldIds: Record<string, string> = {
  ...{ sort: 'list', page: 'list', pageSize: 'list' },
  ...{ dueAfter: 'dueAfter-day', dueBefore: 'dueBefore-day' },
}

function presentList(reading: ListReading, heading: string, pages: number): ListPage {
  const { at, choices, found, read, total } = reading
  const { query } = read
  const chosen = chosenFilters(query.filters, choices)
  const rows = rowsOf(reading)
  const selectable = rows.some(({ tick }) => tick !== null)
  return {
    heading,
    ...{ rows, selectable, caption: captionOf(found), samePlan: query.filters.plan !== undefined },
    result: resultInWords(found.total, total, chosen),
    empty: found.total > 0 ? null : emptySentence(reading, chosen),
    filter: filterFields(read, choices, at.asAt),
    search: searchOf(reading),
    applied: chosen.map((one) => ({
      text: `${one.label}: ${one.value}`,
      href: hrefOf(at, without(query, one.name)),
    })),
    clearHref: hrefOf(at, { ...query, filters: {}, page: 1 }),
    sorting: sortingHeads(query.sort, (sort) => hrefOf(at, { ...query, sort, page: 1 })),
    unsortedHref: query.sort === null ? null : hrefOf(at, { ...query, sort: null, page: 1 }),
    sizes: pageSizes.map((pageSize) => ({
      size: pageSize,
      href: pageSize === query.pageSize ? null : hrefOf(at, { ...query, pageSize, page: 1 }),
    })),
    paging: pagingOf(found.page, pages, (page) => hrefOf(at, { ...query, page })),
    downloads: downloadsOf(reading),
    workbook: workbookOf(reading),
    listQuery: listOf(at, query),
    all: allOf(found, selectable),
    views: viewsOf(reading),
    asKnownOn: at.form,
  }
}

function rowsOf({ person, at, found }: ListReading): ListPage['rows'] {
  // A past day can be read and not changed.
  const changeable = (action: ActionView) => at.moment === null && canUpdate(person, ownersOf(action))
  const rows = actionRows(found.items, at.asAt)
  let ticks = 0
  return rows.map((row, index) => {
    const action = found.items[index]
    const tick = action && changeable(action) ? { id: `select-${(ticks += 1)}` } : null
    return { ...row, tick }
  })
}

const firstTick = 'select-1'

function captionOf({ items, page, pageSize, total }: Page<ActionView>): string {
  const first = (page - 1) * pageSize + 1
  return items.length === total ? 'Actions' : `Actions ${first} to ${first + items.length - 1} of ${total}`
}

const hrefOf = ({ asAt }: AsKnownOn, query: ListQuery) => paths.actions({ ...addressQuery(query), asAt })

/** The address without its page, as it is kept for coming back. */
export function listOf({ asAt }: AsKnownOn, query: ListQuery): string {
  const [, search = ''] = paths.actions({ ...addressQuery({ ...query, page: 1 }), asAt }).split('?')
  return search
}

function without(query: ListQuery, taken: FilterName): ListQuery {
  // A theme without its plan may be that of another.
  const goes = (name: string) => name === taken || (taken === 'plan' && name === 'theme')
  const filters: Filters = Object.fromEntries(Object.entries(query.filters).filter(([name]) => !goes(name)))
  return { ...query, filters, page: 1 }
}

function searchOf({ at, read }: ListReading): ListPage['search'] {
  const { query, errors, wrong } = read
  const others = new URLSearchParams(listOf(at, without(query, 'q')))
  const error = errors.find(({ field }) => field === 'q')
  return {
    value: query.filters.q ?? wrong.q ?? '',
    errorMessage: error ? { text: error.message } : null,
    hidden: [...others].map(([name, value]) => ({ name, value })),
  }
}

function emptySentence({ at, choices, read, total }: ListReading, chosen: readonly ChosenFilter[]): string {
  if (chosen.length === 0) {
    return at.moment === null
      ? 'There is no action that you can see.'
      : `No action was known on ${at.words ?? ''}.`
  }
  const unknown = notYetKnown(read.query, choices)
  if (at.moment !== null && unknown !== null) {
    return `${unknown} was not known yet on ${inWords(londonDay(at.moment.knownBy))}.`
  }
  const filters = chosen.map(({ words }) => words).join(', ')
  return `None of ${total} ${total === 1 ? 'action' : 'actions'} passes the filter: ${filters}.`
}

/** The plan or priority that the day which is read does not know. */
function notYetKnown({ filters: { plan, priority } }: ListQuery, choices: Choices): string | null {
  if (plan !== undefined && !choices.plans.some(({ slug }) => slug === plan)) {
    return `The plan “${choices.every.plans.get(plan)?.title ?? plan}”`
  }
  if (priority !== undefined && !choices.priorities.some(({ value }) => value === priority)) {
    return `The priority “${choices.every.priorities.get(priority) ?? priority}”`
  }
  return null
}

function downloadsOf({ person, at, read, found }: ListReading): ListPage['downloads'] {
  if (!person.permissions.has('export the register') || found.total === 0) return null
  const query = { ...addressQuery({ ...read.query, page: 1, pageSize: 50 }), asAt: at.asAt }
  return { csv: paths.actionsCsv(query), spreadsheet: paths.actionsSpreadsheet(query) }
}

function workbookOf({ person, at, read, found }: ListReading): ListPage['workbook'] {
  if (!person.permissions.has('update actions') || found.total === 0 || at.moment !== null) return null
  const query = addressQuery({ ...read.query, page: 1, pageSize: 50 })
  return { fileHref: paths.listWorkbookFile(query), loadHref: paths.listWorkbook().start }
}

function allOf({ items, total }: Page<ActionView>, selectable: boolean): ListPage['all'] {
  const further = selectable && total > items.length && total <= mostAtOnce
  return further ? { text: `All ${total} actions that match, not only those ticked on this page` } : null
}

function viewsOf({ at, read, views }: ListReading): ListPage['views'] {
  const list = listOf(at, read.query)
  const known = list === '' || read.errors.length > 0 || views.some(({ query }) => query === list)
  return {
    links: views,
    saveHref: known ? null : paths.newSavedView(list),
    manageHref: paths.savedViews(),
  }
}
