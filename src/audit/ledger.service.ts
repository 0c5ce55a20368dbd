import { Injectable } from '@nestjs/common'
import type { EntityManager } from 'typeorm'
import { Clock } from '../clock/clock.js'
import type { Instant } from '../clock/dates.js'
import { Database } from '../database/database.js'
import { changeRows, findRow, insertRows } from '../database/rows.js'
import { AuditHead, AuditLine } from './audit-line.entity.js'
import { hashOf } from './chain.js'
import type { AuditEvent } from './event-kinds.js'

/** Who makes a change. */
export interface Author {
  name: string
}

/** What a write gets: the only way to a repository for writing, and the trail that must be told. */
export interface Write {
  manager: EntityManager
  author: Author
  /** The moment of the write: one for all that it stores. */
  now: Instant
  tell(event: AuditEvent): void
}

/**
 * Every change of the register goes through here: one transaction with its audit lines inside. Writers queue at the head
 * of the chain, so the lines of one write stand together and the chain never forks.
 */
@Injectable()
export class Ledger {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
  ) {}

  /**
   * Runs `work` in one transaction. When it returns, everything is on disk; when it throws, nothing happened.
   *
   * @throws Error when `work` tells the trail nothing: a change without an audit line is refused
   */
  async write<T>(author: Author, work: (write: Write) => Promise<T>): Promise<T> {
    return this.database.write(async (manager) => {
      const head = await this.takeHead(manager)
      const events: AuditEvent[] = []
      const now = later(this.clock.now(), head.at)
      const result = await work({ manager, author, now, tell: (event) => events.push(event) })
      if (events.length === 0) throw new Error('A write must tell the audit trail what it changed.')
      await this.append(manager, head, author, now, events)
      return result
    })
  }

  /** Runs `work` as `write` does, and undoes all of it: what it throws, the write would have thrown. */
  async rehearse(author: Author, work: (write: Write) => Promise<unknown>): Promise<void> {
    try {
      await this.write(author, async (write) => {
        await work(write)
        throw new Rehearsed()
      })
    } catch (error) {
      if (!(error instanceof Rehearsed)) throw error
    }
  }

  /** The moment of the last write: all that was recorded by then is stored, and nothing will be added to it. */
  async lastMoment(): Promise<Instant> {
    return (await this.database.reads.getRepository(AuditHead).findOneByOrFail({ id: 1 })).at
  }

  /** A write that changes nothing still locks the row: SQLite's one writer, PostgreSQL's row lock. */
  private async takeHead(manager: EntityManager): Promise<AuditHead> {
    await changeRows(manager, AuditHead, { id: 1 }, { id: 1 })
    const head = await findRow(manager, AuditHead, { id: 1 })
    if (!head) throw new Error('The head of the audit trail is gone.')
    return head
  }

  private async append(
    manager: EntityManager,
    head: AuditHead,
    author: Author,
    at: Instant,
    events: AuditEvent[],
  ): Promise<void> {
    const lines: AuditLine[] = []
    let { sequence, hash } = head
    for (const event of events) {
      sequence += 1
      const line = {
        sequence,
        at,
        actor: wholeCharacters(author.name),
        kind: event.kind,
        subject: wholeCharacters(event.subject),
        details: JSON.stringify(event.details),
        previousHash: hash,
      }
      hash = hashOf(line)
      lines.push({ ...line, hash })
    }
    for (let from = 0; from < lines.length; from += 50) {
      await insertRows(manager, AuditLine, lines.slice(from, from + 50))
    }
    await changeRows(manager, AuditHead, { id: 1 }, { sequence, at, hash })
  }
}

/** Undoes a write that was only a rehearsal. */
class Rehearsed extends Error {}

/** Now, or the next millisecond after the last write where the clock has not gone on since. */
function later(now: Instant, last: Instant): Instant {
  return now > last ? now : new Date(Date.parse(last) + 1).toISOString()
}

/**
 * What was cut in the middle of a pair would come back from the database as another character, and the line would not
 * match its own hash.
 */
function wholeCharacters(text: string): string {
  return text.replaceAll(/\p{Surrogate}/gu, '\ufffd')
}
