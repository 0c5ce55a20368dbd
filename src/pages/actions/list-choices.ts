import { Injectable } from '@nestjs/common'
import type { Person } from '../../accounts/person.js'
import { sightOf } from '../../accounts/rights.js'
import type { Moment } from '../../register/moment.js'
import { seesFact } from '../../register/overview-fact.js'
import { OverviewService } from '../../register/overview.service.js'
import type { Facts } from '../../register/overview-table.js'
import { ReferenceService } from '../../register/reference.service.js'
import type { PlanView } from '../../register/views.js'

/** One thing that a list can be narrowed to. */
export interface Choice {
  /** Slug or code, as the address has it. */
  value: string
  text: string
}

/** What a person can choose from in the filter of the list. */
export interface Choices {
  /** Those known on the day that is read. */
  plans: readonly PlanView[]
  priorities: readonly Choice[]
  /** Agencies of the actions that the person sees. */
  leads: readonly Choice[]
  partners: readonly Choice[]
  leadsAndPartners: readonly Choice[]
  /** Everything that the register has now, by slug or code: an address may name what the day does not know yet. */
  every: {
    plans: ReadonlyMap<string, PlanView>
    priorities: ReadonlyMap<string, string>
    agencies: ReadonlyMap<string, string>
  }
}

/** So many days and people are kept; one more, and all are forgotten. */
const mostKept = 100

/** What the filter of the list offers. It changes when the register does, and is made anew then. */
@Injectable()
export class ListChoices {
  private readonly kept = new WeakMap<Facts, Map<string, Promise<Choices>>>()

  constructor(
    private readonly overview: OverviewService,
    private readonly reference: ReferenceService,
  ) {}

  /**
   * @param asAt the day or instant of the moment, undefined for now
   * @param agencies slugs that the address names: one that is not kept may have been registered since
   */
  async of(
    person: Person,
    moment: Moment,
    asAt: string | undefined,
    agencies: readonly string[],
  ): Promise<Choices> {
    const facts = await this.overview.facts(null)
    const made = this.kept.get(facts) ?? new Map<string, Promise<Choices>>()
    this.kept.set(facts, made)
    const sight = sightOf(person)
    const key = JSON.stringify([asAt ?? '', sight])
    const known = await made.get(key)
    if (known && agencies.every((slug) => known.every.agencies.has(slug))) return known
    if (made.size >= mostKept) made.clear()
    const making = this.make(person, facts, moment)
    made.set(key, making)
    making.catch(() => made.delete(key))
    return making
  }

  private async make(person: Person, facts: Facts, moment: Moment): Promise<Choices> {
    const sight = sightOf(person)
    const [leading, partnered] = [new Set<string>(), new Set<string>()]
    for (const fact of facts.values()) {
      if (!seesFact(sight, fact)) continue
      for (const slug of fact.leads) leading.add(slug)
      for (const slug of fact.partners) partnered.add(slug)
    }
    const agencies = (await this.reference.agencies(null)).map(({ slug, name }) => ({
      value: slug,
      text: name,
    }))
    const everyPlan = await this.reference.plans(null)
    const everyPriority = await this.priorities(null)
    return {
      plans: moment === null ? everyPlan : await this.reference.plans(moment),
      priorities: moment === null ? everyPriority : await this.priorities(moment),
      leads: agencies.filter(({ value }) => leading.has(value)),
      partners: agencies.filter(({ value }) => partnered.has(value)),
      leadsAndPartners: agencies.filter(({ value }) => leading.has(value) || partnered.has(value)),
      every: {
        plans: new Map(everyPlan.map((plan) => [plan.slug, plan])),
        priorities: textByValue(everyPriority),
        agencies: textByValue(agencies),
      },
    }
  }

  /** A code that two programmes use stands for both. */
  private async priorities(moment: Moment): Promise<Choice[]> {
    const texts = new Map<string, string>()
    for (const { programme, code, title } of await this.reference.priorities(moment)) {
      const text = `${title} (${programme})`
      const other = texts.get(code)
      texts.set(code, other === undefined ? text : `${other}, ${text}`)
    }
    return [...texts].map(([value, text]) => ({ value, text }))
  }
}

function textByValue(choices: readonly Choice[]): Map<string, string> {
  return new Map(choices.map(({ value, text }) => [value, text]))
}
