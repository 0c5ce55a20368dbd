import { setImmediate as breathe } from 'node:timers/promises'
import { Injectable } from '@nestjs/common'
import { statusFacts } from '../../actions/action-status.js'
import { Database } from '../../database/database.js'
import { everything } from '../../register/moment.js'
import { RegisterService } from '../../register/register.service.js'
import type { ActionView } from '../../register/views.js'
import { AgencyTree } from '../agency-tree.js'
import type { CommissionScope } from './commission.entity.js'
import { actionFilterOf } from './commission-filter.js'
import type { LastPosition } from '../returns/return-lines.js'

/** A line that a commission asks an agency about. */
export interface ScopedLine {
  actionId: number
  role: 'lead' | 'partner'
  revision: number
  lastPosition: LastPosition
}

/** An agency that a commission asks, with its lines in the register's order. */
export interface ScopedAgency {
  agencyId: number
  agency: { slug: string; name: string }
  lines: ScopedLine[]
}

/** Views that are held at once while a long register is gone through. */
const atATime = 400
/** Searches of the register for one scope. */
const fewSearches = 40

/** Finds what a commission asks of whom, as the register stands. */
@Injectable()
export class CommissionScopes {
  constructor(
    private readonly database: Database,
    private readonly register: RegisterService,
  ) {}

  /** The agencies that lead or are partners in the scope, by name. Agencies that were merged are asked as one. */
  async agenciesOf(scope: CommissionScope): Promise<ScopedAgency[]> {
    const tree = await AgencyTree.read(this.database, everything)
    const asked = new Map<number, ScopedAgency>()
    const wanted = scope.agencies.map((slug) => tree.idOf(slug) ?? 0)
    const isWanted = (id: number) => wanted.length === 0 || wanted.some((top) => tree.isWithin(id, top))
    const ids = await this.actionIds(scope, wanted.length === 0 ? [] : tree.slugs(isWanted))
    for (let from = 0; from < ids.length; from += atATime) {
      const some = ids.slice(from, from + atATime)
      for (const [index, action] of (await this.register.these(some, null)).entries()) {
        if (scope.openOnly && !statusFacts[action.status].open) continue
        const lastPosition = lastPositionOf(action)
        for (const [slug, role] of rolesIn(action)) {
          const agencyId = tree.idOf(slug)
          if (agencyId === null || !isWanted(agencyId)) continue
          const one = asked.get(agencyId) ?? { agencyId, agency: tree.named(agencyId), lines: [] }
          one.lines.push({ actionId: some[index] ?? 0, role, revision: action.revision, lastPosition })
          asked.set(agencyId, one)
        }
      }
      // A long register must not keep others waiting.
      await breathe()
    }
    return [...asked.values()].sort((one, other) => one.agency.name.localeCompare(other.agency.name, 'en'))
  }

  /** @param agencies slugs of those that are asked; none where all are */
  private async actionIds(
    { plans, filter }: CommissionScope,
    agencies: readonly string[],
  ): Promise<number[]> {
    const narrowed = actionFilterOf(filter)
    const byPlan = plans.length === 0 ? [{}] : [...new Set(plans)].map((plan) => ({ plan }))
    // Where there are many of both, it is quicker to look through all of them.
    const few = agencies.length > 0 && agencies.length * byPlan.length <= fewSearches
    const byAgency = few && narrowed.agency === undefined ? agencies.map((agency) => ({ agency })) : [{}]
    const found = new Set<number>()
    for (const ofPlan of byPlan) {
      if (narrowed.plan !== undefined && 'plan' in ofPlan && narrowed.plan !== ofPlan.plan) continue
      for (const ofAgency of byAgency) {
        const ids = await this.register.idsOf({ ...narrowed, ...ofPlan, ...ofAgency }, null)
        for (const id of ids) found.add(id)
      }
    }
    return [...found].sort((one, other) => one - other)
  }
}

/** Each agency once: one that leads and is partner too leads. */
function rolesIn(action: ActionView): Map<string, 'lead' | 'partner'> {
  const roles = new Map<string, 'lead' | 'partner'>()
  for (const { agency } of action.partners) roles.set(agency, 'partner')
  for (const { agency } of action.leads) roles.set(agency, 'lead')
  return roles
}

function lastPositionOf(action: ActionView): LastPosition {
  const { title, text, status, confidence, timescale, latestUpdate, source } = action
  return {
    ...{ title, text, plan: source.document, status, confidence },
    ...{ end: timescale.end, timescale: timescale.asWritten },
    narrative: latestUpdate?.narrative ?? null,
    by: latestUpdate?.by ?? null,
    saidOn: latestUpdate?.knownFrom ?? null,
    nextStep: latestUpdate?.nextStep ?? null,
  }
}
