import { Injectable } from '@nestjs/common'
import type { Write } from '../audit/ledger.service.js'
import { momentInWords } from '../clock/dates.js'
import { Settings } from '../config/settings.js'
import { changeRows } from '../database/rows.js'
import { Letters } from '../mail/letters.js'
import { Post } from '../mail/post.js'
import { Account } from './account.entity.js'
import { Afterwards } from './afterwards.js'
import { KnownBrowsers } from './known-browsers.js'
import { SessionStore } from './session-store.js'
import { SingleUseLinks } from './single-use-links.js'

/** Whose letter it is. */
type Addressee = Pick<Account, 'email' | 'name'>

/** What goes with every change of how an account is entered. */
@Injectable()
export class Credentials {
  constructor(
    private readonly settings: Settings,
    private readonly sessions: SessionStore,
    private readonly browsers: KnownBrowsers,
    private readonly links: SingleUseLinks,
    private readonly letters: Letters,
    private readonly post: Post,
    private readonly afterwards: Afterwards,
  ) {}

  /**
   * Sets a password. All that was opened with the old one ends: sessions, links, browsers that count as known.
   *
   * @returns the account as it is now
   */
  async setPassword(write: Write, account: Account, passwordHash: string, how: string): Promise<Account> {
    const { manager, now } = write
    const change = { passwordHash, mustChangePassword: false, state: 'active' } as const
    await changeRows(manager, Account, { id: account.id }, change)
    await this.closeAll(write, account.id)
    await this.links.useUpAll(manager, account.id, now)
    write.tell({ kind: 'account.password-set', subject: account.email, details: { how } })
    return { ...account, ...change }
  }

  /** Ends every session of the account, and no browser counts as known to it any more. */
  async closeAll({ manager }: Write, accountId: number): Promise<void> {
    await this.sessions.endAllIn(manager, accountId)
    await this.browsers.forgetAll(manager, accountId)
  }

  /**
   * Writes to the person that something of this kind was changed: if it was somebody else, they learn of it.
   *
   * @param what a sentence without its end: "Your password was changed"
   */
  tellOwner({ email, name }: Addressee, what: string, when: string): void {
    const { publicUrl } = this.settings
    const model = { name, what, when: momentInWords(when), link: `${publicUrl}/sign-in/forgotten` }
    this.afterwards.do('A letter about a changed account', () =>
      this.post.send(this.letters.write('changed', email, { ...model, address: publicUrl })),
    )
  }
}
