import type { Sight } from '../accounts/rights.js'
import type { ActionStatus } from '../actions/action-status.js'
import { sameAgencies } from '../agencies/merged-agencies.js'
import type { Day } from '../clock/dates.js'
import type { ActionFilter } from './action-filter.js'
import { type Moment, recordedFor } from './moment.js'

/** A piece of SQL with the parameters of its question marks. */
export interface Sql {
  text: string
  parameters: unknown[]
}

/** One action at a moment: what is promised, its state then, its timescale, its plan, and the latest statement. */
const columns = `a.id, a.ref, a.kind, a.term, a.text, a.note, a.known_from AS action_known_from,
  p.slug AS plan, p.title AS document, th.title AS theme, th.code AS theme_code,
  r."number" AS revision, r.title, r.status, r.status_reason, r.completed_on, r.confidence, r.recorded_at,
  r.assignments_set_in, t.as_written, t."start" AS starts, t."end" AS ends, t."precision", t.basis,
  t.reason AS timescale_reason, t.first_end, t.times_redated,
  u.narrative, u.said_by, u.on_end, u.on_as_written, u.evidence, u.next_step, u.known_from AS said_known_from,
  ua.same_words_since`

const statementJoins = `LEFT JOIN update_action ua ON ua.action_id = a.id AND ua.revision = r.said_in
  LEFT JOIN "update" u ON u.id = ua.update_id`

const newestKnown = `(SELECT MAX(x."number") FROM revision x
    WHERE x.action_id = a.id AND x.known_from <= ? AND x.recorded_at <= ?)`

/** The tables of an action's state at a moment: all of them, or those that some SQL names. */
function joins(moment: Moment, namedIn?: string): Sql {
  const names = (alias: string) => namedIn === undefined || new RegExp(`\\b${alias}\\.`, 'u').test(namedIn)
  const texts: string[] = []
  // At a past moment only the actions that have a revision by then are there at all.
  if (moment !== null || names('r') || names('t')) {
    texts.push(
      `JOIN revision r ON r.action_id = a.id AND r."number" = ${moment === null ? 'a.revision' : newestKnown}`,
    )
  }
  if (names('t')) texts.push('JOIN timescale t ON t.id = r.timescale_id')
  if (names('p')) texts.push('JOIN plan p ON p.id = a.plan_id')
  if (names('th')) texts.push('LEFT JOIN theme th ON th.id = a.theme_id')
  return { text: texts.join('\n'), parameters: moment === null ? [] : [moment.knownBy, moment.recordedBy] }
}

/** `?, ?, ?` */
export function marks(count: number): string {
  return new Array(count).fill('?').join(', ')
}

const hasAssignment = (
  role: string,
) => `EXISTS (SELECT 1 FROM assignment s WHERE s.action_id = a.id AND s.set_in_revision = r.assignments_set_in ${role}
    AND s.agency_id IN (${sameAgencies}))`

const containsWords = `(LOWER(a.ref) LIKE ? ESCAPE '\\' OR LOWER(a.text) LIKE ? ESCAPE '\\' OR LOWER(r.title) LIKE ? ESCAPE '\\'
    OR EXISTS (SELECT 1 FROM step st WHERE st.action_id = a.id AND LOWER(st.text) LIKE ? ESCAPE '\\')
    OR EXISTS (SELECT 1 FROM source so WHERE so.action_id = a.id AND LOWER(so.quote) LIKE ? ESCAPE '\\')
    OR EXISTS (SELECT 1 FROM update_action va JOIN "update" v ON v.id = va.update_id
      WHERE va.action_id = a.id AND va.revision <= r."number" AND LOWER(v.narrative) LIKE ? ESCAPE '\\'))`

const conditionOf = {
  ref: 'a.ref = ?',
  plan: 'p.slug = ?',
  theme: '(th.code = ? OR th.title = ?)',
  kind: 'a.kind = ?',
  status: 'r.status = ?',
  confidence: 'r.confidence = ?',
  lead: hasAssignment(`AND s.role = 'lead'`),
  partner: hasAssignment(`AND s.role = 'partner'`),
  agency: hasAssignment(''),
  priority: `EXISTS (SELECT 1 FROM action_priority ap JOIN priority pr ON pr.id = ap.priority_id
    WHERE ap.action_id = a.id AND pr.code = ?)`,
  dueBefore: 't."end" <= ?',
  dueAfter: 't."end" >= ?',
  q: containsWords,
} as const
type Filtered = keyof typeof conditionOf
const ofAgencies: ReadonlySet<Filtered> = new Set(['lead', 'partner', 'agency'])

/** On a past moment, a priority that was not known yet finds nothing. */
const servedThen = `EXISTS (SELECT 1 FROM action_priority ap JOIN priority pr ON pr.id = ap.priority_id
    WHERE ap.action_id = a.id AND pr.code = ? AND pr.known_from <= ? AND ap.recorded_at <= ?)`

/** What hangs on the reader's own agencies, as leads or partners at the moment, or on the reader's own plans. */
function seenBy({ agencies, plans }: Exclude<Sight, 'everything'>): Sql {
  const texts: string[] = []
  if (plans.length > 0) texts.push(`p.slug IN (${marks(plans.length)})`)
  if (agencies.length > 0) {
    texts.push(`EXISTS (SELECT 1 FROM assignment s JOIN agency g ON g.id = s.agency_id
      WHERE s.action_id = a.id AND s.set_in_revision = r.assignments_set_in AND g.slug IN (${marks(agencies.length)}))`)
  }
  return { text: texts.length > 0 ? `(${texts.join(' OR ')})` : '1 = 0', parameters: [...plans, ...agencies] }
}

