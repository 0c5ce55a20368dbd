import { Injectable } from '@nestjs/common'
import type { Person } from '../accounts/person.js'
import { Ledger } from '../audit/ledger.service.js'
import { changeRows } from '../database/rows.js'
import { Conflict, Refused } from '../web/problems.js'
import { AgencyCells } from './agencies/agency-cells.js'
import { type CheckedPlan, checkPlan } from './checking/check-plan.js'
import { FactsCheck } from './checking/facts-check.service.js'
import { type OpenImport, refuseStale, tableOf, withHand } from './import-parts.js'
import { refuseImportMove } from './import-state.js'
import { ImportStore } from './import-store.js'
import { PlanImport, type PlanImportState } from './plan-import.entity.js'
import { RegisteredNames } from './agencies/registered-names.service.js'

/** Checks plans on their way in, and makes drafts of them that wait for approval. */
@Injectable()
export class PlanDrafts {
  constructor(
    private readonly ledger: Ledger,
    private readonly store: ImportStore,
    private readonly names: RegisteredNames,
    private readonly facts: FactsCheck,
  ) {}

  /** The dry run: the plan as it would stand in the register, and what must be put right; null while no table is known. */
  async check(found: OpenImport): Promise<CheckedPlan | null> {
    const at = tableOf(found)
    if (!at) return null
    const cells = new AgencyCells(await this.names.of(found.council.slug), found.agencies)
    return checkPlan({ ...at, cells, facts: found.plan.given ? found.plan.facts : null })
  }

  /** Every step that must be taken before the plan can be a draft, as sentences; none where it can. */
  async blockersOf(found: OpenImport, checked: CheckedPlan | null): Promise<string[]> {
    if (checked === null) return ['Choose the row of the headings.']
    const problems = checked.findings.filter(({ kind }) => kind === 'problem').length
    const facts = found.plan.given ? await this.facts.wrongWith(found.plan.facts) : []
    return [
      ...(found.table.confirmed ? [] : ['Confirm what the columns mean.']),
      ...(found.plan.given ? [] : ['Give the facts of the plan.']),
      ...facts.map(({ message }) => `${message}.`),
      ...(checked.unknown.size > 0
        ? [
            `Decide what ${some(checked.unknown.size, 'name')} of agencies mean${checked.unknown.size === 1 ? 's' : ''}.`,
          ]
        : []),
      ...(problems > 0 ? [`Put right ${some(problems, 'problem')} of the file.`] : []),
    ]
  }

  /** Loads the plan as a draft that waits for approval. @throws Refused with what stands in the way */
  async draft(person: Person, id: number, revision: number): Promise<void> {
    const found = await this.store.one(person, id)
    const checked = await this.check(found)
    const blockers = await this.blockersOf(found, checked)
    if (blockers.length > 0) throw new Refused(blockers.map((message) => ({ field: 'draft', message })))
    await this.move(person, id, revision, 'draft', checked?.actions.length ?? 0)
  }

  /** Takes a draft back, so that it can be changed. */
  async takeBack(person: Person, id: number, revision: number): Promise<void> {
    await this.store.one(person, id)
    await this.move(person, id, revision, 'read', 0)
  }

  async abandon(person: Person, id: number, revision: number): Promise<void> {
    await this.store.one(person, id)
    await this.move(person, id, revision, 'abandoned', 0)
  }

  private async move(
    person: Person,
    id: number,
    revision: number,
    to: PlanImportState,
    actions: number,
  ): Promise<void> {
    await this.ledger.write(person, async (write) => {
      const found = await this.store.current(write, id)
      const why = refuseImportMove(found.state, to)
      if (why !== null) throw new Conflict(why, 'Not possible now')
      refuseStale(found, revision)
      const draftedAt = to === 'draft' ? write.now : to === 'read' ? null : found.draftedAt
      const plan = JSON.stringify(withHand(found.plan, person))
      await changeRows(
        write.manager,
        PlanImport,
        { id },
        { state: to, revision: revision + 1, draftedAt, plan },
      )
      const details = { from: found.state, to, actions }
      write.tell({ kind: 'plan-import.moved', subject: String(id), details })
    })
  }
}

const some = (count: number, noun: string) =>
  `${count.toLocaleString('en-GB')} ${noun}${count === 1 ? '' : 's'}`
