import { inWords, quarterAfter } from '../../clock/dates.js'
import type { ActionView, PlanView, RegisterSnapshot } from '../../register/views.js'
import { groupBy } from '../shared/footing.js'
import { asSentence, count, figure, inList } from '../shared/words.js'
import { type Comparison, isOpen } from './comparison.js'
import { exceptionsOf } from './exceptions.js'
import type { SummaryPart, Tally, TallyRow } from './img.model.js'
import { planLabels } from './lines.js'
import { hasFlag, isDateless, isLeaderless, tallyOf, tallyRow, totalRow } from './tally.js'

const mostExceptions = 8
const mostRows = 5

/** Page 1: the answer, what is asked, what changed, what is wrong. */
export function summaryPart(comparison: Comparison): SummaryPart {
  const { opening, closing } = comparison
  const tally = tallyOf(closing.actions)
  const labels = planLabels(closing.plans)
  const { unit, rows, total } = summaryTable(closing)
  return {
    headline: headline(tally, closing.actions),
    detail: detail(tally),
    openingDay: opening.cutOff,
    closingDay: closing.cutOff,
    footing: comparison.footing,
    decisions: decisionsSought(closing),
    decisionsNote:
      'The register records no decision: these are drawn from its flags. ' +
      `Proposed date: ${inWords(quarterAfter(closing.cutOff, 1).end)}.`,
    changes: changeWords(comparison, labels),
    exceptions: exceptionsOf(
      closing.actions,
      closing.cutOff,
      mostExceptions,
      (group) => `${count(group.length, 'action')} of the ${labels.get(group[0]?.plan ?? '') ?? ''} plan`,
    ),
    unanswered: 'Agencies that have not answered: none can be named, since no returns were commissioned.',
    unit,
    rows,
    total,
  }
}

function headline(tally: Tally, actions: readonly ActionView[]): string {
  if (tally.actions === 0) return 'The register holds no action.'
  const firm = actions.filter(
    (action) => isOpen(action) && !isLeaderless(action) && !isDateless(action),
  ).length
  const open = actions.filter(isOpen).length
  const complete = `${outOf(tally.complete, count(tally.actions, 'action'))} ${be(tally.complete)} reported complete`
  if (open === 0) return `${complete}, and none is open.`
  const held = `${have(firm)} both a lead and an end date`
  if (open < tally.actions) return `${complete}. ${outOf(firm, `${figure(open)} still open`)} ${held}.`
  if (firm === 0 || firm === open)
    return `${complete}. ${firm === 0 ? 'None' : 'All'} ${firm === 0 ? 'has' : 'have'} both a lead and an end date.`
  return `${complete}. Only ${figure(firm)} ${held}.`
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
  return `${asSentence(inList(parts))}.`
}

const noneOr = (value: number) => (value === 0 ? 'none' : figure(value))
const be = (value: number) => (value > 1 ? 'are' : 'is')
const have = (value: number) => (value > 1 ? 'have' : 'has')

/** What the facts ask of ministers: nothing that a person has not put on the register is made up here. */
function decisionsSought(closing: RegisterSnapshot): { what: string; who: string }[] {
  const national = new Set(
    closing.plans.filter((plan) => plan.geography === 'national').map((plan) => plan.slug),
  )
  const open = closing.actions.filter(isOpen)
  const asks: [ActionView[], (value: number) => string][] = [
    [
      open.filter((action) => action.timeliness === 'overdue'),
      (value) => `Deliver or re-date the ${overdueWords(value)}`,
    ],
    [open.filter(isLeaderless), (value) => `Name a lead for the ${whichHave(value)} none`],
    [
      open.filter((action) => hasFlag(action, 'provisional-lead')),
      (value) => `Confirm the lead of the ${count(value, 'action')} where it is only proposed`,
    ],
    [open.filter(isDateless), (value) => `Set an end date for the ${whichHave(value)} none`],
  ]
  return asks
    .filter(([actions]) => actions.length > 0)
    .map(([actions, what]) => {
      const ours = actions.filter((action) => national.has(action.plan)).length
      return { what: what(actions.length), who: whoDecides(ours, actions.length - ours) }
    })
}

const whichHave = (value: number) => `${count(value, 'action')} that ${have(value)}`
const overdueWords = (value: number) => (value === 1 ? 'overdue action' : count(value, 'overdue action'))

function whoDecides(national: number, local: number): string {
  const parts = [
    national > 0 ? `${figure(national)} by departments` : '',
    local > 0 ? `${figure(local)} by local publishers` : '',
  ].filter((part) => part !== '')
  return asSentence(parts.join(', '))
}

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

/** A row a plan, so that it stays on the page; a single plan is shown by its themes. */
function summaryTable(closing: RegisterSnapshot): {
  unit: 'Plan' | 'Theme'
  rows: TallyRow[]
  total: TallyRow
} {
  const [only, another] = closing.plans
  const unit = only && !another ? 'Theme' : 'Plan'
  const groups = only && !another ? byTheme(closing.actions) : byPlan(closing.plans, closing.actions)
  const shown = groups.length > mostRows ? groups.slice(0, mostRows - 1) : groups
  const rest = groups.slice(shown.length)
  const rows = shown.map(([label, actions], index) => tallyRow(`summary-${index}`, label, actions))
  if (rest.length > 0) {
    const label = `${figure(rest.length)} other ${unit.toLowerCase()}s`
    rows.push(
      tallyRow(
        'summary-rest',
        label,
        rest.flatMap(([, actions]) => actions),
      ),
    )
  }
  return { unit, rows, total: totalRow('summary-total', 'All actions', rows, closing.actions) }
}

function byPlan(plans: readonly PlanView[], actions: readonly ActionView[]): [string, ActionView[]][] {
  const ofPlan = groupBy(actions, (action) => action.plan)
  const labels = planLabels(plans)
  return plans.map((plan) => [labels.get(plan.slug) ?? plan.title, ofPlan.get(plan.slug) ?? []])
}

function byTheme(actions: readonly ActionView[]): [string, ActionView[]][] {
  return [...groupBy(actions, (action) => action.theme ?? 'No theme')]
}
