import { Body, Controller, Get, Param, Post } from '@nestjs/common'
import { ApiBearerAuth, ApiOperation, ApiParam, ApiResponse, ApiTags } from '@nestjs/swagger'
import { CurrentPerson, type Person } from '../../accounts/person.js'
import { listOf, problemExample } from '../../register/api-examples.js'
import type { Page } from '../../register/register.service.js'
import { Access } from '../../web/access.js'
import type { CommissionState } from '../commission/commission-state.js'
import { CommissionBody } from './commission.body.js'
import { CommissionsService } from '../commission/commissions.service.js'
import { idInAddress } from './id-in-address.js'
import { commissionExample, roundExample } from './round-examples.js'
import type { CommissionView, RoundView } from '../views.js'

@ApiTags('Commissions and returns')
@ApiBearerAuth()
@Controller('api/v1/commissions')
export class CommissionsController {
  constructor(private readonly commissions: CommissionsService) {}

  @Get()
  @Access('read commissions')
  @ApiOperation({ summary: 'Every commission with its response rate, the newest first' })
  @ApiResponse({ status: 200, schema: { example: listOf(commissionExample) } })
  async list(@CurrentPerson() person: Person): Promise<Page<CommissionView>> {
    const items = await this.commissions.list(person)
    return { items, page: 1, pageSize: items.length, total: items.length }
  }

  @Get(':id')
  @Access('read commissions')
  @ApiOperation({ summary: 'One commission with its returns, and how agencies have answered over time' })
  @ApiParam({ name: 'id', example: 1 })
  @ApiResponse({ status: 200, schema: { example: roundExample } })
  @ApiResponse({ status: 404, schema: { example: problemExample(404) } })
  async one(@CurrentPerson() person: Person, @Param('id') id: string): Promise<RoundView> {
    return this.commissions.round(person, idOf(id))
  }

  @Post()
  @Access('commission returns')
  @ApiOperation({ summary: 'Plan a commission; no agency is asked before it is opened' })
  @ApiResponse({ status: 201, schema: { example: roundExample } })
  @ApiResponse({ status: 422, schema: { example: problemExample(422) } })
  async make(@CurrentPerson() person: Person, @Body() body: CommissionBody): Promise<RoundView> {
    return this.commissions.round(person, await this.commissions.make(person, body))
  }

  @Post(':id/open')
  @Access('commission returns')
  @ApiOperation({ summary: 'Open a planned commission: every agency gets its return' })
  @ApiParam({ name: 'id', example: 1 })
  @ApiResponse({ status: 201, schema: { example: roundExample } })
  @ApiResponse({ status: 409, schema: { example: problemExample(409) } })
  async open(@CurrentPerson() person: Person, @Param('id') id: string): Promise<RoundView> {
    return this.move(person, id, 'open')
  }

  @Post(':id/close')
  @Access('commission returns')
  @ApiOperation({ summary: 'Close an open commission: who has not answered is reported as silent' })
  @ApiParam({ name: 'id', example: 1 })
  @ApiResponse({ status: 201, schema: { example: roundExample } })
  @ApiResponse({ status: 409, schema: { example: problemExample(409) } })
  async close(@CurrentPerson() person: Person, @Param('id') id: string): Promise<RoundView> {
    return this.move(person, id, 'closed')
  }

  @Post(':id/withdraw')
  @Access('commission returns')
  @ApiOperation({ summary: 'Withdraw a planned commission' })
  @ApiParam({ name: 'id', example: 1 })
  @ApiResponse({ status: 201, schema: { example: roundExample } })
  @ApiResponse({ status: 409, schema: { example: problemExample(409) } })
  async withdraw(@CurrentPerson() person: Person, @Param('id') id: string): Promise<RoundView> {
    return this.move(person, id, 'withdrawn')
  }

  private async move(person: Person, id: string, to: CommissionState): Promise<RoundView> {
    await this.commissions.move(person, idOf(id), to)
    return this.commissions.round(person, idOf(id))
  }
}

const idOf = (text: string) => idInAddress(text, 'There is no such commission.')
