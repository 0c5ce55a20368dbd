import { Injectable } from '@nestjs/common'
import {
  type AccountFacts,
  AccountReading,
  type RoleChoices,
} from '../../../accounts/account-admin.reading.js'
import { AccountNotFound } from '../../../accounts/accounts.service.js'
import { ApiTokens } from '../../../accounts/api-tokens.service.js'
import { OwnSessions } from '../../../accounts/own-account.sessions.js'
import type { Person } from '../../../accounts/person.js'
import type { PageFacts, PageLink } from '../../../web/pages/frame.js'
import { type PageAnswer, pageOf } from '../../../web/pages/page.js'
import type { FieldError } from '../../../web/problems.js'
import { type ErrorMessage, formErrors } from '../../form-errors.js'
import { paths } from '../../paths.js'
import { type AccountPage, accountPage } from './account.presenter.js'
import { chosenOf, type ChosenRoles, roleFieldIds, roleFields, type RoleFields } from './roles.form.js'

interface DetailsPage {
  action: string
  name: string
  email: string
  errors: { name: ErrorMessage; email: ErrorMessage }
}

interface RolesPage {
  action: string
  name: string
  roles: RoleFields
}

interface DisablePage {
  action: string
  name: string
  reason: string
  errors: { reason: ErrorMessage }
  cancelHref: string
}

const onePage = pageOf<AccountPage>('administration/accounts/account')
const detailsPage = pageOf<DetailsPage>('administration/accounts/details')
const rolesPage = pageOf<RolesPage>('administration/accounts/roles')
const disablePage = pageOf<DisablePage>('administration/accounts/disable')

/** The pages of one account. */
@Injectable()
export class AccountPages {
  constructor(
    private readonly reading: AccountReading,
    private readonly sessions: OwnSessions,
    private readonly tokens: ApiTokens,
  ) {}

  /** @throws AccountNotFound when the address names no account */
  async accountOf(id: string): Promise<AccountFacts> {
    const account = /^[1-9]\d{0,8}$/u.test(id) ? await this.reading.find(Number(id)) : null
    if (!account) throw new AccountNotFound()
    return account
  }

  async choices(): Promise<RoleChoices> {
    return this.reading.choices()
  }

  async one(person: Person, account: AccountFacts): Promise<PageAnswer> {
    const [sessions, tokens] = await Promise.all([this.sessions.of(account.id), this.tokens.of(account.id)])
    return onePage(
      {
        title: `Account of ${account.name}`,
        section: 'administration',
        breadcrumbs: [
          { text: 'Administration', href: paths.administration() },
          { text: 'Accounts', href: paths.accounts() },
        ],
      },
      accountPage(account, {
        openSessions: sessions.length,
        workingTokens: tokens.filter((token) => this.tokens.works(token)).length,
        isOwn: person.accountId === account.id,
        maySeeTrail: person.permissions.has('read the audit trail'),
      }),
    )
  }

  details(
    account: AccountFacts,
    typed: { name: string; email: string },
    refused: FieldError[] = [],
  ): PageAnswer {
    const { links, at } = formErrors(refused, { name: 'name', email: 'email' })
    return detailsPage(stepFacts(account, `Name and email address of ${account.name}`, links), {
      action: paths.accountStep(account.id, 'details'),
      ...{ name: typed.name, email: typed.email, errors: at },
    })
  }

  async roles(
    account: AccountFacts,
    chosen: ChosenRoles = chosenOf(account.roles),
    refused: FieldError[] = [],
  ): Promise<PageAnswer> {
    const { links, at } = formErrors(refused, roleFieldIds)
    return rolesPage(stepFacts(account, `Roles of ${account.name}`, links), {
      ...{ action: paths.accountStep(account.id, 'roles'), name: account.name },
      roles: roleFields(chosen, await this.reading.choices(), at),
    })
  }

  disable(account: AccountFacts, reason = '', refused: FieldError[] = []): PageAnswer {
    const { links, at } = formErrors(refused, { reason: 'reason' })
    return disablePage(stepFacts(account, `Disable the account of ${account.name}`, links), {
      ...{ action: paths.accountStep(account.id, 'disable'), name: account.name, reason, errors: at },
      cancelHref: paths.account(account.id),
    })
  }
}

function stepFacts(account: AccountFacts, title: string, errors: PageLink[]): PageFacts {
  const backLink = { text: 'Back to the account', href: paths.account(account.id) }
  return { title, section: 'administration', backLink, errors }
}
