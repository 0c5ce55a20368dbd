import { statusFacts } from '../../actions/action-status.js'
import type { ActionView } from '../../register/views.js'
import { mustAddUp } from '../shared/footing.js'
import { count, figure, inList } from '../shared/words.js'
import type { Counts } from './scrutiny.model.js'

/** The parts that every action falls into exactly once. */
export const parts = ['done', 'underWay', 'notStarted', 'paused', 'closed'] as const
export type Part = (typeof parts)[number]

export const partWords: Record<Part, string> = {
  done: 'complete',
  underWay: 'under way',
  notStarted: 'not started',
  paused: 'paused',
  closed: 'closed without delivery',
}

export function partOf(action: ActionView): Part {
  if (statusFacts[action.status].complete) return 'done'
  if (!statusFacts[action.status].open) return 'closed'
  if (action.status === 'paused') return 'paused'
  return action.status === 'in_progress' ? 'underWay' : 'notStarted'
}

export function isOpen(action: ActionView): boolean {
  return statusFacts[action.status].open
}

/** Counts that are proved to add up. */
export function countsOf(actions: readonly ActionView[]): Counts {
  const of = (part: Part) => actions.filter((action) => partOf(action) === part).length
  const open = actions.filter(isOpen)
  const counts = {
    actions: actions.length,
    done: of('done'),
    underWay: of('underWay'),
    notStarted: of('notStarted'),
    paused: of('paused'),
    closed: of('closed'),
    late: open.filter((action) => action.timeliness === 'overdue').length,
    noLead: open.filter((action) => action.leads.length === 0).length,
    proposed: open.filter(({ leads }) => leads.length > 0 && leads.every((lead) => lead.provisional)).length,
    noEndDate: open.filter((action) => action.timescale.end === null).length,
  }
  mustAddUp(
    parts.map((part) => counts[part]),
    counts.actions,
    'The counts of the report',
  )
  return counts
}

/** The counts of leads that are worth a figure: none named, only proposed. */
export function leadCounts(counts: Counts): { key: 'noLead' | 'proposed'; label: string }[] {
  const proposed = { key: 'proposed' as const, label: 'Lead proposed' }
  const none = { key: 'noLead' as const, label: 'No lead' }
  if (counts.proposed === 0) return [none]
  return counts.noLead === 0 ? [proposed] : [none, proposed]
}

/** "none is complete, 1 is under way and 28 are not started" */
export function countsInWords(counts: Counts): string {
  if (counts.actions > 0 && counts.notStarted === counts.actions) return 'none is reported as started'
  const told = parts.filter((part) => counts[part] > 0 || part === 'done' || part === 'underWay')
  return inList(told.map((part) => `${howMany(counts[part])} ${partWords[part]}`))
}

/** "2 actions: 1 under way and 1 not started"; "8 actions, none started". */
export function themeInWords(counts: Counts): string {
  const told = parts.filter((part) => counts[part] > 0)
  const actions = count(counts.actions, 'action')
  const [only] = told
  if (told.length > 1 || !only) {
    return `${actions}: ${inList(told.map((part) => `${figure(counts[part])} ${partWords[part]}`))}`
  }
  if (counts.actions === 1) return `${actions}, ${partWords[only]}`
  return only === 'notStarted' ? `${actions}, none started` : `${actions}, all ${partWords[only]}`
}

/** "none is", "1 is", "28 are" */
function howMany(count: number): string {
  if (count === 0) return 'none is'
  return `${figure(count)} ${count === 1 ? 'is' : 'are'}`
}
