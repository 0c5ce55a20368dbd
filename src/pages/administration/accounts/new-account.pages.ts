import { Injectable } from '@nestjs/common'
import { nameTaken } from '../../../accounts/account-names.js'
import { AccountReading } from '../../../accounts/account-admin.reading.js'
import { AccountRefused, AccountsService } from '../../../accounts/accounts.service.js'
import { Invitations } from '../../../accounts/invitations.js'
import type { Person } from '../../../accounts/person.js'
import { type Markup, html } from '../../../web/pages/html.js'
import { type PageAnswer, pageOf } from '../../../web/pages/page.js'
import type { FieldError } from '../../../web/problems.js'
import { type ErrorMessage, formErrors } from '../../form-errors.js'
import { paths } from '../../paths.js'
import { deliveryInWords } from './delivery-words.js'
import { accountErrors, accountFieldIds, hiddenAccount, type TypedAccount } from './new-account.form.js'
import { roleFields, type RoleFields, rolesGiven, rolesInWords } from './roles.form.js'

interface NewAccountPage {
  name: string
  email: string
  roles: RoleFields
  errors: { name: ErrorMessage; email: ErrorMessage }
}

interface CheckAccountPage {
  rows: { key: { text: string }; value: { text: string } | { html: Markup } }[]
  hidden: { name: string; value: string }[]
}

const newAccountPage = pageOf<NewAccountPage>('administration/accounts/new')
const checkPage = pageOf<CheckAccountPage>('administration/accounts/check')

const backToList = { text: 'Back to accounts', href: paths.accounts() }

/** The steps of a new account: describe it, check it, and have it made and its person invited. */
@Injectable()
export class NewAccountPages {
  constructor(
    private readonly reading: AccountReading,
    private readonly accounts: AccountsService,
    private readonly invitations: Invitations,
  ) {}

  async form(typed: TypedAccount, errors: FieldError[] = []): Promise<PageAnswer> {
    const { links, at } = formErrors(errors, accountFieldIds)
    const roles = roleFields(typed.roles, await this.reading.choices(), at)
    return newAccountPage(
      { title: 'Make an account', section: 'administration', backLink: backToList, errors: links },
      { name: typed.name, email: typed.email, roles, errors: { name: at.name, email: at.email } },
    )
  }

  async errorsOf(typed: TypedAccount): Promise<FieldError[]> {
    const errors = accountErrors(typed, await this.reading.choices())
    const isFine = (field: string) => errors.every((error) => error.field !== field)
    const taken: FieldError[] = []
    if (isFine('name') && (await this.reading.hasName(typed.name))) {
      taken.push({ field: 'name', message: nameTaken })
    }
    if (isFine('email') && (await this.reading.hasEmail(typed.email))) {
      taken.push({ field: 'email', message: `${typed.email.toLowerCase()} has an account already` })
    }
    return [...taken, ...errors]
  }

  async check(typed: TypedAccount): Promise<PageAnswer> {
    const roles = rolesInWords(typed.roles, await this.reading.choices())
    return checkPage(
      { title: 'Check the account', section: 'administration', backLink: backToList },
      {
        rows: [
          { key: { text: 'Name' }, value: { text: typed.name } },
          { key: { text: 'Email address' }, value: { text: typed.email.toLowerCase() } },
          {
            key: { text: roles.length === 1 ? 'Role' : 'Roles' },
            value: {
              html: html`<ul class="govuk-list">
                ${roles.map((role) => html`<li>${role}</li>`)}
              </ul>`,
            },
          },
        ],
        hidden: hiddenAccount(typed),
      },
    )
  }

  /** Makes the account and invites its person in one go; what is wrong only now goes back to the form. */
  async make(
    person: Person,
    typed: TypedAccount,
  ): Promise<{ accountId: number; notification: string } | { errors: FieldError[] }> {
    try {
      const accountId = await this.accounts.make(person, {
        ...{ name: typed.name, email: typed.email, roles: rolesGiven(typed.roles) },
        ...{ state: 'invited', passwordHash: null, mustChangePassword: false },
      })
      const delivery = await this.invitations.invite(person, accountId)
      const mail = deliveryInWords('The invitation', typed.email.toLowerCase(), delivery)
      return { accountId, notification: `The account of ${typed.name} was made. ${mail}` }
    } catch (error) {
      if (error instanceof AccountRefused) return { errors: error.errors }
      throw error
    }
  }
}
