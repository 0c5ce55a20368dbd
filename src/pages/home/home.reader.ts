import { Injectable } from '@nestjs/common'
import type { Person } from '../../accounts/person.js'
import { Clock } from '../../clock/clock.js'
import { type Day, londonDay } from '../../clock/dates.js'
import type { ActionFact } from '../../register/overview-fact.js'
import { OverviewReadingService } from '../../register/overview-reading.service.js'
import type { ActionView, PlanView } from '../../register/views.js'
import { type Draft, UpdateDrafts } from '../../updates/update-drafts.service.js'
import type { AsKnownOn } from '../as-known-on.js'
import { type Concern, concernsOf } from './attention.js'

/** Actions that are shown of each concern. */
export const shownOfEach = 5

/** What the first page is made from, for somebody who reads the register. */
export interface HomeReading {
  person: Person
  at: AsKnownOn
  /** The London day that is read: today, or a past one. */
  today: Day
  facts: readonly ActionFact[]
  plans: readonly PlanView[]
  concerns: readonly Concern[]
  /** The first of each concern, by their refs. */
  views: ReadonlyMap<string, ActionView>
  /** Updates that were begun and not sent, the last saved first; none on a past day. */
  drafts: readonly { draft: Draft; title: string }[]
}

/** Reads what a person's first page says. */
@Injectable()
export class HomeReader {
  constructor(
    private readonly reading: OverviewReadingService,
    private readonly drafts: UpdateDrafts,
    private readonly clock: Clock,
  ) {}

  async read(person: Person, at: AsKnownOn): Promise<HomeReading> {
    const { moment, asAt } = at
    const today = moment === null ? this.clock.today() : londonDay(moment.knownBy)
    const facts = await this.reading.facts(person, moment)
    const visitedBefore = moment === null ? person.visitedBefore : undefined
    const concerns = concernsOf({ facts, today, asAt, visitedBefore })
    const first = concerns.flatMap((concern) => concern.facts.slice(0, shownOfEach))
    const views = await this.reading.shown(person, first, moment)
    return {
      ...{ person, at, today, facts, concerns },
      plans: await this.reading.plans(person, moment),
      views: new Map(views.map((view) => [view.ref, view])),
      drafts: moment === null ? await this.draftsOf(person, facts) : [],
    }
  }

  /** A draft of an action that is no longer the person's cannot be sent, and is not offered. */
  private async draftsOf(person: Person, facts: readonly ActionFact[]): Promise<HomeReading['drafts']> {
    const titles = new Map(facts.map(({ ref, title }) => [ref, title]))
    return (await this.drafts.of(person.accountId)).flatMap((draft) => {
      const title = titles.get(draft.ref)
      return title === undefined ? [] : [{ draft, title }]
    })
  }
}
