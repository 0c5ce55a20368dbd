import { Controller, Get, Param, Query } from '@nestjs/common'
import { ApiExcludeController } from '@nestjs/swagger'
import { CurrentPerson, type Person } from '../../accounts/person.js'
import { canCommission } from '../../accounts/rights.js'
import { Clock } from '../../clock/clock.js'
import { CommissionsService } from '../../commissions/commission/commissions.service.js'
import { MessagesService } from '../../commissions/messages/messages.service.js'
import { Access } from '../../web/access.js'
import type { PageAnswer } from '../../web/pages/page.js'
import { textOf, type Typed } from '../typed-text.js'
import { CommissionReader } from './commission.reader.js'
import { showCommissions } from './commission-list.page.js'
import { numberIn } from './commission-words.js'
import { messagesInWords } from './messages.page.js'
import { showRound } from './round.page.js'

/** The commissions: the list, and the round of one. */
@ApiExcludeController()
@Controller('commissions')
export class CommissionPagesController {
  constructor(
    private readonly commissions: CommissionsService,
    private readonly messages: MessagesService,
    private readonly reader: CommissionReader,
    private readonly clock: Clock,
  ) {}

  @Get()
  @Access('read commissions')
  async list(@CurrentPerson() person: Person): Promise<PageAnswer> {
    return showCommissions(await this.commissions.list(person), canCommission(person))
  }

  @Get(':id')
  @Access('read commissions')
  async round(
    @CurrentPerson() person: Person,
    @Param('id') id: string,
    @Query() typed: Typed,
  ): Promise<PageAnswer> {
    const number = numberIn(id)
    const round = await this.commissions.round(person, number)
    return showRound({
      ...{ round, choices: await this.reader.choices(person), today: this.clock.today() },
      messages: messagesInWords(
        number,
        await this.messages.messagesOf(person, number),
        await this.messages.unreachable(person, number),
      ),
      ...{ mayCommission: canCommission(person), show: textOf(typed, 'show') },
    })
  }
}
