import { createHash, randomUUID } from 'node:crypto'
import { mkdir, open, readFile, rename, rm } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { Injectable } from '@nestjs/common'
import { Settings } from '../config/settings.js'

/** The bytes of a file are gone, or are no longer those that were given. */
export class EvidenceDamaged extends Error {}

/** Keeps the bytes of evidence in the data folder, each file under the SHA-256 of its content. */
@Injectable()
export class EvidenceFolder {
  private readonly folder: string

  constructor(settings: Settings) {
    this.folder = join(resolve(settings.DATA_DIR), 'evidence')
  }

  /** Stores the bytes; when it returns, they are on disk. Answers with their SHA-256. */
  async keep(bytes: Buffer): Promise<string> {
    const sha256 = hashOf(bytes)
    await mkdir(this.folder, { recursive: true, mode: 0o700 })
    const arriving = join(this.folder, `.${randomUUID()}`)
    try {
      await writeDurably(arriving, bytes)
      await rename(arriving, join(this.folder, sha256))
    } catch (error) {
      await rm(arriving, { force: true })
      throw error
    }
    await syncFolder(this.folder)
    return sha256
  }

  /** @throws EvidenceDamaged when the file is gone or was altered */
  async read(sha256: string): Promise<Buffer> {
    const bytes = await readFile(join(this.folder, sha256)).catch((error: unknown) => {
      if ((error as NodeJS.ErrnoException).code === 'ENOENT') throw new EvidenceDamaged(`${sha256} is gone`)
      throw error
    })
    if (hashOf(bytes) !== sha256) throw new EvidenceDamaged(`${sha256} was altered`)
    return bytes
  }
}

function hashOf(bytes: Buffer): string {
  return createHash('sha256').update(bytes).digest('hex')
}

async function writeDurably(path: string, bytes: Buffer): Promise<void> {
  const file = await open(path, 'wx', 0o600)
  try {
    await file.writeFile(bytes)
    await file.sync()
  } finally {
    await file.close()
  }
}

/** The name of a new file is on disk only when its folder is. */
async function syncFolder(path: string): Promise<void> {
  const folder = await open(path, 'r')
  try {
    await folder.sync()
  } finally {
    await folder.close()
  }
}
