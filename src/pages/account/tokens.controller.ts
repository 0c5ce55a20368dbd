import { Body, Controller, Get, Param, Post, Req } from '@nestjs/common'
import { ApiExcludeController } from '@nestjs/swagger'
import type { Request } from 'express'
import { AccountRefused } from '../../accounts/accounts.service.js'
import { ApiTokens, type TokenFacts } from '../../accounts/api-tokens.service.js'
import { OwnAccount } from '../../accounts/own-account.service.js'
import { permissionFacts } from '../../accounts/permission.js'
import { CurrentPerson, type Person } from '../../accounts/person.js'
import { Clock } from '../../clock/clock.js'
import { inWords, londonDay } from '../../clock/dates.js'
import { Access } from '../../web/access.js'
import { type PageAnswer, pageOf, type RedirectAnswer, redirectTo } from '../../web/pages/page.js'
import { type FieldError, NotFound } from '../../web/problems.js'
import { paths } from '../paths.js'
import { secretOf, type Typed } from '../typed-text.js'
import {
  askedToken,
  newTokenPage,
  type NewTokenPage,
  readToken,
  type TypedToken,
  untypedToken,
} from './token.form.js'

interface MadeTokenPage {
  name: string
  token: string
  scope: string[]
  until: string
  accountHref: string
}

interface RevokeTokenPage {
  action: string
  name: string
  cancelHref: string
}

const formPage = pageOf<NewTokenPage>('account/new-token')
const madePage = pageOf<MadeTokenPage>('account/made-token')
const revokePage = pageOf<RevokeTokenPage>('account/revoke-token')
const backLink = { text: 'Back to your account', href: paths.ownAccount() }

/** Tokens for programs that use the API in the person's place. */
@ApiExcludeController()
@Controller('account/tokens')
@Access('use the own account')
export class TokensController {
  constructor(
    private readonly tokens: ApiTokens,
    private readonly own: OwnAccount,
    private readonly clock: Clock,
  ) {}

  @Get('new')
  async form(@CurrentPerson() person: Person): Promise<PageAnswer> {
    return this.show(person, untypedToken)
  }

  /**
   * Makes a token and shows it, this once and in this answer alone: it stands in no address, no session and no log. Sending
   * the form again makes no second one, since its name is taken.
   */
  @Post('new')
  async make(
    @CurrentPerson() person: Person,
    @Req() request: Request,
    @Body() body: Typed,
  ): Promise<PageAnswer> {
    const typed = readToken(body)
    const asked = askedToken(typed, person, this.today())
    const wrong = await this.tokens.refusalsOf(person, asked)
    // No guess at the password is counted for a form that has to be sent again anyway.
    const refused =
      wrong.length > 0 ? null : await this.own.refusalOf(request, person, secretOf(body, 'password'))
    if (refused !== null) wrong.push({ field: 'password', message: refused })
    if (wrong.length > 0) return this.show(person, typed, wrong)
    try {
      const token = await this.tokens.make(person, asked)
      return madePage(
        { title: 'Your new token', backLink, status: 201 },
        {
          ...{ name: asked.name, token, until: inWords(asked.endsOn), accountHref: paths.ownAccount() },
          scope: asked.scope.map((permission) => permissionFacts[permission].words),
        },
      )
    } catch (error) {
      if (error instanceof AccountRefused) return this.show(person, typed, error.errors)
      throw error
    }
  }

  @Get(':id/revoke')
  async revokeForm(@CurrentPerson() person: Person, @Param('id') id: string): Promise<PageAnswer> {
    const token = await this.tokenOf(person, id)
    return revokePage(
      { title: `Revoke the token ${token.name}`, backLink },
      { action: paths.revokeToken(token.id), name: token.name, cancelHref: paths.ownAccount() },
    )
  }

  @Post(':id/revoke')
  async revoke(@CurrentPerson() person: Person, @Param('id') id: string): Promise<RedirectAnswer> {
    const { id: tokenId } = await this.tokenOf(person, id)
    const name = await this.tokens.revoke(person, tokenId)
    return redirectTo(paths.ownAccount(), name === null ? null : `The token ${name} was revoked.`)
  }

  private async show(person: Person, typed: TypedToken, refused: FieldError[] = []): Promise<PageAnswer> {
    const facts = { person, today: this.today(), asksPassword: await this.own.hasPassword(person) }
    const { links, model } = newTokenPage(typed, facts, paths.newToken(), refused)
    return formPage({ title: 'Make a token for the API', backLink, errors: links }, model)
  }

  /** @throws NotFound when the person has no such token that works */
  private async tokenOf(person: Person, id: string): Promise<TokenFacts> {
    const found = (await this.tokens.of(person.accountId)).find((token) => String(token.id) === id)
    if (!found || !this.tokens.works(found)) throw new NotFound('You have no such token that still works.')
    return found
  }

  private today(): string {
    return londonDay(this.clock.now())
  }
}
