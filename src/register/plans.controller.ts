import { Controller, Get, Query } from '@nestjs/common'
import { ApiBearerAuth, ApiOperation, ApiResponse, ApiTags } from '@nestjs/swagger'
import { CurrentPerson, type Person } from '../accounts/person.js'
import { Access } from '../web/access.js'
import { PageQuery } from './actions.query.js'
import { agencyExample, listOf, planExample } from './api-examples.js'
import { momentOf } from './moment.js'
import { OverviewReadingService } from './overview-reading.service.js'
import type { Page } from './register.service.js'
import type { AgencyView, PlanView } from './views.js'

@ApiTags('Plans and agencies')
@ApiBearerAuth()
@Controller('api/v1')
export class PlansController {
  constructor(private readonly reading: OverviewReadingService) {}

  @Get('plans')
  @Access('read the register')
  @ApiOperation({
    summary: 'Every plan with an action that the account sees, with its themes, in the order of entry',
  })
  @ApiResponse({ status: 200, schema: { example: listOf(planExample) } })
  async plans(
    @CurrentPerson() person: Person,
    @Query() { asAt, page, pageSize }: PageQuery,
  ): Promise<Page<PlanView>> {
    return slice(await this.reading.plans(person, momentOf(asAt)), page, pageSize)
  }

  @Get('agencies')
  @Access('read the register')
  @ApiOperation({
    summary: 'Every agency by name, with its aliases; counted are the actions that the account sees',
  })
  @ApiResponse({ status: 200, schema: { example: listOf(agencyExample) } })
  async agencies(
    @CurrentPerson() person: Person,
    @Query() { asAt, page, pageSize }: PageQuery,
  ): Promise<Page<AgencyView>> {
    return slice(await this.reading.agencies(person, momentOf(asAt)), page, pageSize)
  }
}

function slice<T>(items: T[], page: number, pageSize: number): Page<T> {
  const from = (page - 1) * pageSize
  return { items: items.slice(from, from + pageSize), page, pageSize, total: items.length }
}
