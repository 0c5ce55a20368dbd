import { agenciesAsRead } from '../agencies/merged-agencies.js'
import { type Day, endOfDay, type Instant } from '../clock/dates.js'
import type { Database } from '../database/database.js'
import { type Moment, recordedFor } from '../register/moment.js'
import { groupedBy } from './grouped.js'
import type { StepRow } from './returns/return-rows.js'
import type { ReturnState } from './returns/return-state.js'
import { openQuestions } from './returns/return-summaries.js'

/** A return as it was known at a moment. */
export interface KnownReturn {
  /** Slug and name of the agency, as it was read then. */
  agency: string
  name: string
  state: ReturnState
  /** When its answer first reached the programme office. */
  answeredAt: Instant | null
  onTime: boolean
  lines: { ref: string; role: 'lead' | 'partner' }[]
  openQuestions: number
}

/** A commission as it was known at a moment. */
export interface KnownRound {
  id: number
  title: string
  periodStart: Day
  periodEnd: Day
  dueOn: Day
  freezeOn: Day
  returns: KnownReturn[]
}

interface RoundRow {
  id: number
  title: string
  period_start: Day
  period_end: Day
  due_on: Day
  freeze_on: Day
}
interface ReturnRow {
  id: number
  commission_id: number
  slug: string
  name: string
}
interface LineRow {
  return_id: number
  ref: string
  role: 'lead' | 'partner'
}

/**
 * Every commission that was opened by the moment, the oldest first, with where each return then stood: read from the moves
 * that are kept of each, so that it is the same for ever.
 */
export async function roundsKnown(database: Database, moment: NonNullable<Moment>): Promise<KnownRound[]> {
  const by = recordedFor(moment)
  const rounds = await database.select<RoundRow>(
    `SELECT id, title, period_start, period_end, due_on, freeze_on FROM commission WHERE opened_at <= ?
    ORDER BY period_end, id`,
    [by],
  )
  if (rounds.length === 0) return []
  const then = await asTheyWere(database, rounds, by)
  const returns = groupedBy(await readReturns(database, by), (row) => row.commission_id)
  const steps = groupedBy(await readSteps(database, by), (row) => row.return_id)
  const lines = groupedBy(await readLines(database, by), (row) => row.return_id)
  const asRead = await agenciesAsRead(database, by)
  return then.map((round) => ({
    ...{ id: round.id, title: round.title, periodStart: round.period_start, periodEnd: round.period_end },
    ...{ dueOn: round.due_on, freezeOn: round.freeze_on },
    returns: (returns.get(round.id) ?? []).map((row) => ({
      ...{ agency: asRead.slugOf(row.slug), name: asRead.nameOf(row.slug, row.name) },
      ...standingOf(steps.get(row.id) ?? [], round.due_on),
      lines: (lines.get(row.id) ?? []).map(({ ref, role }) => ({ ref, role })),
    })),
  }))
}

function standingOf(
  steps: readonly StepRow[],
  dueOn: Day,
): Pick<KnownReturn, 'state' | 'answeredAt' | 'onTime' | 'openQuestions'> {
  const answeredAt = steps.find((step) => step.to_state === 'submitted')?.at ?? null
  return {
    state: steps.at(-1)?.to_state ?? 'open',
    answeredAt,
    onTime: answeredAt !== null && answeredAt <= endOfDay(dueOn),
    openQuestions: openQuestions(steps).length,
  }
}

/** Title and days may have changed since: the trail keeps what they were before each change. */
async function asTheyWere(database: Database, rounds: readonly RoundRow[], by: Instant): Promise<RoundRow[]> {
  const changes = await database.select<{ subject: string; details: string }>(
    `SELECT subject, details FROM audit_line WHERE kind = 'commission.changed' AND "at" > ? ORDER BY sequence DESC`,
    [by],
  )
  return rounds.map((round) => {
    const then = { ...round }
    for (const { subject, details } of changes) {
      if (subject !== String(round.id)) continue
      const { changed } = JSON.parse(details) as { changed: Partial<Record<string, { from: string }>> }
      then.title = changed.title?.from ?? then.title
      then.due_on = changed.dueOn?.from ?? then.due_on
      then.freeze_on = changed.freezeOn?.from ?? then.freeze_on
    }
    return then
  })
}

function readReturns(database: Database, by: Instant): Promise<ReturnRow[]> {
  return database.select<ReturnRow>(
    `SELECT r.id, r.commission_id, g.slug, g.name FROM "return" r JOIN agency g ON g.id = r.agency_id
    WHERE r.made_at <= ? ORDER BY r.id`,
    [by],
  )
}

function readSteps(database: Database, by: Instant): Promise<StepRow[]> {
  return database.select<StepRow>(
    `SELECT return_id, "number", from_state, to_state, reason, questions, via, account_id, author, "at"
    FROM return_step WHERE "at" <= ? ORDER BY return_id, "number"`,
    [by],
  )
}

function readLines(database: Database, by: Instant): Promise<LineRow[]> {
  return database.select<LineRow>(
    `SELECT l.return_id, a.ref, l.role FROM return_line l JOIN action a ON a.id = l.action_id
    JOIN "return" r ON r.id = l.return_id WHERE r.made_at <= ? ORDER BY l.return_id, l."position"`,
    [by],
  )
}
