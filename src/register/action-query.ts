import type { ActionFilter } from './action-filter.js'
import type { Moment } from './moment.js'

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

const stateJoins = `JOIN revision r ON r.action_id = a.id AND r."number" = a.revision
  JOIN timescale t ON t.id = r.timescale_id JOIN plan p ON p.id = a.plan_id LEFT JOIN theme th ON th.id = a.theme_id`

const statementJoins = `LEFT JOIN update_action ua ON ua.action_id = a.id AND ua.revision = r.said_in
  LEFT JOIN "update" u ON u.id = ua.update_id`

const newestKnown = `(SELECT MAX(x."number") FROM revision x
    WHERE x.action_id = a.id AND x.known_from <= ? AND x.recorded_at <= ?)`

function joins(moment: Moment): Sql {
  if (moment === null) return { text: stateJoins, parameters: [] }
  return {
    text: stateJoins.replace('a.revision', newestKnown),
    parameters: [moment.knownBy, moment.recordedBy],
  }
}

/** `?, ?, ?` */
export function marks(count: number): string {
  return new Array(count).fill('?').join(', ')
}

const hasAssignment = (role: string) => `EXISTS (SELECT 1 FROM assignment s JOIN agency g ON g.id = s.agency_id
    WHERE s.action_id = a.id AND s.set_in_revision = r.assignments_set_in ${role} AND g.slug = ?)`

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

function conditions(filter: ActionFilter): Sql {
  const texts: string[] = []
  const parameters: unknown[] = []
  for (const name of Object.keys(conditionOf) as Filtered[]) {
    const value = filter[name]
    if (value === undefined) continue
    const text = conditionOf[name]
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

function order(sort: string | undefined, binary: string): string {
  if (!sort) return 'ORDER BY a.id'
  const column = sort.replace(/^-/u, '') as SortColumn
  const textual = column === 'ref' || column === 'title' ? binary : ''
  return `ORDER BY ${sortColumns[column]}${textual} ${sort.startsWith('-') ? 'DESC' : 'ASC'}, a.id`
}

/** The SQL of a page of actions (`page` null: all of them), with or without the latest statement. */
export function selectActions(
  filter: ActionFilter,
  moment: Moment,
  page: { limit: number; offset: number } | null,
  database: 'sqlite' | 'postgres',
): Sql {
  const joined = joins(moment)
  const where = conditions(filter)
  // PostgreSQL sorts text by the rules of a language; both databases must give the same order.
  const binary = database === 'postgres' ? ' COLLATE "C"' : ''
  const text = [
    `SELECT ${columns} FROM action a`,
    joined.text,
    statementJoins,
    where.text,
    order(filter.sort, binary),
    page ? 'LIMIT ? OFFSET ?' : '',
  ].join('\n')
  return { text, parameters: [...joined.parameters, ...where.parameters, ...(page ? [page.limit, page.offset] : [])] }
}

/** The SQL of the number of actions. Without a filter the tables of the state need not be read. */
export function countActions(filter: ActionFilter, moment: Moment): Sql {
  const where = conditions(filter)
  if (where.text === '' && moment === null) {
    return { text: 'SELECT CAST(COUNT(*) AS integer) AS total FROM action', parameters: [] }
  }
  const joined = joins(moment)
  return {
    text: `SELECT CAST(COUNT(*) AS integer) AS total FROM action a\n${joined.text}\n${where.text}`,
    parameters: [...joined.parameters, ...where.parameters],
  }
}
