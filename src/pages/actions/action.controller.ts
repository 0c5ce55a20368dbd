import { Controller, Get, Param, Req } from '@nestjs/common'
import { ApiExcludeController } from '@nestjs/swagger'
import type { Request } from 'express'
import { CurrentPerson, type Person } from '../../accounts/person.js'
import { Clock } from '../../clock/clock.js'
import { londonDay } from '../../clock/dates.js'
import { StoryService } from '../../register/story.service.js'
import { UpdateDrafts } from '../../updates/update-drafts.service.js'
import { Access } from '../../web/access.js'
import { type PageAnswer, type RedirectAnswer, redirectTo } from '../../web/pages/page.js'
import { readAsAt } from '../as-known-on.js'
import { actionFacts, actionPage, presentAction } from './action.presenter.js'
import { historyFacts, historyPage, presentHistory } from './history.presenter.js'

/** One action: all that is known of it, and its history. */
@ApiExcludeController()
@Controller('actions/:ref')
export class ActionController {
  constructor(
    private readonly stories: StoryService,
    private readonly drafts: UpdateDrafts,
    private readonly clock: Clock,
  ) {}

  @Get()
  @Access('read the register')
  async action(
    @CurrentPerson() person: Person,
    @Param('ref') ref: string,
    @Req() request: Request,
  ): Promise<PageAnswer | RedirectAnswer> {
    const at = readAsAt(request.originalUrl, this.clock.today())
    if (at.redirect !== null) return redirectTo(at.redirect)
    const story = await this.stories.of(person, ref, at.moment)
    const today = at.moment === null ? this.clock.today() : londonDay(at.moment.knownBy)
    const draft = await this.drafts.find(person.accountId, story.action.ref)
    const reading = { person, at, today, draft }
    return actionPage(actionFacts(story, reading), presentAction(story, reading))
  }

  @Get('history')
  @Access('read the register')
  async history(
    @CurrentPerson() person: Person,
    @Param('ref') ref: string,
    @Req() request: Request,
  ): Promise<PageAnswer | RedirectAnswer> {
    const at = readAsAt(request.originalUrl, this.clock.today())
    if (at.redirect !== null) return redirectTo(at.redirect)
    const story = await this.stories.of(person, ref, at.moment)
    return historyPage(historyFacts(story, at), presentHistory(story, at))
  }
}
