import { actionStatuses } from '../../actions/action-status.js'
import { inWords } from '../../clock/dates.js'
import type { ActionView, RegisterSnapshot } from '../../register/views.js'
import { type Timeliness, timelinesses } from '../../register/timeliness.js'
import { countEach, mustAddUp } from '../shared/footing.js'
import { noRounds, type ReturnsCount, returnsInWords, type Silence, sumOfReturns } from '../shared/silence.js'
import { count, figure } from '../shared/words.js'
import type { AskedAgency, DepartmentPart, LeadRow, LeadsPart } from './img.model.js'
import { actionLine, compareText } from './lines.js'

const mostLines = 10

/** Section 3: every lead, so that a minister finds the department by its name. */
export function leadsPart(closing: RegisterSnapshot, silence: Silence): LeadsPart {
  const nationalPlans = new Set(
    closing.plans.filter((plan) => plan.geography === 'national').map((plan) => plan.slug),
  )
  const ledBy = new Map<string, { name: string; actions: ActionView[] }>()
  for (const action of closing.actions) {
    for (const lead of new Map(action.leads.map((each) => [each.agency, each])).values()) {
      const entry = ledBy.get(lead.agency) ?? { name: lead.name, actions: [] }
      entry.actions.push(action)
      ledBy.set(lead.agency, entry)
    }
  }
  const inOrder = [...ledBy].sort(([, one], [, other]) =>
    compareText(one.name.toLowerCase(), other.name.toLowerCase()),
  )
  const isNational = ({ actions }: { actions: ActionView[] }) =>
    actions.some((action) => nationalPlans.has(action.plan))
  const rows = inOrder.map(([agency, { name, actions }]) => leadRow(agency, name, actions, silence))
  const national = new Set(inOrder.filter(([, entry]) => isNational(entry)).map(([agency]) => agency))

  const without = closing.actions.filter((action) => action.leads.length === 0)
  const several = closing.actions.filter(
    (action) => new Set(action.leads.map((lead) => lead.agency)).size > 1,
  )
  const extra = rows.reduce((sum, row) => sum + row.actions, 0) - (closing.actions.length - without.length)
  mustAddUp(
    [...rows.map((row) => row.actions), without.length],
    closing.actions.length + extra,
    'The actions by lead',
  )
  return {
    national: rows.filter((row) => national.has(row.agency)),
    local: rows.filter((row) => !national.has(row.agency)),
    noLead: leadRow('', 'No lead named', without, noRounds),
    anyOther: closing.actions.some(({ status }) => !ordinary.has(status)),
    anyDone: closing.actions.some(({ timeliness }) => timeliness.startsWith('completed')),
    shared:
      several.length === 0
        ? 'No action has more than one lead: the rows add up to the register.'
        : `${figure(several.length)} ${several.length === 1 ? 'action has' : 'actions have'} more than one lead and ` +
          `${several.length === 1 ? 'counts' : 'count'} under each, so the rows add up to ${figure(extra)} more than ` +
          `the ${count(closing.actions.length, 'action')} of the register.`,
    returns: returnsWords(silence),
    asked: askedAgencies(silence),
    departments: inOrder
      .filter(([agency]) => national.has(agency))
      .map(([agency, { name, actions }]) => departmentPart(agency, name, actions, silence)),
  }
}

const ordinary: ReadonlySet<string> = new Set([
  'not_started',
  'in_progress',
  'complete_reported',
  'complete_verified',
])

/** "Returns of 3 rounds: 40 of 51 returns on time, 6 late, 5 without an answer." */
function returnsWords({ counts, rounds, round, waiting }: Silence): string {
  if (round === null && waiting === null) {
    return 'Returns were not commissioned for this edition: there are none to count as on time or late.'
  }
  const ahead =
    waiting === null
      ? ''
      : ` The return of ${waiting.quarter} is due on ${inWords(waiting.dueOn)} and is not counted yet.`
  if (round === null) return ahead.trim()
  const of = rounds === 1 ? `the return of ${round.quarter}` : `${figure(rounds)} quarters`
  return `Of ${of}: ${returnsInWords(sumOfReturns(counts.values()))}.${ahead}`
}

function askedAgencies({ counts, silent }: Silence): AskedAgency[] {
  return [...counts.values()]
    .sort((one, other) => compareText(one.name.toLowerCase(), other.name.toLowerCase()))
    .map(({ askedLast, ...count }) => ({
      ...count,
      silent: silent.find(({ agency }) => agency === count.agency) ?? null,
      last: askedLast ? 'Answered' : 'Not asked',
    }))
}

function leadRow(agency: string, name: string, actions: readonly ActionView[], { counts }: Silence): LeadRow {
  const byStatus = countEach(actions, actionStatuses, (action) => action.status)
  const byTimeliness = countEach(actions, timelinesses, (action) => action.timeliness)
  return {
    agency,
    name,
    actions: actions.length,
    byStatus,
    byTimeliness,
    done: byTimeliness.completed_on_time + byTimeliness.completed_late,
    complete: byStatus.complete_reported + byStatus.complete_verified,
    other: byStatus.paused + byStatus.closed_not_delivered + byStatus.superseded,
    returns: returnsIn(counts.get(agency)),
  }
}

function departmentPart(
  agency: string,
  name: string,
  actions: readonly ActionView[],
  silence: Silence,
): DepartmentPart {
  const first = [...actions].sort(
    (one, other) =>
      urgency[one.timeliness] - urgency[other.timeliness] ||
      compareText(one.timescale.end ?? '9999', other.timescale.end ?? '9999'),
  )
  const shown = first.slice(0, mostLines)
  const refs = new Set(shown.map((action) => action.ref))
  const alone = actions.filter((action) => action.leads.length === 1).length
  const dated = actions.filter((action) => action.timescale.end !== null).length
  const overdue = actions.filter((action) => action.timeliness === 'overdue').length
  const some = (value: number) => (value === 0 ? 'none' : value === actions.length ? 'all' : figure(value))
  return {
    ...{ agency, name },
    says:
      actions.length === 1
        ? `Leads 1 action${alone === 1 ? ', alone' : ', with others'}.`
        : `Leads ${count(actions.length, 'action')}, ${some(alone)} alone; ${some(dated)} with an end date, ${some(overdue)} overdue.`,
    returns: returnsOf(agency, silence),
    lines: shown.map((action) => actionLine(action)),
    also: actions.filter((action) => !refs.has(action.ref)).map((action) => action.ref),
  }
}

function returnsIn(count: ReturnsCount | undefined): ReturnsCount | null {
  if (!count) return null
  const { asked, onTime, late, none } = count
  return { asked, onTime, late, none }
}

/** "3 of 4 returns on time, 1 without an answer. No answer to the return of Q2 2017-18: last word ..." */
function returnsOf(agency: string, { counts, silent, round }: Silence): string {
  const count = counts.get(agency)
  if (!count || !round) return ''
  const own = silent.find((each) => each.agency === agency)
  const none = own ? ` No answer to the return of ${round.quarter}: ${own.says}.` : ''
  return `${returnsInWords(count)}.${none}`
}

const urgency: Record<Timeliness, number> = {
  overdue: 0,
  due_this_quarter: 1,
  not_yet_due: 2,
  no_date: 3,
  completed_late: 4,
  completed_on_time: 5,
}
