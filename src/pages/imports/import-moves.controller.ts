import { Body, Controller, Get, Param, Post } from '@nestjs/common'
import { ApiExcludeController } from '@nestjs/swagger'
import { CurrentPerson, type Person } from '../../accounts/person.js'
import { PlanApproval } from '../../imports/plan-approval.service.js'
import { PlanDrafts } from '../../imports/plan-drafts.service.js'
import { Access } from '../../web/access.js'
import { type PageAnswer, type RedirectAnswer, redirectTo } from '../../web/pages/page.js'
import { Refused } from '../../web/problems.js'
import { paths } from '../paths.js'
import type { Typed } from '../typed-text.js'
import { showAbandon } from './abandon.page.js'
import { showCheck } from './check.page.js'
import { revisionOf } from './import-steps.controller.js'
import { ImportReader, idOf } from './import.reader.js'
import { showImport } from './import.page.js'

/** What is done with a plan on its way in: loaded as a draft, taken back, approved, abandoned. */
@ApiExcludeController()
@Controller('plan-imports/:id')
export class PlanImportMovesController {
  constructor(
    private readonly drafts: PlanDrafts,
    private readonly approval: PlanApproval,
    private readonly reader: ImportReader,
  ) {}

  @Post('draft')
  @Access('import plans')
  async draft(
    @CurrentPerson() person: Person,
    @Param('id') id: string,
    @Body() form: Typed,
  ): Promise<PageAnswer | RedirectAnswer> {
    try {
      await this.drafts.draft(person, idOf(id), revisionOf(form))
      return redirectTo(paths.planImport(idOf(id)), 'The plan is a draft. A second person has to approve it.')
    } catch (error) {
      if (!(error instanceof Refused)) throw error
      return showCheck(await this.reader.check(person, id, ''), error.errors)
    }
  }

  @Post('take-back')
  @Access('import plans')
  async takeBack(
    @CurrentPerson() person: Person,
    @Param('id') id: string,
    @Body() form: Typed,
  ): Promise<RedirectAnswer> {
    await this.drafts.takeBack(person, idOf(id), revisionOf(form))
    return redirectTo(paths.planImport(idOf(id)), 'The plan can be changed again.')
  }

  @Post('approve')
  @Access('import plans')
  async approve(
    @CurrentPerson() person: Person,
    @Param('id') id: string,
    @Body() form: Typed,
  ): Promise<PageAnswer | RedirectAnswer> {
    try {
      const plan = await this.approval.approve(person, idOf(id), revisionOf(form))
      return redirectTo(paths.planImport(idOf(id)), `The plan is in the register at ${paths.plan(plan)}.`)
    } catch (error) {
      if (!(error instanceof Refused)) throw error
      return showImport(await this.reader.shown(person, id), error.errors)
    }
  }

  @Get('abandon')
  @Access('import plans')
  async askToAbandon(@CurrentPerson() person: Person, @Param('id') id: string): Promise<PageAnswer> {
    return showAbandon(await this.reader.one(person, id))
  }

  @Post('abandon')
  @Access('import plans')
  async abandon(
    @CurrentPerson() person: Person,
    @Param('id') id: string,
    @Body() form: Typed,
  ): Promise<RedirectAnswer> {
    await this.drafts.abandon(person, idOf(id), revisionOf(form))
    return redirectTo(paths.planImports(), 'The plan was abandoned. Nothing of it is in the register.')
  }
}
