import { createHash } from 'node:crypto'
import { Injectable } from '@nestjs/common'
import type { Instant } from '../../clock/dates.js'
import type { Write } from '../../audit/ledger.service.js'
import { Database } from '../../database/database.js'
import { insertRows } from '../../database/rows.js'
import { EditionFile } from './edition.entity.js'

/** A file of an issued edition, without its bytes. */
export interface KeptFile {
  name: string
  sha256: string
  size: number
  recordedAt: Instant
}

/** A file to be kept. */
export interface FileToKeep {
  name: string
  bytes: Buffer
}

/** The files of issued editions: written once, read for ever. */
@Injectable()
export class KeptFiles {
  constructor(private readonly database: Database) {}

  /** What is kept of an edition, by name. */
  async list(editionId: string): Promise<KeptFile[]> {
    return this.database.reads.getRepository(EditionFile).find({
      select: { name: true, sha256: true, size: true, recordedAt: true },
      where: { editionId },
      order: { name: 'ASC' },
    })
  }

  /**
   * The bytes of a kept file; null when there is none of that name.
   *
   * @throws Error when the bytes are not those that were kept
   */
  async read(editionId: string, name: string): Promise<Buffer | null> {
    const file = await this.find(editionId, name)
    if (!file) return null
    if (sha256Of(file.bytes) !== file.sha256) {
      throw new Error(`The kept file ${name} of ${editionId} is not what it was when it was kept.`)
    }
    return file.bytes
  }

  /** The row as it stands, whatever became of its bytes. */
  async find(editionId: string, name: string): Promise<EditionFile | null> {
    return this.database.reads.getRepository(EditionFile).findOneBy({ editionId, name })
  }

  /** Keeps the files for ever and tells the trail what they hash to. */
  async keep(write: Write, editionId: string, files: readonly FileToKeep[]): Promise<void> {
    const rows = files.map(({ name, bytes }): EditionFile => ({
      ...{ editionId, name, bytes, size: bytes.length },
      ...{ sha256: sha256Of(bytes), recordedAt: write.now },
    }))
    // One at a time: the bytes of all of them would be one very long statement.
    for (const row of rows) await insertRows(write.manager, EditionFile, [row])
    const hashes = Object.fromEntries(rows.map(({ name, sha256 }) => [name, sha256]))
    write.tell({ kind: 'report.frozen', subject: editionId, details: { files: hashes } })
  }
}

export function sha256Of(bytes: Buffer | string): string {
  return createHash('sha256').update(bytes).digest('hex')
}

/** SHA-256 of a value as it is stored. */
export const sha256OfJson = (value: unknown): string => sha256Of(JSON.stringify(value))
