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
import { parseAsAt } from '../register/moment.js'
import { Access } from '../web/access.js'
import { type Actor, CurrentActor } from '../web/actor.js'
import type { Edition } from './edition.entity.js'
import { EditionsService } from './editions.service.js'
import { ReportBody, reportExample, type ReportView } from './report.body.js'

@ApiTags('Reports')
@ApiBearerAuth()
@Controller('api/v1/reports')
export class ReportsController {
  private readonly logger = new Logger('Reports')

  constructor(private readonly editions: EditionsService) {}

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
    @CurrentActor() actor: Actor,
    @Headers('prefer') prefer: string | undefined,
    @Res({ passthrough: true }) response: Response,
  ): Promise<ReportView> {
    const { kind, asAt, plan = null, title = null } = body
    const made = await this.editions.make(actor, { kind, plan, title, knownBy: parseAsAt(asAt) ?? asAt })
    const print = this.editions.print(made)
    print.catch((error: unknown) => this.logger.error(error))
    const edition = (await within(print, waitOf(prefer))) ?? made
    response.status(edition.pdfSha256 === null ? HttpStatus.ACCEPTED : HttpStatus.CREATED)
    response.setHeader('Location', linksOf(edition.id).self)
    return view(edition)
  }

  @Get()
  @Access('read the register')
  @ApiOperation({ summary: 'Every report that was made, newest cut-off first' })
  @ApiResponse({
    status: 200,
    schema: { example: { items: [reportExample], page: 1, pageSize: 1, total: 1 } },
  })
  async list(): Promise<{ items: ReportView[]; page: number; pageSize: number; total: number }> {
    const items = (await this.editions.list()).map(view)
    return { items, page: 1, pageSize: items.length, total: items.length }
  }

  @Get(':id')
  @Access('read the register')
  @ApiOperation({ summary: 'One report and where it stands' })
  @ApiParam({ name: 'id', example: reportExample.id })
  @ApiResponse({ status: 200, schema: { example: reportExample } })
  async one(@Param('id') id: string): Promise<ReportView> {
    return view(await this.editions.standing(id))
  }

  @Get(':id/pdf')
  @Access('read the register')
  @ApiOperation({ summary: 'The printed report; 409 while it is not printed' })
  @ApiParam({ name: 'id', example: reportExample.id })
  @ApiProduces('application/pdf')
  async pdf(@Param('id') id: string): Promise<StreamableFile> {
    const edition = await this.editions.get(id)
    // Headers go out only when the bytes are in hand: a failure is a problem, never a PDF.
    const bytes = await this.editions.pdf(edition)
    return new StreamableFile(bytes, {
      type: 'application/pdf',
      disposition: `inline; filename="${edition.id}-OFFICIAL.pdf"`,
      length: bytes.length,
    })
  }

  @Get(':id/html')
  @Access('read the register')
  @ApiOperation({ summary: 'The same content as a page' })
  @ApiParam({ name: 'id', example: reportExample.id })
  @ApiProduces('text/html')
  @Header('Content-Type', 'text/html; charset=utf-8')
  @Header(
    'Content-Security-Policy',
    "default-src 'none'; style-src 'unsafe-inline'; font-src data:; img-src data:; frame-ancestors 'none'",
  )
  async html(@Param('id') id: string): Promise<string> {
    return this.editions.html(await this.editions.get(id))
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

function view(edition: Omit<Edition, 'data'>): ReportView {
  const { id, kind, state, title, cutOff, knownBy, recordedBy, dataSha256, pdfSha256, failure } = edition
  return {
    ...{ id, kind, state, title, cutOff, knownBy, recordedBy, dataSha256, pdfSha256, failure },
    links: linksOf(id),
  }
}
