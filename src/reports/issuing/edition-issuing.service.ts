import { Injectable, Logger } from '@nestjs/common'
import type { Person } from '../../accounts/person.js'
import { Ledger, type Write } from '../../audit/ledger.service.js'
import { Clock } from '../../clock/clock.js'
import { londonDay } from '../../clock/dates.js'
import { Database } from '../../database/database.js'
import { changeRows } from '../../database/rows.js'
import type { PdfChecks } from '../../print/checks/pdf-checks.js'
import { PrintError } from '../../print/print-errors.js'
import { findingsOf } from '../making/edition-checks.service.js'
import { Composer } from '../making/composer.service.js'
import { documentNamesOf } from '../documents/edition-documents.js'
import { EditionFiles } from '../editions/edition-files.js'
import { EditionPrinting } from '../making/edition-printing.service.js'
import { appendStep } from '../editions/edition-steps.js'
import { EditionStore } from '../editions/edition-store.js'
import { Edition } from '../editions/edition.entity.js'
import { type FileToKeep, KeptFiles, sha256Of } from '../editions/kept-files.js'
import { variantFile } from '../editions/media.js'
import { PrintRoom } from '../making/print-room.js'
import type { EditionStamp } from '../shared/frame.js'
import { NoSuchVariant, type Variant } from '../editions/variant.js'

/** Why an edition was not issued, as a sentence for those who asked. */
class NotIssued extends Error {}

/** The day has changed since the date was put on the pages. */
class AnotherDay extends Error {}

/** All that an edition is issued with. */
interface IssueFiles {
  files: FileToKeep[]
  html: string
  pdf: Buffer
  checks: string
}

/**
 * Issues an approved edition: every file is made with the date of issue and the approver on it, and then, in one
 * transaction, all of them are kept and the edition is frozen. A stop or a failure before that leaves it approved.
 */
@Injectable()
export class EditionIssuing {
  private readonly logger = new Logger('Reports')

  constructor(
    private readonly database: Database,
    private readonly ledger: Ledger,
    private readonly store: EditionStore,
    private readonly printing: EditionPrinting,
    private readonly room: PrintRoom,
    private readonly composer: Composer,
    private readonly kept: KeptFiles,
    private readonly folder: EditionFiles,
    private readonly clock: Clock,
  ) {}

  /** Begins to issue it. Its page tells how it goes: the print is under way, then it is issued or there is a failure. */
  async begin(person: Person, edition: Edition): Promise<{ work: Promise<Edition> }> {
    const { id } = edition
    const begun = await this.database.write((manager) =>
      changeRows(
        manager,
        Edition,
        { id, state: 'approved', printState: 'printed' },
        { printState: 'rendering', failure: null },
      ),
    )
    if (begun === 0) return { work: this.store.get(id) }
    return { work: this.printing.alone(id, () => this.issue(person, edition)) }
  }

  private async issue(person: Person, edition: Edition): Promise<Edition> {
    try {
      return await this.issueOn(person, edition).catch((error: unknown) => {
        // The pages were dated a moment before midnight: once more, with the day that it is now.
        if (error instanceof AnotherDay) return this.issueOn(person, edition)
        throw error
      })
    } catch (error) {
      // What a stop cuts off is left as it was: the next start prints the approved draft, and it can be issued again.
      if (this.printing.stops) return edition
      this.logger.error(`${edition.id} was not issued`, error instanceof Error ? error.stack : String(error))
      const told = error instanceof NotIssued || error instanceof PrintError
      const failure = told
        ? error.message
        : 'The report could not be issued: the log of the service says why. It is still approved.'
      return this.fail(edition, failure)
    }
  }

