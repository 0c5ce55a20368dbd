import { Injectable } from '@nestjs/common'
import type { Request } from 'express'
import { Ledger } from '../audit/ledger.service.js'
import { Database } from '../database/database.js'
import { changeRows, findRow } from '../database/rows.js'
import { Account } from './account.entity.js'
import { type Identity, OidcProvider, SignOnRefused } from './oidc-provider.js'
import { SecurityTrail } from './security-trail.js'
import { SignInService } from './sign-in.service.js'
import { SingleUseLinks } from './single-use-links.js'

/** What became of a single sign-on; `nobody` is told which address has no account here. */
export type SignOnOutcome = { outcome: 'in' | 'refused' } | { outcome: 'nobody'; email: string | null }

/** Lets people in whom the provider of single sign-on knows, and who have an account here. */
@Injectable()
export class SingleSignOn {
  constructor(
    private readonly database: Database,
    private readonly ledger: Ledger,
    private readonly provider: OidcProvider,
    private readonly signing: SignInService,
    private readonly links: SingleUseLinks,
    private readonly trail: SecurityTrail,
  ) {}

  get isSet(): boolean {
    return this.provider.isSet
  }

  /**
   * Where the browser is sent to sign in. What it must bring back stays in its session.
   *
   * @throws ProviderDown
   */
  async begin(request: Request): Promise<string> {
    const { href, underWay } = await this.provider.begin()
    request.session.signOnUnderWay = underWay
    return href
  }

  /**
   * Reads the provider's answer, once, and signs the person in.
   *
   * @param query of the callback, from its question mark
   * @throws ProviderDown
   */
  async finish(request: Request, query: string): Promise<SignOnOutcome> {
    const { signOnUnderWay } = request.session
    delete request.session.signOnUnderWay
    if (!signOnUnderWay) return { outcome: 'refused' }
    try {
      const identity = await this.provider.finish(query, signOnUnderWay)
      const account = await this.accountOf(identity)
      if (!account) {
        await this.failed(request, identity.email ?? identity.subject, 'single sign-on without an account')
        return { outcome: 'nobody', email: identity.email }
      }
      await this.signing.open(request, account, 'single sign-on')
      return { outcome: 'in' }
    } catch (error) {
      if (!(error instanceof SignOnRefused)) throw error
      await this.failed(request, 'single sign-on', `single sign-on: ${error.message}`)
      return { outcome: 'refused' }
    }
  }

  /** By issuer and subject; the first time by the email, which the provider has checked. */
  private async accountOf({ subject, email }: Identity): Promise<Account | null> {
    const accounts = this.database.reads.getRepository(Account)
    const known = await accounts.findOneBy({ singleSignOnSubject: subject })
    if (known) return known.state === 'active' ? known : null
    const found = email === null ? null : await accounts.findOneBy({ email })
    return found && mayBeLinked(found) ? this.link(found.id, subject) : null
  }

  /** From now on the account is known by the subject. Whoever was only invited has no need of the invitation. */
  private async link(id: number, subject: string): Promise<Account | null> {
    return this.ledger.write({ name: 'Single sign-on' }, async (write) => {
      const { manager, now } = write
      const account = await findRow(manager, Account, { id })
      if (!account || !mayBeLinked(account)) throw new SignOnRefused('the account was changed meanwhile')
      const change = { singleSignOnSubject: subject, state: 'active' } as const
      await changeRows(manager, Account, { id }, change)
      if (account.state === 'invited') await this.links.useUpAll(manager, id, now)
      write.tell({
        kind: 'account.changed',
        subject: account.email,
        details: { changed: { singleSignOn: subject } },
      })
      return { ...account, ...change }
    })
  }

  private async failed(request: Request, who: string, why: string): Promise<void> {
    const details = { why: why.slice(0, 200), address: request.ip ?? '' }
    const subject = who.slice(0, 200)
    await this.trail.note('Nobody', { kind: 'account.sign-in-failed', subject, details })
  }
}

/** An account that is linked to somebody already is not given to somebody else with the same address. */
function mayBeLinked({ state, singleSignOnSubject }: Account): boolean {
  return state !== 'disabled' && singleSignOnSubject === null
}
