import {
  addDays,
  type Day,
  daysBetween,
  type Instant,
  inWords,
  londonDay,
  quarterOf,
} from '../../clock/dates.js'
import { type ActionStatus, statusFacts } from '../../actions/action-status.js'
import type { KnownDateMove } from '../../register/date-moves.js'
import type { ActionView, RegisterSnapshot } from '../../register/views.js'
import { groupBy } from '../shared/footing.js'
import { asSentence, count, dayInWords, inList } from '../shared/words.js'
import type { EditionHistory } from '../editions/edition-history.js'
import type { Change, Comparison } from './comparison.js'
import type { Decisions } from './decisions.js'
import type { DecisionBefore, DecisionSought } from './common.model.js'
import type { ImgReport, PageOneRoom } from './img.model.js'
import type { AskedDate, ChangesPart, DateMove } from './later.model.js'
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
  /** Every end date that was asked for or set by the cut-off, the oldest first. */
  asked: readonly KnownDateMove[]
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
        says: reasonOf(after),
      })),
    dateMoves: kept
      .filter(({ before, after }) => before.timescale.end !== after.timescale.end)
      .map((change) => dateMove(change, input.asked)),
    askedDates: askedDates(input),
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
    reopened: comparison.reopened.map(({ after }) => actionLine(after, reasonOf(after))),
    statements:
      newUpdates.length === 0
        ? 'No statement was added.'
        : `${asSentence(count(newUpdates.length, 'statement'))} ${newUpdates.length === 1 ? 'was' : 'were'} added, speaking of ${count(spokenOf.size, 'action')}.`,
  }
}

/** Why an action stands where it does: the reason given, else what was said last. */
const reasonOf = ({ statusReason, latestUpdate }: ActionView): string =>
  statusReason ?? latestUpdate?.narrative ?? 'No reason recorded.'

/** "this quarter" where it is compared with the end of the quarter before, else the day. */
function spanOf(from: Day, to: Day): string {
  return addDays(from, 1) === quarterOf(to).start ? 'this quarter' : `since ${inWords(from)}`
}

/** Page one cuts long decisions and holds so many: where it does either, all stand here in full. */
function decisionsInFull({ decisions: sought, room }: ChangesInput): DecisionSought[] {
  return sought.decisionsProposed || holdsWhole(room, sought.decisions) ? [] : sought.decisions
}

function dateMove({ before, after }: Change, asked: readonly KnownDateMove[]): DateMove {
  const from = before.timescale.end
  const to = after.timescale.end
  const move = asked.findLast((each) => each.ref === after.ref && each.state === 'agreed' && each.to === to)
  return {
    ref: after.ref,
    title: after.title,
    from,
    to,
    days: from !== null && to !== null ? daysBetween(from, to) : null,
    reason: after.timescale.reason ?? 'No reason recorded.',
    agreedBy: move?.decidedBy ?? null,
  }
}

/** Requests that wait, and those that were refused since the last report. */
function askedDates({ comparison, asked }: ChangesInput): AskedDate[] {
  const { opening, closing } = comparison
  const titles = new Map(closing.actions.map(({ ref, title }) => [ref, title]))
  return asked
    .filter(
      ({ state, decidedAt }) => state === 'waiting' || (state === 'refused' && isSince(decidedAt, opening)),
    )
    .filter(({ ref }) => titles.has(ref))
    .map((move) => ({
      ...{ ref: move.ref, title: titles.get(move.ref) ?? '', from: move.from, to: move.to },
      ...{ reason: move.reason, askedBy: move.by, became: becameOf(move) },
    }))
}

const isSince = (moment: Instant | null, { knownBy }: RegisterSnapshot) => moment !== null && moment > knownBy

function becameOf({ state, askedAt, decidedAt, decidedBy, decisionReason }: KnownDateMove): string {
  if (state === 'waiting' || decidedAt === null) return `Waiting since ${inWords(londonDay(askedAt))}`
  const by = decidedBy === null ? '' : ` by ${decidedBy}`
  const why =
    decisionReason === null || decisionReason === '' ? '' : `: ${decisionReason.replace(/\.$/u, '')}`
  return `Refused${by} on ${inWords(londonDay(decidedAt))}${why}`
}

function leadWords(action: ActionView): string {
  if (action.leads.length === 0) return 'No lead'
  return inList(action.leads.map((lead) => (lead.provisional ? `${lead.name} (provisional)` : lead.name)))
}

function closingWords(status: ActionStatus, completedOn: Day | null, reason: string | null): string {
  if (statusFacts[status].complete) return `Completed on ${dayInWords(completedOn, 'a day not recorded')}.`
  return reason ?? 'No reason recorded.'
}
