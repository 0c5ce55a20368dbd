import { setImmediate as breathe } from 'node:timers/promises'
import { Injectable } from '@nestjs/common'
import { Database } from '../database/database.js'
import { AuditHead } from './audit-line.entity.js'
import { type ChainedLine, firstHash, hashOf } from './chain.js'

export interface TrailVerdict {
  /** Lines that were read. */
  lines: number
  /** The first line that does not fit the one before it, or null when the chain is whole. */
  broken: { sequence: number; reason: string } | null
}

/** A line as it stands in the table. */
interface LineRow extends Omit<ChainedLine, 'previousHash'> {
  previous_hash: string
  hash: string
}

const columns = 'sequence, "at", actor, kind, subject, details, previous_hash, hash'
/** Lines that are read and hashed before others get their turn. */
const atATime = 500

/** Checks the chain of the audit trail. */
@Injectable()
export class AuditTrail {
  constructor(private readonly database: Database) {}

  /** Walks the whole chain in order and stops at the first break. Others may write meanwhile: it reads on to their end. */
  async verify(): Promise<TrailVerdict> {
    let count = 0
    let previousHash = firstHash
    let head = await this.head()
    let last: number | null = null
    for (;;) {
      const lines: LineRow[] = await this.linesAfter(last)
      for (const line of lines) {
        count += 1
        const reason = breakOf(line, count, previousHash)
        if (reason) return { lines: count, broken: { sequence: count, reason } }
        previousHash = line.hash
        last = line.sequence
      }
      // A long trail must not keep others waiting.
      await breathe()
      if (lines.length > 0) continue
      // A head that was read before the lines promises lines that must be there.
      if (head.sequence > count) return { lines: count, broken: cutOff(count, head.sequence) }
      head = await this.head()
      if (head.sequence <= count) return { lines: count, broken: beyond(head, count, previousHash) }
    }
  }

  private linesAfter(sequence: number | null): Promise<LineRow[]> {
    const after = sequence === null ? '' : 'WHERE sequence > ?'
    return this.database.select<LineRow>(
      `SELECT ${columns} FROM audit_line ${after} ORDER BY sequence LIMIT ${atATime}`,
      sequence === null ? [] : [sequence],
    )
  }

  /** The end of the chain as the register remembers it. */
  private async head(): Promise<{ sequence: number; hash: string }> {
    const head = await this.database.reads.getRepository(AuditHead).findOneBy({ id: 1 })
    return head ?? { sequence: 0, hash: firstHash }
  }
}

/** Lines cut off at the end leave a whole chain, but not the one that the head remembers. */
function cutOff(count: number, written: number): TrailVerdict['broken'] {
  return { sequence: count + 1, reason: `the trail ends at line ${count}, but ${written} lines were written` }
}

/** Lines that follow the head, or another line in its place, were not written by the register. */
function beyond(
  head: { sequence: number; hash: string },
  count: number,
  lastHash: string,
): TrailVerdict['broken'] {
  if (head.sequence < count) {
    return { sequence: head.sequence + 1, reason: `the register wrote only ${head.sequence} lines` }
  }
  if (head.hash === lastHash) return null
  return { sequence: count, reason: 'it is not the line that the register wrote last' }
}

function breakOf(row: LineRow, expected: number, previousHash: string): string | null {
  if (row.sequence !== expected) return `line ${expected} is missing`
  if (row.previous_hash !== previousHash) return 'it does not carry the hash of the line before it'
  const { previous_hash: carried, ...line } = row
  if (hashOf({ ...line, previousHash: carried }) !== row.hash) return 'its contents do not match its hash'
  return null
}
