import { Injectable } from '@nestjs/common'
import type { Person } from '../accounts/person.js'
import { sightOf } from '../accounts/rights.js'
import { SecurityTrail } from '../accounts/security-trail.js'
import { agenciesAsRead } from '../agencies/merged-agencies.js'
import { Database } from '../database/database.js'
import { NotAllowed, NotFound } from '../web/problems.js'
import { type Moment, recordedFor } from './moment.js'
import { groupsBy, groupsByEach } from './overview-counts.js'
import {
  type LastWord,
  type PlanNotes,
  type PriorityText,
  readLastWord,
  readPlanNotes,
  readPriorityTexts,
} from './overview-details.js'
import { type ActionFact, priorityKey } from './overview-fact.js'
import { OverviewService } from './overview.service.js'
import { ReadingService } from './reading.service.js'
import { ReferenceService } from './reference.service.js'
import { RegisterService } from './register.service.js'
import type { ActionView, AgencyView, PlanView } from './views.js'

/** A plan with all that it says of itself, and the facts of those of its actions that the reader sees. */
export interface PlanReading {
  plan: PlanView & PlanNotes
  facts: ActionFact[]
}

/** A theme of a plan, with the facts of its actions that the reader sees. */
export interface ThemeReading {
  plan: PlanView
  theme: PlanView['themes'][number]
  facts: ActionFact[]
}

/** A priority, with the facts of the actions that serve it and that the reader sees, and the plans that may hold them. */
export interface PriorityReading {
  priority: PriorityText
  plans: PlanView[]
  facts: ActionFact[]
}

/** The register from above, as one person may read it: every count is of what the person sees. */
@Injectable()
export class OverviewReadingService {
  constructor(
    private readonly database: Database,
    private readonly overview: OverviewService,
    private readonly reference: ReferenceService,
    private readonly register: RegisterService,
    private readonly reading: ReadingService,
    private readonly trail: SecurityTrail,
  ) {}

  /** A fact for every action that the person sees, in the register's order. */
  facts(person: Person, moment: Moment): Promise<ActionFact[]> {
    return this.overview.seenBy(sightOf(person), moment)
  }

  /** The views of facts that the person was given for the moment, in their order; that they were shown is noted. */
  async shown(person: Person, facts: readonly ActionFact[], moment: Moment): Promise<ActionView[]> {
    const views = await this.register.these([...new Set(facts.map(({ id }) => id))], moment)
    await this.reading.noteMarked(person, views)
    return views
  }

  /** The plans with an action that the person sees, and those that the person keeps; counted is what is seen. */
  async plans(person: Person, moment: Moment): Promise<PlanView[]> {
    const plans = await this.reference.plans(moment)
    if (sightOf(person) === 'everything') return plans
    const byPlan = groupsBy(await this.facts(person, moment), ({ plan }) => plan)
    return plans.flatMap((plan) => {
      if (person.plans.includes(plan.slug)) return [plan]
      const facts = byPlan.get(plan.slug)
      return facts ? [asFarAsSeen(plan, facts)] : []
    })
  }

  /**
   * One plan, as far as the person sees it.
   *
   * @throws NotFound when there is none by that moment, NotAllowed when none of its actions is the person's
   */
  async plan(person: Person, slug: string, moment: Moment): Promise<PlanReading> {
    const plan = (await this.plans(person, moment)).find((one) => one.slug === slug)
    if (!plan) return this.refusePlan(person, slug, moment)
    const notes = (await readPlanNotes(this.database, moment)).get(slug)
    if (!notes) throw new Error(`The plan ${slug} has no publisher.`)
    const facts = (await this.facts(person, moment)).filter((fact) => fact.plan === slug)
    return { plan: { ...plan, ...notes }, facts }
  }

  private async refusePlan(person: Person, slug: string, moment: Moment): Promise<never> {
    const plans = await this.reference.plans(moment)
    if (!plans.some((plan) => plan.slug === slug)) {
      const then = moment === null ? 'in the register' : 'that was known on that day'
      throw new NotFound(`There is no plan “${slug}” ${then}.`)
    }
    return this.refuse(person, `the plan “${slug}”`)
  }

