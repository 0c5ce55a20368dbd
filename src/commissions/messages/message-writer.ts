import { Injectable } from '@nestjs/common'
import { type Author, Ledger, type Write } from '../../audit/ledger.service.js'
import type { Day } from '../../clock/dates.js'
import { Settings } from '../../config/settings.js'
import { findRow, insertRow, insertRows } from '../../database/rows.js'
import { type Letter, Letters } from '../../mail/letters.js'
import { Message, MessageReturn } from './message.entity.js'
import { Return } from '../returns/return.entity.js'
import type { DueMessage } from './due-messages.js'
import { linkWords } from './link-words.js'
import { type LetterItem, returnLetter } from './return-letter.js'
import { ReturnLinks } from './return-links.js'
import { type WaitingFacts, WaitingReturns } from './waiting-returns.js'

/** Who writes: the calendar, or a person who pressed a button. */
export type MessageAuthor = Author & { accountId: number | null }

/** Every message had been written meanwhile, or asked for nothing any more. */
class NothingLeft extends Error {}

/** Puts messages into the table, to be sent: what is recorded there is all that anybody is ever sent. */
@Injectable()
export class MessageWriter {
  constructor(
    private readonly settings: Settings,
    private readonly ledger: Ledger,
    private readonly letters: Letters,
    private readonly links: ReturnLinks,
    private readonly returns: WaitingReturns,
  ) {}

  /** Records the messages of a day in one transaction, and answers with the addresses that they go to. */
  async record(
    author: MessageAuthor,
    due: readonly DueMessage[],
    waiting: readonly WaitingFacts[],
    day: Day,
  ): Promise<string[]> {
    if (due.length === 0) return []
    const byId = new Map(waiting.map((one) => [one.id, one]))
    const accounts = await this.accountsOf(due, byId)
    try {
      return await this.ledger.write(author, async (write) => {
        const recorded: string[] = []
        for (const message of due) {
          // Writers queue: what another instance has recorded since is seen here.
          if (await findRow(write.manager, Message, { email: message.email, day })) continue
          const items = await this.itemsOf(write, message, byId, accounts)
          if (items.length === 0) continue
          await this.keep(write, author, message, items, day)
          recorded.push(message.email)
        }
        if (recorded.length === 0) throw new NothingLeft()
        return recorded
      })
    } catch (error) {
      if (error instanceof NothingLeft) return []
      throw error
    }
  }

  /** Who answers which return with an account: "7 jo@example.gov.uk". */
  private async accountsOf(
    due: readonly DueMessage[],
    byId: ReadonlyMap<number, WaitingFacts>,
  ): Promise<Set<string>> {
    const found = new Set<string>()
    for (const { id, owned } of byId.values()) {
      const readers = due.filter(({ about }) => about.some(({ returnId }) => returnId === id))
      const emails = readers.map(({ email }) => email)
      for (const email of await this.returns.withAccount(emails, owned)) found.add(`${id} ${email}`)
    }
    return found
  }

  /** What the message lists: each return that still stands where it was read, with what opens it. */
  private async itemsOf(
    write: Write,
    { email, name, about }: DueMessage,
    byId: ReadonlyMap<number, WaitingFacts>,
    accounts: ReadonlySet<string>,
  ): Promise<LetterItem[]> {
    const items: LetterItem[] = []
    for (const { returnId, kind, rung } of about) {
      const waiting = byId.get(returnId)
      const now = await findRow(write.manager, Return, { id: returnId })
      if (!waiting || now?.state !== waiting.state) continue
      const ownLink = !accounts.has(`${returnId} ${email}`)
      const link = ownLink
        ? linkWords((await this.links.linkFor(write, returnId, { email, name })).id)
        : `${this.settings.publicUrl}/returns/${returnId}`
      items.push({ waiting, kind, rung, link, ownLink })
    }
    return items
  }

  private async keep(
    write: Write,
    author: MessageAuthor,
    { email, name }: DueMessage,
    items: readonly LetterItem[],
    day: Day,
  ): Promise<void> {
    const { manager, now } = write
    const letter = this.letterTo(email, name, items, day)
    const messageId = await insertRow(manager, Message, {
      ...{ email, name, day, subject: letter.subject, text: letter.text, state: 'queued' as const },
      ...{ accountId: author.accountId, madeAt: now, takenAt: null, sentAt: null, failure: null },
    })
    const rows = items.map(({ waiting, kind, rung }) => ({ messageId, returnId: waiting.id, kind, rung }))
    await insertRows(manager, MessageReturn, rows)
    const returns = items.map(({ waiting }) => String(waiting.id))
    write.tell({ kind: 'message.recorded', subject: email, details: { day, returns, by: author.name } })
  }

  private letterTo(email: string, name: string, items: readonly LetterItem[], day: Day): Letter {
    return this.letters.write('returns', email, returnLetter({ name }, items, day, this.settings.publicUrl))
  }
}
