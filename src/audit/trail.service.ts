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

  /** Walks the whole chain in order and stops at the first break. */
  async verify(): Promise<TrailVerdict> {
    let expected = 1
    let previousHash = firstHash
    for (;;) {
      const lines = await this.database.reads.getRepository(AuditLine).find({
        order: { sequence: 'ASC' },
        skip: expected - 1,
        take: 1000,
      })
      for (const line of lines) {
        const reason = breakOf(line, expected, previousHash)
        if (reason) return { lines: expected, broken: { sequence: expected, reason } }
        previousHash = line.hash
        expected += 1
      }
      if (lines.length < 1000) break
    }
    return { lines: expected - 1, broken: await this.missingTail(expected - 1, previousHash) }
  }

  /** Lines cut off at the end leave a whole chain, but not the one that the head remembers. */
  private async missingTail(count: number, lastHash: string): Promise<TrailVerdict['broken']> {
    const head = await this.database.reads.getRepository(AuditHead).findOneBy({ id: 1 })
    const recorded = head ?? { sequence: 0, hash: firstHash }
    if (recorded.sequence === count && recorded.hash === lastHash) return null
    return {
      sequence: count + 1,
      reason: `the trail ends at line ${count}, but ${recorded.sequence} lines were written`,
    }
  }
}

function breakOf(line: AuditLine, expected: number, previousHash: string): string | null {
  if (line.sequence !== expected) return `line ${expected} is missing`
  if (line.previousHash !== previousHash) return 'it does not carry the hash of the line before it'
  if (hashOf(line) !== line.hash) return 'its contents do not match its hash'
  return null
}
