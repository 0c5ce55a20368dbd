import { type BeforeApplicationShutdown, Injectable, Logger } from '@nestjs/common'
import { type Author, Ledger } from '../../audit/ledger.service.js'
import { Clock } from '../../clock/clock.js'
import type { Day, Instant } from '../../clock/dates.js'
import { Database } from '../../database/database.js'
import { changeRows, findRow } from '../../database/rows.js'
import { type Delivery, Post } from '../../mail/post.js'
import { Conflict } from '../../web/problems.js'
import { Message } from './message.entity.js'
import { ReturnLink } from '../returns/return.entity.js'
import { linksIn, withLinks } from './link-words.js'
import { ReturnLinks } from './return-links.js'

/** Whose name stands in the trail at what goes by the calendar. */
export const byCalendar = { name: 'Throughline (calendar)', accountId: null } as const

/** After this long nobody is sending a message any more, whichever instance took it. */
const abandonedAfter = 10 * 60_000

export const notWanted = 'It was not sent: what it asks for was answered first.'
const overtaken = 'It was not sent on its day, and another message went to the same address on the next.'

interface Outcome {
  state: 'sent' | 'written' | 'failed' | 'in_doubt'
  failure: string | null
}

/**
 * Sends the messages that wait, each at most once: it is marked as being sent, for good, before the mail server hears of it.
 * Several instances can send at the same time.
 */
@Injectable()
export class MessageSender implements BeforeApplicationShutdown {
  private readonly logger = new Logger('Messages')
  private stopping = false

  constructor(
    private readonly database: Database,
    private readonly ledger: Ledger,
    private readonly clock: Clock,
    private readonly links: ReturnLinks,
    private readonly post: Post,
  ) {}

  /** Sends all that wait, one after the other, and answers with how many were taken up. */
  async sendAll(): Promise<number> {
    await this.carryOver(this.clock.today())
    let taken = 0
    for (let next = await this.nextQueued(); next !== null; next = await this.nextQueued()) {
      if (!(await this.take(next))) continue
      taken += 1
      await this.send(next)
    }
    return taken
  }

  /** What is being sent is sent to its end; the others wait for the next start. */
  beforeApplicationShutdown(): void {
    this.stopping = true
  }

  /**
   * Marks what nobody is sending any more as in doubt: it may have arrived, and is never sent again.
   *
   * @param all also what was taken up just now, where no other instance can be sending it
   */
  async settleAbandoned(all: boolean): Promise<number> {
    const before = all
      ? this.clock.now()
      : new Date(Date.parse(this.clock.now()) - abandonedAfter).toISOString()
    const rows = await this.database.select<{ id: number }>(
      `SELECT id FROM message WHERE state = 'sending' AND taken_at <= ? ORDER BY id`,
      [before],
    )
    const failure = 'The service stopped while it was being sent.'
    for (const { id } of rows) await this.settle(id, { state: 'in_doubt', failure })
    if (rows.length > 0) this.logger.warn(`${rows.length} messages are in doubt and are not sent again.`)
    return rows.length
  }

  /**
   * Puts a message that failed back to be sent, today.
   *
   * @throws Conflict where it did not fail, or its reader has another message today
   */
  async putBack(author: Author, id: number): Promise<void> {
    const day = this.clock.today()
    await this.ledger.write(author, async (write) => {
      const message = await findRow(write.manager, Message, { id })
      if (message?.state !== 'failed') {
        throw new Conflict('Only a message that failed is sent again.', 'Not sent')
      }
      const { email, name } = message
      const other = await findRow(write.manager, Message, { email, day })
      if (other && other.id !== id) throw new Conflict(`${name} has a message of today already.`, 'Not sent')
      const change = { state: 'queued' as const, day, failure: null, takenAt: null }
      await changeRows(write.manager, Message, { id }, change)
      write.tell({ kind: 'message.settled', subject: email, details: { day, state: 'queued' } })
    })
  }

