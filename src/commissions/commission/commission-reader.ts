import { type Day, endOfDay, type Instant } from '../../clock/dates.js'
import type { Database } from '../../database/database.js'
import { NotFound } from '../../web/problems.js'
import type { CommissionQuestion, CommissionScope } from './commission.entity.js'
import type { CommissionState } from './commission-state.js'
import { groupedBy } from '../grouped.js'
import type { CommissionView, ResponseRate } from '../views.js'

interface CommissionRow {
  id: number
  title: string
  period_start: Day
  period_end: Day
  reporting_date: Day
  opens_on: Day
  due_on: Day
  sign_off_by: Day
  freeze_on: Day
  questions: string
  scope: string
  state: CommissionState
  author: string
  made_at: Instant
  opened_at: Instant | null
  closed_at: Instant | null
}

/** A return, as far as the rates of response need it. */
export interface AskedRow {
  commission_id: number
  agency_id: number
  answered_at: Instant | null
}

/** Every commission, the newest first. */
export async function readCommissions(database: Database): Promise<CommissionView[]> {
  const rows = await database.select<CommissionRow>('SELECT * FROM commission ORDER BY id DESC')
  const asked = await readAsked(database)
  const byCommission = groupedBy(asked, (row) => row.commission_id)
  return rows
    .map((row) => viewOf(row, byCommission.get(row.id) ?? []))
    .sort((one, other) => other.opensOn.localeCompare(one.opensOn) || other.id - one.id)
}

/** @throws NotFound */
export async function readCommission(database: Database, id: number): Promise<CommissionView> {
  const [row] = await database.select<CommissionRow>('SELECT * FROM commission WHERE id = ?', [id])
  if (!row) throw new NotFound('There is no such commission.')
  return viewOf(
    row,
    (await readAsked(database)).filter((asked) => asked.commission_id === id),
  )
}

/** Every return of every commission, with when it was answered. */
export function readAsked(database: Database): Promise<AskedRow[]> {
  return database.select<AskedRow>('SELECT commission_id, agency_id, answered_at FROM "return" ORDER BY id')
}

/** How many of these had answered, and how many of them by the deadline. */
export function rateOf(asked: readonly AskedRow[], dueOn: Day): ResponseRate {
  const answered = asked.flatMap((row) => (row.answered_at === null ? [] : [row.answered_at]))
  const deadline = endOfDay(dueOn)
  return {
    asked: asked.length,
    answered: answered.length,
    onTime: answered.filter((at) => at <= deadline).length,
  }
}

function viewOf(row: CommissionRow, asked: readonly AskedRow[]): CommissionView {
  return {
    ...{ id: row.id, title: row.title, state: row.state, author: row.author },
    ...{ periodStart: row.period_start, periodEnd: row.period_end, reportingDate: row.reporting_date },
    ...{ opensOn: row.opens_on, dueOn: row.due_on, signOffBy: row.sign_off_by, freezeOn: row.freeze_on },
    questions: JSON.parse(row.questions) as CommissionQuestion[],
    scope: JSON.parse(row.scope) as CommissionScope,
    ...{ madeAt: row.made_at, openedAt: row.opened_at, closedAt: row.closed_at },
    rate: rateOf(asked, row.due_on),
  }
}
