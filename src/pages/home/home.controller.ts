import { Controller, Get, Req } from '@nestjs/common'
import { ApiExcludeController } from '@nestjs/swagger'
import type { Request } from 'express'
import { CurrentPerson, type Person } from '../../accounts/person.js'
import { Clock } from '../../clock/clock.js'
import { Access } from '../../web/access.js'
import { type PageAnswer, type RedirectAnswer, redirectTo } from '../../web/pages/page.js'
import { readAsAt } from '../as-known-on.js'
import { homeWithoutActions, homeWithoutRegister } from './empty-home.presenter.js'
import { homeFacts, homePage, presentHome } from './home.presenter.js'
import { HomeReader } from './home.reader.js'

/** The first page: what wants the attention of the person who opens it. */
@ApiExcludeController()
@Controller()
export class HomeController {
  constructor(
    private readonly homes: HomeReader,
    private readonly clock: Clock,
  ) {}

  @Get()
  @Access('use the own account')
  async home(@CurrentPerson() person: Person, @Req() request: Request): Promise<PageAnswer | RedirectAnswer> {
    if (!person.permissions.has('read the register')) return homeWithoutRegister(person)
    const at = readAsAt(request.originalUrl, this.clock.today())
    if (at.redirect !== null) return redirectTo(at.redirect)
    const reading = await this.homes.read(person, at)
    if (reading.facts.length === 0) return homeWithoutActions(person, at)
    return homePage(homeFacts(reading), presentHome(reading))
  }
}
