import { type Day, daysBetween, type Instant, londonDay } from '../clock/dates.js'
import type { Database } from '../database/database.js'
import type { DateChangeState } from '../updates/date-change.entity.js'
import { everything, type Moment, recordedFor } from './moment.js'
import type { DateChangeView, DateView } from './views.js'

/** A wish to move an end date, with what was known by a moment to have become of it. */
export interface KnownDateMove {
  id: number
  ref: string
  from: Day | null
  to: Day
  reason: string
  by: string
  askedAt: Instant
  state: DateChangeState
  /** Who agreed or refused; null while it waits, and where nobody's agreement was needed. */
  decidedBy: string | null
  decidedAt: Instant | null
  /** Why it was refused; with an agreement, what the programme office says of it. */
  decisionReason: string | null
}

interface MoveRow {
  id: number
  ref: string
  from_end: Day | null
  to_end: Day
  reason: string
  author: string
  asked_at: Instant
  state: DateChangeState
  decided_by: string | null
  decided_at: Instant | null
  decision_reason: string | null
}

/**
 * Every end date that was asked for or set by the moment, the oldest first; what was decided later is not known yet.
 *
 * @param only those of one action, one of them, or those in one state now; left out, all
 */
export async function dateMovesKnown(
  database: Database,
  moment: Moment,
  only: { ref?: string; id?: number; state?: DateChangeState } = {},
): Promise<KnownDateMove[]> {
  const by = recordedFor(moment)
  const asked = conditions.filter(([name]) => only[name] !== undefined)
  const rows = await database.select<MoveRow>(
    `SELECT d.id, a.ref, d.from_end, d.to_end, d.reason, d.author, d.asked_at, d.state, d.decided_by, d.decided_at, d.decision_reason
    FROM date_change d JOIN action a ON a.id = d.action_id
    WHERE d.asked_at <= ?${asked.map(([, condition]) => ` AND ${condition}`).join('')} ORDER BY d.id`,
    [by, ...asked.map(([name]) => only[name])],
  )
  return rows.map((row) => moveOf(row, by))
}

const conditions = [
  ['ref', 'a.ref = ?'],
  ['id', 'd.id = ?'],
  ['state', 'd.state = ?'],
] as const

function moveOf(row: MoveRow, by: Instant): KnownDateMove {
  const asked = {
    ...{ id: row.id, ref: row.ref, from: row.from_end, to: row.to_end },
    ...{ reason: row.reason, by: row.author, askedAt: row.asked_at },
  }
  if (row.decided_at === null || row.decided_at > by) {
    return { ...asked, state: 'waiting', decidedBy: null, decidedAt: null, decisionReason: null }
  }
  const { state, decided_by: decidedBy, decided_at: decidedAt, decision_reason: decisionReason } = row
  return { ...asked, state, decidedBy, decidedAt, decisionReason }
}

/** The one among them that waits for the programme office. */
export function waitingOf(moves: readonly KnownDateMove[]): DateChangeView | null {
  const waiting = moves.find(({ state }) => state === 'waiting')
  if (!waiting) return null
  const { id, from, to, reason, by, askedAt } = waiting
  return { id, from, to, daysLater: from === null ? null : daysBetween(from, to), reason, by, askedAt }
}

interface DateRow {
  ends: Day | null
  reason: string | null
  author: string
  asked_by: string | null
  known_from: Instant
  decided_by: string | null
}

/** Every end date that the action had by the moment, the original first. */
export async function datesKnown(database: Database, ref: string, moment: Moment): Promise<DateView[]> {
  const { knownBy, recordedBy } = moment ?? { knownBy: everything, recordedBy: everything }
  const rows = await database.select<DateRow>(
    `SELECT t."end" AS ends, t.reason, r.author, d.author AS asked_by, r.known_from, d.decided_by
    FROM action a JOIN revision r ON r.action_id = a.id JOIN timescale t ON t.id = r.timescale_id
    LEFT JOIN date_change d ON d.action_id = a.id AND d.timescale_id = t.id
    WHERE a.ref = ? AND r.known_from <= ? AND r.recorded_at <= ? ORDER BY r."number"`,
    [ref, knownBy, recordedBy],
  )
  const moved = rows.filter(({ ends }, index) => index === 0 || ends !== rows[index - 1]?.ends)
  const first = moved.find(({ ends }) => ends !== null)?.ends ?? null
  return moved.map((row, index) => ({
    ...{ end: row.ends, from: moved[index - 1]?.ends ?? null, setOn: londonDay(row.known_from) },
    ...{ by: row.asked_by ?? row.author, reason: row.reason, agreedBy: row.decided_by },
    daysSlipped: first !== null && row.ends !== null ? daysBetween(first, row.ends) : 0,
  }))
}
