import { Body, Controller, Get, Logger, Param, Post, Query, Res } from '@nestjs/common'
import { ApiExcludeController } from '@nestjs/swagger'
import type { Response } from 'express'
import { CurrentPerson, type Person } from '../../accounts/person.js'
import { Clock } from '../../clock/clock.js'
import { ReportRefused } from '../../reports/report-errors.js'
import { ReportsService } from '../../reports/reports.service.js'
import { Access } from '../../web/access.js'
import { type PageAnswer, type RedirectAnswer, redirectTo } from '../../web/pages/page.js'
import { paths } from '../paths.js'
import { textOf, type Typed } from '../typed-text.js'
import { openedReport, readReport, readTypedReport, refusalAt } from './new-report.form.js'
import { showNewReport } from './new-report.page.js'
import { readReportFilter } from './report-list.filter.js'
import { showReports } from './report-list.page.js'
import { ReportReader } from './report.reader.js'
import { reloadAfter, showReport } from './report.page.js'

/** Reports in the browser: the list, a new one, and where one stands. */
@ApiExcludeController()
@Controller('reports')
export class ReportPagesController {
  private readonly logger = new Logger('Reports')

  constructor(
    private readonly reports: ReportsService,
    private readonly reader: ReportReader,
    private readonly clock: Clock,
  ) {}

  @Get()
  @Access('read reports', 'make reports')
  async list(@CurrentPerson() person: Person, @Query() query: Typed): Promise<PageAnswer> {
    const reports = await this.reports.list(person)
    return showReports({
      reports,
      filter: readReportFilter(query, reports),
      asked: textOf(query, 'page'),
      mayMake: person.permissions.has('make reports'),
      withdrawals: await this.reader.withdrawals(person, reports),
    })
  }

  @Get('new')
  @Access('make reports')
  async form(@CurrentPerson() person: Person, @Query() query: Typed): Promise<PageAnswer> {
    const { choices, marked } = await this.reader.choices(person)
    const typed = openedReport(choices, this.clock.today(), textOf(query, 'wordsOf'))
    return showNewReport(typed, choices, marked)
  }

  @Post('new')
  @Access('make reports')
  async make(@CurrentPerson() person: Person, @Body() form: Typed): Promise<PageAnswer | RedirectAnswer> {
    const typed = readTypedReport(form)
    const { choices, marked } = await this.reader.choices(person)
    const read = readReport(typed, choices, this.clock.today())
    if ('errors' in read) return showNewReport(typed, choices, marked, read.errors)
    try {
      const { edition, print } = await this.reports.make(person, read.report)
      this.leave(print)
      return redirectTo(paths.report(edition.id))
    } catch (error) {
      if (error instanceof ReportRefused) return showNewReport(typed, choices, marked, [refusalAt(error)])
      throw error
    }
  }

  @Get(':id')
  @Access('read reports')
  async one(
    @CurrentPerson() person: Person,
    @Param('id') id: string,
    @Query() query: Typed,
    @Res({ passthrough: true }) response: Response,
  ): Promise<PageAnswer> {
    const about = await this.reader.about(person, id, textOf(query, 'reload') === 'yes')
    if (about.reloads) response.setHeader('Refresh', reloadAfter)
    return showReport(about)
  }

  @Post(':id/print')
  @Access('make reports')
  async printAgain(@CurrentPerson() person: Person, @Param('id') id: string): Promise<RedirectAnswer> {
    const { print } = await this.reports.printAgain(person, id)
    this.leave(print)
    return redirectTo(paths.report(id))
  }

  /** Nobody waits for the print: its page tells when it has ended, and how. */
  private leave(print: Promise<unknown>): void {
    print.catch((error: unknown) => this.logger.error(error))
  }
}
