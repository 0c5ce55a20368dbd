import { Controller, Get, Param, Post, Query } from '@nestjs/common'
import { ApiExcludeController } from '@nestjs/swagger'
import { CurrentPerson, type Person } from '../../accounts/person.js'
import { canCommission } from '../../accounts/rights.js'
import { CommissionsService } from '../../commissions/commission/commissions.service.js'
import type { Chased } from '../../commissions/messages/message-view.js'
import { MessagesService } from '../../commissions/messages/messages.service.js'
import { count, inList } from '../../reports/shared/words.js'
import { Access } from '../../web/access.js'
import { type PageAnswer, type RedirectAnswer, redirectTo } from '../../web/pages/page.js'
import { paths } from '../paths.js'
import { textOf, type Typed } from '../typed-text.js'
import { showChase } from './chase.page.js'
import { ContactReader } from './contact.reader.js'
import { numberIn } from './commission-words.js'
import { showMessages } from './messages.page.js'

/** Writing to the agencies: all late ones at once, and what became of every message. */
@ApiExcludeController()
@Controller('commissions/:id')
export class ChasingController {
  constructor(
    private readonly commissions: CommissionsService,
    private readonly messages: MessagesService,
    private readonly contacts: ContactReader,
  ) {}

  @Get('chase')
  @Access('commission returns')
  async ask(@CurrentPerson() person: Person, @Param('id') id: string): Promise<PageAnswer> {
    const { commission, returns } = await this.commissions.round(person, numberIn(id))
    const unreachable = await this.messages.unreachable(person, commission.id)
    const names = unreachable.map(({ name }) => name)
    return showChase(commission, returns, await this.contacts.chase(commission.id), names)
  }

  @Post('chase')
  @Access('commission returns')
  async chase(@CurrentPerson() person: Person, @Param('id') id: string): Promise<RedirectAnswer> {
    const chased = await this.messages.chase(person, numberIn(id))
    return redirectTo(paths.commission(numberIn(id)), chasedInWords(chased))
  }

  @Get('messages')
  @Access('read commissions')
  async all(
    @CurrentPerson() person: Person,
    @Param('id') id: string,
    @Query() typed: Typed,
  ): Promise<PageAnswer> {
    const { commission } = await this.commissions.round(person, numberIn(id))
    const messages = await this.messages.messagesOf(person, commission.id)
    return showMessages(commission, messages, canCommission(person), textOf(typed, 'page'))
  }

  @Post('messages/:message/retry')
  @Access('commission returns')
  async retry(
    @CurrentPerson() person: Person,
    @Param('id') id: string,
    @Param('message') message: string,
  ): Promise<RedirectAnswer> {
    await this.messages.retry(person, numberIn(id), numberIn(message))
    return redirectTo(paths.commissionMessages(numberIn(id)), 'The message is tried again.')
  }
}

/** "3 people are written to. 1 had a message today already: Jo Bloggs (jo@example.gov.uk)." */
function chasedInWords({ queued, already }: Chased): string {
  const to =
    queued === 0
      ? 'Nobody is written to.'
      : `${count(queued, 'person', 'people')} ${queued === 1 ? 'is' : 'are'} written to.`
  if (already.length === 0) return to
  const who = already.length > 3 ? '' : `: ${inList(already)}`
  return `${to} ${already.length} had a message today already${who}.`
}
