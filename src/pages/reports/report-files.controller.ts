import { Controller, Get, Header, Param, Query, Res, StreamableFile } from '@nestjs/common'
import { ApiExcludeController } from '@nestjs/swagger'
import type { Response } from 'express'
import { CurrentPerson, type Person } from '../../accounts/person.js'
import { reportPagePolicy } from '../../reports/api/reports.controller.js'
import { type ReportFile, ReportsService } from '../../reports/reports.service.js'
import { type Variant, whole } from '../../reports/editions/variant.js'
import { Access } from '../../web/access.js'
import { NotFound } from '../../web/problems.js'
import { textOf, type Typed } from '../typed-text.js'
import { PrintedPagesService } from './printed-pages.service.js'

/** A report as it is read and taken away: its page, its files, and pictures of its pages. */
@ApiExcludeController()
@Controller('reports/:id')
export class ReportFilesController {
  constructor(
    private readonly reports: ReportsService,
    private readonly printed: PrintedPagesService,
  ) {}

  @Get('html')
  @Access('read reports')
  @Header('Content-Type', 'text/html; charset=utf-8')
  @Header('Content-Security-Policy', reportPagePolicy)
  html(@CurrentPerson() person: Person, @Param('id') id: string, @Query() query: Typed): Promise<string> {
    return this.reports.html(person, id, variantOf(query))
  }

  @Get('pdf')
  @Access('read reports')
  async pdf(
    @CurrentPerson() person: Person,
    @Param('id') id: string,
    @Query() query: Typed,
  ): Promise<StreamableFile> {
    return attached(await this.reports.pdf(person, id, variantOf(query)))
  }

  @Get('data')
  @Access('read reports')
  async data(@CurrentPerson() person: Person, @Param('id') id: string): Promise<StreamableFile> {
    return attached(await this.reports.file(person, id, 'json'))
  }

  @Get('files/:name')
  @Access('read reports')
  async file(
    @CurrentPerson() person: Person,
    @Param('id') id: string,
    @Param('name') name: string,
  ): Promise<StreamableFile> {
    return attached(await this.reports.file(person, id, name))
  }

  /** The picture of a print never changes: the browser may keep it for as long as its reader is likely to stay. */
  @Get('pages/:number')
  @Access('read reports')
  async picture(
    @CurrentPerson() person: Person,
    @Param('id') id: string,
    @Param('number') number: string,
    @Query() query: Typed,
    @Res({ passthrough: true }) response: Response,
  ): Promise<StreamableFile> {
    const { png, print } = await this.printed.picture(person, id, pageNumberOf(number))
    const asked = textOf(query, 'print')
    const same = asked !== '' && print.startsWith(asked)
    response.setHeader('Cache-Control', same ? 'private, max-age=3600' : 'no-store')
    return new StreamableFile(png, { type: 'image/png', length: png.length })
  }
}

/** The whole report, or what of it goes out alone: `only=box`, `only=exempt`, `lead=home-office`. */
function variantOf(query: Typed): Variant {
  const [only, lead] = [textOf(query, 'only'), textOf(query, 'lead')]
  // What cannot be read is never answered with the whole report.
  const strange = Object.keys(query).filter((name) => /^(?:only|lead)(?!\w)/u.test(name))
  if (strange.some((name) => textOf(query, name) === '' || /\W/u.test(name))) throw noSuchPage()
  if (lead !== '') return { of: 'lead', lead }
  if (only === 'box' || only === 'exempt') return { of: only }
  if (only !== '') throw noSuchPage()
  return whole
}

const noSuchPage = () => new NotFound('The report has no such page that goes out alone.')

/** Digits alone; anything else is the number of no page. */
const pageNumberOf = (typed: string) => (/^[1-9]\d{0,4}$/u.test(typed) ? Number(typed) : Number.NaN)

function attached({ name, bytes, mediaType }: ReportFile): StreamableFile {
  return new StreamableFile(bytes, {
    ...{ type: mediaType, length: bytes.length },
    disposition: `attachment; filename="${name}"`,
  })
}
