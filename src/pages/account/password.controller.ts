import { Body, Controller, Get, Post, Req } from '@nestjs/common'
import { ApiExcludeController } from '@nestjs/swagger'
import type { Request } from 'express'
import { OwnAccount } from '../../accounts/own-account.service.js'
import { OwnPassword } from '../../accounts/own-password.js'
import { CurrentPerson, type Person } from '../../accounts/person.js'
import { Access } from '../../web/access.js'
import { type PageAnswer, pageOf, type RedirectAnswer, redirectTo } from '../../web/pages/page.js'
import { NotFound } from '../../web/problems.js'
import type { FieldError } from '../../web/problems.js'
import { type ErrorMessage, formErrors } from '../form-errors.js'
import { paths } from '../paths.js'
import { secretOf, type Typed } from '../typed-text.js'

interface PasswordPage {
  action: string
  email: string
  errors: { current: ErrorMessage; chosen: ErrorMessage }
}

const passwordPage = pageOf<PasswordPage>('account/password')

/** Another password, for who knows the one that the account has. */
@ApiExcludeController()
@Controller('account/password')
@Access('use the own account')
export class PasswordController {
  constructor(
    private readonly own: OwnAccount,
    private readonly passwords: OwnPassword,
  ) {}

  @Get()
  async form(@CurrentPerson() person: Person): Promise<PageAnswer> {
    await this.demandPassword(person)
    return show(person)
  }

  @Post()
  async change(
    @CurrentPerson() person: Person,
    @Req() request: Request,
    @Body() body: Typed,
  ): Promise<PageAnswer | RedirectAnswer> {
    await this.demandPassword(person)
    const refused = await this.own.refusalOf(request, person, secretOf(body, 'current'))
    if (refused) return show(person, [{ field: 'current', message: refused }])
    const refusal = await this.passwords.change(request, person, secretOf(body, 'chosen'))
    if (refusal) return show(person, [{ field: 'chosen', message: refusal }])
    return redirectTo(
      paths.ownAccount(),
      'Your password was changed. Every other browser that was signed in to your account is signed out.',
    )
  }

  /** @throws NotFound where the account is entered by single sign-on alone */
  private async demandPassword(person: Person): Promise<void> {
    if (await this.own.hasPassword(person)) return
    throw new NotFound('Your account has no password here: you come in by single sign-on.')
  }
}

/** No password that was typed is sent back: each is typed anew. */
function show(person: Person, errors: FieldError[] = []): PageAnswer {
  const { links, at } = formErrors(errors, { current: 'current', chosen: 'chosen' })
  const backLink = { text: 'Back to your account', href: paths.ownAccount() }
  return passwordPage(
    { title: 'Change your password', backLink, errors: links },
    { action: paths.ownAccountStep('password'), email: person.email, errors: at },
  )
}
