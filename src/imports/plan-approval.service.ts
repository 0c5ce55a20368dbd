import { Injectable } from '@nestjs/common'
import type { Person } from '../accounts/person.js'
import { SecurityTrail } from '../accounts/security-trail.js'
import { ActionsService } from '../actions/actions.service.js'
import { Agency } from '../agencies/agency.entity.js'
import { AgenciesService } from '../agencies/agencies.service.js'
import { Ledger, type Write } from '../audit/ledger.service.js'
import { changeRows, findRow } from '../database/rows.js'
import { type PlanHandle, PlansService } from '../plans/plans.service.js'
import { UpdatesService } from '../updates/updates.service.js'
import { Conflict, NotAllowed, Refused } from '../web/problems.js'
import { type AgencyChoices, slugOf } from './agencies/agency-cells.js'
import type { CheckedAction, CheckedPlan } from './checking/check-plan.js'
import { FactsCheck } from './checking/facts-check.service.js'
import { type OpenImport, refuseStale } from './import-parts.js'
import { refuseImportMove } from './import-state.js'
import { ImportStore } from './import-store.js'
import { newPlanOf, publishedOf } from './checking/plan-facts.js'
import { PlanImport } from './plan-import.entity.js'
import { PlanDrafts } from './plan-drafts.service.js'

/** So many actions go into the register before others are served. */
const atOnce = 100
const breath = () => new Promise((resolve) => setImmediate(resolve))

/**
 * Approves drafts: a second person, somebody who had no hand in it. Then the whole plan stands in the register, known from that
 * moment on, or nothing of it does.
 */
@Injectable()
export class PlanApproval {
  constructor(
    private readonly ledger: Ledger,
    private readonly store: ImportStore,
    private readonly drafts: PlanDrafts,
    private readonly plans: PlansService,
    private readonly actions: ActionsService,
    private readonly agencies: AgenciesService,
    private readonly updates: UpdatesService,
    private readonly facts: FactsCheck,
    private readonly trail: SecurityTrail,
  ) {}

  /** Why the person cannot approve the plan; null where nothing stands in the way but its state. */
  whyNot(person: Person, found: OpenImport): string | null {
    const hand = found.plan.hands.some(({ accountId }) => accountId === person.accountId)
    return hand ? 'Somebody else has to approve it: you had a hand in this plan.' : null
  }

  /**
   * @returns the slug of the plan
   * @throws NotAllowed, Conflict, Refused
   */
  async approve(person: Person, id: number, revision: number): Promise<string> {
    const found = await this.store.one(person, id)
    const why = this.whyNot(person, found)
    if (why !== null) {
      await this.trail.refused(person, `approve the plan import ${id}`)
      throw new NotAllowed(why)
    }
    refuseMove(found)
    refuseStale(found, revision)
    const checked = await this.drafts.check(found)
    const blockers = await this.drafts.blockersOf(found, checked)
    if (checked === null || blockers.length > 0) {
      // Somebody may have approved this very plan meanwhile: then it is its own address that is taken.
      refuseMove(await this.store.one(person, id))
      throw new Refused(blockers.map((message) => ({ field: 'approve', message })))
    }
    return this.ledger.write(person, (write) => this.enter(write, revision, found, checked))
  }

  private async enter(
    write: Write,
    revision: number,
    checked: OpenImport,
    plan: CheckedPlan,
  ): Promise<string> {
    const found = await this.store.current(write, checked.id)
    refuseMove(found)
    refuseStale(found, revision)
    const { facts } = found.plan
    // Nobody else writes now: an address or a prefix that another plan was given meanwhile is seen here.
    const [taken] = await this.facts.wrongWith(facts)
    if (taken) throw new Conflict(`${taken.message}.`, 'Changed meanwhile')
    await this.registerNew(write, found.agencies, plan.actions)
    const { themes, measures } = plan
    const newPlan = { ...newPlanOf(facts, found.council.slug), themes, measures }
    const handle = await this.plans.publish(write, newPlan, write.now)
    for (let from = 0; from < plan.actions.length; from += atOnce) {
      const some = plan.actions.slice(from, from + atOnce)
      await this.actions.promiseAll(write, handle, from + 1, some)
      await this.noteStatuses(write, handle, found, some)
      await breath()
    }
    const approved = { approvedBy: write.author.name, approvedAt: write.now, planId: handle.id }
    const done = { state: 'approved' as const, revision: revision + 1, ...approved }
    await changeRows(write.manager, PlanImport, { id: found.id }, done)
    const details = { from: 'draft', to: 'approved', actions: plan.actions.length }
    write.tell({ kind: 'plan-import.moved', subject: String(found.id), details })
    return facts.slug
  }

  /** Registers the new agencies that an action names; those that no row names any more are not. */
  private async registerNew(
    write: Write,
    choices: AgencyChoices,
    actions: readonly CheckedAction[],
  ): Promise<void> {
    const wanted = new Set(
      actions.flatMap(({ leads, partners }) => [...leads, ...partners].map(({ agency }) => agency)),
    )
    for (const choice of Object.values(choices)) {
      if (choice.means !== 'new') continue
      const { name, parent } = choice
      const slug = slugOf(name)
      if (!wanted.has(slug) || (await findRow(write.manager, Agency, { slug }))) continue
      await this.agencies.register(write, { slug, name, abbreviation: null, aliases: [], parent })
    }
  }

  /** What the file says of statuses: the first updates, which quote it. */
  private async noteStatuses(
    write: Write,
    handle: PlanHandle,
    found: OpenImport,
    actions: readonly CheckedAction[],
  ): Promise<void> {
    const { facts } = found.plan
    const published = publishedOf(facts.published)
    if (published === null) return
    for (const { ref, theme, row, status } of actions) {
      if (status === null) continue
      await this.updates.enterDocumented(write, handle, facts.title, {
        ...{ actions: [ref], theme, on: published, status: status.status, narrative: status.asWritten },
        ...{ section: `row ${row} of ${found.fileName}`, saidBy: found.council.name },
        note: 'The status that the plan itself gives, as on its publication.',
      })
    }
  }
}

function refuseMove(found: OpenImport): void {
  const why = refuseImportMove(found.state, 'approved')
  if (why !== null) throw new Conflict(why, 'Not possible now')
}
