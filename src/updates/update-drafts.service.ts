import { Injectable } from '@nestjs/common'
import { Clock } from '../clock/clock.js'
import type { Instant } from '../clock/dates.js'
import { Database } from '../database/database.js'
import { UpdateDraft } from './update-draft.entity.js'

/** What a person has typed of an update and not sent yet. */
export interface Draft {
  ref: string
  /** The revision that the person read. */
  revision: number
  /** The fields as they were typed. */
  typed: unknown
  savedAt: Instant
}

interface DraftRow {
  ref: string
  revision: number
  typed: string
  saved_at: string
}

/** Keeps what people have typed, one draft for each person and action. It is no part of the register, nor of its trail. */
@Injectable()
export class UpdateDrafts {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
  ) {}

  async find(accountId: number, ref: string): Promise<Draft | null> {
    const [row] = await this.database.select<DraftRow>(
      'SELECT ref, revision, typed, saved_at FROM update_draft WHERE account_id = ? AND ref = ?',
      [accountId, ref],
    )
    return row ? draftOf(row) : null
  }

  /** Every draft of a person, the last saved first. */
  async of(accountId: number): Promise<Draft[]> {
    const rows = await this.database.select<DraftRow>(
      'SELECT ref, revision, typed, saved_at FROM update_draft WHERE account_id = ? ORDER BY saved_at DESC, id',
      [accountId],
    )
    return rows.map(draftOf)
  }

  /** Keeps what was typed in place of what was kept before. */
  async save(accountId: number, ref: string, revision: number, typed: unknown): Promise<Draft> {
    const savedAt = this.clock.now()
    const row = { accountId, ref, revision, typed: JSON.stringify(typed), savedAt }
    await this.database.write((manager) => manager.upsert(UpdateDraft, row, ['accountId', 'ref']))
    return { ref, revision, typed, savedAt }
  }

  async discard(accountId: number, ref: string): Promise<void> {
    await this.database.write((manager) => manager.delete(UpdateDraft, { accountId, ref }))
  }
}

function draftOf({ ref, revision, typed, saved_at }: DraftRow): Draft {
  return { ref, revision, typed: JSON.parse(typed) as unknown, savedAt: saved_at }
}
