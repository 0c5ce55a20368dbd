import { Body, Controller, Get, Param, Post } from '@nestjs/common'
import { ApiExcludeController } from '@nestjs/swagger'
import { AccountAdmin } from '../../../accounts/account-admin.service.js'
import { AccountRefused } from '../../../accounts/accounts.service.js'
import { Invitations } from '../../../accounts/invitations.js'
import { OneTimeCodes } from '../../../accounts/one-time-codes.js'
import { CurrentPerson, type Person } from '../../../accounts/person.js'
import { Access } from '../../../web/access.js'
import { type PageAnswer, type RedirectAnswer, redirectTo } from '../../../web/pages/page.js'
import type { FieldError } from '../../../web/problems.js'
import { paths } from '../../paths.js'
import { lineOf, textOf, type Typed } from '../../typed-text.js'
import { AccountPages } from './account.pages.js'
import { deliveryInWords } from './delivery-words.js'
import { personErrors } from './new-account.form.js'
import { readRoles, roleErrors, rolesGiven } from './roles.form.js'

type Answer = Promise<PageAnswer | RedirectAnswer>

/** One account: what it is, and everything that is done to it. */
@ApiExcludeController()
@Controller('administration/accounts/:id')
@Access('manage accounts')
export class AccountController {
  constructor(
    private readonly pages: AccountPages,
    private readonly admin: AccountAdmin,
    private readonly invitations: Invitations,
    private readonly codes: OneTimeCodes,
  ) {}

  @Get()
  async one(@CurrentPerson() person: Person, @Param('id') id: string): Promise<PageAnswer> {
    return this.pages.one(person, await this.pages.accountOf(id))
  }

  @Get('details')
  async detailsForm(@Param('id') id: string): Promise<PageAnswer> {
    const account = await this.pages.accountOf(id)
    return this.pages.details(account, account)
  }

  @Post('details')
  async details(@CurrentPerson() person: Person, @Param('id') id: string, @Body() body: Typed): Answer {
    const account = await this.pages.accountOf(id)
    const typed = { name: lineOf(body, 'name'), email: textOf(body, 'email') }
    const refused = await refusals(personErrors(typed), () => this.admin.describe(person, account.id, typed))
    return refused.length > 0
      ? this.pages.details(account, typed, refused)
      : redirectTo(paths.account(account.id), `The details of ${typed.name} were saved.`)
  }

  @Get('roles')
  async rolesForm(@Param('id') id: string): Promise<PageAnswer> {
    return this.pages.roles(await this.pages.accountOf(id))
  }

  @Post('roles')
  async roles(@CurrentPerson() person: Person, @Param('id') id: string, @Body() body: Typed): Answer {
    const account = await this.pages.accountOf(id)
    const chosen = readRoles(body)
    const errors = roleErrors(chosen, await this.pages.choices())
    const give = () => this.admin.giveRoles(person, account.id, rolesGiven(chosen))
    const refused = await refusals(errors, give)
    return refused.length > 0
      ? this.pages.roles(account, chosen, refused)
      : redirectTo(paths.account(account.id), `The roles of ${account.name} were saved.`)
  }

  @Get('disable')
  async disableForm(@Param('id') id: string): Promise<PageAnswer> {
    return this.pages.disable(await this.pages.accountOf(id))
  }

  @Post('disable')
  async disable(@CurrentPerson() person: Person, @Param('id') id: string, @Body() body: Typed): Answer {
    const account = await this.pages.accountOf(id)
    const reason = textOf(body, 'reason')
    const refused = await refusals([], () => this.admin.disable(person, account.id, reason))
    return refused.length > 0
      ? this.pages.disable(account, reason, refused)
      : redirectTo(paths.account(account.id), `The account of ${account.name} was disabled.`)
  }

  @Post('enable')
  async enable(@CurrentPerson() person: Person, @Param('id') id: string): Answer {
    const account = await this.pages.accountOf(id)
    await this.admin.enable(person, account.id)
    return redirectTo(paths.account(account.id), `The account of ${account.name} was enabled again.`)
  }

  @Post('codes')
  async setCodes(@CurrentPerson() person: Person, @Param('id') id: string, @Body() body: Typed): Answer {
    const account = await this.pages.accountOf(id)
    const wanted = textOf(body, 'codes')
    if (wanted === 'off') {
      if (account.codesSince !== null) await this.codes.turnOff(person, account.id)
    } else if (wanted === 'required' || wanted === 'optional') {
      await this.admin.requireCodes(person, account.id, wanted === 'required')
    }
    return redirectTo(paths.account(account.id), codesSaid(wanted, account.name))
  }

  @Post('invite')
  async invite(@CurrentPerson() person: Person, @Param('id') id: string): Answer {
    const account = await this.pages.accountOf(id)
    const delivery = await this.invitations.invite(person, account.id)
    const said = deliveryInWords('The invitation', account.email, delivery)
    return redirectTo(paths.account(account.id), said)
  }

  @Post('reset')
  async reset(@CurrentPerson() person: Person, @Param('id') id: string): Answer {
    const account = await this.pages.accountOf(id)
    const delivery = await this.invitations.sendReset(person, account.id)
    const said = deliveryInWords('The password reset', account.email, delivery)
    return redirectTo(paths.account(account.id), said)
  }

  @Post('sign-out')
  async signOut(@CurrentPerson() person: Person, @Param('id') id: string): Answer {
    const account = await this.pages.accountOf(id)
    await this.admin.signOutEverywhere(person, account.id)
    return redirectTo(paths.account(account.id), `${account.name} was signed out everywhere.`)
  }
}

/** What is wrong with the form or, when nothing is, what the service refuses; empty when the change was made. */
async function refusals(errors: FieldError[], change: () => Promise<unknown>): Promise<FieldError[]> {
  if (errors.length > 0) return errors
  try {
    await change()
    return []
  } catch (error) {
    if (error instanceof AccountRefused) return error.errors
    throw error
  }
}

function codesSaid(wanted: string, name: string): string | null {
  if (wanted === 'off') return `One-time codes of ${name} were turned off.`
  if (wanted === 'required') return `${name} will be asked for one-time codes.`
  return wanted === 'optional' ? `Whether to use one-time codes is left to ${name}.` : null
}
