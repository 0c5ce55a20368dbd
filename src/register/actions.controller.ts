import { Body, Controller, Get, Param, Post, Query } from '@nestjs/common'
import { ApiBearerAuth, ApiOperation, ApiParam, ApiResponse, ApiTags } from '@nestjs/swagger'
import { CurrentPerson, type Person } from '../accounts/person.js'
import { UpdatesService } from '../updates/updates.service.js'
import { Access } from '../web/access.js'
import { ActionsQuery, AsAtQuery } from './actions.query.js'
import { actionExample, actionInFullExample, historyExample, listOf, problemExample } from './api-examples.js'
import type { RevisionView } from './history.service.js'
import { momentOf } from './moment.js'
import { ReadingService } from './reading.service.js'
import type { Page } from './register.service.js'
import { UpdateBody } from './update.body.js'
import type { ActionInFull, ActionView } from './views.js'

@ApiTags('Actions')
@ApiBearerAuth()
@Controller('api/v1/actions')
export class ActionsController {
  constructor(
    private readonly reading: ReadingService,
    private readonly updates: UpdatesService,
  ) {}

  @Get()
  @Access('read the register')
  @ApiOperation({ summary: 'A page of actions, narrowed by filters' })
  @ApiResponse({ status: 200, schema: { example: listOf(actionExample) } })
  @ApiResponse({ status: 422, schema: { example: problemExample(422) } })
  list(@CurrentPerson() person: Person, @Query() query: ActionsQuery): Promise<Page<ActionView>> {
    const { asAt, page, pageSize, ...filter } = query
    return this.reading.list(person, filter, momentOf(asAt), page, pageSize)
  }

  @Get(':ref')
  @Access('read the register')
  @ApiOperation({ summary: 'One action, with every end date that it had and the one that waits' })
  @ApiParam({ name: 'ref', example: 'AR13-PW-08' })
  @ApiResponse({ status: 200, schema: { example: actionInFullExample } })
  @ApiResponse({ status: 404, schema: { example: problemExample(404) } })
  one(
    @CurrentPerson() person: Person,
    @Param('ref') ref: string,
    @Query() { asAt }: AsAtQuery,
  ): Promise<ActionInFull> {
    return this.reading.one(person, ref, momentOf(asAt))
  }

  @Get(':ref/history')
  @Access('read the register')
  @ApiOperation({ summary: 'Every revision, oldest first, with what changed' })
  @ApiParam({ name: 'ref', example: 'AR13-PW-08' })
  @ApiResponse({ status: 200, schema: { example: historyExample } })
  async revisions(
    @CurrentPerson() person: Person,
    @Param('ref') ref: string,
    @Query() { asAt }: AsAtQuery,
  ): Promise<Page<RevisionView>> {
    const items = await this.reading.history(person, ref, momentOf(asAt))
    return { items, page: 1, pageSize: items.length, total: items.length }
  }

  @Post(':ref/updates')
  @Access('update actions')
  @ApiOperation({ summary: 'Say what has happened; answers with the action as it now is' })
  @ApiParam({ name: 'ref', example: 'AR13-PW-08' })
  @ApiResponse({ status: 201, schema: { example: actionInFullExample } })
  @ApiResponse({ status: 409, schema: { example: problemExample(409) } })
  @ApiResponse({ status: 422, schema: { example: problemExample(422) } })
  async update(
    @Param('ref') ref: string,
    @Body() body: UpdateBody,
    @CurrentPerson() person: Person,
  ): Promise<ActionInFull> {
    const evidence = (body.evidence ?? []).map(({ title, url }) => ({ title, url: url ?? null }))
    await this.updates.record(person, ref, { ...body, evidence })
    return this.reading.changed(ref)
  }
}
