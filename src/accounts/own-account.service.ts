import { Injectable } from '@nestjs/common'
import type { Request } from 'express'
import { Ledger } from '../audit/ledger.service.js'
import { Clock } from '../clock/clock.js'
import { Database } from '../database/database.js'
import { changeRows, findRow } from '../database/rows.js'
import { Account } from './account.entity.js'
import { nameProblem } from './account-names.js'
import { AccountNotFound, AccountRefused, refuseNameTaken } from './accounts.service.js'
import './browser-session.js'
import { OwnPassword } from './own-password.js'
import type { Person } from './person.js'

/** Who has no password here must have signed in so short a while ago to do what others give their password for. */
const recently = 15 * 60_000

/** What people do to their own account, besides their ways to sign in. */
@Injectable()
export class OwnAccount {
  constructor(
    private readonly database: Database,
    private readonly ledger: Ledger,
    private readonly clock: Clock,
    private readonly passwords: OwnPassword,
  ) {}

  /** Whether the account has a password; one that is entered by single sign-on alone has none. */
  async hasPassword({ accountId }: Person): Promise<boolean> {
    const rows = await this.database.select(
      'SELECT id FROM account WHERE id = ? AND password_hash IS NOT NULL',
      [accountId],
    )
    return rows.length > 0
  }

  /**
   * Changes the name by which updates and the trail will name the person from now on.
   *
   * @returns whether that changed anything
   * @throws AccountRefused when it is no name, or another account's: nobody shall speak in somebody else's name
   */
  async rename(person: Person, name: string): Promise<boolean> {
    const message = nameProblem(name)
    if (message !== null) throw new AccountRefused([{ field: 'name', message }])
    const to = name.trim()
    if (to === person.name) return false
    await this.ledger.write(person, async (write) => {
      await refuseNameTaken(write, to, person.accountId)
      const account = await findRow(write.manager, Account, { id: person.accountId })
      if (!account) throw new AccountNotFound()
      await changeRows(write.manager, Account, { id: account.id }, { name: to })
      const changed = { name: { from: account.name, to } }
      write.tell({ kind: 'account.changed', subject: account.email, details: { changed } })
    })
    return true
  }

  /**
   * Asks who sits at the browser, before something is done that outlives the session.
   *
   * @returns the sentence that says what is wrong, or null when it is the person
   * @throws TooManyTries when no more guesses are looked at
   */
  async refusalOf(request: Request, person: Person, password: string): Promise<string | null> {
    if (!(await this.hasPassword(person))) {
      const since = Date.parse(this.clock.now()) - Date.parse(request.session.signedInAt ?? '')
      return since <= recently ? null : 'Sign out and sign in again first: it is a while since you signed in'
    }
    if (password === '') return 'Enter your password'
    return (await this.passwords.isRight(request, person, password)) ? null : 'This is not your password'
  }
}
