import { Body, Controller, Get, Param, Post, UseFilters, UseGuards } from '@nestjs/common'
import { ApiExcludeController } from '@nestjs/swagger'
import { Public } from '../../web/access.js'
import type { PageAnswer, RedirectAnswer } from '../../web/pages/page.js'
import { BrowserOnly } from '../sign-in/browser-only.guard.js'
import type { Typed } from '../typed-text.js'
import { AnswerFilter } from './answer.filter.js'
import { LineJourney } from './line-journey.js'
import { LinkDoors } from './link-doors.js'
import { ReturnJourney } from './return-journey.js'
import { SendingJourney } from './sending-journey.js'

type Answer = Promise<PageAnswer | RedirectAnswer>

/** The same pages for whoever was sent a link: it opens one return, and nothing else of the service. */
@ApiExcludeController()
@Controller('answer/:token')
@Public()
@UseGuards(BrowserOnly)
@UseFilters(AnswerFilter)
export class AnswerPagesController {
  constructor(
    private readonly doors: LinkDoors,
    private readonly whole: ReturnJourney,
    private readonly lines: LineJourney,
    private readonly sending: SendingJourney,
  ) {}

  @Get()
  async show(@Param('token') token: string): Answer {
    return this.whole.show(await this.doors.open(token))
  }

  @Get('nothing-to-report')
  async askNothing(@Param('token') token: string): Answer {
    return this.whole.askNothing(await this.doors.open(token))
  }

  @Post('nothing-to-report')
  async nothing(@Param('token') token: string): Answer {
    return this.whole.nothing(await this.doors.open(token))
  }

  @Get('questions')
  async askQuestions(@Param('token') token: string): Answer {
    return this.whole.askQuestions(await this.doors.open(token))
  }

  @Post('questions')
  async answerQuestions(@Param('token') token: string, @Body() body: Typed): Answer {
    return this.whole.answerQuestions(await this.doors.open(token), body)
  }

  @Get('lines/:ref')
  async line(@Param('token') token: string, @Param('ref') ref: string): Answer {
    return this.lines.form(await this.doors.open(token), ref)
  }

  @Post('lines/:ref')
  async answerLine(@Param('token') token: string, @Param('ref') ref: string, @Body() body: Typed): Answer {
    return this.lines.take(await this.doors.open(token), ref, body)
  }

  @Get('check')
  async check(@Param('token') token: string): Answer {
    return this.sending.check(await this.doors.open(token))
  }

  @Post('check')
  async send(@Param('token') token: string): Answer {
    return this.sending.send(await this.doors.open(token))
  }

  @Get('done')
  async done(@Param('token') token: string): Answer {
    return this.sending.done(await this.doors.open(token))
  }

  @Get('sent/:number')
  async sent(@Param('token') token: string, @Param('number') number: string): Answer {
    return this.sending.sent(await this.doors.open(token), number)
  }

  @Post('sign-off')
  async signOff(@Param('token') token: string): Answer {
    return this.sending.signOff(await this.doors.open(token))
  }

  @Get('give-back')
  async askGiveBack(@Param('token') token: string): Answer {
    return this.sending.askGiveBack(await this.doors.open(token))
  }

  @Post('give-back')
  async giveBack(@Param('token') token: string, @Body() body: Typed): Answer {
    return this.sending.giveBack(await this.doors.open(token), body)
  }
}
