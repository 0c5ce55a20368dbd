import { Body, Controller, Get, Post, Req } from '@nestjs/common'
import { ApiExcludeController } from '@nestjs/swagger'
import type { Request } from 'express'
import { WhileOwing } from '../../accounts/duty.js'
import { OneTimeCodes } from '../../accounts/one-time-codes.js'
import { OwnPassword } from '../../accounts/own-password.js'
import { CurrentPerson, type Person } from '../../accounts/person.js'
import { SignInService } from '../../accounts/sign-in.service.js'
import { Clock } from '../../clock/clock.js'
import { Access } from '../../web/access.js'
import { type PageAnswer, type RedirectAnswer, redirectTo } from '../../web/pages/page.js'
import { paths } from '../paths.js'
import { textOf, type Typed } from '../typed-text.js'
import { codesPage, passwordAgainPage, recoveryCodesPage, setUpPage } from './codes.pages.js'
import { nextStep } from './next-step.js'
import { passwordOf } from './typed-credentials.js'

type Answer = PageAnswer | RedirectAnswer

/** So long a password counts that was given to set up codes: time to find an app, and no more. */
const passwordCounts = 15 * 60_000

/** One-time codes of the person who is signed in. */
@ApiExcludeController()
@Controller('account/codes')
@Access('use the own account')
export class CodesController {
  constructor(
    private readonly codes: OneTimeCodes,
    private readonly signing: SignInService,
    private readonly passwords: OwnPassword,
    private readonly clock: Clock,
  ) {}

  @Get()
  @WhileOwing('codes')
  async show(@Req() request: Request, @CurrentPerson() { accountId }: Person): Promise<PageAnswer> {
    return codesPage(await this.codes.state(accountId), request.session.owes === 'codes')
  }

  @Post()
  @WhileOwing('codes')
  async begin(@Req() request: Request, @CurrentPerson() { accountId }: Person): Promise<RedirectAnswer> {
    delete request.session.codesSetUpSince
    if (request.session.owes === 'codes') await this.codes.begin(accountId)
    return redirectTo(paths.ownCodes('set-up'))
  }

  @Get('set-up')
  @WhileOwing('codes')
  async setUpForm(@Req() request: Request, @CurrentPerson() person: Person): Promise<Answer> {
    if (!this.mayGoOn(request)) return this.passwordFirst(person)
    return this.setUpAnswer(request, person, null)
  }

  @Post('set-up')
  @WhileOwing('codes')
  async setUp(
    @Req() request: Request,
    @CurrentPerson() person: Person,
    @Body() typed: Typed,
  ): Promise<Answer> {
    if (!this.mayGoOn(request)) return this.beginWithPassword(request, person, typed)
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

  /**
   * Whether somebody has just shown to be the person: by the password that was asked for, or by coming in with it where
   * codes are owed before anything else.
   */
  private mayGoOn({ session }: Request): boolean {
    if (session.owes === 'codes') return true
    const since = Date.parse(session.codesSetUpSince ?? '')
    return Date.parse(this.clock.now()) - since <= passwordCounts
  }

  /** Asks for the password, where there is one and codes are off. */
  private async passwordFirst({ accountId }: Person): Promise<Answer> {
    return (await this.canSetUp(accountId)) ? passwordAgainPage('set-up') : redirectTo(paths.ownCodes())
  }

  private async beginWithPassword(request: Request, person: Person, typed: Typed): Promise<Answer> {
    if (!(await this.canSetUp(person.accountId))) return redirectTo(paths.ownCodes())
    const refusal = await this.refusalOf(request, person, typed)
    if (refusal) return passwordAgainPage('set-up', refusal)
    await this.codes.begin(person.accountId)
    request.session.codesSetUpSince = this.clock.now()
    return redirectTo(paths.ownCodes('set-up'))
  }

  private async canSetUp(accountId: number): Promise<boolean> {
    const { since, withoutPassword } = await this.codes.state(accountId)
    return since === null && !withoutPassword
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
