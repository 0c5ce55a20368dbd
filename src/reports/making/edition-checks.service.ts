import { setTimeout as after } from 'node:timers/promises'
import { type BeforeApplicationShutdown, Injectable, Logger } from '@nestjs/common'
import { Database } from '../../database/database.js'
import { changeRows } from '../../database/rows.js'
import { checkPdf } from '../../print/checks/check-pdf.js'
import { EditionFiles } from '../editions/edition-files.js'
import { type EditionFacts, EditionStore } from '../editions/edition-store.js'
import { Edition } from '../editions/edition.entity.js'
import { sha256Of } from '../editions/kept-files.js'

/** How long somebody who needs the result waits for a check that is under way, in milliseconds: most take one second. */
const patience = 3_000

/** How long a check that failed is let rest, in milliseconds. */
const restMs = 60_000

/** A print that is to be checked, and what it should say of itself. */
export interface PrintToCheck {
  pdf: Buffer
  title: string
  marking: string | null
}

/**
 * Has the prints of drafts checked by machine, after the print: who wants to read waits for the bytes alone. Until
 * the result is there a report can be neither approved nor issued.
 */
@Injectable()
export class EditionChecks implements BeforeApplicationShutdown {
  private readonly logger = new Logger('Reports')
  private readonly underWay = new Map<string, Promise<string | null>>()
  /** When the machine last could not look at a print: it is tried again, but not again and again. */
  private readonly failed = new Map<string, number>()
  private stopping = false

  constructor(
    private readonly database: Database,
    private readonly store: EditionStore,
    private readonly files: EditionFiles,
  ) {}

  /** Begins to check a print; nobody need wait for it. */
  begin(id: string, print: PrintToCheck): Promise<string | null> {
    const pdfSha256 = sha256Of(print.pdf)
    const key = keyOf(id, pdfSha256)
    const there = this.underWay.get(key)
    if (there) return there
    const work = this.check(id, pdfSha256, print).finally(() => this.underWay.delete(key))
    this.underWay.set(key, work)
    return work
  }

  /**
   * Waits a little for the check of an edition's print. One that a stop cut off begins anew.
   *
   * @returns what the machine found, as JSON text; null while there is nothing to be told
   */
  async ended(edition: EditionFacts): Promise<string | null> {
    const { id, printState, pdfSha256, pdfChecks } = edition
    if (pdfChecks !== null || printState !== 'printed' || pdfSha256 === null) return pdfChecks
    const failed = this.failed.get(keyOf(id, pdfSha256))
    if (failed !== undefined && performance.now() - failed < restMs) return null
    const work = this.underWay.get(keyOf(id, pdfSha256)) ?? this.resume(edition)
    return Promise.race([work, after(patience, null, { ref: false })])
  }

  beforeApplicationShutdown(): void {
    this.stopping = true
  }

  /** A check that a stop cut off: the print is on disk, and its data say what it should be. */
  private async resume(edition: EditionFacts): Promise<string | null> {
    const { id, pdfSha256, marking } = edition
    const pdf = await this.files.readPdf(edition)
    if (!pdf || sha256Of(pdf) !== pdfSha256) return null
    const { frame } = JSON.parse((await this.store.get(id)).data) as { frame: { title: string } }
    return this.begin(id, { pdf, title: frame.title, marking })
  }

  private async check(id: string, pdfSha256: string, print: PrintToCheck): Promise<string | null> {
    try {
      const found = await findingsOf(print)
      if (this.stopping) return null
      await this.database.write((manager) =>
        changeRows(manager, Edition, { id, pdfSha256 }, { pdfChecks: found }),
      )
      return found
    } catch (error) {
      if (this.stopping) return null
      this.failed.set(keyOf(id, pdfSha256), performance.now())
      this.logger.error(`${id} was not checked`, error instanceof Error ? error.stack : String(error))
      return null
    }
  }
}

/** What the machine finds in a print, as JSON text. @throws Error when it cannot look */
export async function findingsOf({ pdf, title, marking }: PrintToCheck): Promise<string> {
  return JSON.stringify(await checkPdf(pdf, { title, language: 'en-GB', marking }))
}

const keyOf = (id: string, pdfSha256: string) => `${id} ${pdfSha256}`
