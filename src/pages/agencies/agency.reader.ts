import { Injectable } from '@nestjs/common'
import type { Person } from '../../accounts/person.js'
import type { LastWord } from '../../register/overview-details.js'
import type { ActionFact } from '../../register/overview-fact.js'
import { OverviewReadingService } from '../../register/overview-reading.service.js'
import type { ActionView, AgencyView, PlanView } from '../../register/views.js'
import { NotFound } from '../../web/problems.js'
import type { Asked } from '../register-page.js'
import { mostUrgentFirst } from './urgency.js'

/** Actions that are shown of each of its two roles; the list of actions has the rest. */
export const shownOfEach = 50
const statementsShown = 3

/** What an agency's page is made from. */
export interface AgencyReading {
  agency: AgencyView
  parent: AgencyView | null
  units: readonly AgencyView[]
  /** What it leads and what it is partner in, as far as the reader sees it, the most urgent first. */
  leads: readonly ActionFact[]
  partner: readonly ActionFact[]
  /** The first of both, and those that were spoken of last, by their refs. */
  views: ReadonlyMap<string, ActionView>
  /** Those of which something was said last, the newest first. */
  spokenOf: readonly ActionFact[]
  /** What it said itself, and of which action. */
  lastWord: { word: LastWord; ref: string } | null
  plans: readonly PlanView[]
}

/** Reads what an agency owes and owns. */
@Injectable()
export class AgencyReader {
  constructor(private readonly reading: OverviewReadingService) {}

  /** @throws NotFound when no agency has that slug */
  async read(person: Person, slug: string, { at: { moment } }: Asked): Promise<AgencyReading> {
    const agencies = await this.reading.agencies(person, moment)
    const agency = agencies.find((one) => one.slug === slug)
    if (!agency) throw new NotFound(`There is no agency “${slug}” in the register.`)
    const facts = await this.reading.facts(person, moment)
    const leads = facts.filter((fact) => fact.leads.includes(slug)).sort(mostUrgentFirst)
    const partner = facts.filter((fact) => fact.partners.includes(slug)).sort(mostUrgentFirst)
    const own = [...new Set([...leads, ...partner])]
    const spokenOf = own
      .filter(({ lastSaid }) => lastSaid !== null)
      .sort((one, other) => ((one.lastSaid ?? '') < (other.lastSaid ?? '') ? 1 : -1))
      .slice(0, statementsShown)
    const shown = [...leads.slice(0, shownOfEach), ...partner.slice(0, shownOfEach), ...spokenOf]
    const views = await this.reading.shown(person, shown, moment)
    const word = await this.reading.lastWord(slug, own, moment)
    const of = own.find(({ id }) => id === word?.actionId)
    return {
      ...{ agency, leads, partner, spokenOf },
      parent: agencies.find((one) => one.slug === agency.parent) ?? null,
      units: agencies.filter((one) => one.parent === slug),
      views: new Map(views.map((view) => [view.ref, view])),
      lastWord: word && of ? { word, ref: of.ref } : null,
      plans: await this.reading.publishedBy(person, slug, moment),
    }
  }
}