  /** Whether what the message asks for is still to be done. */
  async isWanted(id: number): Promise<boolean> {
    const [found] = await this.database.select<{ return_id: number }>(
      `SELECT x.return_id FROM message_return x JOIN "return" r ON r.id = x.return_id
      JOIN commission c ON c.id = r.commission_id WHERE x.message_id = ? AND c.state = 'open'
        AND ((x.kind = 'question' AND r.state = 'sent_back')
          OR (x.kind <> 'question' AND r.state IN ('open', 'awaiting_sign_off'))) LIMIT 1`,
      [id],
    )
    return found !== undefined
  }

  private async nextQueued(): Promise<number | null> {
    if (this.stopping) return null
    const [next] = await this.database.select<{ id: number }>(
      `SELECT id FROM message WHERE state = 'queued' ORDER BY id LIMIT 1`,
    )
    return next?.id ?? null
  }

  /** What was not sent on its day goes today; where its reader has another message today, it does not go at all. */
  private async carryOver(day: Day): Promise<void> {
    const left = await this.database.select<{ id: number; email: string }>(
      `SELECT id, email FROM message WHERE state = 'queued' AND day < ? ORDER BY id DESC`,
      [day],
    )
    for (const { id, email } of left) {
      await this.ledger.write(byCalendar, async (write) => {
        const other = await findRow(write.manager, Message, { email, day })
        const change = other ? { state: 'failed' as const, failure: overtaken } : { day }
        await changeRows(write.manager, Message, { id, state: 'queued' }, change)
        const details = { day, state: other ? 'failed' : 'queued' }
        write.tell({ kind: 'message.settled', subject: email, details })
      })
    }
  }

  /** Takes a message up; false where another instance was faster. Committed before anything is sent. */
  private async take(id: number): Promise<boolean> {
    const taken = { state: 'sending' as const, takenAt: this.clock.now() }
    const changed = await this.database.write((manager) =>
      changeRows(manager, Message, { id, state: 'queued' }, taken),
    )
    return changed > 0
  }

  private async send(id: number): Promise<void> {
    if (!(await this.isWanted(id))) {
      await this.settle(id, { state: 'failed', failure: notWanted })
      return
    }
    const message = await this.database.reads.manager.findOneByOrFail(Message, { id })
    const { email: to, subject } = message
    const letter = { to, subject, text: await this.textOf(message), id: messageIdOf(message) }
    await this.settle(id, outcomeOf(await this.post.send(letter)))
  }

  /** The text with the links of its own reader; a link of somebody else's is put in for nobody. */
  private async textOf({ email, text }: Message): Promise<string> {
    const addresses = new Map<number, string>()
    for (const id of linksIn(text)) {
      const link = await this.database.reads.manager.findOneBy(ReturnLink, { id, email })
      if (link?.revokedAt === null) addresses.set(id, this.links.addressOf(link))
    }
    return withLinks(text, addresses)
  }

  private async settle(id: number, { state, failure }: Outcome): Promise<void> {
    await this.ledger.write(byCalendar, async (write) => {
      const { manager, now } = write
      const message = await findRow(manager, Message, { id })
      if (!message) throw new Error(`There is no message ${id}.`)
      const sentAt: Instant | null = state === 'sent' || state === 'written' ? now : null
      await changeRows(manager, Message, { id }, { state, failure, sentAt })
      write.tell({ kind: 'message.settled', subject: message.email, details: { day: message.day, state } })
    })
  }
}

/** The same for each try to send the same message, so that a mail program shows it once whatever happens. */
function messageIdOf({ id, madeAt }: Message): string {
  return `return-message-${id}-${Date.parse(madeAt)}`
}

function outcomeOf(delivery: Delivery): Outcome {
  if (delivery.how !== 'failed') return { state: delivery.how, failure: null }
  const kept = delivery.file === null ? '' : ` It is kept as ${delivery.file} in the data folder.`
  if (delivery.inDoubt) {
    const failure = `The connection broke before the mail server had said whether it took it.${kept}`
    return { state: 'in_doubt', failure }
  }
  return { state: 'failed', failure: `The mail server did not take it.${kept}` }
}
