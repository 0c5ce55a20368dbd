import { Controller, Get, Param, Req } from '@nestjs/common'
import { ApiExcludeController } from '@nestjs/swagger'
import type { Request } from 'express'
import { CurrentPerson, type Person } from '../../accounts/person.js'
import { Clock } from '../../clock/clock.js'
import { OverviewReadingService } from '../../register/overview-reading.service.js'
import { Access } from '../../web/access.js'
import { type PageAnswer, type RedirectAnswer, redirectTo } from '../../web/pages/page.js'
import { askedOf, readActionPage } from '../register-page.js'
import { showPriorities } from './priority-list.page.js'
import { showPriority } from './priority.page.js'

/** The priorities of the programmes, and one of them. */
@ApiExcludeController()
@Controller('priorities')
export class PriorityPagesController {
  constructor(
    private readonly reading: OverviewReadingService,
    private readonly clock: Clock,
  ) {}

  @Get()
  @Access('read the register')
  async priorities(
    @CurrentPerson() person: Person,
    @Req() request: Request,
  ): Promise<PageAnswer | RedirectAnswer> {
    const asked = askedOf(request, this.clock)
    const { redirect, moment } = asked.at
    if (redirect !== null) return redirectTo(redirect)
    const priorities = await this.reading.priorities(moment)
    return showPriorities(priorities, await this.reading.facts(person, moment), asked)
  }

  @Get(':programme/:code')
  @Access('read the register')
  async priority(
    @CurrentPerson() person: Person,
    @Param('programme') programme: string,
    @Param('code') code: string,
    @Req() request: Request,
  ): Promise<PageAnswer | RedirectAnswer> {
    const asked = askedOf(request, this.clock)
    const { redirect, moment } = asked.at
    if (redirect !== null) return redirectTo(redirect)
    const found = await this.reading.priority(person, programme, code, moment)
    return showPriority(found, await readActionPage(this.reading, person, found.facts, asked), asked)
  }
}
