import { Injectable } from '@nestjs/common'
import type { Person } from '../accounts/person.js'
import { canMakeReport, canReadExempt, canReadReport } from '../accounts/rights.js'
import { SecurityTrail } from '../accounts/security-trail.js'
import { Database } from '../database/database.js'
import { NotAllowed } from '../web/problems.js'
import { type EditionFacts, EditionStore } from './editions/edition-store.js'
import type { ReportKind } from './editions/edition.entity.js'

/** The plan of a report, as far as pages and rights need it. */
export interface ReportPlan {
  slug: string
  title: string
  marking: string | null
}

/** Where a report stands, without its data, with its plan. */
export type ReportStanding = Omit<EditionFacts, 'planId'> & { plan: ReportPlan | null }

/** The one place where reports are opened to a person, or not: what is refused stands in the trail. */
@Injectable()
export class ReportDoor {
  constructor(
    private readonly database: Database,
    private readonly store: EditionStore,
    private readonly security: SecurityTrail,
  ) {}

  /** The reports that the person may read, newest cut-off first. */
  async list(person: Person): Promise<ReportStanding[]> {
    const plans = await this.plansById()
    const all = (await this.store.list()).map((edition) => standingOf(edition, plans))
    return all.filter((report) => canReadReport(person, ownedOf(report)))
  }

  /** @throws EditionNotFound, or NotAllowed when the person may not read it */
  async standing(person: Person, id: string): Promise<ReportStanding> {
    const report = standingOf(await this.store.facts(id), await this.plansById())
    if (canReadReport(person, ownedOf(report))) return report
    return this.refuse(person, `read the report ${id}`, 'Your account does not let you read this report.')
  }

  /** @throws NotAllowed when the person may not make such a report */
  async demandMaking(
    person: Person,
    report: { kind: ReportKind; plan: string | null },
    what: string,
    sentence = 'Your account does not let you make this report.',
  ): Promise<void> {
    if (!canMakeReport(person, report)) await this.refuse(person, what, sentence)
  }

  /** @throws EditionNotFound, or NotAllowed when the person may not read what is not for publication */
  async demandExempt(person: Person, id: string): Promise<void> {
    if (canReadExempt(person, ownedOf(await this.standing(person, id)))) return
    const sentence = 'Your account does not let you read what is not for publication.'
    await this.refuse(person, `read the exempt part of the report ${id}`, sentence)
  }

  /** Notes the refusal and throws it. */
  async refuse(person: Person, what: string, sentence: string): Promise<never> {
    await this.security.refused(person, what)
    throw new NotAllowed(sentence)
  }

  private async plansById(): Promise<Map<number, ReportPlan>> {
    const plans = await this.database.select<ReportPlan & { id: number }>(
      'SELECT id, slug, title, marking FROM plan',
    )
    return new Map(plans.map(({ id, ...plan }) => [id, plan]))
  }
}

/** What the rights of a report rest on. */
export const ownedOf = ({ kind, plan }: Pick<ReportStanding, 'kind' | 'plan'>) => ({
  kind,
  plan: plan?.slug ?? null,
})

function standingOf(
  { planId, ...edition }: EditionFacts,
  plans: ReadonlyMap<number, ReportPlan>,
): ReportStanding {
  return { ...edition, plan: planId === null ? null : (plans.get(planId) ?? null) }
}
