import { type Day, isDay } from '../../clock/dates.js'
import type { ActionFilter } from '../../register/action-filter.js'
import type { FieldError } from '../../web/problems.js'
import { isTyped, readTypedDay, type TypedDay } from '../typed-day.js'
import type { Choices } from './list-choices.js'
import {
  filterLabels,
  type FilterName,
  filterNames,
  type Filters,
  pageSizes,
  scales,
  type ScaleName,
  sortNames,
  usualPageSize,
} from './list-scales.js'

/** What the address of the list asks for, as far as it can be given. */
export interface ListQuery {
  filters: Filters
  sort: string | null
  page: number
  pageSize: number
}

export interface ReadListQuery {
  query: ListQuery
  /** What was typed into the boxes of the two dates. */
  typed: Record<DateName, TypedDay>
  /** What cannot be given: the list is not narrowed by it, and its field shows what was typed. */
  errors: FieldError[]
  wrong: Partial<Record<FilterName, string>>
  /** Whether the address can be said shorter: the form sends empty fields, and dates in three boxes. */
  untidy: boolean
}

type DateName = 'dueAfter' | 'dueBefore'
export const dateNames = ['dueAfter', 'dueBefore'] as const satisfies readonly DateName[]
const boxNames = dateNames.flatMap((name) => [`${name}-day`, `${name}-month`, `${name}-year`])
/** The plan whose themes the form has offered: another plan has other themes. */
export const themeOf = 'themeOf'
const longestSearch = 200

/** Reads the address of the list. What is wrong with a field is told in a sentence, and the field left out. */
export function readListQuery(search: URLSearchParams, choices: Choices): ReadListQuery {
  const typed = { dueAfter: typedDay(search, 'dueAfter'), dueBefore: typedDay(search, 'dueBefore') }
  const given = givenFilters(search)
  const reading: ReadListQuery = {
    ...{ typed, errors: [], wrong: {} },
    query: { filters: {}, sort: null, page: 1, pageSize: usualPageSize },
    untidy: [...search].some(
      ([name, value]) =>
        value === '' || value !== value.trim() || name === themeOf || boxNames.includes(name),
    ),
  }
  for (const name of filterNames) readFilter(reading, name, given, search, choices)
  readWindow(reading)
  readOrder(reading, search)
  return reading
}

/** The query of an address that shows the same; without the defaults, so that it is as short as can be. */
export function addressQuery({ filters, sort, page, pageSize }: ListQuery): Record<string, string | number> {
  return {
    ...Object.fromEntries(
      filterNames.flatMap((name) => (filters[name] === undefined ? [] : [[name, filters[name]]])),
    ),
    ...(sort === null ? {} : { sort }),
    ...(pageSize === usualPageSize ? {} : { pageSize }),
    ...(page === 1 ? {} : { page }),
  }
}

/** The filter as the register reads it. */
export function actionFilter({ filters, sort }: ListQuery): ActionFilter {
  return { ...filters, ...(sort === null ? {} : { sort }) } as ActionFilter
}

type Given = Partial<Record<FilterName, string>>

function givenFilters(search: URLSearchParams): Given {
  const given: Given = {}
  for (const name of filterNames) {
    const value = textOf(search, name)
    if (value !== '') given[name] = value
  }
  const offeredFor = search.get(themeOf)
  if (offeredFor !== null && offeredFor !== given.plan) delete given.theme
  return given
}

function readFilter(
  reading: ReadListQuery,
  name: FilterName,
  given: Given,
  search: URLSearchParams,
  choices: Choices,
): void {
  if (isDate(name) && isTyped(reading.typed[name])) {
    readBoxes(reading, name)
    return
  }
  const value = given[name]
  if (value === undefined) return
  const wrong =
    search.getAll(name).length > 1
      ? `${filterLabels[name]} can be filtered by one value at a time`
      : sentenceAbout(name, value, given, choices)
  if (wrong === null) {
    reading.query.filters[name] = value
    return
  }
  reading.errors.push({ field: name, message: wrong })
  reading.wrong[name] = value
}

function readBoxes(reading: ReadListQuery, name: DateName): void {
  const read = readTypedDay(reading.typed[name], filterLabels[name])
  if ('day' in read) reading.query.filters[name] = read.day
  else reading.errors.push({ field: `${name}-${read.part}`, message: read.wrong })
}

