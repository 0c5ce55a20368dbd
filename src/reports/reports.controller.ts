import { setTimeout as after } from 'node:timers/promises'
import {
  Body,
  Controller,
  Get,
  Header,
  Headers,
  HttpStatus,
  Logger,
  Param,
  Post,
  Res,
  StreamableFile,
} from '@nestjs/common'
import {
  ApiBearerAuth,
  ApiHeader,
  ApiOperation,
  ApiParam,
  ApiProduces,
  ApiResponse,
  ApiTags,
} from '@nestjs/swagger'
import type { Response } from 'express'
import { CurrentPerson, type Person } from '../accounts/person.js'
import { parseAsAt } from '../register/moment.js'
import { Access } from '../web/access.js'
import { contractStateOf } from './edition-state.js'
import type { Edition } from './edition.entity.js'
import { ReportBody, reportExample, type ReportView } from './report.body.js'
import { ReportsService, type ReportStanding } from './reports.service.js'

/** A report's page carries its style and its pictures with it, and reaches nothing else. */
export const reportPagePolicy =
  "default-src 'none'; style-src 'unsafe-inline'; font-src data:; img-src data:; frame-ancestors 'none'"

@ApiTags('Reports')
@ApiBearerAuth()
@Controller('api/v1/reports')
export class ReportsController {
  private readonly logger = new Logger('Reports')

  constructor(private readonly reports: ReportsService) {}

  @Post()
  @Access('make reports')
  @ApiOperation({ summary: 'Make a report; 201 when it is printed, 202 while it is not' })
  @ApiHeader({
    name: 'Prefer',
    required: false,
    description: 'RFC 7240: `wait=60` waits up to so many seconds (120 at most) for the print',
    schema: { type: 'string', example: 'wait=60' },
  })
  @ApiResponse({ status: 201, schema: { example: reportExample } })
  @ApiResponse({ status: 202, schema: { example: { ...reportExample, state: 'queued' } } })
  async make(
    @Body() body: ReportBody,
    @CurrentPerson() person: Person,
    @Headers('prefer') prefer: string | undefined,
    @Res({ passthrough: true }) response: Response,
  ): Promise<ReportView> {
    const { kind, asAt, plan = null, title = null } = body
    const asked = { kind, plan, title, knownBy: parseAsAt(asAt) ?? asAt }
    const { edition: made, print } = await this.reports.make(person, asked)
    print.catch((error: unknown) => this.logger.error(error))
    const edition = (await within(print, waitOf(prefer))) ?? made
    response.status(edition.pdfSha256 === null ? HttpStatus.ACCEPTED : HttpStatus.CREATED)
    response.setHeader('Location', linksOf(edition.id).self)
    return view(edition)
  }

  @Get()
  @Access('read reports')
  @ApiOperation({ summary: 'Every report that you may read, newest cut-off first' })
  @ApiResponse({
    status: 200,
    schema: { example: { items: [reportExample], page: 1, pageSize: 1, total: 1 } },
  })
  async list(
    @CurrentPerson() person: Person,
  ): Promise<{ items: ReportView[]; page: number; pageSize: number; total: number }> {
    const items = (await this.reports.list(person)).map(view)
    return { items, page: 1, pageSize: items.length, total: items.length }
  }

  @Get(':id')
  @Access('read reports')
  @ApiOperation({ summary: 'One report and where it stands' })
  @ApiParam({ name: 'id', example: reportExample.id })
  @ApiResponse({ status: 200, schema: { example: reportExample } })
  async one(@CurrentPerson() person: Person, @Param('id') id: string): Promise<ReportView> {
    return view(await this.reports.standing(person, id))
  }

  @Get(':id/pdf')
  @Access('read reports')
  @ApiOperation({ summary: 'The printed report; 409 while it is not printed' })
  @ApiParam({ name: 'id', example: reportExample.id })
  @ApiProduces('application/pdf')
  async pdf(@CurrentPerson() person: Person, @Param('id') id: string): Promise<StreamableFile> {
    const { name, bytes } = await this.reports.pdf(person, id)
    return new StreamableFile(bytes, {
      type: 'application/pdf',
      disposition: `inline; filename="${name}"`,
      length: bytes.length,
    })
  }

  @Get(':id/html')
  @Access('read reports')
  @ApiOperation({ summary: 'The same content as a page' })
  @ApiParam({ name: 'id', example: reportExample.id })
  @ApiProduces('text/html')
  @Header('Content-Type', 'text/html; charset=utf-8')
  @Header('Content-Security-Policy', reportPagePolicy)
  async html(@CurrentPerson() person: Person, @Param('id') id: string): Promise<string> {
    return this.reports.html(person, id)
  }
}

/** The seconds of `Prefer: wait=60` (RFC 7240), 120 at most; 0 where nothing is preferred. */
function waitOf(prefer: string | undefined): number {
  const seconds = /(?:^|[,;\s])wait\s*=\s*"?(\d{1,6})"?/iu.exec(prefer ?? '')?.[1]
  return Math.min(Number(seconds ?? 0), 120)
}

async function within<T>(work: Promise<T>, seconds: number): Promise<T | null> {
  if (seconds === 0) return null
  return Promise.race([work, after(seconds * 1000, null, { ref: false })])
}

function linksOf(id: string): ReportView['links'] {
  const self = `/api/v1/reports/${id}`
  return { self, pdf: `${self}/pdf`, html: `${self}/html` }
}

function view(edition: Edition | ReportStanding): ReportView {
  const { id, kind, audience, marking, title, cutOff, knownBy, recordedBy, dataSha256, pdfSha256, failure } =
    edition
  return {
    ...{
      id,
      kind,
      state: contractStateOf(edition),
      standing: edition.state,
      audience,
      marking,
      title,
      cutOff,
      knownBy,
      recordedBy,
      dataSha256,
      pdfSha256,
      failure,
    },
    links: linksOf(id),
  }
}
