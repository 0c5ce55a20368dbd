import { Injectable } from '@nestjs/common'
import type { Person } from '../../accounts/person.js'
import { canCommission } from '../../accounts/rights.js'
import { Clock } from '../../clock/clock.js'
import { type Day, londonDay } from '../../clock/dates.js'
import { CommissionsService } from '../../commissions/commission/commissions.service.js'
import { ReturnsService } from '../../commissions/returns/returns.service.js'
import type { ActionFact } from '../../register/overview-fact.js'
import { OverviewReadingService } from '../../register/overview-reading.service.js'
import type { ActionView, PlanView } from '../../register/views.js'
import { DateMovesService } from '../../register/date-moves.service.js'
import { type Draft, UpdateDrafts } from '../../updates/update-drafts.service.js'
import type { AsKnownOn } from '../as-known-on.js'
import { type AskedReturns, askedReturns } from './asked-returns.js'
import { type Concern, concernsOf } from './attention.js'
import { type RoundNow, roundsNow } from './rounds.js'
import { type ToDecide, toDecide } from './to-decide.js'

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
  /** Open commissions, for those who look after them; none on a past day. */
  rounds: readonly RoundNow[]
  /** Completions and new dates that wait for the programme office, for those who look after them; none on a past day. */
  toDecide: readonly ToDecide[]
  /** What is asked of the reader's own agencies; null where nothing is, and on a past day. */
  asked: AskedReturns | null
}

/** Reads what a person's first page says. */
@Injectable()
export class HomeReader {
  constructor(
    private readonly reading: OverviewReadingService,
    private readonly drafts: UpdateDrafts,
    private readonly commissions: CommissionsService,
    private readonly returns: ReturnsService,
    private readonly dates: DateMovesService,
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
      toDecide: moment === null ? await this.toDecideOf(person, facts) : [],
      rounds: moment === null ? await this.roundsOf(person, today) : [],
      asked: moment === null ? await this.askedOf(person, today) : null,
    }
  }

  /** Who looks after what waits sees the whole register. */
  private async toDecideOf(person: Person, facts: readonly ActionFact[]): Promise<ToDecide[]> {
    if (!person.permissions.has('read commissions')) return []
    const completions = facts.filter(({ status }) => status === 'complete_reported').length
    return toDecide({ completions, dates: await this.dates.count() })
  }

  private async roundsOf(person: Person, today: Day): Promise<RoundNow[]> {
    if (!person.permissions.has('read commissions')) return []
    const open = (await this.commissions.list(person)).filter(({ state }) => state === 'open')
    return open.length === 0 ? [] : roundsNow(open, await this.returns.list(person), today)
  }

  /** The programme office answers for no agency of its own. */
  private async askedOf(person: Person, today: Day): Promise<AskedReturns | null> {
    const answers = person.permissions.has('answer returns') && !canCommission(person)
    return answers ? askedReturns(await this.returns.list(person), today) : null
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
