import { Body, Controller, Get, Param, Post, Query } from '@nestjs/common'
import { ApiBearerAuth, ApiOperation, ApiParam, ApiResponse, ApiTags } from '@nestjs/swagger'
import { CurrentPerson, type Person } from '../accounts/person.js'
import { listOf, problemExample } from '../register/api-examples.js'
import { momentOf } from '../register/moment.js'
import { AsAtQuery } from '../register/actions.query.js'
import type { Page } from '../register/register.service.js'
import { Access } from '../web/access.js'
import { passesAnswerFilter } from './answer-filter.js'
import { RecommendationBody, RecommendationsQuery, ReplyBody } from './recommendation.body.js'
import { recommendationExample } from './recommendation-example.js'
import type { RecommendationStanding } from './recommendation-views.js'
import { RecommendationsService, theRecommendation } from './recommendations.service.js'

@ApiTags('Recommendations of scrutiny panels')
@ApiBearerAuth()
@Controller('api/v1/plans/:slug/recommendations')
export class RecommendationsController {
  constructor(private readonly recommendations: RecommendationsService) {}

  @Get()
  @Access('read reports')
  @ApiOperation({ summary: 'What panels have recommended of a plan, meeting by meeting, with the answers' })
  @ApiParam({ name: 'slug', example: 'merton-2013' })
  @ApiResponse({ status: 200, schema: { example: listOf(recommendationExample) } })
  @ApiResponse({ status: 404, schema: { example: problemExample(404) } })
  async list(
    @CurrentPerson() person: Person,
    @Param('slug') slug: string,
    @Query() { asAt, state }: RecommendationsQuery,
  ): Promise<Page<RecommendationStanding>> {
    const { recommendations } = await this.recommendations.of(person, slug, momentOf(asAt))
    const items = recommendations.filter((one) => passesAnswerFilter(one, state))
    return { items, page: 1, pageSize: items.length, total: items.length }
  }

  @Get(':id')
  @Access('read reports')
  @ApiOperation({ summary: 'One recommendation, with all that was said of it' })
  @ApiParam({ name: 'slug', example: 'merton-2013' })
  @ApiParam({ name: 'id', example: 1 })
  @ApiResponse({ status: 200, schema: { example: recommendationExample } })
  @ApiResponse({ status: 404, schema: { example: problemExample(404) } })
  async one(
    @CurrentPerson() person: Person,
    @Param('slug') slug: string,
    @Param('id') id: string,
    @Query() { asAt }: AsAtQuery,
  ): Promise<RecommendationStanding> {
    const moment = momentOf(asAt)
    return theRecommendation(await this.recommendations.of(person, slug, moment), id, moment)
  }

  @Post()
  @Access('make reports')
  @ApiOperation({ summary: 'Note what a panel has recommended; its words never change' })
  @ApiParam({ name: 'slug', example: 'merton-2013' })
  @ApiResponse({ status: 201, schema: { example: recommendationExample } })
  @ApiResponse({ status: 422, schema: { example: problemExample(422) } })
  async make(
    @CurrentPerson() person: Person,
    @Param('slug') slug: string,
    @Body() body: RecommendationBody,
  ): Promise<RecommendationStanding> {
    const { agency = null, source = null, ...given } = body
    const id = await this.recommendations.make(person, slug, { ...given, agency, source })
    return theRecommendation(await this.recommendations.of(person, slug, null), id)
  }

  @Post(':id/replies')
  @Access('make reports')
  @ApiOperation({ summary: 'Record the answer, or what was done since; answers with the recommendation' })
  @ApiParam({ name: 'slug', example: 'merton-2013' })
  @ApiParam({ name: 'id', example: 1 })
  @ApiResponse({ status: 201, schema: { example: recommendationExample } })
  @ApiResponse({ status: 409, schema: { example: problemExample(409) } })
  @ApiResponse({ status: 422, schema: { example: problemExample(422) } })
  async reply(
    @CurrentPerson() person: Person,
    @Param('slug') slug: string,
    @Param('id') id: string,
    @Body() body: ReplyBody,
  ): Promise<RecommendationStanding> {
    const { answer = null, reason = null, responsible = null, dueOn = null, done = null, ...said } = body
    const found = theRecommendation(await this.recommendations.of(person, slug, null), id)
    const reply = { answer, reason, responsible, dueOn, done, ...said }
    await this.recommendations.reply(person, slug, found.id, reply)
    return theRecommendation(await this.recommendations.of(person, slug, null), found.id)
  }
}
