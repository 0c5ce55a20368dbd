import { createHash } from 'node:crypto'
import { type BeforeApplicationShutdown, Injectable, Logger } from '@nestjs/common'
import { type Author, Ledger } from '../audit/ledger.service.js'
import { Clock } from '../clock/clock.js'
import { londonDay } from '../clock/dates.js'
import { Database } from '../database/database.js'
import { PrintError, PrinterBusy } from '../print/print-errors.js'
import { Printer } from '../print/printer.service.js'
import { Composer } from './composer.service.js'
import { Edition } from './edition.entity.js'
import { EditionFiles } from './edition-files.js'
import { editionStateFacts } from './edition-state.js'
import { EditionStore } from './edition-store.js'
import { NotKept, NotPrinted } from './report-errors.js'
import { audienceOf, checkRequest, type NewReport } from './report-request.js'
import { nothingWritten } from './written.js'

const printerAuthor = { name: 'Throughline (print room)' }

/** More would be refused by the print room, after they were promised. */
const mostWaiting = 50

/** Makes editions of reports, prints them and keeps them. */
@Injectable()
export class EditionsService implements BeforeApplicationShutdown {
  private readonly logger = new Logger('Reports')
  private readonly printing = new Map<string, Promise<Edition>>()
  private stopping = false

  constructor(
    private readonly database: Database,
    private readonly ledger: Ledger,
    private readonly store: EditionStore,
    private readonly composer: Composer,
    private readonly printer: Printer,
    private readonly files: EditionFiles,
    private readonly clock: Clock,
  ) {}

  /**
   * Makes the edition and queues its print. Asked again with nothing changed, it answers with the edition that is there.
   *
   * @throws ReportRefused when the register cannot give such a report
   */
  async make(author: Author, report: NewReport): Promise<Edition> {
    const now = this.clock.now()
    const plan = await checkRequest(this.database, report, now)
    // Not the clock's moment: a write in flight could still come in under it, and the edition would not rebuild.
    const recordedBy = await this.ledger.lastMoment()
    const { kind, title, knownBy } = report
    const asked = { kind, plan: report.plan, title, knownBy, recordedBy, ...audienceOf(report) }
    const composed = await this.composer.compose({ ...asked, written: nothingWritten })
    const known = await this.store.find(composed.id)
    if (known) return this.retry(known)
    if (this.printing.size >= mostWaiting) throw new PrinterBusy(this.printing.size)
    const { id, data, dataSha256, since, previousId } = composed
    const { audience, marking } = asked
    const cutOff = londonDay(knownBy)
    const edition: Edition = {
      ...{ id, kind, audience, marking, planId: plan?.id ?? null, title },
      ...{ cutOff, knownBy, recordedBy, since, previousId },
      ...{ state: 'draft', printState: 'queued', data, dataSha256, pdfSha256: null, pdfChecks: null },
      ...{ failure: null, accountId: accountOf(author), madeAt: now },
    }
    try {
      await this.ledger.write(author, async (write) => {
        await write.manager.insert(Edition, edition)
        write.tell({ kind: 'report.made', subject: id, details: { report: kind, cutOff, dataSha256 } })
      })
      return edition
    } catch (error) {
      // Somebody may have asked for the same report in the same moment.
      const other = await this.store.find(id)
      if (other) return other
      throw error
    }
  }

  /** Prints an edition that waits, once however often it is asked for, and answers when it is printed or has failed. */
  async print(edition: Edition): Promise<Edition> {
    if (edition.printState === 'printed') {
      await this.mend(edition)
      return edition
    }
    const under = this.printing.get(edition.id)
    if (under) return under
    const work = this.printNow(edition).finally(() => this.printing.delete(edition.id))
    this.printing.set(edition.id, work)
    return work
  }

  /** Takes up the prints that a stop left behind. */
  async resume(): Promise<void> {
    const waiting = await this.store.unprinted()
    for (const edition of waiting)
      void this.print(edition).catch((error: unknown) => this.logger.error(error))
  }

  /** The service stops: what is not printed by now is left to the next start. */
  beforeApplicationShutdown(): void {
    this.stopping = true
  }

  /** Waits for the prints under way. */
  async settled(): Promise<void> {
    await Promise.allSettled(this.printing.values())
  }

  /**
   * The bytes of the printed edition. A file that was lost is printed again from the data. An issued edition must come
   * out to the same bytes; a draft may look different after a change of the templates, and is then kept as it now is.
   *
   * @throws NotPrinted while it waits, or when its print failed
   */
  async pdf(edition: Edition): Promise<Buffer> {
    if (edition.pdfSha256 === null) throw new NotPrinted(edition.id, edition.printState, edition.failure)
    const kept = await this.files.readPdf(edition.id)
    if (kept && sha256(kept) === edition.pdfSha256) return kept
    const { html, pdf } = await this.produce(edition)
    const same = sha256(pdf) === edition.pdfSha256
    if (!same && editionStateFacts[edition.state].frozen)
      throw new Error(`${edition.id} did not print to the same bytes.`)
    await this.files.write(edition, html, pdf)
    if (!same) await this.finish(edition, { printState: 'printed', pdfSha256: sha256(pdf), failure: null })
    return pdf
  }

