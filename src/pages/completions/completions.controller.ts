import { Body, Controller, Get, Param, Post, Query } from '@nestjs/common'
import { ApiExcludeController } from '@nestjs/swagger'
import { CurrentPerson, type Person } from '../../accounts/person.js'
import { RevisionConflict } from '../../actions/action-errors.js'
import { Clock } from '../../clock/clock.js'
import { CompletionsService } from '../../register/completions.service.js'
import { DateMovesService } from '../../register/date-moves.service.js'
import type { NewUpdate } from '../../updates/new-update.js'
import { UpdatesService } from '../../updates/updates.service.js'
import { Access } from '../../web/access.js'
import { type PageAnswer, type RedirectAnswer, redirectTo } from '../../web/pages/page.js'
import { pageAskedFor } from '../paging.js'
import { paths } from '../paths.js'
import { textOf, type Typed } from '../typed-text.js'
import { completionList, completionPage } from './completion.page.js'
import { type Decision, readDecision, readTypedDecision } from './decision.form.js'
import { pageSize } from './to-decide.js'

const sentences = {
  decision: 'Choose whether the completion is verified or returned',
  remark: 'Enter what you checked',
  reason: 'Enter why the completion is returned',
}

/** What agencies report as complete, and the programme office’s answer to it. */
@ApiExcludeController()
@Controller('completions')
export class CompletionsController {
  constructor(
    private readonly completions: CompletionsService,
    private readonly dates: DateMovesService,
    private readonly updates: UpdatesService,
    private readonly clock: Clock,
  ) {}

  @Get()
  @Access('read commissions')
  async list(@CurrentPerson() person: Person, @Query() query: Typed): Promise<PageAnswer> {
    const waiting = { completions: await this.completions.count(), dates: await this.dates.count() }
    const page = pageAskedFor(textOf(query, 'page'), waiting.completions, pageSize)
    const found = await this.completions.waiting(person, page, pageSize)
    return completionList(person, found, waiting, page, this.clock.today())
  }

  @Get(':ref')
  @Access('read commissions')
  async one(
    @CurrentPerson() person: Person,
    @Param('ref') ref: string,
  ): Promise<PageAnswer | RedirectAnswer> {
    const found = await this.completions.one(person, ref)
    return found ? completionPage(person, found, this.clock.today()) : redirectTo(paths.action(ref))
  }

  @Post(':ref')
  @Access('commission returns')
  async decide(
    @CurrentPerson() person: Person,
    @Param('ref') ref: string,
    @Body() form: Typed,
  ): Promise<PageAnswer | RedirectAnswer> {
    const found = await this.completions.one(person, ref)
    if (!found) return redirectTo(paths.action(ref))
    const typed = readTypedDecision(form)
    const decision = readDecision(typed, sentences)
    const today = this.clock.today()
    if ('errors' in decision) return completionPage(person, found, today, typed, decision)
    try {
      await this.updates.record(person, ref, saidOf(decision, Number(typed.revision)))
    } catch (error) {
      if (!(error instanceof RevisionConflict)) throw error
      const message = `${ref} has changed since you opened this page: read it again before you decide`
      const wrong = { errors: [{ field: 'decision', message }], overtaken: true }
      const again = await this.completions.one(person, ref)
      return again ? completionPage(person, again, today, typed, wrong) : redirectTo(paths.action(ref))
    }
    const became = decision.yes ? 'verified' : 'returned to the agency'
    return redirectTo(paths.completions(), `The completion of ${ref} is ${became}.`)
  }
}

function saidOf({ yes, words }: Decision, revision: number): NewUpdate {
  return yes
    ? { revision, status: 'complete_verified', narrative: words }
    : { revision, status: 'in_progress', reason: words, narrative: `Completion returned: ${words}` }
}