function conditions(filter: ActionFilter, moment: Moment): Sql {
  const texts: string[] = []
  const parameters: unknown[] = []
  if (filter.sight !== undefined && filter.sight !== 'everything') {
    const own = seenBy(filter.sight)
    texts.push(own.text)
    parameters.push(...own.parameters)
  }
  if (filter.refs !== undefined) {
    texts.push(filter.refs.length > 0 ? `a.ref IN (${marks(filter.refs.length)})` : '1 = 0')
    parameters.push(...filter.refs)
  }
  for (const name of Object.keys(conditionOf) as Filtered[]) {
    const value = filter[name]
    if (value === undefined) continue
    if (name === 'priority' && moment !== null) {
      texts.push(servedThen)
      parameters.push(value, moment.knownBy, moment.recordedBy)
      continue
    }
    const text = conditionOf[name]
    if (ofAgencies.has(name)) {
      texts.push(text)
      parameters.push(value, recordedFor(moment))
      continue
    }
    const given = name === 'q' ? `%${value.toLowerCase().replace(/[\\%_]/gu, (mark) => `\\${mark}`)}%` : value
    texts.push(text)
    for (let count = text.split('?').length - 1; count > 0; count -= 1) parameters.push(given)
  }
  return { text: texts.length > 0 ? `WHERE ${texts.join(' AND ')}` : '', parameters }
}

const rank = (column: string, values: string[]) =>
  `CASE ${column} ${values.map((value, index) => `WHEN '${value}' THEN ${index}`).join(' ')} ELSE 99 END`

/** What a list may be sorted by; `-` before the name turns it round. Ties stay in the register's order. */
export const sortColumns = {
  ref: 'a.ref',
  title: 'LOWER(r.title)',
  status: rank('r.status', [
    'not_started', 'in_progress', 'paused', 'complete_reported', 'complete_verified', 'closed_not_delivered', 'superseded',
  ]), // prettier-ignore
  confidence: rank('r.confidence', ['red', 'amber', 'green', 'none']),
  due: `COALESCE(t."end", '9999-12-31')`,
  updated: 'r.recorded_at',
} as const
export type SortColumn = keyof typeof sortColumns

/** PostgreSQL sorts text by the rules of a language; both databases must give the same order. */
const binaryOn = (database: 'sqlite' | 'postgres') => (database === 'postgres' ? ' COLLATE "C"' : '')

function order(sort: string | undefined, binary: string): string {
  if (!sort) return 'ORDER BY a.id'
  const column = sort.replace(/^-/u, '') as SortColumn
  const textual = column === 'ref' || column === 'title' ? binary : ''
  return `ORDER BY ${sortColumns[column]}${textual} ${sort.startsWith('-') ? 'DESC' : 'ASC'}, a.id`
}

/**
 * The SQL of a page of actions (`page` null: all of them). The page is found first, with no more tables than it takes;
 * the columns are then read of its actions only.
 */
export function selectActions(
  filter: ActionFilter,
  moment: Moment,
  page: { limit: number; offset: number } | null,
  database: 'sqlite' | 'postgres',
): Sql {
  const sorted = order(filter.sort, binaryOn(database))
  const joined = joins(moment)
  const found = page ? onPage(filter, moment, page, sorted) : conditions(filter, moment)
  const text = [`SELECT ${columns} FROM action a`, joined.text, statementJoins, found.text, sorted].join('\n')
  return { text, parameters: [...joined.parameters, ...found.parameters] }
}

function onPage(
  filter: ActionFilter,
  moment: Moment,
  page: { limit: number; offset: number },
  sorted: string,
): Sql {
  const where = conditions(filter, moment)
  const joined = joins(moment, where.text + sorted)
  const ids = ['SELECT a.id FROM action a', joined.text, where.text, sorted, 'LIMIT ? OFFSET ?'].join('\n')
  return {
    text: `WHERE a.id IN (${ids})`,
    parameters: [...joined.parameters, ...where.parameters, page.limit, page.offset],
  }
}

/** The little that timeliness is computed from, of all that pass the filter, in order. */
export interface Candidate {
  id: number
  status: ActionStatus
  completed_on: Day | null
  ends: Day | null
}

/** The SQL of the candidates: all that pass what the database can try. */
export function selectCandidates(filter: ActionFilter, moment: Moment, database: 'sqlite' | 'postgres'): Sql {
  const where = conditions(filter, moment)
  const sorted = order(filter.sort, binaryOn(database))
  const wanted = 'a.id, r.status, r.completed_on, t."end" AS ends'
  const joined = joins(moment, `${wanted} ${where.text} ${sorted}`)
  const text = [`SELECT ${wanted} FROM action a`, joined.text, where.text, sorted].join('\n')
  return { text, parameters: [...joined.parameters, ...where.parameters] }
}

/** The SQL of the actions with these ids, in no order. */
export function selectThese(ids: number[], moment: Moment): Sql {
  const joined = joins(moment)
  const where = `WHERE a.id IN (${marks(ids.length)})`
  const text = [`SELECT ${columns} FROM action a`, joined.text, statementJoins, where].join('\n')
  return { text, parameters: [...joined.parameters, ...ids] }
}

/** The SQL of the number of actions. */
export function countActions(filter: ActionFilter, moment: Moment): Sql {
  const where = conditions(filter, moment)
  if (where.text === '' && moment !== null) {
    // An action is known from when its first revision is.
    return {
      text: 'SELECT CAST(COUNT(*) AS integer) AS total FROM action WHERE known_from <= ? AND recorded_at <= ?',
      parameters: [moment.knownBy, moment.recordedBy],
    }
  }
  const joined = joins(moment, where.text)
  return {
    text: ['SELECT CAST(COUNT(*) AS integer) AS total FROM action a', joined.text, where.text].join('\n'),
    parameters: [...joined.parameters, ...where.parameters],
  }
}
