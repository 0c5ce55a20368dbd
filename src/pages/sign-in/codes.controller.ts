import { Body, Controller, Get, Post, Req } from '@nestjs/common'
import { ApiExcludeController } from '@nestjs/swagger'
import type { Request } from 'express'
import { WhileOwing } from '../../accounts/duty.js'
import { OneTimeCodes } from '../../accounts/one-time-codes.js'
import { OwnPassword } from '../../accounts/own-password.js'
import { CurrentPerson, type Person } from '../../accounts/person.js'
import { SignInService } from '../../accounts/sign-in.service.js'
import { Access } from '../../web/access.js'
import { type PageAnswer, type RedirectAnswer, redirectTo } from '../../web/pages/page.js'
import { paths } from '../paths.js'
import { textOf, type Typed } from '../typed-text.js'
import { codesPage, passwordAgainPage, recoveryCodesPage, setUpPage } from './codes.pages.js'
import { nextStep } from './next-step.js'
import { passwordOf } from './typed-credentials.js'

type Answer = PageAnswer | RedirectAnswer

/** One-time codes of the person who is signed in. */
@ApiExcludeController()
@Controller('account/codes')
@Access('use the own account')
export class CodesController {
  constructor(
    private readonly codes: OneTimeCodes,
    private readonly signing: SignInService,
    private readonly passwords: OwnPassword,
  ) {}

  @Get()
  @WhileOwing('codes')
  async show(@Req() request: Request, @CurrentPerson() { accountId }: Person): Promise<PageAnswer> {
    return codesPage(await this.codes.state(accountId), request.session.owes === 'codes')
  }

  @Post()
  @WhileOwing('codes')
  async begin(@CurrentPerson() { accountId }: Person): Promise<RedirectAnswer> {
    await this.codes.begin(accountId)
    return redirectTo(paths.ownCodes('set-up'))
  }

  @Get('set-up')
  @WhileOwing('codes')
  async setUpForm(@Req() request: Request, @CurrentPerson() person: Person): Promise<Answer> {
    return this.setUpAnswer(request, person, null)
  }

  @Post('set-up')
  @WhileOwing('codes')
  async setUp(
    @Req() request: Request,
    @CurrentPerson() person: Person,
    @Body() typed: Typed,
  ): Promise<Answer> {
    const code = textOf(typed, 'code')
    if (code === '') return this.setUpAnswer(request, person, 'Enter the code that your app shows')
    const made = await this.codes.turnOn(person, person.accountId, code)
    if (!made) {
      const wrong =
        'This is not the code that the app should show now: enter a new one, or set the app up again'
      return this.setUpAnswer(request, person, wrong)
    }
    const owed = request.session.owes === 'codes'
    await this.signing.goOn(request, person.accountId)
    const lead = 'One-time codes are on. From now on you are asked for one when you sign in.'
    return recoveryCodesPage(lead, made, owed ? nextStep(request) : paths.ownCodes())
  }

  @Get('recovery-codes')
  async recoveryForm(@CurrentPerson() { accountId }: Person): Promise<Answer> {
    return (await this.areOn(accountId)) ? passwordAgainPage('recovery-codes') : redirectTo(paths.ownCodes())
  }

  @Post('recovery-codes')
  async recovery(
    @Req() request: Request,
    @CurrentPerson() person: Person,
    @Body() typed: Typed,
  ): Promise<Answer> {
    if (!(await this.areOn(person.accountId))) return redirectTo(paths.ownCodes())
    const refusal = await this.refusalOf(request, person, typed)
    if (refusal) return passwordAgainPage('recovery-codes', refusal)
    const made = await this.codes.renewRecoveryCodes(person, person.accountId)
    return recoveryCodesPage('The recovery codes that you had open nothing any more.', made, paths.ownCodes())
  }

  @Get('off')
  async offForm(@CurrentPerson() { accountId }: Person): Promise<Answer> {
    return (await this.mayTurnOff(accountId)) ? passwordAgainPage('off') : redirectTo(paths.ownCodes())
  }

  @Post('off')
  async off(@Req() request: Request, @CurrentPerson() person: Person, @Body() typed: Typed): Promise<Answer> {
    if (!(await this.mayTurnOff(person.accountId))) return redirectTo(paths.ownCodes())
    const refusal = await this.refusalOf(request, person, typed)
    if (refusal) return passwordAgainPage('off', refusal)
    await this.codes.turnOff(person, person.accountId)
    return redirectTo(paths.ownCodes(), 'One-time codes are off.')
  }

  private async setUpAnswer(
    request: Request,
    { accountId }: Person,
    message: string | null,
  ): Promise<Answer> {
    const setUp = await this.codes.setUp(accountId)
    if (!setUp) return redirectTo(paths.ownCodes())
    return setUpPage(setUp, request.session.owes === 'codes', message)
  }

  private async areOn(accountId: number): Promise<boolean> {
    return (await this.codes.state(accountId)).since !== null
  }

  private async mayTurnOff(accountId: number): Promise<boolean> {
    const { since, required } = await this.codes.state(accountId)
    return since !== null && !required
  }

  private async refusalOf(request: Request, person: Person, typed: Typed): Promise<string | null> {
    const password = passwordOf(typed)
    if (password === '') return 'Enter your password'
    return (await this.passwords.isRight(request, person, password)) ? null : 'This is not your password'
  }
}
