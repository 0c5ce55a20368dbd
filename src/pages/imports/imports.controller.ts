import { Readable } from 'node:stream'
import { Body, Controller, Get, Param, Post, Query, Req, StreamableFile } from '@nestjs/common'
import { ApiExcludeController } from '@nestjs/swagger'
import type { Request } from 'express'
import { CurrentPerson, type Person } from '../../accounts/person.js'
import { canImportFor } from '../../accounts/rights.js'
import { Clock } from '../../clock/clock.js'
import { csvType } from '../../documents/csv.js'
import { workbookType } from '../../documents/workbook/workbook.js'
import { importTemplate } from '../../imports/import-template.js'
import { PlanImports } from '../../imports/plan-imports.service.js'
import { problemFile } from '../../imports/checking/problem-file.js'
import { Access } from '../../web/access.js'
import { type PageAnswer, type RedirectAnswer, redirectTo } from '../../web/pages/page.js'
import { type FieldError, Refused } from '../../web/problems.js'
import { paths } from '../paths.js'
import { lineOf, textOf, type Typed } from '../typed-text.js'
import { showCheck } from './check.page.js'
import { ImportReader } from './import.reader.js'
import { showImports } from './import-list.page.js'
import { showImport } from './import.page.js'
import { showNewImport, type TypedImport } from './new-import.page.js'
import { planFileOf } from './plan-upload.js'

/** Plans on their way in from spreadsheets: all of them, a new one, one of them with its dry run. */
@ApiExcludeController()
@Controller('plan-imports')
export class PlanImportPagesController {
  constructor(
    private readonly imports: PlanImports,
    private readonly reader: ImportReader,
    private readonly clock: Clock,
  ) {}

  @Get()
  @Access('import plans')
  async list(@CurrentPerson() person: Person): Promise<PageAnswer> {
    return showImports(await this.imports.list(person))
  }

  @Get('new')
  @Access('import plans')
  form(@CurrentPerson() person: Person): Promise<PageAnswer> {
    return this.newForm(person, { council: '', name: '' })
  }

  @Get('template')
  @Access('import plans')
  template(): StreamableFile {
    const body = Readable.from(importTemplate(this.clock.now()))
    return attached(body, workbookType, 'throughline-action-plan-template.xlsx')
  }

  @Post()
  @Access('import plans')
  async read(
    @CurrentPerson() person: Person,
    @Body() form: Typed,
    @Req() request: Request,
  ): Promise<PageAnswer | RedirectAnswer> {
    const typed = { council: textOf(form, 'council'), name: lineOf(form, 'name') }
    const file = planFileOf(request)
    if (file === null || file.name === '') {
      return this.newForm(person, typed, [{ field: 'file', message: 'Choose a file' }])
    }
    if (typed.council !== '' && typed.name !== '') {
      const message = 'Choose the council or enter the name of a new one, not both'
      return this.newForm(person, typed, [{ field: 'council', message }])
    }
    try {
      const council = typed.council === '' ? { name: typed.name } : { slug: typed.council }
      const id = await this.imports.read(person, council, file)
      return redirectTo(
        paths.planImport(id),
        `“${file.name}” was read. Nothing of it is in the register yet.`,
      )
    } catch (error) {
      if (!(error instanceof Refused)) throw error
      return this.newForm(person, typed, error.errors)
    }
  }

  @Get(':id')
  @Access('import plans')
  async one(@CurrentPerson() person: Person, @Param('id') id: string): Promise<PageAnswer> {
    return showImport(await this.reader.shown(person, id))
  }

  @Get(':id/check')
  @Access('import plans')
  async check(
    @CurrentPerson() person: Person,
    @Param('id') id: string,
    @Query() typed: Typed,
  ): Promise<PageAnswer> {
    return showCheck(await this.reader.check(person, id, textOf(typed, 'page')))
  }

  @Get(':id/problems')
  @Access('import plans')
  async problems(@CurrentPerson() person: Person, @Param('id') id: string): Promise<StreamableFile> {
    const { checked, found } = await this.reader.check(person, id, '')
    const body = Buffer.from(problemFile(checked?.findings ?? []))
    return attached(Readable.from([body]), csvType, `plan-import-${found.id}-problems.csv`)
  }

  private async newForm(
    person: Person,
    typed: TypedImport,
    wrong: readonly FieldError[] = [],
  ): Promise<PageAnswer> {
    const mayRegister = canImportFor(person, { agency: '', plans: [] })
    return showNewImport(await this.imports.councils(person), mayRegister, typed, wrong)
  }
}

const attached = (body: Readable, type: string, name: string) =>
  new StreamableFile(body, { type, disposition: `attachment; filename="${name}"` })
