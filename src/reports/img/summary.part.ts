import { inWords } from '../../clock/dates.js'
import type { ActionView } from '../../register/views.js'
import { groupBy } from '../shared/footing.js'
import { positionLabels } from '../shared/position.js'
import type { Silence } from '../shared/silence.js'
import { asSentence, count, figure, inList } from '../shared/words.js'
import type { Choice } from './choice.js'
import { type Comparison, isOpen } from './comparison.js'
import type { Decisions } from './decisions.js'
import { exceptionsOf } from './exceptions.js'
import type { DecisionBefore, Tally } from './common.model.js'
import type { SummaryPart } from './img.model.js'
import { planLabels } from './lines.js'
import { holdsWhole, mostDecisions, type PageOneWish, roomOnPageOne, wordingWithin } from './page-one.js'
import { fold, standing } from './standing.js'
import { isDateless, isLeaderless, tallyOf, totalRow } from './tally.js'
import { unansweredWordings } from './unanswered.js'

const mostExceptions = 8

export interface SummaryInput {
  comparison: Comparison
  choice: Choice
  decisions: Decisions
  outcomes: readonly DecisionBefore[]
  title: string
  /** What the report is compared with: "the report as known on 30 September 2013". */
  since: string
  silence: Silence
}

/** Page 1: the answer, what is asked, what changed, what is wrong, where all stands. */
export function summaryPart(input: SummaryInput): SummaryPart {
  const { comparison, choice, since, silence } = input
  const { opening, closing } = comparison
  const tally = tallyOf(closing.actions)
  const labels = planLabels(closing.plans)
  const nameOf = (group: readonly ActionView[]) =>
    `${count(group.length, 'action')} of the ${labels.get(group[0]?.plan ?? '') ?? ''} plan`
  const exceptions = (most: number) =>
    exceptionsOf(choice.among(closing.actions), { today: closing.cutOff, silence }, most, nameOf)
  const first = exceptions(mostExceptions)
  const { unit, groups } = standing(closing)
  const words = {
    headline: headline(tally, closing.actions),
    detail: [detail(tally), ...returnsWords(silence)].join(' '),
    ...input.decisions,
    changes: [...changeWords(comparison, labels), ...outcomeWords(input.outcomes)],
  }
  const wish: PageOneWish = {
    ...words,
    title: input.title,
    decisions: words.decisions.map(({ what, who, byWhen }) => ({
      what,
      who: words.decisionsProposed || byWhen === null ? who : `${who}, by ${inWords(byWhen)}`,
    })),
    unanswered: unansweredWordings(silence),
    exceptions: first.lines.length,
    exceptionsNote: (first.more === null ? 0 : 1) + (choice.leftOut.length === 0 ? 0 : 1),
    legend: positionLabels(tally.positions),
    labels: groups.map(([label]) => label),
  }
  const { room, decisionsNote } = withNote(wish, words)
  const rows = fold(groups, room.rows)
  return {
    ...{ ...words, decisionsNote },
    openingDay: opening.cutOff,
    closingDay: closing.cutOff,
    footing: comparison.footing,
    since,
    exceptions: exceptions(room.exceptions),
    leftOut: leftOutWords(choice.leftOut.length),
    unanswered: wordingWithin(wish.unanswered, room.unanswered ?? 1).words,
    unit,
    rows,
    total: totalRow('summary-total', 'All actions', rows, closing.actions),
    room,
  }
}

/** The room of the page, where long or many decisions need a word on where they stand in full. */
function withNote(wish: PageOneWish, { decisions, decisionsProposed, decisionsNote }: Decisions) {
  const room = roomOnPageOne(wish)
  if (decisionsProposed || holdsWhole(room, decisions)) return { room, decisionsNote }
  const more = decisions.length - mostDecisions
  const note = more > 0 ? `And ${figure(more)} more. All in full: section 4.` : 'In full: section 4.'
  return { room: roomOnPageOne({ ...wish, decisionsNote: note }), decisionsNote: note }
}

