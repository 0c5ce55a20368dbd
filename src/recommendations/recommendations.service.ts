import { Injectable } from '@nestjs/common'
import type { Person } from '../accounts/person.js'
import { SecurityTrail } from '../accounts/security-trail.js'
import { AgenciesService } from '../agencies/agencies.service.js'
import { Ledger, type Write } from '../audit/ledger.service.js'
import { Clock } from '../clock/clock.js'
import { type Day, inWords, londonDay } from '../clock/dates.js'
import { Database } from '../database/database.js'
import { findRow, insertRow } from '../database/rows.js'
import { everything, type Moment } from '../register/moment.js'
import { Conflict, NotAllowed, NotFound, Refused } from '../web/problems.js'
import { type NewRecommendation, type NewReply, tidyRecommendation, tidyReply } from './new-recommendation.js'
import { PanelRecommendation, PanelReply } from './panel-recommendation.entity.js'
import { canKeepRecommendations, canReadRecommendations } from './recommendation-rights.js'
import { wrongWithRecommendation, wrongWithReply } from './recommendation-rules.js'
import type { RecommendationStanding } from './recommendation-views.js'
import { recommendationStandings } from './recommendations-known.js'

/** A plan, as far as the recommendations on it need it. */
export interface RecommendedPlan {
  id: number
  slug: string
  title: string
}

/** What panels have recommended of a plan, as one person reads it. */
export interface PlanRecommendations {
  plan: RecommendedPlan
  /** In the order of the meetings. */
  recommendations: RecommendationStanding[]
  /** Whether the person may note recommendations and answers. */
  mayKeep: boolean
}

/** The panels' recommendations as one person may read and keep them: the door for every page and every call of the API. */
@Injectable()
export class RecommendationsService {
  constructor(
    private readonly database: Database,
    private readonly ledger: Ledger,
    private readonly agencies: AgenciesService,
    private readonly clock: Clock,
    private readonly trail: SecurityTrail,
  ) {}

  /** @throws NotFound when there is no such plan by that moment, NotAllowed when the person may not read them */
  async of(person: Person, slug: string, moment: Moment): Promise<PlanRecommendations> {
    const plan = await this.planFor(person, slug, moment, 'read')
    const today = moment === null ? this.clock.today() : londonDay(moment.knownBy)
    return {
      plan,
      recommendations: await recommendationStandings(this.database, slug, moment, today),
      mayKeep: canKeepRecommendations(person, slug),
    }
  }

  /** The plan, for whoever is about to note something. @throws NotFound, NotAllowed */
  async toKeep(person: Person, slug: string): Promise<RecommendedPlan> {
    return this.planFor(person, slug, null, 'keep')
  }

  /**
   * Notes what a panel has recommended. Its words never change.
   *
   * @returns its id
   * @throws NotFound, NotAllowed, Refused
   */
  async make(person: Person, slug: string, noted: NewRecommendation): Promise<number> {
    const plan = await this.toKeep(person, slug)
    const given = tidyRecommendation(noted)
    return this.ledger.write(person, async (write) => {
      const wrong = wrongWithRecommendation(given, londonDay(write.now))
      if (wrong.length > 0) throw new Refused(wrong)
      await refuseTwice(write, plan, given)
      const { agency, ...recommendation } = given
      const agencyId = agency === null ? null : await this.agencyOf(write, agency)
      const id = await insertRow(write.manager, PanelRecommendation, {
        ...{ ...recommendation, planId: plan.id, agencyId },
        ...{ accountId: person.accountId, author: person.name, recordedAt: write.now },
      })
      const { panel, madeOn, label, addressee } = given
      write.tell({
        kind: 'recommendation.made',
        subject: subjectOf(slug, given),
        details: { panel, madeOn, label, addressee: agency ?? addressee },
      })
      return id
    })
  }

