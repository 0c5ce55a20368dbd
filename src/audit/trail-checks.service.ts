import { performance } from 'node:perf_hooks'
import { Injectable } from '@nestjs/common'
import type { Instant } from '../clock/dates.js'
import { type Author, Ledger } from './ledger.service.js'
import { AuditTrail, type TrailVerdict } from './trail.service.js'
import { TrailReader } from './trail-reader.service.js'

/** A check of the whole trail, as its line tells it. */
export interface TrailCheck extends TrailVerdict {
  milliseconds: number
  by: string
  at: Instant
}

const subject = 'audit trail'

/** Checks of the trail that people ask for: each leaves a line with its outcome, which everybody can go back to. */
@Injectable()
export class TrailChecks {
  constructor(
    private readonly trail: AuditTrail,
    private readonly reader: TrailReader,
    private readonly ledger: Ledger,
  ) {}

  /** Checks the whole trail and answers with the number of the line that tells the outcome. */
  async check(author: Author): Promise<number> {
    const began = performance.now()
    const verdict = await this.trail.verify()
    const details = { ...verdict, milliseconds: Math.round(performance.now() - began) }
    const at = await this.ledger.write(author, async (write) => {
      write.tell({ kind: 'trail.checked', subject, details })
      return write.now
    })
    const line = await this.reader.firstSince(at, 'trail.checked', subject)
    if (!line) throw new Error('The line of a check was not found again.')
    return line.sequence
  }

  /** The check that a line tells of; null when it tells of something else. */
  async find(sequence: number): Promise<TrailCheck | null> {
    const line = await this.reader.line(sequence)
    if (line?.kind !== 'trail.checked') return null
    const outcome = JSON.parse(line.details) as TrailVerdict & { milliseconds: number }
    return { ...outcome, by: line.actor, at: line.at }
  }
}
