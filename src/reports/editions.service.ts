import { createHash } from 'node:crypto'
import { type BeforeApplicationShutdown, Injectable, Logger } from '@nestjs/common'
import { type Author, Ledger } from '../audit/ledger.service.js'
import { Clock } from '../clock/clock.js'
import { londonDay } from '../clock/dates.js'
import { Database } from '../database/database.js'
import { Plan } from '../plans/plan.entity.js'
import { PrintError, PrinterBusy } from '../print/print-errors.js'
import { Printer } from '../print/printer.service.js'
import type { ReportRequest } from './compose.js'
import { Composer } from './composer.service.js'
import { Edition } from './edition.entity.js'
import { EditionFiles } from './edition-files.js'
import { EditionNotFound, NotKept, NotPrinted } from './report-errors.js'
import { checkRequest, type NewReport } from './report-request.js'

const printerAuthor = { name: 'Throughline (print room)' }

/** More would be refused by the print room, after they were promised. */
const mostWaiting = 50

const withoutData = {
  ...{ id: true, kind: true, planId: true, title: true, cutOff: true, knownBy: true, recordedBy: true },
  ...{ state: true, dataSha256: true, pdfSha256: true, failure: true, madeAt: true },
} as const

/** Makes editions of reports, prints them and keeps them. */
@Injectable()
export class EditionsService implements BeforeApplicationShutdown {
  private readonly logger = new Logger('Reports')
  private readonly printing = new Map<string, Promise<Edition>>()
  private stopping = false

  constructor(
    private readonly database: Database,
    private readonly ledger: Ledger,
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
    const request: ReportRequest = { ...report, recordedBy }
    const composed = await this.composer.compose(request)
    const known = await this.find(composed.id)
    if (known) return this.retry(known)
    if (this.printing.size >= mostWaiting) throw new PrinterBusy(this.printing.size)
    const { id, data, dataSha256 } = composed
    const cutOff = londonDay(report.knownBy)
    const edition: Edition = {
      ...{
        id,
        kind: report.kind,
        planId: plan?.id ?? null,
        title: report.title,
        cutOff,
        knownBy: report.knownBy,
      },
      ...{ recordedBy, state: 'queued', data, dataSha256, pdfSha256: null, failure: null, madeAt: now },
    }
    try {
      await this.ledger.write(author, async (write) => {
        await write.manager.insert(Edition, edition)
        write.tell({ kind: 'report.made', subject: id, details: { report: report.kind, cutOff, dataSha256 } })
      })
      return edition
    } catch (error) {
      // Somebody may have asked for the same report in the same moment.
      const other = await this.find(id)
      if (other) return other
      throw error
    }
  }

  /**
   * Where an edition stands, without its data.
   *
   * @throws EditionNotFound
   */
  async standing(id: string): Promise<Omit<Edition, 'data'>> {
    const edition = await this.database.reads
      .getRepository(Edition)
      .findOne({ select: withoutData, where: { id } })
    if (!edition) throw new EditionNotFound(id)
    return edition
  }

  /** @throws EditionNotFound */
  async get(id: string): Promise<Edition> {
    const edition = await this.find(id)
    if (!edition) throw new EditionNotFound(id)
    return edition
  }

  /** Every edition without its data, newest cut-off first. */
  async list(): Promise<Omit<Edition, 'data'>[]> {
    return this.database.reads.getRepository(Edition).find({
      select: withoutData,
      order: { cutOff: 'DESC', id: 'ASC' },
    })
  }

