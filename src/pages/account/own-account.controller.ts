import { Body, Controller, Get, Post, Req } from '@nestjs/common'
import { ApiExcludeController } from '@nestjs/swagger'
import type { Request } from 'express'
import { AccountRefused } from '../../accounts/accounts.service.js'
import { ApiTokens } from '../../accounts/api-tokens.service.js'
import { OneTimeCodes } from '../../accounts/one-time-codes.js'
import { OwnAccount } from '../../accounts/own-account.service.js'
import { OwnSessions } from '../../accounts/own-account.sessions.js'
import { CurrentPerson, type Person } from '../../accounts/person.js'
import { SignInService } from '../../accounts/sign-in.service.js'
import { CalendarFeeds } from '../../commissions/messages/calendar-feeds.js'
import { Access } from '../../web/access.js'
import { type PageAnswer, pageOf, type RedirectAnswer, redirectTo } from '../../web/pages/page.js'
import type { FieldError } from '../../web/problems.js'
import { type ErrorMessage, formErrors } from '../form-errors.js'
import { paths } from '../paths.js'
import { lineOf, textOf, type Typed } from '../typed-text.js'
import { ownAccountPage, type OwnAccountPage } from './own-account.presenter.js'

interface NamePage {
  action: string
  name: string
  errors: { name: ErrorMessage }
}

const accountPage = pageOf<OwnAccountPage>('account/account')
const namePage = pageOf<NamePage>('account/name')

/** The account of who is signed in: what it is, its name, and the browsers that are signed in to it. */
@ApiExcludeController()
@Controller('account')
@Access('use the own account')
export class OwnAccountController {
  constructor(
    private readonly own: OwnAccount,
    private readonly sessions: OwnSessions,
    private readonly tokens: ApiTokens,
    private readonly codes: OneTimeCodes,
    private readonly signing: SignInService,
    private readonly feeds: CalendarFeeds,
  ) {}

  @Get()
  async show(@CurrentPerson() person: Person, @Req() { sessionID }: Request): Promise<PageAnswer> {
    const [codes, sessions, tokens, calendarSince] = await Promise.all([
      this.codes.state(person.accountId),
      this.sessions.of(person.accountId, sessionID),
      this.tokens.of(person.accountId),
      this.feeds.since(person.accountId),
    ])
    const known = tokens.map((token) => ({ ...token, works: this.tokens.works(token) }))
    const calendar = this.feeds.concerns(person) ? { since: calendarSince } : null
    return accountPage(
      { title: 'Your account' },
      ownAccountPage(person, { codes, sessions, tokens: known, calendar }),
    )
  }

  @Get('name')
  nameForm(@CurrentPerson() person: Person): PageAnswer {
    return showName(person.name)
  }

  @Post('name')
  async name(@CurrentPerson() person: Person, @Body() body: Typed): Promise<PageAnswer | RedirectAnswer> {
    const name = lineOf(body, 'name')
    try {
      await this.own.rename(person, name)
      return redirectTo(paths.ownAccount(), 'Your name was saved.')
    } catch (error) {
      if (error instanceof AccountRefused) return showName(name, error.errors)
      throw error
    }
  }

  @Post('sessions/end')
  async endSession(
    @CurrentPerson() person: Person,
    @Req() request: Request,
    @Body() body: Typed,
  ): Promise<RedirectAnswer> {
    const name = textOf(body, 'session')
    const sessions = await this.sessions.of(person.accountId, request.sessionID)
    if (sessions.some((session) => session.isThis && session.name === name)) {
      await this.signing.signOut(request, person, { everywhere: false })
      return redirectTo(paths.signIn())
    }
    const ended = await this.sessions.end(person, name)
    return redirectTo(paths.ownAccount(), ended ? 'The browser was signed out.' : null)
  }

  @Post('sign-out-everywhere')
  async endAll(@CurrentPerson() person: Person, @Req() request: Request): Promise<RedirectAnswer> {
    await this.signing.signOut(request, person, { everywhere: true })
    return redirectTo(paths.signIn())
  }
}

function showName(name: string, errors: FieldError[] = []): PageAnswer {
  const { links, at } = formErrors(errors, { name: 'name' })
  const backLink = { text: 'Back to your account', href: paths.ownAccount() }
  return namePage(
    { title: 'Change your name', backLink, errors: links },
    { action: paths.ownAccountStep('name'), name, errors: at },
  )
}