  private async issueOn(person: Person, edition: Edition): Promise<Edition> {
    const stamp = await this.stampOf(edition)
    const made = await this.filesOf(edition, stamp)
    const end = { state: 'issued', printState: 'printed', failure: null } as const
    const change = { ...end, pdfSha256: sha256Of(made.pdf), pdfChecks: made.checks }
    await this.ledger.write(person, async (write) => {
      if (londonDay(write.now) !== stamp.issued?.on) throw new AnotherDay()
      await this.freeze(write, person, edition, made.files, change)
    })
    const issued = { ...edition, ...change }
    // A copy for those who look into the folder; what is served is what the register keeps.
    await this.folder.write(issued, made.html, made.pdf).catch((error: unknown) => this.logger.error(error))
    return issued
  }

  /** One transaction: the edition issued, its files kept, the step and the lines of the trail. */
  private async freeze(
    write: Write,
    person: Person,
    { id, dataSha256 }: Edition,
    files: readonly FileToKeep[],
    change: Partial<Edition>,
  ): Promise<void> {
    const from = { id, state: 'approved', dataSha256 } as const
    if ((await changeRows(write.manager, Edition, from, change)) === 0) {
      throw new NotIssued('The report was changed while it was issued: it must be approved again.')
    }
    const step = { from: 'approved', to: 'issued', reason: null, successorId: null } as const
    await appendStep(write, person, { editionId: id, dataSha256, ...step })
    await this.kept.keep(write, id, files)
  }

  /** What is printed on it: it is not issued yet, so the step of issue cannot be read. */
  private async stampOf({ id, dataSha256 }: Edition): Promise<EditionStamp> {
    const approved = (await this.store.steps(id)).findLast(({ to }) => to === 'approved')
    if (!approved) throw new Error(`${id} was never approved.`)
    return { id, sha256: dataSha256, issued: { on: this.clock.today(), approvedBy: approved.author } }
  }

  private async filesOf(edition: Edition, stamp: EditionStamp): Promise<IssueFiles> {
    const { html, ...print } = await this.room.produce(edition, stamp)
    const { pdf } = print
    const checks = await findingsOf(print).catch((error: unknown) => {
      this.logger.error(`${edition.id} was not checked`, error instanceof Error ? error.stack : String(error))
      throw new NotIssued('The PDF could not be checked, so it was not issued.')
    })
    demandPassed(checks)
    const files = [
      { name: 'pdf', bytes: pdf },
      { name: 'html', bytes: Buffer.from(html) },
      { name: 'json', bytes: Buffer.from(edition.data) },
      ...(await this.variantFiles(edition, stamp, { of: edition.kind === 'img' ? 'box' : 'exempt' })),
    ]
    const { kind, data } = edition
    for (const name of documentNamesOf(kind)) {
      const { bytes } = await this.composer.file({ kind, data, stamp }, name)
      files.push({ name, bytes })
    }
    return { files, html, pdf, checks }
  }

  /** The page that goes out with it from the first day; none where the edition has no such. */
  private async variantFiles(edition: Edition, stamp: EditionStamp, variant: Variant): Promise<FileToKeep[]> {
    try {
      const { html, pdf } = await this.room.produce(edition, stamp, variant)
      return [
        { name: variantFile(variant, 'html'), bytes: Buffer.from(html) },
        { name: variantFile(variant, 'pdf'), bytes: pdf },
      ]
    } catch (error) {
      if (error instanceof NoSuchVariant) return []
      throw error
    }
  }

  /** Back to where it was, with the reason. */
  private async fail(edition: Edition, failure: string): Promise<Edition> {
    const change = { printState: 'printed', failure } as const
    await this.ledger.write({ name: 'Throughline (print room)' }, async (write) => {
      await changeRows(write.manager, Edition, { id: edition.id, state: 'approved' }, change)
      write.tell({ kind: 'report.failed', subject: edition.id, details: { reason: failure } })
    })
    return { ...edition, ...change }
  }
}

function demandPassed(checks: string): void {
  const { passed, rules } = JSON.parse(checks) as PdfChecks
  if (passed) return
  const broken = rules.filter((rule) => !rule.passed).map(({ clause }) => clause)
  throw new NotIssued(`The PDF did not pass its checks (${broken.join('; ')}), so it was not issued.`)
}
