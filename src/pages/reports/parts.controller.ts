import { Body, Controller, Get, Logger, Param, Post, Query, UseFilters } from '@nestjs/common'
import { ApiExcludeController } from '@nestjs/swagger'
import { CurrentPerson, type Person } from '../../accounts/person.js'
import type { EditablePart } from '../../reports/writing/editable-part.js'
import { EditionWriting } from '../../reports/writing/edition-writing.service.js'
import { PartConflict } from '../../reports/report-errors.js'
import { type ReportStanding, ReportsService } from '../../reports/reports.service.js'
import { Access } from '../../web/access.js'
import { type PageAnswer, type RedirectAnswer, redirectTo } from '../../web/pages/page.js'
import { Conflict, Refused } from '../../web/problems.js'
import { paths } from '../paths.js'
import { textOf, type Typed } from '../typed-text.js'
import { previewOf } from './page-preview.js'
import { PartNotTakenFilter } from './part-not-taken.filter.js'
import { readPart, refusedAt } from './part-content.js'
import { openedPart, rearranged, typedPart } from './part-typed.js'
import { type PartInHand, showPart, showPartConflict } from './part.page.js'
import { type PrintedPages, PrintedPagesService } from './printed-pages.service.js'

/** Writing a part of a draft, with its pages beside the form. */
@ApiExcludeController()
@Controller('reports/:id/parts/:name')
@UseFilters(PartNotTakenFilter)
export class ReportPartsController {
  private readonly logger = new Logger('Reports')

  constructor(
    private readonly reports: ReportsService,
    private readonly writing: EditionWriting,
    private readonly printed: PrintedPagesService,
  ) {}

  @Get()
  @Access('make reports')
  async form(
    @CurrentPerson() person: Person,
    @Param('id') id: string,
    @Param('name') name: string,
    @Query() query: Typed,
  ): Promise<PageAnswer | RedirectAnswer> {
    const report = await this.reports.standing(person, id)
    if (!(await this.writing.mayWrite(person, id))) return redirectTo(paths.report(id))
    const part = await this.writing.part(person, id, name)
    return this.show({ report, part, typed: openedPart(part), errors: [] }, textOf(query, 'page'))
  }

  @Post()
  @Access('make reports')
  async save(
    @CurrentPerson() person: Person,
    @Param('id') id: string,
    @Param('name') name: string,
    @Body() body: Typed,
  ): Promise<PageAnswer | RedirectAnswer> {
    const [report, part] = [
      await this.reports.standing(person, id),
      await this.writing.part(person, id, name),
    ]
    const typed = typedPart(part, body)
    const revision = Number(textOf(body, 'revision'))
    // Not the revision of now: whoever began before somebody else saved must be told of it.
    const hand = { report, part: { ...part, revision }, typed, errors: [] }
    const moved = rearranged(typed, textOf(body, 'do'))
    if (moved) return this.show({ ...hand, typed: moved }, '')
    const read = readPart(typed)
    if (read.errors.length > 0) return this.show({ ...hand, errors: read.errors }, '')
    try {
      const saved = await this.writing.save(person, id, name, { revision, content: read.content })
      saved.print.catch((error: unknown) => this.logger.error(error))
      return redirectTo(paths.reportPart(id, name), savedInWords(saved.part, revision))
    } catch (error) {
      if (error instanceof PartConflict)
        return showPartConflict({ report, part: error.current, typed, errors: [] })
      if (error instanceof Refused && error.errors) {
        return this.show({ ...hand, errors: refusedAt(read, error.errors) }, '')
      }
      // It went on its way meanwhile: nothing can be saved, and what was typed can still be copied.
      if (error instanceof Conflict) {
        return this.show({ ...hand, errors: [{ id: 'part', message: error.message }] }, '', 409)
      }
      throw error
    }
  }

  /** Whatever is wrong with the pictures, the form is shown: somebody has typed into it. */
  private async pagesOf(report: ReportStanding): Promise<PrintedPages | null> {
    try {
      return await this.printed.pagesOf(report)
    } catch (error) {
      this.logger.error(error)
      return null
    }
  }

  private async show(hand: PartInHand, asked: string, status?: number): Promise<PageAnswer> {
    const { report, part } = hand
    const hrefOf = (page?: number) => paths.reportPart(report.id, part.name, page)
    const preview = previewOf(report, await this.pagesOf(report), part.anchor, asked, hrefOf)
    return showPart(hand, preview, status)
  }
}

function savedInWords({ label, revision }: EditablePart, before: number): string {
  return revision === before
    ? `${label}: nothing was changed.`
    : `${label}: saved. Its pages are being printed anew.`
}
