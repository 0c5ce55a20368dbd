import { statusFacts, type ActionStatus } from '../actions/action-status.js'
import { type Day, quarterOf } from '../clock/dates.js'

/** Arithmetic on dates, computed and never typed. */
export const timelinesses = [
  'no_date',
  'not_yet_due',
  'due_this_quarter',
  'overdue',
  'completed_on_time',
  'completed_late',
] as const
export type Timeliness = (typeof timelinesses)[number]

export const timelinessFacts: Record<Timeliness, { label: string; definition: string }> = {
  no_date: {
    label: 'No date',
    definition: 'There is no end date to hold the action to, or it was closed without delivery.',
  },
  not_yet_due: { label: 'Not yet due', definition: 'The end date is after the quarter of the cut-off.' },
  due_this_quarter: {
    label: 'Due this quarter',
    definition: 'The end date has not passed and falls in the quarter of the cut-off.',
  },
  overdue: { label: 'Overdue', definition: 'The end date has passed and the action is not complete.' },
  completed_on_time: { label: 'Completed on time', definition: 'Completed on or before the end date.' },
  completed_late: { label: 'Completed late', definition: 'Completed after the end date.' },
}

/**
 * @param end the end date now in force, or null
 * @param completedOn the day it was said to be complete, or null
 * @param today the London day of the read
 */
export function timelinessOf(
  status: ActionStatus,
  end: Day | null,
  completedOn: Day | null,
  today: Day,
): Timeliness {
  const { open, complete } = statusFacts[status]
  if (end === null || (!open && !complete)) return 'no_date'
  if (complete) return (completedOn ?? today) <= end ? 'completed_on_time' : 'completed_late'
  if (end < today) return 'overdue'
  return end <= quarterOf(today).end ? 'due_this_quarter' : 'not_yet_due'
}
