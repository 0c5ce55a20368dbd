import { Controller, Get, Param, Req } from '@nestjs/common'
import { ApiExcludeController } from '@nestjs/swagger'
import type { Request } from 'express'
import { CurrentPerson, type Person } from '../../accounts/person.js'
import { Clock } from '../../clock/clock.js'
import { OverviewReadingService } from '../../register/overview-reading.service.js'
import { Access } from '../../web/access.js'
import { type PageAnswer, type RedirectAnswer, redirectTo } from '../../web/pages/page.js'
import { paths } from '../paths.js'
import { askedOf } from '../register-page.js'
import { lineOf } from '../typed-text.js'
import { showAgencies } from './agency-list.page.js'
import { showAgency } from './agency.page.js'
import { AgencyReader } from './agency.reader.js'

/** The agencies, and one agency. */
@ApiExcludeController()
@Controller('agencies')
export class AgencyPagesController {
  constructor(
    private readonly reading: OverviewReadingService,
    private readonly agencyReader: AgencyReader,
    private readonly clock: Clock,
  ) {}

  @Get()
  @Access('read the register')
  async agencies(
    @CurrentPerson() person: Person,
    @Req() request: Request,
  ): Promise<PageAnswer | RedirectAnswer> {
    const asked = askedOf(request, this.clock)
    const { redirect, moment } = asked.at
    if (redirect !== null) return redirectTo(redirect)
    const agencies = await this.reading.agencies(person, moment)
    const facts = await this.reading.facts(person, moment)
    const wanted = lineOf(request.query, 'q').slice(0, 200)
    return showAgencies(agencies, facts, wanted, person, asked)
  }

  @Get(':slug')
  @Access('read the register')
  async agency(
    @CurrentPerson() person: Person,
    @Param('slug') slug: string,
    @Req() request: Request,
  ): Promise<PageAnswer | RedirectAnswer> {
    const asked = askedOf(request, this.clock)
    const { redirect, moment, asAt } = asked.at
    if (redirect !== null) return redirectTo(redirect)
    const asRead = await this.reading.agencyAsRead(slug, moment)
    if (asRead !== slug) return redirectTo(paths.agency(asRead, asAt))
    return showAgency(await this.agencyReader.read(person, slug, asked), person, asked)
  }
}
