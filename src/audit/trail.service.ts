import { Injectable } from '@nestjs/common'
import { Database } from '../database/database.js'
import { AuditHead, AuditLine } from './audit-line.entity.js'
import { firstHash, hashOf } from './chain.js'

export interface TrailVerdict {
  /** Lines that were read. */
  lines: number
  /** The first line that does not fit the one before it, or null when the chain is whole. */
  broken: { sequence: number; reason: string } | null
}

/** Reads the audit trail and checks its chain. */
@Injectable()
export class AuditTrail {
  constructor(private readonly database: Database) {}

  /** Walks the whole chain in order and stops at the first break. Others may write meanwhile: it reads on to their end. */
  async verify(): Promise<TrailVerdict> {
    let count = 0
    let previousHash = firstHash
    let head = await this.head()
    for (;;) {
      const lines = await this.database.reads.getRepository(AuditLine).find({
        order: { sequence: 'ASC' },
        skip: count,
        take: 1000,
      })
      for (const line of lines) {
        count += 1
        const reason = breakOf(line, count, previousHash)
        if (reason) return { lines: count, broken: { sequence: count, reason } }
        previousHash = line.hash
      }
      if (lines.length > 0) continue
      // A head that was read before the lines promises lines that must be there.
      if (head.sequence > count) return { lines: count, broken: cutOff(count, head.sequence) }
      head = await this.head()
      if (head.sequence <= count) return { lines: count, broken: beyond(head, count, previousHash) }
    }
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

function breakOf(line: AuditLine, expected: number, previousHash: string): string | null {
  if (line.sequence !== expected) return `line ${expected} is missing`
  if (line.previousHash !== previousHash) return 'it does not carry the hash of the line before it'
  if (hashOf(line) !== line.hash) return 'its contents do not match its hash'
  return null
}
