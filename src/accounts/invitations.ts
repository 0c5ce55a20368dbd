import { Injectable } from '@nestjs/common'
import type { Request } from 'express'
import { type Author, Ledger, type Write } from '../audit/ledger.service.js'
import { type Instant, momentInWords } from '../clock/dates.js'
import { Settings } from '../config/settings.js'
import { findRow } from '../database/rows.js'
import { type Letter, Letters } from '../mail/letters.js'
import { type Delivery, Post } from '../mail/post.js'
import { TooManyTries } from '../web/problems.js'
import { Account } from './account.entity.js'
import { AccountRefused } from './accounts.service.js'
import { Afterwards } from './afterwards.js'
import { Guesses } from './guesses.js'
import { type LinkPurpose, SingleUseLinks } from './single-use-links.js'

/** Mails people the links by which they choose a password: to a new account, or in place of one that is forgotten. */
@Injectable()
export class Invitations {
  constructor(
    private readonly settings: Settings,
    private readonly ledger: Ledger,
    private readonly links: SingleUseLinks,
    private readonly letters: Letters,
    private readonly post: Post,
    private readonly guesses: Guesses,
    private readonly afterwards: Afterwards,
  ) {}

  /**
   * Invites the person of an account that nobody has used yet. Invitations that were sent before end.
   *
   * @returns what became of the mail; whatever that is, the invitation stands
   * @throws AccountRefused when the account is in use or disabled
   */
  async invite(author: Author, accountId: number): Promise<Delivery> {
    const letter = await this.ledger.write(author, async (write) => {
      const account = await accountIn(write, accountId, 'invited', 'Only an account that nobody has used yet')
      await this.links.useUpAll(write.manager, accountId, write.now)
      const { letter, endsAt } = await this.letterWithLink(write, account, 'invitation')
      write.tell({ kind: 'account.invited', subject: account.email, details: { until: endsAt } })
      return letter
    })
    return this.post.send(letter)
  }

  /**
   * Sends the person of an account a link to choose another password, because an administrator was asked to.
   *
   * @throws AccountRefused when the account is not in use
   */
  async sendReset(author: Author, accountId: number): Promise<Delivery> {
    const letter = await this.ledger.write(author, async (write) => {
      const account = await accountIn(write, accountId, 'active', 'Only an account in use')
      write.tell({ kind: 'account.reset-asked', subject: account.email, details: { address: null } })
      return (await this.letterWithLink(write, account, 'reset')).letter
    })
    return this.post.send(letter)
  }

  /**
   * Somebody has forgotten a password. All that follows is done afterwards, so that neither the answer nor the time that
   * it takes says whether the address has an account.
   */
  askReset(request: Request, email: string): void {
    this.afterwards.do('A password reset', async () => {
      const key = email.trim().toLowerCase()
      if (!(await this.mayAsk(request, key))) return
      const letter = await this.ledger.write({ name: 'Nobody' }, async (write) => {
        const details = { address: request.ip ?? '' }
        write.tell({ kind: 'account.reset-asked', subject: key.slice(0, 200), details })
        const account = await findRow(write.manager, Account, { email: key })
        return account?.state === 'active' ? this.letterWithLink(write, account, 'reset') : null
      })
      if (letter) await this.post.send(letter.letter)
    })
  }

  private async mayAsk(request: Request, email: string): Promise<boolean> {
    try {
      await this.guesses.begin({ what: 'reset', of: email, request, knownBrowser: false })
      return true
    } catch (error) {
      if (error instanceof TooManyTries) return false
      throw error
    }
  }

  private async letterWithLink(
    write: Write,
    { id, email, name }: Account,
    purpose: LinkPurpose,
  ): Promise<{ letter: Letter; endsAt: Instant }> {
    const { href, endsAt } = await this.links.make(write, id, purpose)
    const facts = { name, link: href, until: momentInWords(endsAt), address: this.settings.publicUrl }
    return { letter: this.letters.write(purpose, email, { ...facts, by: write.author.name }), endsAt }
  }
}

async function accountIn(
  { manager }: Write,
  id: number,
  state: Account['state'],
  which: string,
): Promise<Account> {
  const account = await findRow(manager, Account, { id })
  if (account?.state === state) return account
  throw new AccountRefused([{ field: 'account', message: `${which} can be sent this mail.` }])
}
