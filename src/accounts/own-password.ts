import { Injectable } from '@nestjs/common'
import type { Request } from 'express'
import { Ledger } from '../audit/ledger.service.js'
import { Clock } from '../clock/clock.js'
import { Database } from '../database/database.js'
import { Account } from './account.entity.js'
import { Credentials } from './credentials.js'
import { Guesses } from './guesses.js'
import { KnownBrowsers } from './known-browsers.js'
import { PasswordRules } from './password-rules.js'
import { Passwords } from './passwords.js'
import type { Person } from './person.js'
import { SecurityTrail } from './security-trail.js'
import { SignInService } from './sign-in.service.js'

/** The password of somebody who is signed in. */
@Injectable()
export class OwnPassword {
  constructor(
    private readonly database: Database,
    private readonly ledger: Ledger,
    private readonly clock: Clock,
    private readonly passwords: Passwords,
    private readonly rules: PasswordRules,
    private readonly guesses: Guesses,
    private readonly browsers: KnownBrowsers,
    private readonly credentials: Credentials,
    private readonly signing: SignInService,
    private readonly trail: SecurityTrail,
  ) {}

  /**
   * Whether it is the person's password: asked again before the account is opened wider or its guard taken down.
   *
   * @throws TooManyTries when the guess is not to be looked at
   */
  async isRight(request: Request, person: Person, password: string): Promise<boolean> {
    const { accountId, email } = person
    const knownBrowser = await this.browsers.isKnown(request, accountId)
    const wasRight = await this.guesses.begin({ what: 'password', of: email, request, knownBrowser })
    const { passwordHash } = await this.account(accountId)
    const right = await this.passwords.matches(password, passwordHash)
    if (right) await wasRight()
    else await this.trail.wrongPassword(person, request.ip ?? '')
    return right
  }

  /**
   * Sets another password. Every session of the account ends; the one that asks goes on under a new id.
   *
   * @returns the sentence that says why the password is refused, or null when it was set
   */
  async change(request: Request, person: Person, chosen: string): Promise<string | null> {
    const account = await this.account(person.accountId)
    const refusal = await this.rules.refusal(chosen, account)
    if (refusal) return refusal
    if (await this.passwords.matches(chosen, account.passwordHash)) {
      return 'Choose another password than the one that you have'
    }
    const passwordHash = await this.passwords.hash(chosen)
    await this.ledger.write(person, (write) =>
      this.credentials.setPassword(write, account, passwordHash, 'signed in'),
    )
    await this.signing.goOn(request, account.id)
    this.credentials.tellOwner(account, 'Your password was changed', this.clock.now())
    return null
  }

  private async account(id: number): Promise<Account> {
    return this.database.reads.getRepository(Account).findOneByOrFail({ id })
  }
}