  /** Writes the files of a printed edition anew where one is gone or was changed. */
  private async mend(edition: Edition): Promise<void> {
    const html = await this.html(edition)
    const pdf = await this.pdf(edition)
    if (!(await this.files.stand(edition, html))) await this.files.write(edition, html, pdf)
  }

  /** The same content as a page. */
  async html(edition: Edition): Promise<string> {
    return this.composer.render(edition.kind, edition.data, await this.store.stamp(edition))
  }

  /** Where the edition's PDF stands on disk. */
  pdfPath(edition: Edition): string {
    return this.files.pdfPath(edition.id)
  }

  /**
   * Makes the edition anew from the register and compares data and bytes.
   *
   * @returns the sentence of the first difference, or null when it is the same to the byte
   */
  async differenceWhenRebuilt(edition: Edition): Promise<string | null> {
    const composed = await this.composer.compose(await this.store.request(edition))
    if (composed.dataSha256 !== edition.dataSha256) {
      return `the data differ: ${edition.dataSha256} was kept, ${composed.dataSha256} was made`
    }
    if (sha256(Buffer.from(edition.data)) !== edition.dataSha256)
      return 'the kept data do not match their SHA-256'
    if (edition.pdfSha256 === null) return 'it was never printed'
    const { pdf } = await this.produce(edition)
    if (sha256(pdf) !== edition.pdfSha256)
      return `the bytes differ: ${edition.pdfSha256} was kept, ${sha256(pdf)} printed`
    const kept = await this.files.readPdf(edition.id)
    if (kept && sha256(kept) !== edition.pdfSha256)
      return 'the file on disk is not the edition that was printed'
    return null
  }

  /** Queues a print that has failed once more; any other is left as it stands. */
  async retry(edition: Edition): Promise<Edition> {
    if (edition.printState !== 'failed') return edition
    const again: Edition = { ...edition, printState: 'queued', failure: null }
    await this.database.write((manager) =>
      manager.update(Edition, { id: edition.id }, { printState: 'queued', failure: null }),
    )
    return again
  }

  private async printNow(edition: Edition): Promise<Edition> {
    await this.database.write((manager) =>
      manager.update(Edition, { id: edition.id }, { printState: 'rendering' }),
    )
    try {
      const current = await this.withWhatIsWritten(edition)
      const { html, pdf } = await this.produce(current)
      await this.files.write(current, html, pdf)
      const { data, dataSha256 } = current
      const end = { data, dataSha256, printState: 'printed', pdfSha256: sha256(pdf), failure: null } as const
      return await this.finish(edition, end)
    } catch (error) {
      if (this.stopping) return edition
      this.logger.error(`${edition.id} was not printed`, error instanceof Error ? error.stack : String(error))
      const told = error instanceof PrintError || error instanceof NotKept
      const failure = told
        ? error.message
        : 'The report could not be printed: the log of the service says why.'
      return this.finish(edition, { printState: 'failed', pdfSha256: null, failure })
    }
  }

  /** The edition with data that hold what is written into it by now. */
  private async withWhatIsWritten(edition: Edition): Promise<Edition> {
    const request = await this.store.request(edition)
    if (Object.values(request.written).every(isEmpty)) return edition
    const { data, dataSha256 } = await this.composer.compose(request)
    return { ...edition, data, dataSha256 }
  }

  private async finish(
    edition: Edition,
    end: Pick<Edition, 'printState' | 'pdfSha256' | 'failure'> &
      Partial<Pick<Edition, 'data' | 'dataSha256'>>,
  ): Promise<Edition> {
    await this.ledger.write(printerAuthor, async (write) => {
      await write.manager.update(Edition, { id: edition.id }, end)
      if (end.pdfSha256)
        write.tell({ kind: 'report.printed', subject: edition.id, details: { pdfSha256: end.pdfSha256 } })
      else write.tell({ kind: 'report.failed', subject: edition.id, details: { reason: end.failure ?? '' } })
    })
    return { ...edition, ...end }
  }

  private async produce(edition: Edition): Promise<{ html: string; pdf: Buffer }> {
    const html = await this.html(edition)
    const title = titleOf(edition)
    return { html, pdf: await this.printer.print(html, { title, dated: edition.knownBy }) }
  }
}

function titleOf(edition: Edition): string {
  const { frame } = JSON.parse(edition.data) as { frame: { title: string } }
  return frame.title
}

/** Of a person the account; a command has none. */
function accountOf(author: Author): number | null {
  return 'accountId' in author && typeof author.accountId === 'number' ? author.accountId : null
}

function isEmpty(value: unknown): boolean {
  return value === null || (typeof value === 'object' && Object.keys(value).length === 0)
}

function sha256(bytes: Buffer): string {
  return createHash('sha256').update(bytes).digest('hex')
}
