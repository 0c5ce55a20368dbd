import { Controller, Get, Param, Req } from '@nestjs/common'
import { ApiExcludeController } from '@nestjs/swagger'
import type { Request } from 'express'
import { CurrentPerson, type Person } from '../../accounts/person.js'
import { Clock } from '../../clock/clock.js'
import type { FlagCode } from '../../register/flags.js'
import { OverviewReadingService } from '../../register/overview-reading.service.js'
import { Access } from '../../web/access.js'
import { type PageAnswer, type RedirectAnswer, redirectTo } from '../../web/pages/page.js'
import { pageAskedFor, pagesOf } from '../paging.js'
import { type Asked, askedOf } from '../register-page.js'
import { flagCodeOf } from './flag-code.js'
import { flagListPage } from './flag-list.page.js'
import { type FlaggedActions, flagPage } from './flag.page.js'

const pageSize = 50
/** Of those that are set aside, which are few, so many are shown. */
const mostAside = 200

/** The assurance rules, and what each of them catches. */
@ApiExcludeController()
@Controller('flags')
export class FlagPagesController {
  constructor(
    private readonly reading: OverviewReadingService,
    private readonly clock: Clock,
  ) {}

  @Get()
  @Access('read the register')
  async list(@CurrentPerson() person: Person, @Req() request: Request): Promise<PageAnswer | RedirectAnswer> {
    const { at } = askedOf(request, this.clock)
    if (at.redirect !== null) return redirectTo(at.redirect)
    return flagListPage(person, await this.reading.facts(person, at.moment), at)
  }

  @Get(':code')
  @Access('read the register')
  async one(
    @CurrentPerson() person: Person,
    @Param('code') given: string,
    @Req() request: Request,
  ): Promise<PageAnswer | RedirectAnswer> {
    const code = flagCodeOf(given)
    const asked = askedOf(request, this.clock)
    if (asked.at.redirect !== null) return redirectTo(asked.at.redirect)
    return flagPage(person, code, await this.found(person, code, asked), asked.at)
  }

  private async found(person: Person, code: FlagCode, { at, page: asked }: Asked): Promise<FlaggedActions> {
    const facts = await this.reading.facts(person, at.moment)
    const carrying = facts.filter(({ flags }) => flags.includes(code))
    const aside = facts.filter(({ setAside }) => setAside.includes(code))
    const page = pageAskedFor(asked, carrying.length, pageSize)
    const some = carrying.slice((page - 1) * pageSize, page * pageSize)
    return {
      ...{ page, pages: pagesOf(carrying.length, pageSize), total: carrying.length },
      carrying: await this.reading.shown(person, some, at.moment),
      asideTotal: aside.length,
      aside: await this.reading.shown(person, aside.slice(0, mostAside), at.moment),
    }
  }
}
