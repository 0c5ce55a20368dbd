import { Body, Controller, Get, Param, Post, Query, Req } from '@nestjs/common'
import { ApiExcludeController } from '@nestjs/swagger'
import type { Request } from 'express'
import { CurrentPerson, type Person } from '../../accounts/person.js'
import { Clock } from '../../clock/clock.js'
import type { RecommendationStanding } from '../../recommendations/recommendation-views.js'
import {
  type PlanRecommendations,
  RecommendationsService,
  theRecommendation,
} from '../../recommendations/recommendations.service.js'
import { ReferenceService } from '../../register/reference.service.js'
import { Access } from '../../web/access.js'
import { type PageAnswer, type RedirectAnswer, redirectTo } from '../../web/pages/page.js'
import { Refused } from '../../web/problems.js'
import { paths } from '../paths.js'
import { askedOf } from '../register-page.js'
import { textOf, type Typed } from '../typed-text.js'
import { readAnswerFilter, showRecommendations } from './recommendation-list.page.js'
import { showRecommendation } from './recommendation.page.js'
import { openedRecommendation, readRecommendation, readTypedRecommendation } from './recommendation.form.js'
import { showRecommendationForm } from './recommendation-form.page.js'
import { nameOf } from './recommendation-words.js'
import { withoutStops } from './typed-fields.js'

/** What panels have recommended of a plan: the list, one of them, and a new one. */
@ApiExcludeController()
@Controller('plans/:slug/recommendations')
export class RecommendationPagesController {
  constructor(
    private readonly recommendations: RecommendationsService,
    private readonly reference: ReferenceService,
    private readonly clock: Clock,
  ) {}

  @Get()
  @Access('read reports')
  async list(
    @CurrentPerson() person: Person,
    @Param('slug') slug: string,
    @Query() typed: Typed,
    @Req() request: Request,
  ): Promise<PageAnswer | RedirectAnswer> {
    const asked = askedOf(request, this.clock)
    const { redirect, moment } = asked.at
    if (redirect !== null) return redirectTo(redirect)
    const found = await this.recommendations.of(person, slug, moment)
    return showRecommendations(found, readAnswerFilter(textOf(typed, 'state')), asked)
  }

  @Get('new')
  @Access('make reports')
  async form(
    @CurrentPerson() person: Person,
    @Param('slug') slug: string,
    @Query() typed: Typed,
  ): Promise<PageAnswer> {
    const plan = await this.recommendations.toKeep(person, slug)
    const like = likeOf(await this.recommendations.of(person, slug, null), textOf(typed, 'like'))
    return showRecommendationForm(plan, await this.reference.agencies(null), openedRecommendation(like))
  }

  @Post('new')
  @Access('make reports')
  async make(
    @CurrentPerson() person: Person,
    @Param('slug') slug: string,
    @Body() form: Typed,
  ): Promise<PageAnswer | RedirectAnswer> {
    const plan = await this.recommendations.toKeep(person, slug)
    const typed = readTypedRecommendation(form)
    const agencies = await this.reference.agencies(null)
    const read = readRecommendation(typed, this.clock.today())
    if ('errors' in read) return showRecommendationForm(plan, agencies, typed, read.errors)
    try {
      const id = await this.recommendations.make(person, slug, read.noted)
      return redirectTo(paths.recommendation(slug, id), `${nameOf(read.noted)} is noted.`)
    } catch (error) {
      if (!(error instanceof Refused)) throw error
      return showRecommendationForm(plan, agencies, typed, withoutStops(error.errors ?? []))
    }
  }

  @Get(':id')
  @Access('read reports')
  async one(
    @CurrentPerson() person: Person,
    @Param('slug') slug: string,
    @Param('id') id: string,
    @Req() request: Request,
  ): Promise<PageAnswer | RedirectAnswer> {
    const asked = askedOf(request, this.clock)
    const { redirect, moment } = asked.at
    if (redirect !== null) return redirectTo(redirect)
    const found = await this.recommendations.of(person, slug, moment)
    return showRecommendation(found, theRecommendation(found, id, moment), asked)
  }
}

/** Another of the same meeting, where the address names one that is there. */
function likeOf({ recommendations }: PlanRecommendations, id: string): RecommendationStanding | null {
  return recommendations.find((one) => String(one.id) === id) ?? null
}
