import { Injectable } from '@nestjs/common'
import type { EntityManager } from 'typeorm'
import { Clock } from '../clock/clock.js'
import type { Instant } from '../clock/dates.js'
import { Database } from '../database/database.js'
import { AuditHead, AuditLine } from './audit-line.entity.js'
import { firstHash, hashOf } from './chain.js'
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
      await this.takeHead(manager)
      const events: AuditEvent[] = []
      const now = this.clock.now()
      const result = await work({ manager, author, now, tell: (event) => events.push(event) })
      if (events.length === 0) throw new Error('A write must tell the audit trail what it changed.')
      await this.append(manager, author, now, events)
      return result
    })
  }

  /** A write that changes nothing still locks the row: SQLite's one writer, PostgreSQL's row lock. */
  private async takeHead(manager: EntityManager): Promise<void> {
    const taken = await manager.update(AuditHead, { id: 1 }, { id: 1 })
    if (taken.affected === 0) await manager.insert(AuditHead, { id: 1, sequence: 0, hash: firstHash })
  }

  private async append(manager: EntityManager, author: Author, at: Instant, events: AuditEvent[]): Promise<void> {
    const head = await manager.findOneByOrFail(AuditHead, { id: 1 })
    const lines: AuditLine[] = []
    let { sequence, hash } = head
    for (const event of events) {
      sequence += 1
      const line = {
        sequence,
        at,
        actor: author.name,
        kind: event.kind,
        subject: event.subject,
        details: JSON.stringify(event.details),
        previousHash: hash,
      }
      hash = hashOf(line)
      lines.push({ ...line, hash })
    }
    for (let from = 0; from < lines.length; from += 50) {
      await manager.insert(AuditLine, lines.slice(from, from + 50))
    }
    await manager.update(AuditHead, { id: 1 }, { sequence, hash })
  }
}
