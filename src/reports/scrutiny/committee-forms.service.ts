import { Injectable } from '@nestjs/common'
import type { Person } from '../../accounts/person.js'
import { canMakeReport, canReadReport } from '../../accounts/rights.js'
import { SecurityTrail } from '../../accounts/security-trail.js'
import { Ledger } from '../../audit/ledger.service.js'
import type { Instant } from '../../clock/dates.js'
import { Database } from '../../database/database.js'
import type { FormProblem, FormRead } from '../../plans/committee-form.check.js'
import { CommitteeForm } from '../../plans/committee-form.entity.js'
import type { CommitteeFormData, FormTerm } from '../../plans/committee-form.js'
import { PlansService } from '../../plans/plans.service.js'
import { Conflict, NotAllowed, NotFound, Refused } from '../../web/problems.js'

/** A form as it was adopted. */
export interface AdoptedForm {
  /** 1 for the first of the plan. */
  number: number
  /** Who gave it; null for the form that came with the source documents. */
  author: string | null
  recordedAt: Instant
  form: CommitteeFormData
  glossary: FormTerm[]
}

/** The forms of a council's plan, as one person reads them. */
export interface PlanForms {
  plan: { id: number; slug: string; title: string; publisher: string; publisherSlug: string }
  /** The newest first: it is the one in use. None where the council's reports have plain headings. */
  forms: AdoptedForm[]
  /** Whether the person may give another. */
  mayKeep: boolean
}

interface Row {
  form: string
  glossary: string
  author: string | null
  recordedAt: Instant
}

/** The committee forms of councils as one person may read and keep them: the door for the page and the API. */
@Injectable()
export class CommitteeForms {
  constructor(
    private readonly database: Database,
    private readonly ledger: Ledger,
    private readonly plans: PlansService,
    private readonly trail: SecurityTrail,
  ) {}

  /** @throws NotFound where there is no such plan, NotAllowed where the person may not read its reports */
  async of(person: Person, slug: string): Promise<PlanForms> {
    const plan = await this.planOf(slug)
    const owned = { kind: 'scrutiny', plan: slug } as const
    if (!canReadReport(person, owned)) await this.refuse(person, `read the committee form of ${slug}`)
    const rows = await this.database.select<Row>(
      `SELECT f.form, f.glossary, f.author, f.recorded_at AS "recordedAt" FROM committee_form f
        WHERE f.plan_id = ? ORDER BY f.recorded_at`,
      [plan.id],
    )
    const forms = rows.map(({ form, glossary, author, recordedAt }, index): AdoptedForm => {
      return {
        ...{ number: index + 1, author, recordedAt },
        form: JSON.parse(form) as CommitteeFormData,
        glossary: JSON.parse(glossary) as FormTerm[],
      }
    })
    return { plan, forms: forms.reverse(), mayKeep: canMakeReport(person, owned) }
  }

  /**
   * What is wrong with a form for this plan; nothing when it can be adopted.
   *
   * @throws NotFound, NotAllowed
   */
  async wrongWith(person: Person, slug: string, { given, problems }: FormRead): Promise<FormProblem[]> {
    const { plan, forms } = await this.toKeep(person, slug)
    if (given === null) return problems
    const { council } = given.form
    if (council !== plan.publisherSlug) {
      const message = `council must be ${plan.publisherSlug}, whose plan this is, not “${council}”.`
      return [{ field: 'form.council', message }]
    }
    const [inUse] = forms
    if (inUse && isSame(inUse, given.form, given.glossary ?? inUse.glossary)) {
      return [{ field: 'form', message: 'This is the form that is in use already: nothing would change.' }]
    }
    return []
  }

  /**
   * Takes the form into use: reports that are made from now on follow it, those that were made keep theirs.
   *
   * @param after how many forms there were when the person looked; another one since is a conflict
   * @throws NotFound, NotAllowed, Refused, Conflict
   */
  async adopt(person: Person, slug: string, read: FormRead, after?: number): Promise<void> {
    const wrong = await this.wrongWith(person, slug, read)
    if (wrong.length > 0 || read.given === null) throw new Refused(wrong)
    const { form, glossary } = read.given
    const { plan, forms } = await this.of(person, slug)
    await this.ledger.write(person, async (write) => {
      const held = await write.manager.countBy(CommitteeForm, { planId: plan.id })
      if (held !== (after ?? forms.length)) {
        throw new Conflict('Somebody has given this council another form since you looked. Look at it first.')
      }
      await this.plans.adoptForm(write, plan, form, glossary ?? forms[0]?.glossary ?? [], person.name)
    })
  }

  private async toKeep(person: Person, slug: string): Promise<PlanForms> {
    const found = await this.of(person, slug)
    if (!found.mayKeep) await this.refuse(person, `give ${slug} a committee form`)
    return found
  }

  private async planOf(slug: string): Promise<PlanForms['plan']> {
    const [plan] = await this.database.select<PlanForms['plan']>(
      `SELECT p.id, p.slug, p.title, a.name AS publisher, a.slug AS "publisherSlug"
        FROM plan p JOIN agency a ON a.id = p.publisher_id WHERE p.slug = ?`,
      [slug],
    )
    if (!plan) throw new NotFound(`There is no plan “${slug}”.`)
    return plan
  }

  private async refuse(person: Person, what: string): Promise<never> {
    await this.trail.refused(person, what)
    throw new NotAllowed('Your account does not open the committee form of this plan.')
  }
}

function isSame(inUse: AdoptedForm, form: CommitteeFormData, glossary: FormTerm[]): boolean {
  return (
    JSON.stringify(withoutNulls(inUse.form)) === JSON.stringify(withoutNulls(form)) &&
    JSON.stringify(inUse.glossary) === JSON.stringify(glossary)
  )
}

/** The form without what it leaves open, in the order of its fields. */
export function withoutNulls(form: CommitteeFormData): Record<string, unknown> {
  return Object.fromEntries(Object.entries(form).filter(([, value]) => value !== null))
}
