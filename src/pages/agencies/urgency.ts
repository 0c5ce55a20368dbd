import type { ActionFact } from '../../register/overview-fact.js'
import type { Timeliness } from '../../register/timeliness.js'

const urgency: Record<Timeliness, number> = {
  overdue: 0,
  due_this_quarter: 1,
  not_yet_due: 2,
  no_date: 3,
  completed_late: 4,
  completed_on_time: 4,
}

/** Overdue first, then what is due next; what is complete comes last. Ties stay in the register's order. */
export function mostUrgentFirst(one: ActionFact, other: ActionFact): number {
  const byUrgency = urgency[one.timeliness] - urgency[other.timeliness]
  if (byUrgency !== 0) return byUrgency
  const [end, otherEnd] = [one.end ?? '', other.end ?? '']
  return end === otherEnd ? one.id - other.id : end < otherEnd ? -1 : 1
}
