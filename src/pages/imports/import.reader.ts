import { Injectable } from '@nestjs/common'
import type { Person } from '../../accounts/person.js'
import type { CheckedPlan } from '../../imports/checking/check-plan.js'
import type { OpenImport } from '../../imports/import-parts.js'
import { PlanApproval } from '../../imports/plan-approval.service.js'
import { PlanDrafts } from '../../imports/plan-drafts.service.js'
import { PlanImports } from '../../imports/plan-imports.service.js'
import { RegisteredNames } from '../../imports/agencies/registered-names.service.js'
import { NotFound } from '../../web/problems.js'
import type { AgenciesShown } from './agencies.page.js'
import type { CheckShown } from './check.page.js'
import type { ImportShown } from './import.page.js'

/** Reads for the pages what a plan on its way in is, and what there is to say of it. */
@Injectable()
export class ImportReader {
  constructor(
    private readonly imports: PlanImports,
    private readonly drafts: PlanDrafts,
    private readonly approval: PlanApproval,
    private readonly names: RegisteredNames,
  ) {}

  /** @throws NotFound, NotAllowed */
  one(person: Person, id: string): Promise<OpenImport> {
    return this.imports.one(person, idOf(id))
  }

  async shown(person: Person, id: string): Promise<ImportShown> {
    const found = await this.one(person, id)
    const { checked, blockers } = await this.checked(found)
    const { plan } = (await this.imports.list(person)).find((one) => one.id === found.id) ?? { plan: null }
    return { found, checked, blockers, whyNot: this.approval.whyNot(person, found), plan }
  }

  async check(person: Person, id: string, page: string): Promise<CheckShown> {
    const found = await this.one(person, id)
    const names = await this.names.of(found.council.slug)
    return { found, ...(await this.checked(found)), names, page }
  }

  async agencies(person: Person, id: string, change: string): Promise<AgenciesShown> {
    const found = await this.one(person, id)
    const { checked } = await this.checked(found)
    return { found, checked, names: await this.names.of(found.council.slug), change }
  }

  private async checked(found: OpenImport): Promise<{ checked: CheckedPlan | null; blockers: string[] }> {
    const checked = await this.drafts.check(found)
    return { checked, blockers: await this.drafts.blockersOf(found, checked) }
  }
}

/** @throws NotFound for what is no number */
export function idOf(id: string): number {
  if (!/^[1-9]\d{0,8}$/u.test(id)) throw new NotFound('There is no plan on its way in at this address.')
  return Number(id)
}