  /** Prints an edition that waits, once however often it is asked for, and answers when it is printed or has failed. */
  async print(edition: Edition): Promise<Edition> {
    if (edition.state === 'draft' || edition.state === 'issued') {
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
    const waiting = await this.database.reads
      .getRepository(Edition)
      .find({ where: [{ state: 'queued' }, { state: 'rendering' }] })
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
    if (edition.pdfSha256 === null) throw new NotPrinted(edition.id, edition.state, edition.failure)
    const kept = await this.files.readPdf(edition.id)
    if (kept && sha256(kept) === edition.pdfSha256) return kept
    const { html, pdf } = await this.produce(edition)
    const same = sha256(pdf) === edition.pdfSha256
    if (!same && edition.state === 'issued') throw new Error(`${edition.id} did not print to the same bytes.`)
    await this.files.write(edition, html, pdf)
    if (!same) await this.finish(edition, { state: 'draft', pdfSha256: sha256(pdf), failure: null })
    return pdf
  }

  /** Writes the files of a printed edition anew where one is gone or was changed. */
  private async mend(edition: Edition): Promise<void> {
    const html = await this.composer.render(edition)
    const pdf = await this.pdf(edition)
    if (!(await this.files.stand(edition, html))) await this.files.write(edition, html, pdf)
  }

  /** The same content as a page. */
  html(edition: Edition): Promise<string> {
    return this.composer.render(edition)
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
    const slug = edition.planId === null ? null : await this.planSlug(edition.planId)
    const { kind, title, knownBy, recordedBy } = edition
    const composed = await this.composer.compose({ kind, title, knownBy, recordedBy, plan: slug })
    if (composed.dataSha256 !== edition.dataSha256) {
      return `the data differ: ${edition.dataSha256} was kept, ${composed.dataSha256} was made`
    }
    if (sha256(Buffer.from(edition.data)) !== edition.dataSha256)
      return 'the kept data do not match their SHA-256'
    if (composed.id !== edition.id)
      return 'the data are the same, but the templates have changed since it was printed'
    if (edition.pdfSha256 === null) return 'it was never printed'
    const { pdf } = await this.produce(edition)
    if (sha256(pdf) !== edition.pdfSha256)
      return `the bytes differ: ${edition.pdfSha256} was kept, ${sha256(pdf)} printed`
    const kept = await this.files.readPdf(edition.id)
    if (kept && sha256(kept) !== edition.pdfSha256)
      return 'the file on disk is not the edition that was printed'
    return null
  }

  private async find(id: string): Promise<Edition | null> {
    return this.database.reads.getRepository(Edition).findOneBy({ id })
  }

  private async planSlug(id: number): Promise<string> {
    return (await this.database.reads.getRepository(Plan).findOneByOrFail({ id })).slug
  }

  /** Queues a print that has failed once more; any other is left as it stands. */
  async retry(edition: Edition): Promise<Edition> {
    if (edition.state !== 'failed') return edition
    const again: Edition = { ...edition, state: 'queued', failure: null }
    await this.database.write((manager) =>
      manager.update(Edition, { id: edition.id }, { state: 'queued', failure: null }),
    )
    return again
  }

  private async printNow(edition: Edition): Promise<Edition> {
    await this.database.write((manager) =>
      manager.update(Edition, { id: edition.id }, { state: 'rendering' }),
    )
    try {
      const { html, pdf } = await this.produce(edition)
      await this.files.write(edition, html, pdf)
      return await this.finish(edition, { state: 'draft', pdfSha256: sha256(pdf), failure: null })
    } catch (error) {
      if (this.stopping) return edition
      this.logger.error(`${edition.id} was not printed`, error instanceof Error ? error.stack : String(error))
      const told = error instanceof PrintError || error instanceof NotKept
      const failure = told
        ? error.message
        : 'The report could not be printed: the log of the service says why.'
      return this.finish(edition, { state: 'failed', pdfSha256: null, failure })
    }
  }

  private async finish(
    edition: Edition,
    end: Pick<Edition, 'state' | 'pdfSha256' | 'failure'>,
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
    const html = await this.composer.render(edition)
    const title = titleOf(edition)
    return { html, pdf: await this.printer.print(html, { title, dated: edition.knownBy }) }
  }
}

function titleOf(edition: Edition): string {
  const { frame } = JSON.parse(edition.data) as { frame: { title: string } }
  return frame.title
}

function sha256(bytes: Buffer): string {
  return createHash('sha256').update(bytes).digest('hex')
}
