import { actionStatuses } from '../../actions/action-status.js'
import type { ActionView, RegisterSnapshot } from '../../register/views.js'
import { type Timeliness, timelinesses } from '../../register/timeliness.js'
import { countEach, mustAddUp } from '../shared/footing.js'
import { count, figure } from '../shared/words.js'
import type { DepartmentPart, LeadRow, LeadsPart } from './img.model.js'
import { actionLine, compareText } from './lines.js'

const mostLines = 10

/** Section 3: every lead, so that a minister finds the department by its name. */
export function leadsPart(closing: RegisterSnapshot): LeadsPart {
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
  const rows = inOrder.map(([agency, { name, actions }]) => leadRow(agency, name, actions))
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
    noLead: leadRow('', 'No lead named', without),
    anyOther: closing.actions.some(({ status }) => !ordinary.has(status)),
    anyDone: closing.actions.some(({ timeliness }) => timeliness.startsWith('completed')),
    shared:
      several.length === 0
        ? 'No action has more than one lead: the rows add up to the register.'
        : `${figure(several.length)} ${several.length === 1 ? 'action has' : 'actions have'} more than one lead and ` +
          `${several.length === 1 ? 'counts' : 'count'} under each, so the rows add up to ${figure(extra)} more than ` +
          `the ${count(closing.actions.length, 'action')} of the register.`,
    returns: 'Returns were not commissioned for this edition: there are none to count as on time or late.',
    departments: inOrder
      .filter(([agency]) => national.has(agency))
      .map(([agency, { name, actions }]) => departmentPart(agency, name, actions)),
  }
}

const ordinary: ReadonlySet<string> = new Set([
  'not_started',
  'in_progress',
  'complete_reported',
  'complete_verified',
])

function leadRow(agency: string, name: string, actions: readonly ActionView[]): LeadRow {
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
  }
}

function departmentPart(agency: string, name: string, actions: readonly ActionView[]): DepartmentPart {
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
    lines: shown.map((action) => actionLine(action)),
    also: actions.filter((action) => !refs.has(action.ref)).map((action) => action.ref),
  }
}

const urgency: Record<Timeliness, number> = {
  overdue: 0,
  due_this_quarter: 1,
  not_yet_due: 2,
  no_date: 3,
  completed_late: 4,
  completed_on_time: 5,
}
