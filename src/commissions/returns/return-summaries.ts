import { type Day, daysBetween, londonDay } from '../../clock/dates.js'
import type { Database } from '../../database/database.js'
import { everything } from '../../register/moment.js'
import { AgencyTree } from '../agency-tree.js'
import { groupedBy } from '../grouped.js'
import { wholePart } from './return-lines.js'
import { type ReturnRow, ReturnRows, type StepRow, type SubmissionRow } from './return-rows.js'
import type { ReturnSummary } from '../views.js'

/** The returns of some commissions with all that their summaries are made of. */
export interface CommissionedReturns {
  rows: ReturnRow[]
  summaries: ReturnSummary[]
  steps: Map<number, StepRow[]>
  submissions: Map<number, SubmissionRow[]>
  tree: AgencyTree
}

/** Reads the returns of the commissions, with as many queries for a hundred as for one. */
export async function readReturns(
  database: Database,
  commissionIds: readonly number[],
  today: Day,
): Promise<CommissionedReturns> {
  const tree = await AgencyTree.read(database, everything)
  if (commissionIds.length === 0) {
    return { rows: [], summaries: [], steps: new Map(), submissions: new Map(), tree }
  }
  const reading = new ReturnRows(database, commissionIds)
  const rows = await reading.returns()
  const lines = new Map((await reading.lineCounts()).map((row) => [row.return_id, row]))
  const answers = new Map((await reading.answerCounts()).map((row) => [row.return_id, row.answered]))
  const steps = groupedBy(await reading.steps(), (row) => row.return_id)
  const submissions = groupedBy(await reading.submissions(), (row) => row.return_id)
  const messages = new Map((await reading.messages()).map((row) => [row.return_id, row]))
  const asked = groupedBy(rows, (row) => row.commission_id)
  const summaries = rows.map((row): ReturnSummary => {
    const message = messages.get(row.id)
    const own = steps.get(row.id) ?? []
    return {
      ...standing(row, today),
      parent: parentOf(row, asked.get(row.commission_id) ?? [], tree),
      ...{ lines: lines.get(row.id)?.lines ?? 0, linesLed: lines.get(row.id)?.led ?? 0 },
      linesAnswered: answers.get(row.id) ?? 0,
      nil: Boolean(submissions.get(row.id)?.at(-1)?.nil),
      since: own.at(-1)?.at ?? row.made_at,
      openQuestions: openQuestions(own),
      lastMessage: message ? { at: message.sent_at, to: message.name, rung: message.rung } : null,
    }
  })
  return { rows, summaries, steps, submissions, tree }
}

function standing(row: ReturnRow, today: Day) {
  const { answered_at: answeredAt, due_on: dueOn, closed_at: closedAt } = row
  const until = closedAt === null ? today : londonDay(closedAt)
  const daysLate = answeredAt === null ? Math.max(0, daysBetween(dueOn, until)) : 0
  return {
    id: row.id,
    commission: {
      ...{ id: row.commission_id, title: row.title, state: row.commission_state, dueOn },
      ...{ periodStart: row.period_start, periodEnd: row.period_end },
    },
    agency: { slug: row.slug, name: row.name },
    ...{ state: row.state, needsSecondPerson: Boolean(row.needs_second_person), answeredAt },
    late: answeredAt === null ? daysLate > 0 : londonDay(answeredAt) > dueOn,
    daysLate,
  }
}

/** The nearest agency above it that was asked as well. */
function parentOf(row: ReturnRow, asked: readonly ReturnRow[], tree: AgencyTree): string | null {
  for (const above of tree.above(row.agency_id)) {
    const found = asked.find((other) => other.id !== row.id && tree.isOne(other.agency_id, above))
    if (found) return found.slug
  }
  return null
}

/** What the programme office has asked and was not answered yet: a new submission answers all of it. */
export function openQuestions(steps: readonly StepRow[]): ReturnSummary['openQuestions'] {
  const asking = openAsking(steps)
  if (!asking) return []
  const { reason, author: askedBy, at: askedAt } = asking
  const ofLines = Object.entries(JSON.parse(asking.questions) as Record<string, string>)
  const asked = [...(reason === null ? [] : [[wholePart, reason] as const]), ...ofLines]
  return asked.map(([part, text]) => ({ part, text, askedBy, askedAt }))
}

function openAsking(steps: readonly StepRow[]): StepRow | null {
  const asked = steps.findLastIndex(
    (step) => step.from_state === 'submitted' && step.to_state === 'sent_back',
  )
  const answered = steps.findLastIndex((step) => step.to_state === 'submitted')
  return asked > answered ? (steps[asked] ?? null) : null
}
