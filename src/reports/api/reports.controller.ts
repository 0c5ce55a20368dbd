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
  Query,
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
import { CurrentPerson, type Person } from '../../accounts/person.js'
import { parseAsAt } from '../../register/moment.js'
import { Access } from '../../web/access.js'
import { Refused } from '../../web/problems.js'
import { waitOf, within } from './prefer-wait.js'
import { ReportBody, VariantQuery } from './report.body.js'
import {
  detailsExample,
  detailsOf,
  type ReportDetails,
  reportExample,
  type ReportView,
  viewOf,
} from './report.view.js'
import { type ReportFile, ReportsService } from '../reports.service.js'
import { type Variant, whole } from '../editions/variant.js'

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
  @ApiResponse({ status: 201, schema: { example: detailsExample } })
  @ApiResponse({ status: 202, schema: { example: { ...detailsExample, state: 'queued' } } })
  async make(
    @Body() body: ReportBody,
    @CurrentPerson() person: Person,
    @Headers('prefer') prefer: string | undefined,
    @Res({ passthrough: true }) response: Response,
  ): Promise<ReportDetails> {
    const { asAt, plan = null, title = null, ...others } = body
    const asked = { plan, title, ...others, knownBy: parseAsAt(asAt) ?? asAt }
    const { edition, print } = await this.reports.make(person, asked)
    print.catch((error: unknown) => this.logger.error(error))
    await within(print, waitOf(prefer))
    const report = await this.details(person, edition.id)
    response.status(report.pdfSha256 === null ? HttpStatus.ACCEPTED : HttpStatus.CREATED)
    response.setHeader('Location', report.links.self)
    return report
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
    const items = (await this.reports.list(person)).map(viewOf)
    return { items, page: 1, pageSize: items.length, total: items.length }
  }

  @Get(':id')
  @Access('read reports')
  @ApiOperation({ summary: 'One report: where it stands, what stands in its way, its files' })
  @ApiParam({ name: 'id', example: reportExample.id })
  @ApiResponse({ status: 200, schema: { example: detailsExample } })
  async one(@CurrentPerson() person: Person, @Param('id') id: string): Promise<ReportDetails> {
    return this.details(person, id)
  }

  @Get(':id/pdf')
  @Access('read reports')
  @ApiOperation({ summary: 'The printed report, or one of its pages alone; 409 while it is not printed' })
  @ApiParam({ name: 'id', example: reportExample.id })
  @ApiProduces('application/pdf')
  async pdf(
    @CurrentPerson() person: Person,
    @Param('id') id: string,
    @Query() query: VariantQuery,
  ): Promise<StreamableFile> {
    return streamed(await this.reports.pdf(person, id, variantOf(query)), 'inline')
  }

  @Get(':id/html')
  @Access('read reports')
  @ApiOperation({ summary: 'The same content as a page' })
  @ApiParam({ name: 'id', example: reportExample.id })
  @ApiProduces('text/html')
  @Header('Content-Type', 'text/html; charset=utf-8')
  @Header('Content-Security-Policy', reportPagePolicy)
  async html(
    @CurrentPerson() person: Person,
    @Param('id') id: string,
    @Query() query: VariantQuery,
  ): Promise<string> {
    return this.reports.html(person, id, variantOf(query))
  }

  @Get(':id/files/:name')
  @Access('read reports')
  @ApiOperation({ summary: 'A file of the report: csv, xlsx, ods, json and, of a council’s, docx and odt' })
  @ApiParam({ name: 'id', example: reportExample.id })
  @ApiParam({ name: 'name', example: 'csv' })
  @ApiProduces('application/octet-stream')
  async file(
    @CurrentPerson() person: Person,
    @Param('id') id: string,
    @Param('name') name: string,
  ): Promise<StreamableFile> {
    return streamed(await this.reports.file(person, id, name), 'attachment')
  }

  private async details(person: Person, id: string): Promise<ReportDetails> {
    const report = await this.reports.standing(person, id)
    const blockers = await this.reports.blockers(person, id)
    const checks = await this.reports.checks(person, id)
    // Who asks whether it is printed does not wait for the check; one that a stop cut off must begin all the same.
    if (checks === null)
      void this.reports.checked(person, id).catch((error: unknown) => this.logger.error(error))
    return detailsOf(report, blockers, checks, await this.reports.files(person, id))
  }
}

/** The page that is asked for. @throws Refused when two are */
export function variantOf({ lead, form }: VariantQuery): Variant {
  if (lead !== undefined && form !== undefined) {
    throw new Refused([{ field: 'form', message: 'Ask for a lead or for a form, not for both.' }])
  }
  if (lead !== undefined) return { of: 'lead', lead }
  return form === undefined ? whole : { of: form }
}

function streamed({ name, mediaType, bytes }: ReportFile, how: 'inline' | 'attachment'): StreamableFile {
  return new StreamableFile(bytes, {
    ...{ type: mediaType, length: bytes.length },
    disposition: `${how}; filename="${name}"`,
  })
}
