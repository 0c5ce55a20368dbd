import { Injectable } from '@nestjs/common'
import { readContactBook } from '../../commissions/messages/contact-book.reading.js'
import { chasedMessages } from '../../commissions/messages/due-messages.js'
import { rungFacts } from '../../commissions/messages/message-view.js'
import { WaitingReturns } from '../../commissions/messages/waiting-returns.js'
import { Clock } from '../../clock/clock.js'
import { Database } from '../../database/database.js'
import type { Chase } from './chase.page.js'

/** Reads whom a commission reaches: before it is opened, and before its late ones are chased. */
@Injectable()
export class ContactReader {
  constructor(
    private readonly database: Database,
    private readonly waiting: WaitingReturns,
    private readonly clock: Clock,
  ) {}

  /** The slugs of the agencies that nobody can be written to for. */
  async unreachable(slugs: readonly string[]): Promise<Set<string>> {
    const [book, agencies] = await Promise.all([
      readContactBook(this.database),
      this.database.select<{ id: number; slug: string }>('SELECT id, slug FROM agency ORDER BY id'),
    ])
    const ids = new Map(agencies.map(({ id, slug }) => [slug, id]))
    return new Set(slugs.filter((slug) => book.of(ids.get(slug) ?? 0).people.length === 0))
  }

  /** Who is written to when the late ones of the commission are chased now; the same rules then write to them. */
  async chase(commissionId: number): Promise<Chase> {
    const day = this.clock.today()
    const [waiting, earlier, written] = await Promise.all([
      this.waiting.all(),
      this.waiting.earlier(),
      this.waiting.writtenOn(day),
    ])
    const names = new Map(waiting.map(({ id, agency }) => [id, agency.name]))
    const messages = chasedMessages(commissionId, waiting, earlier, day)
    return {
      to: messages
        .filter(({ email }) => !written.has(email))
        .map(({ name, email, about }) => ({
          ...{ name, email, rung: rungFacts[about[0]?.rung ?? 'owner'].label },
          about: about.map(({ returnId }) => names.get(returnId) ?? ''),
        })),
      already: messages
        .filter(({ email }) => written.has(email))
        .map(({ name, email }) => `${name} (${email})`),
    }
  }
}
