import { plainToInstance } from 'class-transformer'
import { validateSync } from 'class-validator'
import type { ActionFilter } from '../../register/action-filter.js'
import { ActionsQuery } from '../../register/actions.query.js'

/** What of an address narrows no list. */
const notNarrowing = new Set(['page', 'pageSize', 'sort', 'asAt'])

/** A filter of the list of actions, as the address of its page keeps it ("status=in_progress&flag=no-lead"). */
function read(filter: string): { query: ActionsQuery; given: Record<string, string>; wrong: string[] } {
  const given = Object.fromEntries(
    [...new URLSearchParams(filter)].filter(([name, value]) => value !== '' && !notNarrowing.has(name)),
  )
  const query = plainToInstance(ActionsQuery, given)
  const wrong = validateSync(query, { whitelist: true, forbidNonWhitelisted: true }).map(
    ({ property, constraints = {} }) =>
      Object.hasOwn(constraints, 'whitelistValidation')
        ? `Actions cannot be filtered by “${property}”.`
        : (Object.values(constraints)[0] ?? `${property} cannot be read.`),
  )
  return { query, given, wrong }
}

/** Why the filter cannot be read, as a sentence; null when it can. */
export function unreadableFilter(filter: string): string | null {
  const { wrong } = read(filter)
  return wrong.length > 0 ? wrong.join(' ') : null
}

/** The filter as the register reads it. */
export function actionFilterOf(filter: string): ActionFilter {
  const { query, given } = read(filter)
  const narrowed = Object.keys(given).map((name) => [name, query[name as keyof ActionsQuery]])
  return Object.fromEntries(narrowed) as ActionFilter
}
