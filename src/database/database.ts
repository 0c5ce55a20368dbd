import { Injectable, type OnApplicationShutdown } from '@nestjs/common'
import type { DataSource, EntityManager } from 'typeorm'
import { prepared } from './statements.js'

/**
 * The two doors to the database. `reads` never sees a transaction in flight; `write` runs one transaction at a time.
 * On SQLite these are two connections to one file (WAL mode); on PostgreSQL one pool serves both.
 */
@Injectable()
export class Database implements OnApplicationShutdown {
  private queue: Promise<unknown> = Promise.resolve()

  constructor(
    readonly reads: DataSource,
    private readonly writes: DataSource,
  ) {}

  get kind(): 'sqlite' | 'postgres' {
    return this.reads.options.type === 'postgres' ? 'postgres' : 'sqlite'
  }

  /** Reads rows with portable SQL: `?` stands for a parameter on both databases. */
  async select<Row>(sql: string, parameters: readonly unknown[] = []): Promise<Row[]> {
    if (this.kind === 'sqlite') return prepared(this.reads, sql).all(...parameters) as Row[]
    let index = 0
    return this.reads.query(
      sql.replaceAll('?', () => `$${(index += 1)}`),
      [...parameters],
    )
  }

  /** Runs `work` in one durable transaction: committed when it returns, rolled back when it throws. */
  async write<T>(work: (manager: EntityManager) => Promise<T>): Promise<T> {
    if (this.kind === 'postgres') return this.writes.transaction(work)
    // SQLite has one connection for writing: a second transaction on it must wait for the first to end.
    const turn = this.queue.then(() => this.writes.transaction(work))
    this.queue = turn.catch(() => undefined)
    return turn
  }

  /** Whether the database answers. */
  async answers(): Promise<boolean> {
    try {
      await this.reads.query('SELECT 1')
      return true
    } catch {
      return false
    }
  }

  async close(): Promise<void> {
    await this.queue
    const open = [...new Set([this.reads, this.writes])].filter((source) => source.isInitialized)
    await Promise.all(open.map((source) => source.destroy()))
  }

  async onApplicationShutdown(): Promise<void> {
    await this.close()
  }
}
