import { Body, Controller, Get, Param, Post } from '@nestjs/common'
import { ApiExcludeController } from '@nestjs/swagger'
import { CurrentPerson, type Person } from '../../accounts/person.js'
import { canCommission } from '../../accounts/rights.js'
import { Clock } from '../../clock/clock.js'
import { idInAddress } from '../../commissions/api/id-in-address.js'
import { ReturnsService } from '../../commissions/returns/returns.service.js'
import { Access } from '../../web/access.js'
import type { PageAnswer, RedirectAnswer } from '../../web/pages/page.js'
import type { Typed } from '../typed-text.js'
import { LineJourney } from './line-journey.js'
import { doorOfAccount, type ReturnDoor } from './return-door.js'
import { ReturnJourney } from './return-journey.js'
import { returnListPage } from './return-list.page.js'
import { SendingJourney } from './sending-journey.js'

type Answer = Promise<PageAnswer | RedirectAnswer>

/** The pages on which agencies answer, for people with an account. */
@ApiExcludeController()
@Controller('returns')
export class ReturnPagesController {
  constructor(
    private readonly returns: ReturnsService,
    private readonly whole: ReturnJourney,
    private readonly lines: LineJourney,
    private readonly sending: SendingJourney,
    private readonly clock: Clock,
  ) {}

  @Get()
  @Access('answer returns')
  async list(@CurrentPerson() person: Person): Promise<PageAnswer> {
    const returns = await this.returns.list(person)
    return returnListPage(returns, { today: this.clock.today(), office: canCommission(person) })
  }

  @Get(':id')
  @Access('answer returns', 'read commissions')
  show(@CurrentPerson() person: Person, @Param('id') id: string): Answer {
    return this.whole.show(doorAt(person, id))
  }

  @Get(':id/nothing-to-report')
  @Access('answer returns')
  askNothing(@CurrentPerson() person: Person, @Param('id') id: string): Answer {
    return this.whole.askNothing(doorAt(person, id))
  }

  @Post(':id/nothing-to-report')
  @Access('answer returns')
  nothing(@CurrentPerson() person: Person, @Param('id') id: string): Answer {
    return this.whole.nothing(doorAt(person, id))
  }

  @Get(':id/hand-over')
  @Access('answer returns')
  askHandOver(@CurrentPerson() person: Person, @Param('id') id: string): Answer {
    return this.whole.askHandOver(doorAt(person, id))
  }

  @Post(':id/hand-over')
  @Access('answer returns')
  handOver(@CurrentPerson() person: Person, @Param('id') id: string, @Body() body: Typed): Answer {
    return this.whole.handOver(doorAt(person, id), body)
  }

  @Get(':id/questions')
  @Access('answer returns')
  askQuestions(@CurrentPerson() person: Person, @Param('id') id: string): Answer {
    return this.whole.askQuestions(doorAt(person, id))
  }

  @Post(':id/questions')
  @Access('answer returns')
  answerQuestions(@CurrentPerson() person: Person, @Param('id') id: string, @Body() body: Typed): Answer {
    return this.whole.answerQuestions(doorAt(person, id), body)
  }

  @Get(':id/lines/:ref')
  @Access('answer returns', 'read commissions')
  line(@CurrentPerson() person: Person, @Param('id') id: string, @Param('ref') ref: string): Answer {
    return this.lines.form(doorAt(person, id), ref)
  }

  @Post(':id/lines/:ref')
  @Access('answer returns')
  answerLine(
    @CurrentPerson() person: Person,
    @Param('id') id: string,
    @Param('ref') ref: string,
    @Body() body: Typed,
  ): Answer {
    return this.lines.take(doorAt(person, id), ref, body)
  }

  @Get(':id/check')
  @Access('answer returns')
  check(@CurrentPerson() person: Person, @Param('id') id: string): Answer {
    return this.sending.check(doorAt(person, id))
  }

  @Post(':id/check')
  @Access('answer returns')
  send(@CurrentPerson() person: Person, @Param('id') id: string): Answer {
    return this.sending.send(doorAt(person, id))
  }

  @Get(':id/done')
  @Access('answer returns')
  done(@CurrentPerson() person: Person, @Param('id') id: string): Answer {
    return this.sending.done(doorAt(person, id))
  }

  @Get(':id/sent/:number')
  @Access('answer returns', 'read commissions')
  sent(@CurrentPerson() person: Person, @Param('id') id: string, @Param('number') number: string): Answer {
    return this.sending.sent(doorAt(person, id), number)
  }

  @Post(':id/sign-off')
  @Access('answer returns')
  signOff(@CurrentPerson() person: Person, @Param('id') id: string): Answer {
    return this.sending.signOff(doorAt(person, id))
  }

  @Get(':id/give-back')
  @Access('answer returns')
  askGiveBack(@CurrentPerson() person: Person, @Param('id') id: string): Answer {
    return this.sending.askGiveBack(doorAt(person, id))
  }

  @Post(':id/give-back')
  @Access('answer returns')
  giveBack(@CurrentPerson() person: Person, @Param('id') id: string, @Body() body: Typed): Answer {
    return this.sending.giveBack(doorAt(person, id), body)
  }
}

/** @throws NotFound where no return can have that number */
function doorAt(person: Person, id: string): ReturnDoor {
  return doorOfAccount(person, idInAddress(id, 'There is no such return.'))
}
