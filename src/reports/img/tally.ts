import { actionStatuses, statusFacts } from '../../actions/action-status.js'
import type { FlagCode } from '../../register/flags.js'
import type { ActionView } from '../../register/views.js'
import { countEach, mustAddUp } from '../shared/footing.js'
import { positionsOf } from '../shared/position.js'
import { isOpen } from './comparison.js'
import type { Tally, TallyRow } from './common.model.js'

export const hasFlag = (action: ActionView, code: FlagCode): boolean =>
  action.flags.some((flag) => flag.code === code)
export const isSilent = (action: ActionView): boolean => hasFlag(action, 'silent-for-two-quarters')
export const isLeaderless = (action: ActionView): boolean => isOpen(action) && action.leads.length === 0
export const isDateless = (action: ActionView): boolean => isOpen(action) && action.timescale.end === null
export const isOverdue = (action: ActionView): boolean => action.timeliness === 'overdue'
export const isRedated = (action: ActionView): boolean => isOpen(action) && action.timescale.timesRedated > 0
export const isRed = (action: ActionView): boolean => isOpen(action) && action.confidence === 'red'

export function tallyOf(actions: readonly ActionView[]): Tally {
  const byStatus = countEach(actions, actionStatuses, (action) => action.status)
  const complete = actions.filter((action) => statusFacts[action.status].complete).length
  const { not_started: notStarted, in_progress: inProgress } = byStatus
  const other = byStatus.paused + byStatus.closed_not_delivered + byStatus.superseded
  mustAddUp([notStarted, inProgress, complete, other], actions.length, 'The counts by status')
  return {
    actions: actions.length,
    notStarted,
    inProgress,
    complete,
    other,
    overdue: actions.filter(isOverdue).length,
    noDate: actions.filter(isDateless).length,
    noLead: actions.filter(isLeaderless).length,
    silent: actions.filter(isSilent).length,
    positions: positionsOf(actions),
  }
}

export function tallyRow(key: string, label: string, actions: readonly ActionView[]): TallyRow {
  return { key, label, ...tallyOf(actions) }
}

/** The row of totals, once every column of the rows above it adds up to it. */
export function totalRow(
  key: string,
  label: string,
  rows: readonly TallyRow[],
  all: readonly ActionView[],
): TallyRow {
  const total = tallyRow(key, label, all)
  const columns = [
    'actions', 'notStarted', 'inProgress', 'complete', 'other', 'overdue', 'noDate', 'noLead', 'silent',
  ] as const // prettier-ignore
  for (const column of columns) {
    mustAddUp(
      rows.map((row) => row[column]),
      total[column],
      `The rows of "${label}" in the column ${column}`,
    )
  }
  return total
}
