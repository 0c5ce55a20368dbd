import { actionStatuses } from '../../actions/action-status.js'
import { groupBy, mustAddUp } from '../shared/footing.js'
import type { ActionView } from '../../register/views.js'
import { type Comparison, isOpen } from './comparison.js'
import type { PlanFooting, StatusFooting } from './later.model.js'

/** Open actions by plan, and of all: the rows add up, and each row from left to right. */
export function openByPlan(comparison: Comparison): { byPlan: PlanFooting[]; total: PlanFooting } {
  const { opening, closing } = comparison
  const openings = groupBy(opening.actions.filter(isOpen), planOf)
  const closings = groupBy(closing.actions.filter(isOpen), planOf)
  const added = groupBy(comparison.added, planOf)
  const reopened = groupBy(comparison.reopened, ({ after }) => after.plan)
  const closed = groupBy(comparison.closed, planOf)
  const byPlan = closing.plans.map(({ slug, title }) =>
    footed({
      label: title,
      opening: openings.get(slug)?.length ?? 0,
      added: added.get(slug)?.length ?? 0,
      reopened: reopened.get(slug)?.length ?? 0,
      closed: closed.get(slug)?.length ?? 0,
      closing: closings.get(slug)?.length ?? 0,
    }),
  )
  const total = footed({
    label: 'All actions',
    opening: comparison.footing.opening,
    added: comparison.added.length,
    reopened: comparison.reopened.length,
    closed: comparison.closed.length,
    closing: comparison.footing.closing,
  })
  for (const column of ['opening', 'added', 'reopened', 'closed', 'closing'] as const) {
    mustAddUp(
      byPlan.map((row) => row[column]),
      total[column],
      `The plans in the column ${column}`,
    )
  }
  return { byPlan, total }
}

const planOf = (action: ActionView) => action.plan

function footed(row: PlanFooting): PlanFooting {
  const { opening, added, reopened, closed, closing, label } = row
  mustAddUp([opening, added, reopened, -closed], closing, `The open actions of ${label}`)
  return row
}

/** Actions by status, with those that moved into and out of it: only statuses that somebody had or has. */
export function movesByStatus({ opening, closing, added, kept }: Comparison): StatusFooting[] {
  const moved = kept.filter(({ before, after }) => before.status !== after.status)
  return actionStatuses
    .map((status) => {
      const has = (action: ActionView) => action.status === status
      const row: StatusFooting = {
        status,
        opening: opening.actions.filter(has).length,
        in: moved.filter(({ after }) => has(after)).length,
        out: moved.filter(({ before }) => has(before)).length,
        added: added.filter(has).length,
        closing: closing.actions.filter(has).length,
      }
      mustAddUp([row.opening, row.in, -row.out, row.added], row.closing, `The actions that are ${status}`)
      return row
    })
    .filter((row) => row.opening + row.in + row.out + row.closing > 0)
}
