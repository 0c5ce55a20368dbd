import { Injectable } from '@nestjs/common'
import type { Request } from 'express'
import { Ledger } from '../audit/ledger.service.js'
import { Clock } from '../clock/clock.js'
import { Credentials } from './credentials.js'
import { PasswordRules } from './password-rules.js'
import { Passwords } from './passwords.js'
import { SignInService } from './sign-in.service.js'
import { SingleUseLinks } from './single-use-links.js'

/** What became of a password that was chosen by a link: refused with the reason, or how far the person is in. */
export type ChosenByLink = { outcome: 'refused'; sentence: string } | { outcome: 'ended' | 'code' | 'in' }

/** Passwords that are chosen by a link from a mail. */
@Injectable()
export class LinkPasswords {
  constructor(
    private readonly ledger: Ledger,
    private readonly clock: Clock,
    private readonly links: SingleUseLinks,
    private readonly rules: PasswordRules,
    private readonly passwords: Passwords,
    private readonly credentials: Credentials,
    private readonly signing: SignInService,
  ) {}

  /** Sets the password, uses the link up and signs the person in. A link never goes round one-time codes. */
  async choose(request: Request, token: string, chosen: string): Promise<ChosenByLink> {
    const link = await this.links.find(token)
    if (!link) return { outcome: 'ended' }
    const sentence = await this.rules.refusal(chosen, link.account)
    if (sentence) return { outcome: 'refused', sentence }
    const passwordHash = await this.passwords.hash(chosen)
    const { purpose } = link
    try {
      const account = await this.ledger.write({ name: link.account.name }, async (write) => {
        // Somebody may have been faster with the same link.
        const still = await this.links.findIn(write.manager, token)
        if (!still) throw new LinkEnded()
        return this.credentials.setPassword(write, still.account, passwordHash, purpose)
      })
      if (purpose === 'reset') {
        this.credentials.tellOwner(account, 'Your password was changed', this.clock.now())
      }
      return { outcome: await this.signing.letIn(request, account, purpose) }
    } catch (error) {
      if (error instanceof LinkEnded) return { outcome: 'ended' }
      throw error
    }
  }
}

class LinkEnded extends Error {}
