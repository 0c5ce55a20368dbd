import type { OwnedAction } from '../accounts/rights.js'
import { Agency } from '../agencies/agency.entity.js'
import type { Write } from '../audit/ledger.service.js'
import { findRow } from '../database/rows.js'
import { Plan } from '../plans/plan.entity.js'
import type { CurrentAction } from './actions.service.js'

/** What the rights of an action rest on: its plan, its leads and its partners as they now are. */
export async function ownedAction(write: Write, { action, revision }: CurrentAction): Promise<OwnedAction> {
  const plan = await findRow(write.manager, Plan, { id: action.planId })
  const assigned = await write.manager
    .createQueryBuilder(Agency, 'agency')
    .innerJoin('assignment', 'assignment', 'assignment.agency_id = agency.id')
    .where('assignment.action_id = :id AND assignment.set_in_revision = :setIn')
    .setParameters({ id: action.id, setIn: revision.assignmentsSetIn })
    .getMany()
  return { plan: plan?.slug ?? '', agencies: assigned.map(({ slug }) => slug) }
}
