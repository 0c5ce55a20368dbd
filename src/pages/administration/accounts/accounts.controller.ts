import { Body, Controller, Get, Post, Query } from '@nestjs/common'
import { ApiExcludeController } from '@nestjs/swagger'
import { AccountReading } from '../../../accounts/account-admin.reading.js'
import { CurrentPerson, type Person } from '../../../accounts/person.js'
import { Access } from '../../../web/access.js'
import { type PageAnswer, pageOf, type RedirectAnswer, redirectTo } from '../../../web/pages/page.js'
import { pageAskedFor, pageInTitle, pagesOf } from '../../paging.js'
import { paths } from '../../paths.js'
import { textOf, type Typed } from '../../typed-text.js'
import {
  accountListPage,
  type AccountListPage,
  accountsPerPage,
  readFilter,
} from './account-list.presenter.js'
import { readAccount } from './new-account.form.js'
import { NewAccountPages } from './new-account.pages.js'

const listPage = pageOf<AccountListPage>('administration/accounts/list')

/** The list of accounts, and new ones. */
@ApiExcludeController()
@Controller('administration/accounts')
@Access('manage accounts')
export class AccountsController {
  constructor(
    private readonly reading: AccountReading,
    private readonly pages: NewAccountPages,
  ) {}

  @Get()
  async list(@Query() query: Typed): Promise<PageAnswer> {
    const filter = readFilter(query)
    const [{ total }, everyone] = await Promise.all([
      this.reading.list(filter, 1, 1),
      this.reading.list({}, 1, 1),
    ])
    const page = pageAskedFor(textOf(query, 'page'), total, accountsPerPage)
    const found = await this.reading.list(filter, page, accountsPerPage)
    return listPage(
      {
        title: `Accounts${pageInTitle(page, pagesOf(total, accountsPerPage))}`,
        section: 'administration',
        breadcrumbs: [{ text: 'Administration', href: paths.administration() }],
        wide: true,
      },
      accountListPage(filter, found, everyone.total, page),
    )
  }

  @Get('new')
  async form(): Promise<PageAnswer> {
    return this.pages.form(readAccount({}))
  }

  /** Three buttons send the same fields: to check them, to change them once more, and to make the account. */
  @Post('new')
  async take(@CurrentPerson() person: Person, @Body() body: Typed): Promise<PageAnswer | RedirectAnswer> {
    const typed = readAccount(body)
    const step = textOf(body, 'step')
    if (step === 'change') return this.pages.form(typed)
    const errors = await this.pages.errorsOf(typed)
    if (errors.length > 0) return this.pages.form(typed, errors)
    if (step !== 'make') return this.pages.check(typed)
    const made = await this.pages.make(person, typed)
    return 'errors' in made
      ? this.pages.form(typed, made.errors)
      : redirectTo(paths.account(made.accountId), made.notification)
  }
}
