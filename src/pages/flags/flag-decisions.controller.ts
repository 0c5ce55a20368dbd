import { Body, Controller, Get, Param, Post } from '@nestjs/common'
import { ApiExcludeController } from '@nestjs/swagger'
import { CurrentPerson, type Person } from '../../accounts/person.js'
import { ChangeRefused } from '../../actions/action-errors.js'
import { Clock } from '../../clock/clock.js'
import { FlagSetAsides } from '../../register/flag-set-asides.service.js'
import { flagLabel } from '../../register/flags.js'
import { ReadingService } from '../../register/reading.service.js'
import { Access } from '../../web/access.js'
import { type PageAnswer, type RedirectAnswer, redirectTo } from '../../web/pages/page.js'
import type { FieldError } from '../../web/problems.js'
import { paths } from '../paths.js'
import type { Typed } from '../typed-text.js'
import { flagCodeOf } from './flag-code.js'
import { openedFlagDecision, readTypedFlagDecision, readUntil } from './flag-decision.form.js'
import { flagDecisionPage, type FlagStep } from './flag-decision.page.js'

type Answer = Promise<PageAnswer | RedirectAnswer>

/** The programme office sets a flag of one action aside, and lets it count again. */
@ApiExcludeController()
@Controller('flags/:code/actions/:ref')
export class FlagDecisionPagesController {
  constructor(
    private readonly reading: ReadingService,
    private readonly decisions: FlagSetAsides,
    private readonly clock: Clock,
  ) {}

  @Get('set-aside')
  @Access('commission returns')
  setAsideForm(
    @CurrentPerson() person: Person,
    @Param('code') code: string,
    @Param('ref') ref: string,
  ): Promise<PageAnswer> {
    return this.form('set-aside', person, code, ref)
  }

  @Post('set-aside')
  @Access('commission returns')
  setAside(
    @CurrentPerson() person: Person,
    @Param('code') code: string,
    @Param('ref') ref: string,
    @Body() form: Typed,
  ): Answer {
    return this.decide('set-aside', person, code, ref, form)
  }

  @Get('count-again')
  @Access('commission returns')
  countAgainForm(
    @CurrentPerson() person: Person,
    @Param('code') code: string,
    @Param('ref') ref: string,
  ): Promise<PageAnswer> {
    return this.form('count-again', person, code, ref)
  }

  @Post('count-again')
  @Access('commission returns')
  countAgain(
    @CurrentPerson() person: Person,
    @Param('code') code: string,
    @Param('ref') ref: string,
    @Body() form: Typed,
  ): Answer {
    return this.decide('count-again', person, code, ref, form)
  }

  private async form(step: FlagStep, person: Person, given: string, ref: string): Promise<PageAnswer> {
    const code = flagCodeOf(given)
    const action = await this.reading.one(person, ref, null)
    const now = action.setAside.find((flag) => flag.code === code)
    const opened = openedFlagDecision(step === 'set-aside' ? now : undefined)
    return flagDecisionPage(step, action, code, opened, this.clock.today())
  }

  private async decide(step: FlagStep, person: Person, given: string, ref: string, form: Typed): Answer {
    const code = flagCodeOf(given)
    const action = await this.reading.one(person, ref, null)
    const typed = readTypedFlagDecision(form)
    const again = (errors: FieldError[]) =>
      flagDecisionPage(step, action, code, typed, this.clock.today(), errors)
    const { reason } = typed
    try {
      if (step === 'count-again') await this.decisions.countAgain(person, ref, code, reason)
      else {
        const until = readUntil(typed)
        if ('errors' in until) return again(until.errors)
        await this.decisions.setAside(person, ref, code, { until: until.day, reason })
      }
    } catch (error) {
      if (error instanceof ChangeRefused) return again(error.errors)
      throw error
    }
    const became = step === 'set-aside' ? 'is set aside' : 'counts again'
    return redirectTo(paths.flag(code), `The flag “${flagLabel(code)}” of ${ref} ${became}.`)
  }
}