function headline(tally: Tally, actions: readonly ActionView[]): string {
  if (tally.actions === 0) return 'The register holds no action.'
  const firm = actions.filter(
    (action) => isOpen(action) && !isLeaderless(action) && !isDateless(action),
  ).length
  const open = actions.filter(isOpen).length
  if (tally.actions === 1) return headlineOfOne(tally, open, firm)
  const complete = `${outOf(tally.complete, count(tally.actions, 'action'))} ${be(tally.complete)} reported complete`
  if (open === 0) return `${complete}, and none is open.`
  const held = `${have(firm)} both a lead and an end date`
  if (open < tally.actions) return `${complete}. ${outOf(firm, `${figure(open)} still open`)} ${held}.`
  if (firm === 0 || firm === open)
    return `${complete}. ${firm === 0 ? 'None' : 'All'} ${firm === 0 ? 'has' : 'have'} both a lead and an end date.`
  return `${complete}. Only ${figure(firm)} ${held}.`
}

function headlineOfOne({ complete }: Tally, open: number, firm: number): string {
  if (open === 0) return `The only action is ${complete === 1 ? 'reported complete' : 'closed'}.`
  const held = firm === 1 ? 'It has both a lead and an end date' : 'It lacks a lead or an end date'
  return `The only action is not complete. ${held}.`
}

/** "None of the 162 actions", "28 of the 162 actions" */
const outOf = (value: number, whole: string) => `${value === 0 ? 'None' : figure(value)} of the ${whole}`

function detail(tally: Tally): string {
  const { inProgress, overdue, noDate, noLead } = tally
  const parts = [
    `${noneOr(inProgress)} in progress`,
    `${noneOr(overdue)} overdue`,
    `${noneOr(noDate)} without an end date`,
    `${noneOr(noLead)} without a lead`,
  ]
  return `Open actions: ${inList(parts)}.`
}

/** "Returns for Q2 2017-18 (July to September 2017): 25 of 35 answered." */
function returnsWords({ round }: Silence): string[] {
  if (round === null) return []
  const { period, answered, asked } = round
  return [`Returns for ${period}: ${figure(answered)} of ${figure(asked)} answered.`]
}

const noneOr = (value: number) => (value === 0 ? 'none' : figure(value))
const be = (value: number) => (value > 1 ? 'are' : 'is')
const have = (value: number) => (value > 1 ? 'have' : 'has')

function changeWords(comparison: Comparison, labels: ReadonlyMap<string, string>): string[] {
  const { added, closed, reopened, kept, opening, closing } = comparison
  const moved = kept.filter(({ before, after }) => before.status !== after.status).length
  const redated = kept.filter(({ before, after }) => before.timescale.end !== after.timescale.end).length
  const plans = [...groupBy(added, (action) => action.plan)]
  const from =
    plans.length > 3 ? count(plans.length, 'plan') : inList(plans.map(([plan]) => labels.get(plan) ?? plan))
  const said = noneOrCount(closing.updates.length - opening.updates.length, 'new statement')
  const moves = [closedWords(closed.length, reopened.length), noneOrCount(moved, 'status', 'statuses')]
  return [
    `${added.length === 0 ? 'No action added' : `${count(added.length, 'action')} added (${from})`}; ${said}.`,
    `${asSentence(inList([...moves, noneOrCount(redated, 'end date')]))} moved.`,
  ]
}

const closedWords = (closed: number, reopened: number) =>
  `${noneOrCount(closed, 'action')} closed${reopened > 0 ? ` and ${figure(reopened)} reopened` : ''}`
/** "no end date", "1 end date", "3 end dates" */
const noneOrCount = (value: number, noun: string, plural?: string) =>
  value === 0 ? `no ${noun}` : count(value, noun, plural)

/** "Of the 3 decisions sought last time, 2 are answered for in section 4 and 1 is not." */
function outcomeWords(outcomes: readonly DecisionBefore[]): string[] {
  if (outcomes.length === 0) return []
  const told = outcomes.filter(({ became }) => became !== null).length
  const last = `${count(outcomes.length, 'decision')} sought last time`
  if (told === 0) return [`What became of the ${last} is not recorded yet: section 4.`]
  if (told === outcomes.length) return [`What became of the ${last}: section 4.`]
  return [`What became of the ${last}: recorded for ${figure(told)}, section 4.`]
}

function leftOutWords(value: number): string | null {
  if (value === 0) return null
  return `${asSentence(count(value, 'exception'))} ${value === 1 ? 'is' : 'are'} left out: Annex B says why.`
}
