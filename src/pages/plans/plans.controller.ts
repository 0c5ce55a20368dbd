import { Controller, Get, Param, Req } from '@nestjs/common'
import { ApiExcludeController } from '@nestjs/swagger'
import type { Request } from 'express'
import { CurrentPerson, type Person } from '../../accounts/person.js'
import { Clock } from '../../clock/clock.js'
import { PlanImports } from '../../imports/plan-imports.service.js'
import { OverviewReadingService } from '../../register/overview-reading.service.js'
import { Access } from '../../web/access.js'
import { type PageAnswer, type RedirectAnswer, redirectTo } from '../../web/pages/page.js'
import { askedOf, readActionPage } from '../register-page.js'
import { showPlans } from './plan-list.page.js'
import { showPlan } from './plan.page.js'
import { showTheme } from './theme.page.js'

/** The plans, one plan, and one of its themes. */
@ApiExcludeController()
@Controller('plans')
export class PlanPagesController {
  constructor(
    private readonly reading: OverviewReadingService,
    private readonly imports: PlanImports,
    private readonly clock: Clock,
  ) {}

  @Get()
  @Access('read the register')
  async plans(
    @CurrentPerson() person: Person,
    @Req() request: Request,
  ): Promise<PageAnswer | RedirectAnswer> {
    const asked = askedOf(request, this.clock)
    const { redirect, moment } = asked.at
    if (redirect !== null) return redirectTo(redirect)
    const plans = await this.reading.plans(person, moment)
    const imports = person.permissions.has('import plans') ? await this.imports.list(person) : null
    return showPlans(plans, await this.reading.facts(person, moment), person, asked, imports)
  }

  @Get(':slug')
  @Access('read the register')
  async plan(
    @CurrentPerson() person: Person,
    @Param('slug') slug: string,
    @Req() request: Request,
  ): Promise<PageAnswer | RedirectAnswer> {
    const asked = askedOf(request, this.clock)
    const { redirect, moment } = asked.at
    if (redirect !== null) return redirectTo(redirect)
    const found = await this.reading.plan(person, slug, moment)
    const list = await readActionPage(this.reading, person, found.facts, asked)
    return showPlan(found, list, person, asked)
  }

  @Get(':slug/themes/:code')
  @Access('read the register')
  async theme(
    @CurrentPerson() person: Person,
    @Param('slug') slug: string,
    @Param('code') code: string,
    @Req() request: Request,
  ): Promise<PageAnswer | RedirectAnswer> {
    const asked = askedOf(request, this.clock)
    const { redirect, moment } = asked.at
    if (redirect !== null) return redirectTo(redirect)
    const found = await this.reading.theme(person, slug, code, moment)
    return showTheme(found, await readActionPage(this.reading, person, found.facts, asked), asked)
  }
}
