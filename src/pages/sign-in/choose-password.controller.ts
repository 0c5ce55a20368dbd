import { Body, Controller, Get, Param, Post, Query, Req, UseFilters, UseGuards } from '@nestjs/common'
import { ApiExcludeController } from '@nestjs/swagger'
import type { Request } from 'express'
import { WhileOwing } from '../../accounts/duty.js'
import { Invitations } from '../../accounts/invitations.js'
import { LinkPasswords } from '../../accounts/link-passwords.js'
import { OwnPassword } from '../../accounts/own-password.js'
import { CurrentPerson, type Person } from '../../accounts/person.js'
import { type OpenLink, SingleUseLinks } from '../../accounts/single-use-links.js'
import { Access, Public } from '../../web/access.js'
import { type PageAnswer, type RedirectAnswer, redirectTo } from '../../web/pages/page.js'
import { paths } from '../paths.js'
import { textOf, type Typed } from '../typed-text.js'
import { BrowserOnly } from './browser-only.guard.js'
import { FormExpiredFilter } from './form-expired.filter.js'
import { nextStep } from './next-step.js'
import { checkMailPage, choosePage, forgottenPage, linkEndedPage, openTooLong } from './sign-in.pages.js'
import { passwordOf } from './typed-credentials.js'

type Answer = PageAnswer | RedirectAnswer

@ApiExcludeController()
@Controller('sign-in')
@UseGuards(BrowserOnly)
@UseFilters(FormExpiredFilter)
export class ChoosePasswordController {
  constructor(
    private readonly invitations: Invitations,
    private readonly links: SingleUseLinks,
    private readonly linkPasswords: LinkPasswords,
    private readonly ownPassword: OwnPassword,
  ) {}

  @Get('forgotten')
  @Public()
  forgottenForm(): PageAnswer {
    return forgottenPage('')
  }

  @Post('forgotten')
  @Public()
  forgotten(@Req() request: Request, @Body() typed: Typed): PageAnswer {
    const email = textOf(typed, 'email')
    if (!/^\S+@\S+$/u.test(email) || email.length > 254) {
      return forgottenPage(email, 'Enter an email address in the correct format, like name@example.com')
    }
    this.invitations.askReset(request, email)
    return checkMailPage(email)
  }

  /** Only shows the form: programs that look at mail before its reader does must not use the link up. */
  @Get('link/:token')
  @Public()
  async linkForm(@Param('token') token: string, @Query('again') again: unknown): Promise<PageAnswer> {
    const link = await this.links.find(token)
    if (!link) return linkEndedPage()
    return byLink(link, token, again === undefined ? null : `${openTooLong} Enter the password again`)
  }

  @Post('link/:token')
  @Public()
  async byLink(
    @Req() request: Request,
    @Param('token') token: string,
    @Body() typed: Typed,
  ): Promise<Answer> {
    const chosen = await this.linkPasswords.choose(request, token, passwordOf(typed))
    if (chosen.outcome === 'ended') return linkEndedPage()
    if (chosen.outcome !== 'refused') return redirectTo(nextStep(request), 'Your password is set.')
    const link = await this.links.find(token)
    return link ? byLink(link, token, chosen.sentence) : linkEndedPage()
  }

  @Get('choose-password')
  @Access('use the own account')
  @WhileOwing('password')
  owedForm(@Req() request: Request, @CurrentPerson() person: Person, @Query('again') again: unknown): Answer {
    if (request.session.owes !== 'password') return redirectTo(paths.ownAccountStep('password'))
    return instead(person, again === undefined ? null : `${openTooLong} Enter the password again`)
  }

  @Post('choose-password')
  @Access('use the own account')
  @WhileOwing('password')
  async owed(
    @Req() request: Request,
    @CurrentPerson() person: Person,
    @Body() typed: Typed,
  ): Promise<Answer> {
    if (request.session.owes !== 'password') return redirectTo(paths.ownAccountStep('password'))
    const refusal = await this.ownPassword.change(request, person, passwordOf(typed))
    return refusal ? instead(person, refusal) : redirectTo(nextStep(request), 'Your password is set.')
  }
}

function byLink({ purpose, account }: OpenLink, token: string, message: string | null): PageAnswer {
  const isNew = purpose === 'invitation'
  const heading = isNew ? 'Choose a password' : 'Choose a new password'
  const reasons = isNew
    ? [`Welcome, ${account.name}. With a password of your own you can sign in from now on.`]
    : ['With it you sign in from now on. Every browser that is signed in to your account is signed out.']
  return choosePage({ heading, reasons, email: account.email, action: `/sign-in/link/${token}` }, message)
}

/** In place of a one-time password. */
function instead({ email }: Person, message: string | null): PageAnswer {
  const reasons = [
    'The password that you signed in with was for the first time only. Choose one of your own to go on.',
  ]
  const action = '/sign-in/choose-password'
  return choosePage({ heading: 'Choose a password of your own', reasons, email, action }, message)
}
