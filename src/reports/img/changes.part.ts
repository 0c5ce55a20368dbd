import { addDays, type Day, daysBetween, inWords, quarterOf } from '../../clock/dates.js'
import { type ActionStatus, statusFacts } from '../../actions/action-status.js'
import type { ActionView } from '../../register/views.js'
import { groupBy } from '../shared/footing.js'
import { asSentence, count, dayInWords, inList } from '../shared/words.js'
import type { EditionHistory } from '../editions/edition-history.js'
import type { Change, Comparison } from './comparison.js'
import type { Decisions } from './decisions.js'
import type { DecisionBefore, DecisionSought } from './common.model.js'
import type { ImgReport, PageOneRoom } from './img.model.js'
import type { ChangesPart, DateMove } from './later.model.js'
import { actionLine } from './lines.js'
import { holdsWhole } from './page-one.js'
import { movesByStatus, openByPlan } from './reconciliation.js'

export interface ChangesInput {
  comparison: Comparison
  decisions: Decisions
  outcomes: DecisionBefore[]
  room: PageOneRoom
  /** "the report as known on 30 September 2013" */
  since: string
  previous: EditionHistory<ImgReport>['previous']
}

/** Section 4: what differs between the opening and the closing, and what became of the last decisions. */
export function changesPart(input: ChangesInput): ChangesPart {
  const { comparison, outcomes, previous } = input
  const { opening, closing, kept } = comparison
  const titles = new Map(closing.plans.map((plan) => [plan.slug, plan.title]))
  const spokenBefore = new Set(opening.updates.map((update) => update.id))
  const newUpdates = closing.updates.filter((update) => !spokenBefore.has(update.id))
  const spokenOf = new Set(newUpdates.flatMap((update) => update.actions))
  return {
    since: opening.cutOff,
    span: spanOf(opening.cutOff, closing.cutOff),
    compared: `Compared with ${input.since}.`,
    ...openByPlan(comparison),
    byStatus: movesByStatus(comparison),
    decisions: decisionsInFull(input),
    outcomes,
    noOutcomes: previous
      ? 'The report before sought no decision.'
      : 'No issued report stands before this one, so no decision waits for an answer.',
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

/** "this quarter" where it is compared with the end of the quarter before, else the day. */
function spanOf(from: Day, to: Day): string {
  return addDays(from, 1) === quarterOf(to).start ? 'this quarter' : `since ${inWords(from)}`
}

/** Page one cuts long decisions and holds so many: where it does either, all stand here in full. */
function decisionsInFull({ decisions: sought, room }: ChangesInput): DecisionSought[] {
  return sought.decisionsProposed || holdsWhole(room, sought.decisions) ? [] : sought.decisions
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