/** What is wrong with a value, or null. */
function sentenceAbout(name: FilterName, value: string, given: Given, choices: Choices): string | null {
  if (isScale(name)) return sentenceAboutScale(name, value)
  if (isDate(name))
    return isDay(value) ? null : `${filterLabels[name]} must be a real date, such as 2014-03-31`
  const { plans, priorities, agencies } = choices.every
  switch (name) {
    case 'q':
      return value.length <= longestSearch ? null : `Search must have at most ${longestSearch} characters`
    case 'plan':
      return plans.has(value) ? null : unknown('plan', value, 'is in the register')
    case 'theme':
      return hasTheme(value, given.plan, choices)
        ? null
        : unknown('theme', value, placeOfThemes(given.plan, choices))
    case 'priority':
      return priorities.has(value) ? null : unknown('priority', value, 'is in the register')
    case 'lead':
    case 'partner':
    case 'agency':
      return agencies.has(value) ? null : unknown('agency', value, 'is registered')
  }
}

const isScale = (name: FilterName): name is ScaleName => Object.hasOwn(scales, name)
const isDate = (name: FilterName): name is DateName => (dateNames as readonly string[]).includes(name)

function sentenceAboutScale(name: ScaleName, value: string): string | null {
  if (scales[name].some((choice) => choice.value === value)) return null
  return `${filterLabels[name]} must be one of: ${scales[name].map(({ text }) => text).join(', ')}`
}

const unknown = (what: string, value: string, where: string) =>
  `No ${what} “${value}” ${where}: choose one from the list`

/** The plans whose themes are meant. */
function plansMeant(plan: string | undefined, { every }: Choices) {
  const chosen = plan === undefined ? undefined : every.plans.get(plan)
  return chosen ? [chosen] : [...every.plans.values()]
}

function hasTheme(theme: string, plan: string | undefined, choices: Choices): boolean {
  return plansMeant(plan, choices).some(({ themes }) =>
    themes.some(({ code, title }) => code === theme || title === theme),
  )
}

function placeOfThemes(plan: string | undefined, choices: Choices): string {
  const [only, ...others] = plansMeant(plan, choices)
  return only && others.length === 0 ? `stands in “${only.title}”` : 'stands in any plan'
}

function readWindow({ query, errors }: ReadListQuery): void {
  const { dueAfter, dueBefore } = query.filters
  if (dueAfter === undefined || dueBefore === undefined || dueAfter <= dueBefore) return
  errors.push({ field: 'dueBefore-day', message: 'Due to must be the same as or after Due from' })
  delete query.filters.dueBefore
}

function readOrder({ query, errors }: ReadListQuery, search: URLSearchParams): void {
  const sort = textOf(search, 'sort')
  if (sortNames.includes(sort)) query.sort = sort
  else if (sort !== '') {
    const names = sortNames.filter((name) => !name.startsWith('-')).join(', ')
    errors.push({
      field: 'sort',
      message: `Sort must be one of: ${names}; with - before it the other way round`,
    })
  }
  const pageSize = textOf(search, 'pageSize')
  const known = pageSizes.find((size) => String(size) === pageSize)
  if (known !== undefined) query.pageSize = known
  else if (pageSize !== '') {
    errors.push({ field: 'pageSize', message: `The page size must be one of: ${pageSizes.join(', ')}` })
  }
  const page = textOf(search, 'page')
  if (/^[1-9]\d{0,6}$/u.test(page)) query.page = Number(page)
  else if (page !== '') errors.push({ field: 'page', message: 'The page must be a whole number from 1' })
}

/** Without space around it, and without characters that no search can find. */
function textOf(search: URLSearchParams, name: string): string {
  return (search.get(name) ?? '').replace(/\p{Cc}/gu, ' ').trim()
}

function typedDay(search: URLSearchParams, name: DateName): TypedDay {
  const box = (part: string) => textOf(search, `${name}-${part}`)
  return { day: box('day'), month: box('month'), year: box('year') }
}

/** The boxes of a day as an address has it. */
export function boxesOf(day: Day | undefined): TypedDay {
  const [year = '', month = '', date = ''] = day?.split('-') ?? []
  return { day: date.replace(/^0/u, ''), month: month.replace(/^0/u, ''), year }
}
