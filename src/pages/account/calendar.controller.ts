import { Controller, Get, Param, Post, StreamableFile } from '@nestjs/common'
import { ApiExcludeController } from '@nestjs/swagger'
import { CurrentPerson, type Person } from '../../accounts/person.js'
import { CalendarFeeds } from '../../commissions/messages/calendar-feeds.js'
import { Access, Public } from '../../web/access.js'
import { type PageAnswer, pageOf, type RedirectAnswer, redirectTo } from '../../web/pages/page.js'
import { NotFound } from '../../web/problems.js'
import { paths } from '../paths.js'

const madePage = pageOf<{ address: string; accountHref: string }>('account/made-calendar')

/** The address at which the person's calendar program reads the deadlines. */
@ApiExcludeController()
@Controller('account/calendar')
@Access('use the own account')
export class OwnCalendarController {
  constructor(private readonly feeds: CalendarFeeds) {}

  /** Makes an address and shows it, this once and in this answer alone; the one before opens nothing from now on. */
  @Post()
  async make(@CurrentPerson() person: Person): Promise<PageAnswer> {
    if (!this.feeds.concerns(person)) throw new NotFound('Your roles have no deadlines of returns.')
    const backLink = { text: 'Back to your account', href: paths.ownAccount() }
    return madePage(
      { title: 'Your calendar address', backLink, status: 201 },
      { address: await this.feeds.make(person), accountHref: paths.ownAccount() },
    )
  }

  @Post('end')
  async end(@CurrentPerson() person: Person): Promise<RedirectAnswer> {
    await this.feeds.end(person)
    return redirectTo(paths.ownAccount(), 'Your calendar address opens nothing any more.')
  }
}

/** The deadlines themselves, for programs that come with the address and nothing else. */
@ApiExcludeController()
@Controller('calendar')
@Public()
export class CalendarFeedController {
  constructor(private readonly feeds: CalendarFeeds) {}

  @Get(':token.ics')
  async read(@Param('token') token: string): Promise<StreamableFile> {
    const calendar = await this.feeds.read(token)
    if (calendar === null) throw new NotFound('There is no calendar at this address, or it was ended.')
    return new StreamableFile(Buffer.from(calendar), {
      type: 'text/calendar; charset=utf-8',
      disposition: 'inline; filename="throughline-returns.ics"',
    })
  }
}