  /**
   * Records the answer to a recommendation, or what was done since.
   *
   * @returns the number of the reply
   * @throws NotFound, NotAllowed, Refused, and Conflict where more was said than the author has read
   */
  async reply(person: Person, slug: string, id: number, noted: NewReply): Promise<number> {
    const plan = await this.toKeep(person, slug)
    const said = tidyReply(noted)
    return this.ledger.write(person, async (write) => {
      const recommendation = await findRow(write.manager, PanelRecommendation, { id, planId: plan.id })
      if (!recommendation) throw recommendationNotFound(plan, null)
      const wrong = wrongWithReply(said, recommendation, londonDay(write.now))
      if (wrong.length > 0) throw new Refused(wrong)
      const { after, ...reply } = said
      const last = await write.manager.countBy(PanelReply, { recommendationId: id })
      if (after !== undefined && after !== last) throw repliedBefore(recommendation)
      await insertRow(write.manager, PanelReply, {
        ...{ ...reply, recommendationId: id, number: last + 1 },
        ...{ accountId: person.accountId, author: person.name, recordedAt: write.now },
      })
      write.tell({
        kind: 'recommendation.answered',
        subject: subjectOf(slug, recommendation),
        details: { number: last + 1, answer: said.answer },
      })
      return last + 1
    })
  }

  private async agencyOf(write: Write, slug: string): Promise<number> {
    const id = await this.agencies.find(write, slug)
    if (id === null) throw new Refused([{ field: 'agency', message: `No agency “${slug}” is registered.` }])
    return id
  }

  private async planFor(
    person: Person,
    slug: string,
    moment: Moment,
    wish: 'read' | 'keep',
  ): Promise<RecommendedPlan> {
    const [plan] = await this.database.select<RecommendedPlan>(
      'SELECT id, slug, title FROM plan WHERE slug = ? AND known_from <= ? AND recorded_at <= ?',
      [slug, moment?.knownBy ?? everything, moment?.recordedBy ?? everything],
    )
    const then = moment === null ? 'in the register' : 'that was known on that day'
    if (!plan) throw new NotFound(`There is no plan “${slug}” ${then}.`)
    const may = wish === 'read' ? canReadRecommendations : canKeepRecommendations
    if (may(person, slug)) return plan
    await this.trail.refused(person, `${wish} the recommendations on the plan “${slug}”`)
    throw new NotAllowed(`Your account does not let you ${wish} the recommendations on this plan.`)
  }
}

/** The one among those of a plan. @throws NotFound */
export function theRecommendation(
  { plan, recommendations }: PlanRecommendations,
  id: string | number,
  moment: Moment = null,
): RecommendationStanding {
  const found = recommendations.find((one) => String(one.id) === String(id))
  if (!found) throw recommendationNotFound(plan, moment)
  return found
}

function recommendationNotFound({ title }: RecommendedPlan, moment: Moment): NotFound {
  const then = moment === null ? '' : ' that was known on that day'
  return new NotFound(`There is no such recommendation on the plan “${title}”${then}.`)
}

/** "merton-2013 A of 4 July 2013": the subject in the audit trail. */
function subjectOf(plan: string, { label, madeOn }: { label: string; madeOn: Day }): string {
  return `${plan} ${label} of ${inWords(madeOn)}`
}

async function refuseTwice(
  write: Write,
  plan: RecommendedPlan,
  { madeOn, label }: NewRecommendation,
): Promise<void> {
  if (!(await findRow(write.manager, PanelRecommendation, { planId: plan.id, madeOn, label }))) return
  const message = `Recommendation ${label} of the meeting of ${inWords(madeOn)} is on the register already.`
  throw new Refused([{ field: 'label', message }])
}

function repliedBefore({ label, madeOn }: PanelRecommendation): Conflict {
  return new Conflict(
    `Something more has been said of recommendation ${label} of ${inWords(madeOn)} since you read it. ` +
      'Nothing was saved. Read it again, and say what is left to say.',
  )
}
