import { Body, Controller, Get, Param, Post, Query } from '@nestjs/common'
import { ApiExcludeController } from '@nestjs/swagger'
import { CurrentPerson, type Person } from '../../accounts/person.js'
import { FactsCheck } from '../../imports/checking/facts-check.service.js'
import { tableOf } from '../../imports/import-parts.js'
import { PlanImports } from '../../imports/plan-imports.service.js'
import { Access } from '../../web/access.js'
import { type PageAnswer, type RedirectAnswer, redirectTo } from '../../web/pages/page.js'
import { Refused } from '../../web/problems.js'
import { paths } from '../paths.js'
import { textOf, type Typed } from '../typed-text.js'
import { choiceField, decided, readChoices } from './agencies.form.js'
import { showAgencies } from './agencies.page.js'
import { readColumns, showColumns } from './columns.page.js'
import { readFacts, showFacts } from './facts.page.js'
import { ImportReader } from './import.reader.js'
import { showTable } from './table.page.js'

/** The steps by which a file is understood: where its table begins, its columns, its agencies, the facts of the plan. */
@ApiExcludeController()
@Controller('plan-imports/:id')
export class PlanImportStepsController {
  constructor(
    private readonly imports: PlanImports,
    private readonly reader: ImportReader,
    private readonly facts: FactsCheck,
  ) {}

  @Get('table')
  @Access('import plans')
  async table(
    @CurrentPerson() person: Person,
    @Param('id') id: string,
    @Query() typed: Typed,
  ): Promise<PageAnswer> {
    const sheet = numberOf(typed, 'sheet')
    return showTable(await this.reader.one(person, id), sheet === null ? null : sheet - 1, null)
  }

  @Post('table')
  @Access('import plans')
  async chooseTable(
    @CurrentPerson() person: Person,
    @Param('id') id: string,
    @Body() form: Typed,
  ): Promise<PageAnswer | RedirectAnswer> {
    const found = await this.reader.one(person, id)
    const sheet = (numberOf(form, 'sheet') ?? 0) - 1
    const header = numberOf(form, 'header') ?? 0
    try {
      await this.imports.chooseTable(person, found.id, revisionOf(form), sheet, header - 1)
      return redirectTo(paths.planImport(found.id, 'columns'), 'The row of the headings is chosen.')
    } catch (error) {
      if (!(error instanceof Refused)) throw error
      return showTable(found, sheet, textOf(form, 'header'), error.errors)
    }
  }

  @Get('columns')
  @Access('import plans')
  async columns(@CurrentPerson() person: Person, @Param('id') id: string): Promise<PageAnswer> {
    const found = await this.reader.one(person, id)
    return showColumns(found, found.table)
  }

  @Post('columns')
  @Access('import plans')
  async chooseColumns(
    @CurrentPerson() person: Person,
    @Param('id') id: string,
    @Body() form: Typed,
  ): Promise<PageAnswer | RedirectAnswer> {
    const found = await this.reader.one(person, id)
    const typed = readColumns(form, tableOf(found)?.layout.headings.length ?? 0)
    try {
      await this.imports.chooseColumns(person, found.id, revisionOf(form), typed.columns, typed.loneRows)
      return redirectTo(
        paths.planImport(found.id),
        'The columns are saved, and remembered for the next plan of this council.',
      )
    } catch (error) {
      if (!(error instanceof Refused)) throw error
      return showColumns(found, typed, error.errors)
    }
  }

  @Get('agencies')
  @Access('import plans')
  async agencies(
    @CurrentPerson() person: Person,
    @Param('id') id: string,
    @Query() typed: Typed,
  ): Promise<PageAnswer> {
    return showAgencies(await this.reader.agencies(person, id, textOf(typed, 'change')), [])
  }

  @Post('agencies')
  @Access('import plans')
  async chooseAgencies(
    @CurrentPerson() person: Person,
    @Param('id') id: string,
    @Body() form: Typed,
  ): Promise<PageAnswer | RedirectAnswer> {
    const shown = await this.reader.agencies(person, id, textOf(form, 'change'))
    const typed = readChoices(form)
    const read = decided(typed, shown.names)
    if ('errors' in read) return showAgencies(shown, typed, read.errors)
    try {
      await this.imports.chooseAgencies(person, shown.found.id, revisionOf(form), read.choices)
    } catch (error) {
      if (!(error instanceof Refused)) throw error
      const errors = (error.errors ?? []).map(({ field, message }) => {
        const place = typed.findIndex(({ key }) => key === field)
        return { field: choiceField('name', Math.max(0, place)), message }
      })
      return showAgencies(shown, typed, errors)
    }
    const { checked } = await this.reader.agencies(person, id, '')
    const next =
      (checked?.unknown.size ?? 0) > 0
        ? paths.planImport(shown.found.id, 'agencies')
        : paths.planImport(shown.found.id)
    return redirectTo(next, 'What was decided of the agencies is saved.')
  }

  @Get('facts')
  @Access('import plans')
  async plan(@CurrentPerson() person: Person, @Param('id') id: string): Promise<PageAnswer> {
    const found = await this.reader.one(person, id)
    return showFacts(found, await this.facts.programmes(), found.plan.facts)
  }

  @Post('facts')
  @Access('import plans')
  async describe(
    @CurrentPerson() person: Person,
    @Param('id') id: string,
    @Body() form: Typed,
  ): Promise<PageAnswer | RedirectAnswer> {
    const found = await this.reader.one(person, id)
    const facts = readFacts(form)
    try {
      await this.imports.describe(person, found.id, revisionOf(form), facts)
      return redirectTo(paths.planImport(found.id), 'The facts of the plan are saved.')
    } catch (error) {
      if (!(error instanceof Refused)) throw error
      return showFacts(found, await this.facts.programmes(), facts, error.errors)
    }
  }
}

function numberOf(typed: Typed, name: string): number | null {
  const text = textOf(typed, name)
  return /^\d{1,6}$/u.test(text) ? Number(text) : null
}

/** The revision that somebody was shown. */
export const revisionOf = (form: Typed) => numberOf(form, 'revision') ?? 0
