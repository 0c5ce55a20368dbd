import { Injectable } from '@nestjs/common'
import { ActionNotFound } from '../actions/action-errors.js'
import { type ActionStatus, statusFacts } from '../actions/action-status.js'
import { type Confidence, confidenceFacts } from '../actions/confidence.js'
import { agenciesAsRead } from '../agencies/merged-agencies.js'
import { type Day, daysBetween, inWords } from '../clock/dates.js'
import { Database } from '../database/database.js'
import { type AssignmentRow, assignmentsAsRead } from './assignments-as-read.js'
import { everything, type Moment, recordedFor } from './moment.js'

/** One field that a revision changed, with a sentence for people. */
export interface ChangedField {
  field: 'status' | 'confidence' | 'timescale' | 'leads' | 'partners' | 'title' | 'steps'
  from: string | null
  to: string | null
  sentence: string
}

export interface RevisionView {
  number: number
  author: string
  recordedAt: string
  knownFrom: string
  reason: string | null
  changed: ChangedField[]
  /** The statement that made the revision, when one did. */
  update: { narrative: string; by: string; on: Day | null; onAsWritten: string | null } | null
}

interface RevisionRow {
  action_id: number
  number: number
  title: string
  status: ActionStatus
  status_reason: string | null
  confidence: Confidence
  ends: Day | null
  assignments_set_in: number
  author: string
  reason: string | null
  known_from: string
  recorded_at: string
  narrative: string | null
  said_by: string | null
  on_end: Day | null
  on_as_written: string | null
}

interface StepRow {
  ref: string
  status: ActionStatus
  set_in_revision: number
}

/** Tells the story of an action: every revision, oldest first, with what changed. */
@Injectable()
export class HistoryService {
  constructor(private readonly database: Database) {}

  /** @throws ActionNotFound when there is no such action, or was none at that moment */
  async of(ref: string, moment: Moment): Promise<RevisionView[]> {
    const { knownBy, recordedBy } = moment ?? { knownBy: everything, recordedBy: everything }
    const rows = await this.database.select<RevisionRow>(
      `SELECT r.action_id, r."number", r.title, r.status, r.status_reason, r.confidence, t."end" AS ends,
        r.assignments_set_in, r.author, r.reason, r.known_from, r.recorded_at,
        u.narrative, u.said_by, u.on_end, u.on_as_written
      FROM action a JOIN revision r ON r.action_id = a.id JOIN timescale t ON t.id = r.timescale_id
      LEFT JOIN update_action ua ON ua.action_id = a.id AND ua.revision = r."number"
      LEFT JOIN "update" u ON u.id = ua.update_id
      WHERE a.ref = ? AND r.known_from <= ? AND r.recorded_at <= ? ORDER BY r."number"`,
      [ref, knownBy, recordedBy],
    )
    const first = rows[0]
    if (!first) throw new ActionNotFound(ref)
    const names = await this.assignments(first.action_id, moment)
    const steps = await this.database.select<StepRow>(
      `SELECT st.ref, ss.status, ss.set_in_revision FROM step st JOIN step_state ss ON ss.step_id = st.id
      WHERE st.action_id = ? ORDER BY ss.set_in_revision, st.position`,
      [first.action_id],
    )
    return rows.map((row, index) => ({
      ...{ number: row.number, author: row.author, recordedAt: row.recorded_at, knownFrom: row.known_from },
      reason: row.reason,
      changed: changes(rows[index - 1] ?? null, row, names, steps),
      update:
        row.narrative === null
          ? null
          : {
              narrative: row.narrative,
              by: row.said_by ?? '',
              on: row.on_end,
              onAsWritten: row.on_as_written,
            },
    }))
  }

  /** Names of leads and partners, as they are read at the moment, by the revision that put them in place. */
  private async assignments(
    actionId: number,
    moment: Moment,
  ): Promise<(role: 'lead' | 'partner', setIn: number) => string> {
    const asRead = await agenciesAsRead(this.database, recordedFor(moment))
    const rows = await this.database.select<AssignmentRow>(
      `SELECT s.action_id, s.set_in_revision, s.role, s.provisional, s.as_written, g.slug, g.name FROM assignment s JOIN agency g ON g.id = s.agency_id
      WHERE s.action_id = ? ORDER BY s.position`,
      [actionId],
    )
    return (role, setIn) =>
      assignmentsAsRead(rows, asRead)
        .filter((row) => row.role === role && row.set_in_revision === setIn)
        .map((row) => row.name)
        .join(', ')
  }
}

function changes(
  before: RevisionRow | null,
  after: RevisionRow,
  names: (role: 'lead' | 'partner', setIn: number) => string,
  steps: StepRow[],
): ChangedField[] {
  if (before === null) return []
  const changed: ChangedField[] = []
  // The sentence ends with a full stop of its own.
  const because = after.reason ? `, because: ${after.reason.trim().replace(/\.$/u, '')}` : ''
  const note = (field: ChangedField['field'], from: string | null, to: string | null, sentence: string) =>
    changed.push({ field, from, to, sentence: `${sentence}${because}.` })

  if (before.status !== after.status) {
    const [from, to] = [statusFacts[before.status].label, statusFacts[after.status].label]
    note('status', before.status, after.status, `Status moved from “${from}” to “${to}”`)
  }
  if (before.confidence !== after.confidence) {
    const [from, to] = [confidenceFacts[before.confidence].label, confidenceFacts[after.confidence].label]
    note('confidence', before.confidence, after.confidence, `Confidence moved from ${from} to ${to}`)
  }
  if (before.ends !== after.ends)
    note('timescale', before.ends, after.ends, datesMoved(before.ends, after.ends))
  if (before.assignments_set_in !== after.assignments_set_in) {
    for (const role of ['lead', 'partner'] as const) {
      const [from, to] = [names(role, before.assignments_set_in), names(role, after.assignments_set_in)]
      const title = role === 'lead' ? 'Leads' : 'Partners'
      if (from !== to)
        note(
          `${role}s`,
          from || null,
          to || null,
          `${title} changed from ${from || 'none'} to ${to || 'none'}`,
        )
    }
  }
  if (before.title !== after.title) {
    note('title', before.title, after.title, `Title changed from “${before.title}” to “${after.title}”`)
  }
  for (const step of steps.filter((state) => state.set_in_revision === after.number)) {
    const earlier = steps.findLast((state) => state.ref === step.ref && state.set_in_revision < after.number)
    const label = statusFacts[step.status].label
    note('steps', earlier?.status ?? null, step.status, `Step ${step.ref} moved to “${label}”`)
  }
  return changed
}

function datesMoved(from: Day | null, to: Day | null): string {
  if (from === null) return `Target date set to ${to ? inWords(to) : 'none'}`
  if (to === null) return `Target date ${inWords(from)} taken away`
  const days = daysBetween(from, to)
  const count = `${Math.abs(days)} ${Math.abs(days) === 1 ? 'day' : 'days'} ${days < 0 ? 'earlier' : 'later'}`
  return `Target date moved from ${inWords(from)} to ${inWords(to)}, ${count}`
}
