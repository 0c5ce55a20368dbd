import {
  Body,
  Controller,
  Get,
  Header,
  Logger,
  Param,
  Post,
  Query,
  Res,
  StreamableFile,
} from '@nestjs/common'
import { ApiExcludeController } from '@nestjs/swagger'
import type { Response } from 'express'
import { CurrentPerson, type Person } from '../../accounts/person.js'
import { Clock } from '../../clock/clock.js'
import { ReportRefused } from '../../reports/report-errors.js'
import { reportPagePolicy } from '../../reports/reports.controller.js'
import { type ReportFile, ReportsService } from '../../reports/reports.service.js'
import { Access } from '../../web/access.js'
import { type PageAnswer, type RedirectAnswer, redirectTo } from '../../web/pages/page.js'
import { paths } from '../paths.js'
import { textOf, type Typed } from '../typed-text.js'
import { openedReport, readReport, readTypedReport, refusalAt } from './new-report.form.js'
import { showNewReport } from './new-report.page.js'
import { showReports } from './report-list.page.js'
import { isUnderWay } from './report-words.js'
import { reloadAfter, showReport } from './report.page.js'

/** Reports in the browser: the list, a new one, where it stands, its page and its files. */
@ApiExcludeController()
@Controller('reports')
export class ReportPagesController {
  private readonly logger = new Logger('Reports')

  constructor(
    private readonly reports: ReportsService,
    private readonly clock: Clock,
  ) {}

  @Get()
  @Access('read reports', 'make reports')
  async list(@CurrentPerson() person: Person, @Query() typed: Typed): Promise<PageAnswer> {
    const mayMake = person.permissions.has('make reports')
    return showReports(await this.reports.list(person), textOf(typed, 'page'), mayMake)
  }

  @Get('new')
  @Access('make reports')
  async form(@CurrentPerson() person: Person): Promise<PageAnswer> {
    const choices = await this.reports.choices(person)
    return showNewReport(openedReport(choices, this.clock.today()), choices)
  }

  @Post('new')
  @Access('make reports')
  async make(@CurrentPerson() person: Person, @Body() form: Typed): Promise<PageAnswer | RedirectAnswer> {
    const [typed, choices] = [readTypedReport(form), await this.reports.choices(person)]
    const read = readReport(typed, choices, this.clock.today())
    if ('errors' in read) return showNewReport(typed, choices, read.errors)
    try {
      const { edition, print } = await this.reports.make(person, read.report)
      this.leave(print)
      return redirectTo(paths.report(edition.id))
    } catch (error) {
      if (error instanceof ReportRefused) return showNewReport(typed, choices, [refusalAt(error)])
      throw error
    }
  }

  @Get(':id')
  @Access('read reports')
  async one(
    @CurrentPerson() person: Person,
    @Param('id') id: string,
    @Query() typed: Typed,
    @Res({ passthrough: true }) response: Response,
  ): Promise<PageAnswer> {
    const report = await this.reports.standing(person, id)
    const reloads = textOf(typed, 'reload') === 'yes' && isUnderWay(report.printState)
    if (reloads) response.setHeader('Refresh', reloadAfter)
    const madeBy = await this.reports.madeBy(report)
    return showReport(report, { madeBy, mayMake: this.reports.mayMake(person, report), reloads })
  }

  @Post(':id/print')
  @Access('make reports')
  async printAgain(@CurrentPerson() person: Person, @Param('id') id: string): Promise<RedirectAnswer> {
    const { print } = await this.reports.printAgain(person, id)
    this.leave(print)
    return redirectTo(paths.report(id))
  }

  @Get(':id/html')
  @Access('read reports')
  @Header('Content-Type', 'text/html; charset=utf-8')
  @Header('Content-Security-Policy', reportPagePolicy)
  html(@CurrentPerson() person: Person, @Param('id') id: string): Promise<string> {
    return this.reports.html(person, id)
  }

  @Get(':id/pdf')
  @Access('read reports')
  async pdf(@CurrentPerson() person: Person, @Param('id') id: string): Promise<StreamableFile> {
    return attached(await this.reports.pdf(person, id), 'application/pdf')
  }

  @Get(':id/data')
  @Access('read reports')
  async data(@CurrentPerson() person: Person, @Param('id') id: string): Promise<StreamableFile> {
    return attached(await this.reports.data(person, id), 'application/json; charset=utf-8')
  }

  /** Nobody waits for the print: its page tells when it has ended, and how. */
  private leave(print: Promise<unknown>): void {
    print.catch((error: unknown) => this.logger.error(error))
  }
}

function attached({ name, bytes }: ReportFile, type: string): StreamableFile {
  return new StreamableFile(bytes, {
    ...{ type, length: bytes.length },
    disposition: `attachment; filename="${name}"`,
  })
}
