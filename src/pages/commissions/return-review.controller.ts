import { Body, Controller, Get, Param, Post } from '@nestjs/common'
import { ApiExcludeController } from '@nestjs/swagger'
import { CurrentPerson, type Person } from '../../accounts/person.js'
import { canCommission } from '../../accounts/rights.js'
import { Clock } from '../../clock/clock.js'
import { byAccount } from '../../commissions/returns/answerer.js'
import { ReturnLinks } from '../../commissions/messages/return-links.js'
import { ReturnsService } from '../../commissions/returns/returns.service.js'
import type { ReturnView } from '../../commissions/views.js'
import { ReadingService } from '../../register/reading.service.js'
import { count } from '../../reports/shared/words.js'
import { Access } from '../../web/access.js'
import { type PageAnswer, type RedirectAnswer, redirectTo } from '../../web/pages/page.js'
import { Conflict, NotFound, Refused } from '../../web/problems.js'
import { paths } from '../paths.js'
import { listOf, type Typed } from '../typed-text.js'
import { numberIn } from './commission-words.js'
import { readSeen, showReview } from './review.page.js'
import { noQuestions, readQuestions, showSendBack, wrongWithQuestions } from './send-back.page.js'
import { showSent } from './sent.page.js'

/** One return as the programme office reads it: accepted, or sent back with a question. */
@ApiExcludeController()
@Controller('commissions/:id/returns/:returnId')
export class ReturnReviewController {
  constructor(
    private readonly returns: ReturnsService,
    private readonly links: ReturnLinks,
    private readonly reading: ReadingService,
    private readonly clock: Clock,
  ) {}

  @Get()
  @Access('read commissions')
  async review(
    @CurrentPerson() person: Person,
    @Param('id') id: string,
    @Param('returnId') returnId: string,
  ): Promise<PageAnswer> {
    return this.reviewOf(person, await this.found(person, id, returnId))
  }

  @Post('accept')
  @Access('commission returns')
  async accept(
    @CurrentPerson() person: Person,
    @Param('id') id: string,
    @Param('returnId') returnId: string,
    @Body() form: Typed,
  ): Promise<PageAnswer | RedirectAnswer> {
    const found = await this.found(person, id, returnId)
    try {
      const updates = await this.returns.accept(person, found.id, readSeen(listOf(form, 'seen')))
      const said = `The return of ${found.agency.name} is accepted: ${count(updates, 'update')} recorded.`
      return redirectTo(paths.commission(found.commission.id, 'to-accept'), said)
    } catch (error) {
      if (!(error instanceof Conflict) && !(error instanceof Refused)) throw error
      return this.reviewOf(person, await this.found(person, id, returnId), error.message)
    }
  }

  @Get('send-back')
  @Access('commission returns')
  async form(
    @CurrentPerson() person: Person,
    @Param('id') id: string,
    @Param('returnId') returnId: string,
  ): Promise<PageAnswer | RedirectAnswer> {
    const found = await this.found(person, id, returnId)
    if (!found.may.sendBack) return redirectTo(paths.reviewReturn(found.commission.id, found.id))
    return showSendBack(found, noQuestions)
  }

  @Post('send-back')
  @Access('commission returns')
  async sendBack(
    @CurrentPerson() person: Person,
    @Param('id') id: string,
    @Param('returnId') returnId: string,
    @Body() form: Typed,
  ): Promise<PageAnswer | RedirectAnswer> {
    const found = await this.found(person, id, returnId)
    const refs = found.lineViews.map(({ ref }) => ref)
    const typed = readQuestions(form, refs)
    const wrong = wrongWithQuestions(typed)
    if (wrong) return showSendBack(found, typed, [wrong])
    await this.returns.sendBack(person, found.id, typed.whole || null, typed.lines)
    const said = `The return of ${found.agency.name} is sent back. The agency sees your question.`
    return redirectTo(paths.reviewReturn(found.commission.id, found.id), said)
  }

  @Get('sent/:number')
  @Access('read commissions')
  async sent(
    @CurrentPerson() person: Person,
    @Param('id') id: string,
    @Param('returnId') returnId: string,
    @Param('number') number: string,
  ): Promise<PageAnswer> {
    const found = await this.found(person, id, returnId)
    const sent = await this.returns.sentOf(found, numberIn(number))
    return showSent(found, numberIn(number), sent)
  }

  @Post('links/:link/end')
  @Access('commission returns')
  async endLink(
    @CurrentPerson() person: Person,
    @Param('id') id: string,
    @Param('returnId') returnId: string,
    @Param('link') link: string,
  ): Promise<RedirectAnswer> {
    const found = await this.found(person, id, returnId)
    const links = await this.links.of(person, found.id)
    const ended = links.find((each) => each.id === numberIn(link))
    if (!ended) throw new NotFound('The return has no such link.')
    await this.links.revoke(person, ended.id)
    const said = `The link of ${ended.name} opens nothing any more.`
    return redirectTo(paths.reviewReturn(found.commission.id, found.id), said)
  }

  /** The return, where it is one of the commission in the address. */
  private async found(person: Person, id: string, returnId: string): Promise<ReturnView> {
    const found = await this.returns.one(byAccount(person), numberIn(returnId))
    if (found.commission.id !== numberIn(id)) throw new NotFound('The commission has no such return.')
    return found
  }

  private async reviewOf(person: Person, found: ReturnView, refusal?: string): Promise<PageAnswer> {
    const last = found.submissions.at(-1)
    const sent = last ? await this.returns.sentOf(found, last.number) : null
    return showReview({
      ...{ found, sent, links: await this.links.of(person, found.id) },
      now: await this.reading.beside(
        person,
        found.lineViews.map(({ ref }) => ref),
      ),
      ...{ today: this.clock.today(), mayCommission: canCommission(person) },
      ...(refusal === undefined ? {} : { refusal }),
    })
  }
}
