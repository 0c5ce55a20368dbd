import { createHash, randomBytes } from 'node:crypto'
import { Injectable } from '@nestjs/common'
import { type Author, Ledger, type Write } from '../audit/ledger.service.js'
import { Clock } from '../clock/clock.js'
import { addDays, type Instant, startOfDay } from '../clock/dates.js'
import { Database } from '../database/database.js'
import { changeRows, findRow, insertRows } from '../database/rows.js'
import type { GivenFile } from '../documents/reading/read-book.js'
import { NotFound } from '../web/problems.js'
import type { Comparison } from './answer-comparing.js'
import type { WholeChange } from './whole-comparing.js'
import { WorkbookLoad } from './workbook-load.entity.js'

/** What was found in a workbook that came back. */
export interface LoadContent extends Comparison {
  whole: WholeChange | null
}

export interface KeptLoad extends LoadContent {
  id: string
  fileName: string
  sha256: string
  loadedAt: Instant
  savedAt: Instant | null
}

/** Whose a load is: nobody else comes to see it. */
export interface LoadOwner {
  author: Author
  accountId: number | null
  linkId: number | null
  returnId: number | null
}

interface LoadRow {
  id: string
  account_id: number | null
  link_id: number | null
  return_id: number | null
  file_name: string
  sha256: string
  changes: string
  loaded_at: Instant
  saved_at: Instant | null
}

/** Undoes a write that would save a workbook twice. */
export class SavedBefore extends Error {}

/** What was not confirmed by then is forgotten. */
const daysKept = 14

/** Keeps what was found in workbooks until it is confirmed. Nothing of it is in the register before. */
@Injectable()
export class WorkbookLoads {
  constructor(
    private readonly database: Database,
    private readonly ledger: Ledger,
    private readonly clock: Clock,
  ) {}

  /** @returns the id, which nobody can guess */
  async keep(owner: LoadOwner, { name, bytes }: GivenFile, found: LoadContent): Promise<string> {
    const id = randomBytes(16).toString('hex')
    const sha256 = createHash('sha256').update(bytes).digest('hex')
    const fileName = name.slice(0, 200)
    const { author, accountId, linkId, returnId } = owner
    const forgotten = startOfDay(addDays(this.clock.today(), -daysKept))
    await this.ledger.write(author, async (write) => {
      const { manager, now } = write
      await manager
        .createQueryBuilder()
        .delete()
        .from(WorkbookLoad)
        .where('loaded_at < :forgotten', { forgotten })
        .execute()
      const row = { id, accountId, linkId, returnId, fileName, sha256, changes: JSON.stringify(found) }
      await insertRows(manager, WorkbookLoad, [{ ...row, loadedAt: now, savedAt: null }])
      const details = { file: fileName, sha256, changes: countChanges(found) }
      write.tell({ kind: 'workbook.loaded', subject: subjectOf(owner), details })
    })
    return id
  }

  /** @throws NotFound where there is none, or it is somebody else's or of something else */
  async find({ accountId, linkId, returnId }: LoadOwner, id: string): Promise<KeptLoad> {
    const [row] = await this.database.select<LoadRow>(
      `SELECT id, account_id, link_id, return_id, file_name, sha256, changes, loaded_at, saved_at
      FROM workbook_load WHERE id = ?`,
      [id],
    )
    if (row?.account_id !== accountId || row.link_id !== linkId || row.return_id !== returnId) {
      throw new NotFound(
        'There is no loaded workbook at this address. It may have been forgotten: load it again.',
      )
    }
    const { file_name: fileName, sha256, changes, loaded_at: loadedAt, saved_at: savedAt } = row
    return { ...(JSON.parse(changes) as LoadContent), id, fileName, sha256, loadedAt, savedAt }
  }

  /**
   * Notes that what was found is saved, in the write that saves it.
   *
   * @throws SavedBefore where somebody was first with the same button
   */
  async saved(write: Write, owner: LoadOwner, load: KeptLoad): Promise<void> {
    const { manager, now } = write
    const kept = await findRow(manager, WorkbookLoad, { id: load.id })
    if (kept?.savedAt !== null) throw new SavedBefore()
    await changeRows(manager, WorkbookLoad, { id: load.id }, { savedAt: now })
    const details = { sha256: load.sha256, changes: countChanges(load) }
    write.tell({ kind: 'workbook.saved', subject: subjectOf(owner), details })
  }
}

/** Saves a workbook, or answers that nothing was left to do where the same button was pressed twice. */
export async function savedOnce(load: KeptLoad, save: () => Promise<unknown>): Promise<number> {
  try {
    await save()
    return countChanges(load)
  } catch (error) {
    if (error instanceof SavedBefore) return 0
    throw error
  }
}

/** Lines that change, and the answers to the whole. */
export const countChanges = ({ changes, whole }: LoadContent) => changes.length + (whole ? 1 : 0)

const subjectOf = ({ returnId }: LoadOwner) => (returnId === null ? 'actions' : String(returnId))
