import { Body, Controller, Get, Param, Post } from '@nestjs/common'
import { ApiExcludeController } from '@nestjs/swagger'
import { CurrentPerson, type Person } from '../../accounts/person.js'
import { Clock } from '../../clock/clock.js'
import type { RecommendationStanding } from '../../recommendations/recommendation-views.js'
import {
  type RecommendedPlan,
  RecommendationsService,
  theRecommendation,
} from '../../recommendations/recommendations.service.js'
import { Access } from '../../web/access.js'
import { type PageAnswer, type RedirectAnswer, redirectTo } from '../../web/pages/page.js'
import { Conflict, Refused } from '../../web/problems.js'
import { paths } from '../paths.js'
import type { Typed } from '../typed-text.js'
import { nameOf } from './recommendation-words.js'
import { showReplyForm } from './reply-form.page.js'
import { openedReply, readReply, readTypedReply, type ReplyStep } from './reply.form.js'
import { withoutStops } from './typed-fields.js'

interface Replying {
  plan: RecommendedPlan
  one: RecommendationStanding
}

/** The answer to a recommendation, and what was done since. */
@ApiExcludeController()
@Controller('plans/:slug/recommendations/:id')
export class ReplyPagesController {
  constructor(
    private readonly recommendations: RecommendationsService,
    private readonly clock: Clock,
  ) {}

  @Get('answer')
  @Access('make reports')
  answerForm(
    @CurrentPerson() person: Person,
    @Param('slug') slug: string,
    @Param('id') id: string,
  ): Promise<PageAnswer> {
    return this.form('answer', person, slug, id)
  }

  @Post('answer')
  @Access('make reports')
  answer(
    @CurrentPerson() person: Person,
    @Param('slug') slug: string,
    @Param('id') id: string,
    @Body() form: Typed,
  ): Promise<PageAnswer | RedirectAnswer> {
    return this.reply('answer', person, slug, id, form)
  }

  @Get('progress')
  @Access('make reports')
  progressForm(
    @CurrentPerson() person: Person,
    @Param('slug') slug: string,
    @Param('id') id: string,
  ): Promise<PageAnswer> {
    return this.form('progress', person, slug, id)
  }

  @Post('progress')
  @Access('make reports')
  progress(
    @CurrentPerson() person: Person,
    @Param('slug') slug: string,
    @Param('id') id: string,
    @Body() form: Typed,
  ): Promise<PageAnswer | RedirectAnswer> {
    return this.reply('progress', person, slug, id, form)
  }

  private async form(step: ReplyStep, person: Person, slug: string, id: string): Promise<PageAnswer> {
    const { plan, one } = await this.find(person, slug, id)
    return showReplyForm(step, plan, one, openedReply(one.replies.length, this.clock.today()))
  }

  private async reply(
    step: ReplyStep,
    person: Person,
    slug: string,
    id: string,
    form: Typed,
  ): Promise<PageAnswer | RedirectAnswer> {
    const { plan, one } = await this.find(person, slug, id)
    const typed = readTypedReply(form)
    const read = readReply(step, typed, one, this.clock.today())
    if ('errors' in read) return showReplyForm(step, plan, one, typed, { ...read, conflict: null })
    try {
      await this.recommendations.reply(person, slug, one.id, read.said)
      const told = step === 'answer' ? 'The answer to' : 'What was done on'
      return redirectTo(paths.recommendation(slug, one.id), `${told} ${inSentence(nameOf(one))} is recorded.`)
    } catch (error) {
      if (error instanceof Refused) {
        return showReplyForm(step, plan, one, typed, {
          errors: withoutStops(error.errors ?? []),
          conflict: null,
        })
      }
      if (error instanceof Conflict) return this.overtaken(step, { plan, one }, person, typed)
      throw error
    }
  }

  /** What was typed is kept; sent again, it is said after what others have said in the meantime. */
  private async overtaken(
    step: ReplyStep,
    { plan, one }: Replying,
    person: Person,
    typed: ReturnType<typeof readTypedReply>,
  ): Promise<PageAnswer> {
    const now = theRecommendation(await this.recommendations.of(person, plan.slug, null), one.id)
    const conflict = {
      text: 'Somebody has said more of it since you opened this form. Read that first: nothing of yours was saved',
      href: '#since',
    }
    const again = { ...typed, after: String(now.replies.length) }
    return showReplyForm(step, plan, now, again, { errors: [], conflict })
  }

  private async find(person: Person, slug: string, id: string): Promise<Replying> {
    const plan = await this.recommendations.toKeep(person, slug)
    return { plan, one: theRecommendation(await this.recommendations.of(person, slug, null), id) }
  }
}

const inSentence = (name: string) => name.replace(/^R/u, 'r')
