import { Controller, Get, Query } from '@nestjs/common'
import { ApiBearerAuth, ApiOperation, ApiResponse, ApiTags } from '@nestjs/swagger'
import { Access } from '../web/access.js'
import { PageQuery } from './actions.query.js'
import { agencyExample, listOf, planExample } from './api-examples.js'
import { momentOf } from './moment.js'
import { ReferenceService } from './reference.service.js'
import type { Page } from './register.service.js'
import type { AgencyView, PlanView } from './views.js'

@ApiTags('Plans and agencies')
@ApiBearerAuth()
@Controller('api/v1')
export class PlansController {
  constructor(private readonly reference: ReferenceService) {}

  @Get('plans')
  @Access('read the register')
  @ApiOperation({ summary: 'Every plan with its themes, in the order of entry' })
  @ApiResponse({ status: 200, schema: { example: listOf(planExample) } })
  async plans(@Query() { asAt, page, pageSize }: PageQuery): Promise<Page<PlanView>> {
    return slice(await this.reference.plans(momentOf(asAt)), page, pageSize)
  }

  @Get('agencies')
  @Access('read the register')
  @ApiOperation({
    summary: 'Every agency with its aliases and the actions that it leads or is partner in, by name',
  })
  @ApiResponse({ status: 200, schema: { example: listOf(agencyExample) } })
  async agencies(@Query() { asAt, page, pageSize }: PageQuery): Promise<Page<AgencyView>> {
    return slice(await this.reference.agencies(momentOf(asAt)), page, pageSize)
  }
}

function slice<T>(items: T[], page: number, pageSize: number): Page<T> {
  const from = (page - 1) * pageSize
  return { items: items.slice(from, from + pageSize), page, pageSize, total: items.length }
}
