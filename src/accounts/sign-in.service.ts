import { Injectable } from '@nestjs/common'
import { isEmail } from 'class-validator'
import type { Request } from 'express'
import { Ledger } from '../audit/ledger.service.js'
import { Clock } from '../clock/clock.js'
import { Database } from '../database/database.js'
import { changeRows } from '../database/rows.js'
import { Account } from './account.entity.js'
import { renewSession } from './browser-session.js'
import { dutyOf, type FirstStep, type WayIn } from './duty.js'
import { type Guess, Guesses } from './guesses.js'
import { KnownBrowsers } from './known-browsers.js'
import { OneTimeCodes } from './one-time-codes.js'
import { Passwords } from './passwords.js'
import type { Person } from './person.js'
import { hashOfSecret } from './secrets.js'
import { SecurityTrail } from './security-trail.js'
import { SessionStore } from './session-store.js'

/** `refused`: it was wrong; `code`: right so far, a one-time code must follow; `in`: the person is signed in. */
export type SignInOutcome = 'refused' | LetIn
export type LetIn = 'code' | 'in'

/** Who gave the password must give the code within this time. */
const pendingFor = 10 * 60_000

/** Signs people in and out. */
@Injectable()
export class SignInService {
  constructor(
    private readonly database: Database,
    private readonly ledger: Ledger,
    private readonly clock: Clock,
    private readonly passwords: Passwords,
    private readonly codes: OneTimeCodes,
    private readonly guesses: Guesses,
    private readonly browsers: KnownBrowsers,
    private readonly sessions: SessionStore,
    private readonly trail: SecurityTrail,
  ) {}

  /**
   * The first step. Whether or not the email has an account, the work and the answer are the same.
   *
   * @throws TooManyTries when the guess is not to be looked at
   */
  async withPassword(request: Request, email: string, password: string): Promise<SignInOutcome> {
    const key = email.trim().toLowerCase()
    const account = await this.database.reads.getRepository(Account).findOneBy({ email: key })
    const knownBrowser = account !== null && (await this.browsers.isKnown(request, account.id))
    const guess: Guess = { what: 'password', of: key, request, knownBrowser }
    const wasRight = await this.guesses.begin(guess)
    const right = await this.passwords.matches(password, account?.passwordHash ?? null)
    if (!right || account?.state !== 'active') {
      await this.failed(guess, 'email or password')
      return 'refused'
    }
    await wasRight()
    return this.letIn(request, account, 'password')
  }

  /** Whether somebody at this browser has given the right password a short while ago, and the code is still to come. */
  async pending(request: Request): Promise<Account | null> {
    const { pending } = request.session
    if (!pending || Date.parse(this.clock.now()) - Date.parse(pending.since) > pendingFor) return null
    const { accountId: id, password } = pending
    const account = await this.database.reads.getRepository(Account).findOneBy({ id, state: 'active' })
    return account && fingerprint(account) === password ? account : null
  }

  /**
   * The second step.
   *
   * @returns null when there was no first step, or too long ago
   * @throws TooManyTries when the guess is not to be looked at
   */
  async withCode(
    request: Request,
    kind: 'code' | 'recovery code',
    code: string,
  ): Promise<SignInOutcome | null> {
    const account = await this.pending(request)
    const by = request.session.pending?.by
    if (!account || !by) return null
    const knownBrowser = await this.browsers.isKnown(request, account.id)
    const guess: Guess = { what: 'code', of: account.email, request, knownBrowser }
    const wasRight = await this.guesses.begin(guess)
    const right =
      kind === 'code'
        ? await this.codes.accept(account, code)
        : await this.codes.acceptRecovery(account, code)
    if (!right) {
      await this.failed(guess, kind)
      return 'refused'
    }
    await wasRight()
    await this.open(request, account, `${by} and ${kind}`)
    return 'in'
  }

  /** Lets somebody in who has shown to be the account's person; one-time codes are asked for where they are on. */
  async letIn(request: Request, account: Account, by: FirstStep): Promise<LetIn> {
    if (account.codesSince === null) {
      await this.open(request, account, by)
      return 'in'
    }
    await renewSession(request)
    const pending = { accountId: account.id, by, since: this.clock.now(), password: fingerprint(account) }
    request.session.pending = pending
    return 'code'
  }

  /** Opens a session with the rights of the account. */
  async open(request: Request, account: Account, by: WayIn): Promise<void> {
    await this.ledger.write({ name: account.name }, async (write) => {
      const visited = { signedInAt: write.now, signedInBefore: account.signedInAt }
      await changeRows(write.manager, Account, { id: account.id }, visited)
      const details = { by, address: request.ip ?? '' }
      write.tell({ kind: 'account.signed-in', subject: account.email, details })
    })
    await this.enter(request, account, by, this.clock.now())
  }

  /** Goes on with a session of a new id, after what was open before has been closed. */
  async goOn(request: Request, accountId: number): Promise<void> {
    const { cameBy = 'password', signedInAt = this.clock.now() } = request.session
    const account = await this.database.reads.getRepository(Account).findOneByOrFail({ id: accountId })
    await this.enter(request, account, cameBy, signedInAt)
  }

  async signOut(request: Request, person: Person, { everywhere }: { everywhere: boolean }): Promise<void> {
    if (everywhere) await this.sessions.endAll(person.accountId)
    delete request.session.next
    await renewSession(request)
    const details = { everywhere }
    await this.trail.note(person.name, { kind: 'account.signed-out', subject: person.email, details })
  }

  /** The trail says that somebody tried to come in, and when no more of their guesses are looked at. */
  private async failed(guess: Guess, why: string): Promise<void> {
    // What is no address may be a password in the wrong field: the trail is no place for it.
    const subject = isEmail(guess.of) ? guess.of.slice(0, 200) : 'no email address'
    const address = guess.request.ip ?? ''
    const usedUp = await this.guesses.areUsedUp(guess)
    await this.ledger.write({ name: 'Nobody' }, async (write) => {
      write.tell({ kind: 'account.sign-in-failed', subject, details: { why, address } })
      if (usedUp)
        write.tell({ kind: 'account.guesses-refused', subject, details: { what: guess.what, address } })
    })
  }

  private async enter(request: Request, account: Account, by: WayIn, since: string): Promise<void> {
    await renewSession(request)
    request.session.accountId = account.id
    request.session.signedInAt = since
    request.session.cameBy = by
    const duty = dutyOf(account, by)
    if (duty) request.session.owes = duty
    await this.browsers.remember(request, account.id)
  }
}

/** Another for each password, and of no use to who reads it. */
function fingerprint({ passwordHash }: Account): string {
  return hashOfSecret(passwordHash ?? '').slice(0, 16)
}