  /**
   * One theme of a plan, as far as the person sees it.
   *
   * @throws NotFound when there is none by that moment, NotAllowed when none of its actions is the person's
   */
  async theme(person: Person, slug: string, code: string, moment: Moment): Promise<ThemeReading> {
    const { plan, facts } = await this.plan(person, slug, moment)
    const theme = plan.themes.find((one) => one.code === code)
    if (theme) return { plan, theme, facts: facts.filter((fact) => fact.theme === code) }
    const whole = (await this.reference.plans(moment)).find((one) => one.slug === slug)
    if (!whole?.themes.some((one) => one.code === code)) {
      throw new NotFound(`There is no theme “${code}” in the plan “${plan.title}”.`)
    }
    return this.refuse(person, `the theme “${code}” of the plan “${slug}”`)
  }

  private async refuse(person: Person, what: string): Promise<never> {
    await this.trail.refused(person, `see ${what}`)
    throw new NotAllowed(`Your account does not let you see ${what}: none of its actions belongs to you.`)
  }

  /** The plans of which an agency is the publisher, among those that the person sees. */
  async publishedBy(person: Person, agency: string, moment: Moment): Promise<PlanView[]> {
    const notes = await readPlanNotes(this.database, moment)
    const plans = await this.plans(person, moment)
    return plans.filter(({ slug }) => notes.get(slug)?.publisherSlug === agency)
  }

  /** Every agency by name; counted are the actions that the person sees. */
  async agencies(person: Person, moment: Moment): Promise<AgencyView[]> {
    const agencies = await this.reference.agencies(moment)
    if (sightOf(person) === 'everything') return agencies
    const facts = await this.facts(person, moment)
    const led = groupsByEach(facts, ({ leads }) => leads)
    const shared = groupsByEach(facts, ({ partners }) => partners)
    return agencies.map((agency) => ({
      ...agency,
      leadCount: led.get(agency.slug)?.length ?? 0,
      partnerCount: shared.get(agency.slug)?.length ?? 0,
    }))
  }

  /** The slug that an agency is read under at the moment: another one since it was merged. */
  async agencyAsRead(slug: string, moment: Moment): Promise<string> {
    return (await agenciesAsRead(this.database, recordedFor(moment))).slugOf(slug)
  }

  /** What an agency itself said last of some actions that the person sees. */
  lastWord(agency: string, facts: readonly ActionFact[], moment: Moment): Promise<LastWord | null> {
    return readLastWord(
      this.database,
      agency,
      facts.map(({ id }) => id),
      moment,
    )
  }

  /** The priorities of the programmes, in the words of their documents. They are published, and no secret to anyone. */
  priorities(moment: Moment): Promise<PriorityText[]> {
    return readPriorityTexts(this.database, moment)
  }

  /** @throws NotFound when there is none by that moment */
  async priority(person: Person, programme: string, code: string, moment: Moment): Promise<PriorityReading> {
    const key = priorityKey({ programme, code })
    const priority = (await this.priorities(moment)).find((one) => priorityKey(one) === key)
    if (!priority) {
      const then = moment === null ? 'in the register' : 'that was known on that day'
      throw new NotFound(`There is no priority “${code}” of ${programme} ${then}.`)
    }
    const facts = (await this.facts(person, moment)).filter(({ priorities }) => priorities.includes(key))
    return { priority, facts, plans: await this.plans(person, moment) }
  }
}

/** Of a plan that is not the person's own: the themes with an action that is, and what is measured of these. */
function asFarAsSeen(plan: PlanView, facts: ActionFact[]): PlanView {
  const byTheme = groupsBy(facts, ({ theme }) => theme ?? '')
  const themes = plan.themes.flatMap(({ code, title }) => {
    const actionCount = byTheme.get(code)?.length ?? 0
    return actionCount > 0 ? [{ code, title, actionCount }] : []
  })
  const isSeen = (theme: string | null) => theme === null || themes.some(({ title }) => title === theme)
  return {
    ...plan,
    actionCount: facts.length,
    themes,
    measures: plan.measures.filter(({ theme }) => isSeen(theme)),
  }
}
