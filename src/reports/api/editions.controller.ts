import {
  Body,
  Controller,
  Get,
  Headers,
  HttpCode,
  HttpStatus,
  Logger,
  Param,
  Post,
  Put,
  Res,
} from '@nestjs/common'
import { ApiBearerAuth, ApiHeader, ApiOperation, ApiParam, ApiResponse, ApiTags } from '@nestjs/swagger'
import type { Response } from 'express'
import { CurrentPerson, type Person } from '../../accounts/person.js'
import { problemExample } from '../../register/api-examples.js'
import { Access } from '../../web/access.js'
import type { EditablePart } from '../writing/editable-part.js'
import { EditionMoves, type PossibleMove } from '../issuing/edition-moves.service.js'
import { EditionWriting } from '../writing/edition-writing.service.js'
import { waitOf, within } from './prefer-wait.js'
import { MoveBody, PartBody } from './report.body.js'
import { reportExample, type ReportView, viewOf } from './report.view.js'
import { ReportsService } from '../reports.service.js'

/** A step that a report has made. */
interface StepView {
  from: string
  to: string
  reason: string | null
  successor: string | null
  dataSha256: string
  by: string
  at: string
}

const partExample: EditablePart = {
  ...{ name: 'section.3', label: '3 ALTERNATIVE OPTIONS', kind: 'text', required: true },
  ...{ hint: 'Which other options were looked at.', anchor: 'section-3' },
  ...{ revision: 1, savedBy: 'Council officer', savedAt: '2026-11-22T09:00:00.000Z' },
  content: { text: 'No other option was considered.' },
}
const stepExample: StepView = {
  ...{ from: 'in_review', to: 'approved', reason: null, successor: null },
  ...{ dataSha256: reportExample.dataSha256, by: 'Programme office', at: '2026-11-22T10:00:00.000Z' },
}
const moveExample: PossibleMove = {
  ...{ to: 'issued', label: 'Issue', requires: ['no blocker'], refusal: null },
}

/** What is written into a report, and its way from draft to issue. */
@ApiTags('Reports')
@ApiBearerAuth()
@Controller('api/v1/reports')
export class EditionsController {
  private readonly logger = new Logger('Reports')

  constructor(
    private readonly reports: ReportsService,
    private readonly writing: EditionWriting,
    private readonly moving: EditionMoves,
  ) {}

  @Get(':id/parts')
  @Access('read reports')
  @ApiOperation({ summary: 'The parts of a report that people write, in its order' })
  @ApiParam({ name: 'id', example: reportExample.id })
  @ApiResponse({ status: 200, schema: { example: { items: [partExample] } } })
  async parts(@CurrentPerson() person: Person, @Param('id') id: string): Promise<{ items: EditablePart[] }> {
    return { items: await this.writing.parts(person, id) }
  }

  @Put(':id/parts/:name')
  @Access('make reports')
  @ApiOperation({ summary: 'Write a part of a draft; the report is printed anew' })
  @ApiParam({ name: 'id', example: reportExample.id })
  @ApiParam({ name: 'name', example: 'section.3' })
  @ApiResponse({ status: 200, schema: { example: partExample } })
  @ApiResponse({ status: 409, schema: { example: problemExample(409) } })
  @ApiResponse({ status: 422, schema: { example: problemExample(422) } })
  async write(
    @CurrentPerson() person: Person,
    @Param('id') id: string,
    @Param('name') name: string,
    @Body() body: PartBody,
  ): Promise<EditablePart> {
    const { part, print } = await this.writing.save(person, id, name, body)
    print.catch((error: unknown) => this.logger.error(error))
    return part
  }

  @Get(':id/moves')
  @Access('read reports')
  @ApiOperation({ summary: 'How a report moved from draft to issue, and which moves it can make now' })
  @ApiParam({ name: 'id', example: reportExample.id })
  @ApiResponse({ status: 200, schema: { example: { items: [stepExample], possible: [moveExample] } } })
  async moves(
    @CurrentPerson() person: Person,
    @Param('id') id: string,
  ): Promise<{ items: StepView[]; possible: PossibleMove[] }> {
    const steps = await this.moving.steps(person, id)
    const items = steps.map(({ from, to, reason, successorId, dataSha256, author, at }) => {
      return { from, to, reason, successor: successorId, dataSha256, by: author, at }
    })
    return { items, possible: await this.moving.moves(person, id) }
  }

  @Post(':id/moves')
  @HttpCode(HttpStatus.OK)
  @Access('make reports')
  @ApiOperation({ summary: 'Move a report; 202 while it is being issued' })
  @ApiParam({ name: 'id', example: reportExample.id })
  @ApiHeader({
    name: 'Prefer',
    required: false,
    description: 'RFC 7240: `wait=60` waits up to so many seconds (120 at most) for the issue',
    schema: { type: 'string', example: 'wait=60' },
  })
  @ApiResponse({ status: 200, schema: { example: { ...reportExample, standing: 'in_review' } } })
  @ApiResponse({
    status: 202,
    schema: { example: { ...reportExample, state: 'rendering', standing: 'approved' } },
  })
  @ApiResponse({ status: 409, schema: { example: problemExample(409) } })
  @ApiResponse({ status: 422, schema: { example: problemExample(422) } })
  async move(
    @CurrentPerson() person: Person,
    @Param('id') id: string,
    @Body() body: MoveBody,
    @Headers('prefer') prefer: string | undefined,
    @Res({ passthrough: true }) response: Response,
  ): Promise<ReportView> {
    const { work } = await this.moving.move(person, id, body)
    work.catch((error: unknown) => this.logger.error(error))
    await within(work, waitOf(prefer))
    const report = await this.reports.standing(person, id)
    if (report.state !== body.to && report.failure === null) response.status(HttpStatus.ACCEPTED)
    return viewOf(report)
  }
}
