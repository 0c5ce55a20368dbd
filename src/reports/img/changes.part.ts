import { type Day, daysBetween } from '../../clock/dates.js'
import { type ActionStatus, statusFacts } from '../../actions/action-status.js'
import type { ActionView } from '../../register/views.js'
import { groupBy } from '../shared/footing.js'
import { asSentence, count, dayInWords, inList } from '../shared/words.js'
import type { Change, Comparison } from './comparison.js'
import type { ChangesPart, DateMove } from './img.model.js'
import { actionLine } from './lines.js'

/** Section 4: what differs between the opening and the closing. */
export function changesPart(comparison: Comparison): ChangesPart {
  const { opening, closing, kept } = comparison
  const titles = new Map(closing.plans.map((plan) => [plan.slug, plan.title]))
  const spokenBefore = new Set(opening.updates.map((update) => update.id))
  const newUpdates = closing.updates.filter((update) => !spokenBefore.has(update.id))
  const spokenOf = new Set(newUpdates.flatMap((update) => update.actions))
  return {
    since: opening.cutOff,
    statusMoves: kept
      .filter(({ before, after }) => before.status !== after.status)
      .map(({ before, after }) => ({
        ref: after.ref,
        title: after.title,
        from: before.status,
        to: after.status,
        says: after.statusReason ?? after.latestUpdate?.narrative ?? 'No reason recorded.',
      })),
    dateMoves: kept.filter(({ before, after }) => before.timescale.end !== after.timescale.end).map(dateMove),
    leadMoves: kept
      .filter(({ before, after }) => leadWords(before) !== leadWords(after))
      .map(({ before, after }) => ({
        ref: after.ref,
        title: after.title,
        from: leadWords(before),
        to: leadWords(after),
      })),
    added: [...groupBy(comparison.added, (action) => action.plan)].map(([plan, actions]) => ({
      plan: titles.get(plan) ?? plan,
      count: actions.length,
      refs: actions.map((action) => action.ref),
    })),
    closed: comparison.closed.map((action) =>
      actionLine(action, closingWords(action.status, action.completedOn, action.statusReason)),
    ),
    reopened: comparison.reopened.map(({ after }) =>
      actionLine(after, after.statusReason ?? 'No reason recorded.'),
    ),
    statements:
      newUpdates.length === 0
        ? 'No statement was added.'
        : `${asSentence(count(newUpdates.length, 'statement'))} ${newUpdates.length === 1 ? 'was' : 'were'} added, speaking of ${count(spokenOf.size, 'action')}.`,
  }
}

function dateMove({ before, after }: Change): DateMove {
  const from = before.timescale.end
  const to = after.timescale.end
  return {
    ref: after.ref,
    title: after.title,
    from,
    to,
    days: from !== null && to !== null ? daysBetween(from, to) : null,
    reason: after.timescale.reason ?? 'No reason recorded.',
  }
}

function leadWords(action: ActionView): string {
  if (action.leads.length === 0) return 'No lead'
  return inList(action.leads.map((lead) => (lead.provisional ? `${lead.name} (provisional)` : lead.name)))
}

function closingWords(status: ActionStatus, completedOn: Day | null, reason: string | null): string {
  if (statusFacts[status].complete) return `Completed on ${dayInWords(completedOn, 'a day not recorded')}.`
  return reason ?? 'No reason recorded.'
}
