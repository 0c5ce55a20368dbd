import { Injectable } from '@nestjs/common'
import type { Request } from 'express'
import { Clock } from '../clock/clock.js'
import type { Instant } from '../clock/dates.js'
import { Database } from '../database/database.js'
import { changeRows, insertRow } from '../database/rows.js'
import { TooManyTries } from '../web/problems.js'
import { SignInAttempt } from './credential.entity.js'
import { networkOf } from './network.js'
import { hashOfSecret } from './secrets.js'

const minute = 60_000

interface Limit {
  /** Guesses are counted over so long a time. */
  window: number
  /** So many wrong ones at one account, and so many from one network; beyond them none is looked at. */
  ofAccount: number | null
  fromNetwork: number
  /** Whose networks are counted together. */
  group: 'sign-in' | 'token' | 'reset'
}

const limits = {
  password: { window: 15 * minute, ofAccount: 10, fromNetwork: 50, group: 'sign-in' },
  code: { window: 15 * minute, ofAccount: 10, fromNetwork: 50, group: 'sign-in' },
  token: { window: 15 * minute, ofAccount: null, fromNetwork: 50, group: 'token' },
  // A mail that was asked for counts, right or wrong: nobody's letter box is to be filled by us.
  reset: { window: 60 * minute, ofAccount: 3, fromNetwork: 20, group: 'reset' },
} as const satisfies Record<string, Limit>

/** What is guessed at, by whom and from where. */
export interface Guess {
  what: keyof typeof limits
  /** The email of the account, as it was typed, whether or not there is such an account. */
  of: string
  request: Request
  /** It comes from a browser that has signed in to the account before. */
  knownBrowser: boolean
}

const keptFor = 24 * 60 * minute
const before = (now: Instant, milliseconds: number) => new Date(Date.parse(now) - milliseconds).toISOString()

/**
 * Counts guesses at passwords, codes and tokens, and refuses more than a person needs. Guesses from browsers that have
 * signed in to the account before are counted apart: whoever guesses from elsewhere does not shut its owner out.
 */
@Injectable()
export class Guesses {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
  ) {}

  /**
   * Counts a guess as wrong before it is looked at, so that guesses made at the same time count as well.
   *
   * @returns what to call when the guess was right
   * @throws TooManyTries when it is not to be looked at
   */
  async begin(guess: Guess): Promise<() => Promise<void>> {
    await this.refuseBeyond(guess, 0)
    const id = await this.count(guess)
    try {
      await this.refuseBeyond(guess, 1)
    } catch (error) {
      await this.database.write((manager) => manager.delete(SignInAttempt, { id }))
      throw error
    }
    return async () => {
      await this.database.write((manager) => changeRows(manager, SignInAttempt, { id }, { succeeded: true }))
    }
  }

  /** @throws TooManyTries when another guess would not be looked at */
  async demandFew(guess: Guess): Promise<void> {
    await this.refuseBeyond(guess, 0)
  }

  /** Whether another guess would not be looked at. */
  async areUsedUp(guess: Guess): Promise<boolean> {
    return (await this.waitFor(guess, 0)) > 0
  }

  /** Counts a wrong guess. */
  async count(guess: Guess): Promise<number> {
    return this.database.write((manager) =>
      insertRow(manager, SignInAttempt, {
        accountKey: keyOf(guess),
        address: placeOf(guess),
        knownBrowser: guess.knownBrowser,
        succeeded: false,
        at: this.clock.now(),
      }),
    )
  }

  /** Forgets what no limit counts any more. */
  async sweep(): Promise<void> {
    const old = before(this.clock.now(), keptFor)
    await this.database.write((manager) =>
      manager.createQueryBuilder().delete().from(SignInAttempt).where('at < :old', { old }).execute(),
    )
  }

  private async refuseBeyond(guess: Guess, own: number): Promise<void> {
    const seconds = await this.waitFor(guess, own)
    if (seconds === 0) return
    const minutes = Math.ceil(seconds / 60)
    throw new TooManyTries(
      `There were too many wrong tries. Wait ${minutes === 1 ? 'a minute' : `${minutes} minutes`}, then try again.`,
      seconds,
    )
  }

  /**
   * After how many seconds a guess will be looked at again; 0 when now.
   *
   * @param own how many of those that are counted are the guess itself
   */
  private async waitFor(guess: Guess, own: number): Promise<number> {
    const { window, ofAccount, fromNetwork } = limits[guess.what]
    const since = before(this.clock.now(), window)
    const passed = [
      ofAccount === null ? null : await this.reached(ofAccount + own, ...ofThisAccount(guess), since),
      // Its own count holds back a known browser; what others do in the same building does not.
      guess.knownBrowser ? null : await this.reached(fromNetwork + own, 'address = ?', placeOf(guess), since),
    ].filter((at) => at !== null)
    if (passed.length === 0) return 0
    const free = Math.max(...passed.map((at) => Date.parse(at))) + window
    return Math.max(1, Math.ceil((free - Date.parse(this.clock.now())) / 1000))
  }

  /** The moment of the wrong guess that reached the limit; while it is in the window, no more are looked at. */
  private async reached(
    limit: number,
    where: string,
    value: string,
    since: Instant,
  ): Promise<Instant | null> {
    const [row] = await this.database.select<{ at: Instant }>(
      `SELECT at FROM sign_in_attempt WHERE ${where} AND NOT succeeded AND at > ?
      ORDER BY at DESC, id DESC LIMIT 1 OFFSET ${limit - 1}`,
      [value, since],
    )
    return row?.at ?? null
  }
}

function ofThisAccount(guess: Guess): [where: string, value: string] {
  return [`account_key = ? AND ${guess.knownBrowser ? '' : 'NOT '}known_browser`, keyOf(guess)]
}

/** Codes are counted apart from passwords: whoever guesses codes knows the password already. */
function keyOf({ what, of }: Guess): string {
  return hashOfSecret(`${what} ${of.trim().toLowerCase()}`)
}

function placeOf({ what, request }: Guess): string {
  return `${limits[what].group} ${networkOf(request.ip)}`.slice(0, 64)
}
