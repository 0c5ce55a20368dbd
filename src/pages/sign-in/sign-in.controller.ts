import { Body, Controller, Get, Post, Query, Req, UseFilters, UseGuards } from '@nestjs/common'
import { ApiExcludeController } from '@nestjs/swagger'
import type { Request } from 'express'
import { WhileOwing } from '../../accounts/duty.js'
import { CurrentPerson, type Person, type PersonRequest } from '../../accounts/person.js'
import { SignInService } from '../../accounts/sign-in.service.js'
import { SingleSignOn } from '../../accounts/single-sign-on.service.js'
import { Access, Public } from '../../web/access.js'
import { type PageAnswer, type RedirectAnswer, redirectTo } from '../../web/pages/page.js'
import { paths } from '../paths.js'
import { textOf, type Typed } from '../typed-text.js'
import { BrowserOnly } from './browser-only.guard.js'
import { FormExpiredFilter } from './form-expired.filter.js'
import { nextStep } from './next-step.js'
import { ownPath } from './own-path.js'
import { codePage, openTooLong, signInPage } from './sign-in.pages.js'
import { emptyFields, passwordOf, wrongPassword } from './typed-credentials.js'

type Answer = PageAnswer | RedirectAnswer

@ApiExcludeController()
@Controller()
@UseGuards(BrowserOnly)
@UseFilters(FormExpiredFilter)
export class SignInController {
  constructor(
    private readonly signing: SignInService,
    private readonly singleSignOn: SingleSignOn,
  ) {}

  @Get('sign-in')
  @Public()
  form(@Req() request: PersonRequest, @Query('next') next: unknown, @Query('again') again: unknown): Answer {
    if (request.actor) {
      if (next !== undefined) request.session.next = ownPath(next)
      return redirectTo(nextStep(request))
    }
    const facts = { email: '', next: ownPath(next), singleSignOn: this.singleSignOn.isSet }
    const late = { field: 'email', message: `${openTooLong} Sign in again` }
    return signInPage(facts, again === undefined ? [] : [late])
  }

  @Post('sign-in')
  @Public()
  async signIn(@Req() request: Request, @Body() typed: Typed): Promise<Answer> {
    const [email, password, next] = [textOf(typed, 'email'), passwordOf(typed), ownPath(typed.next)]
    const facts = { email, next, singleSignOn: this.singleSignOn.isSet }
    const missing = emptyFields(email, password)
    if (missing.length > 0) return signInPage(facts, missing)
    request.session.next = next
    const outcome = await this.signing.withPassword(request, email, password)
    return outcome === 'refused' ? signInPage(facts, [wrongPassword]) : redirectTo(nextStep(request))
  }

  @Get('sign-in/code')
  @Public()
  async codeForm(@Req() request: Request): Promise<Answer> {
    return (await this.signing.pending(request)) ? codePage('code') : startAgain
  }

  @Post('sign-in/code')
  @Public()
  async code(@Req() request: Request, @Body() typed: Typed): Promise<Answer> {
    const code = textOf(typed, 'code')
    if (code === '') return codePage('code', 'Enter the code that your app shows')
    const outcome = await this.signing.withCode(request, 'code', code)
    if (outcome === null) return startAgain
    return outcome === 'in'
      ? redirectTo(nextStep(request))
      : codePage('code', 'This code is wrong or was used already: enter the one that your app shows now')
  }

  @Get('sign-in/recovery-code')
  @Public()
  async recoveryForm(@Req() request: Request): Promise<Answer> {
    return (await this.signing.pending(request)) ? codePage('recovery code') : startAgain
  }

  @Post('sign-in/recovery-code')
  @Public()
  async recovery(@Req() request: Request, @Body() typed: Typed): Promise<Answer> {
    const code = textOf(typed, 'code')
    if (code === '') return codePage('recovery code', 'Enter one of your recovery codes')
    const outcome = await this.signing.withCode(request, 'recovery code', code)
    if (outcome === null) return startAgain
    if (outcome !== 'in') {
      return codePage('recovery code', 'This is not one of your recovery codes, or it was used already')
    }
    return redirectTo(nextStep(request), 'You are signed in. The recovery code that you used is used up.')
  }

  @Post('sign-out')
  @Access('use the own account')
  @WhileOwing('password', 'codes')
  async signOut(@Req() request: Request, @CurrentPerson() person: Person): Promise<RedirectAnswer> {
    await this.signing.signOut(request, person, { everywhere: false })
    return redirectTo(paths.signIn(), 'You have signed out.')
  }
}

const startAgain = redirectTo(`${paths.signIn()}?again=1`)
