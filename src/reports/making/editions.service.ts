import { Injectable } from '@nestjs/common'
import { type Author, Ledger } from '../../audit/ledger.service.js'
import { Clock } from '../../clock/clock.js'
import { londonDay } from '../../clock/dates.js'
import { Database } from '../../database/database.js'
import { insertRow } from '../../database/rows.js'
import { PrinterBusy } from '../../print/print-errors.js'
import { Composer } from './composer.service.js'
import { EarlierWords } from '../writing/earlier-words.js'
import { Edition, EditionPart } from '../editions/edition.entity.js'
import { EditionFiles } from '../editions/edition-files.js'
import { EditionPrinting } from './edition-printing.service.js'
import { EditionReading } from '../editions/edition-reading.service.js'
import { editionStateFacts } from '../editions/edition-state.js'
import { EditionStore } from '../editions/edition-store.js'
import { sha256Of, sha256OfJson } from '../editions/kept-files.js'
import { ReportRefused } from '../report-errors.js'
import { audienceOf, checkRequest, type NewReport } from './report-request.js'
import { nothingWritten } from '../writing/written.js'

/** Of the digits at the end of the name of an edition. */
const digits = 12

/** Makes editions of reports and has them printed. */
@Injectable()
export class EditionsService {
  constructor(
    private readonly database: Database,
    private readonly ledger: Ledger,
    private readonly store: EditionStore,
    private readonly composer: Composer,
    private readonly words: EarlierWords,
    private readonly printing: EditionPrinting,
    private readonly reading: EditionReading,
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
    const id = await this.nameOf(composed.id, report.wordsOf)
    const known = await this.store.find(id)
    if (known) return this.known(known, report)
    if (this.printing.placesLeft === 0) throw new PrinterBusy(this.printing.waiting)
    const { data, dataSha256, since, previousId } = composed
    const { audience, marking } = asked
    const cutOff = londonDay(knownBy)
    const edition: Edition = {
      ...{ id, kind, audience, marking, planId: plan?.id ?? null, title },
      ...{ cutOff, knownBy, recordedBy, since, previousId },
      ...{ state: 'draft', printState: 'queued', data, dataSha256, pdfSha256: null, pdfChecks: null },
      ...{ failure: null, accountId: accountOf(author), madeAt: now },
    }
    const words = await this.words.of(edition, report.wordsOf ?? null)
    try {
      await this.ledger.write(author, async (write) => {
        await write.manager.insert(Edition, edition)
        write.tell({ kind: 'report.made', subject: id, details: { report: kind, cutOff, dataSha256 } })
        for (const { part, content } of words) {
          await insertRow(write.manager, EditionPart, {
            ...{ editionId: id, part, revision: 1, content },
            ...{ accountId: edition.accountId, author: author.name, recordedAt: write.now },
          })
          write.tell({
            kind: 'report.written',
            subject: id,
            details: { part, revision: 1, sha256: sha256OfJson(content) },
          })
        }
      })
      return edition
    } catch (error) {
      // Somebody may have asked for the same report in the same moment.
      const other = await this.store.find(id)
      if (other) return other
      throw error
    }
  }

  /** Prints an edition that waits, and answers when it is printed or has failed; of one that is printed the files are mended. */
  async print({ id }: Pick<Edition, 'id'>): Promise<Edition> {
    const before = await this.store.facts(id)
    const printed = await this.printing.print(id)
    if (before.printState === 'printed') await this.reading.mend(printed)
    return printed
  }

  /** Queues a print that has failed once more; any other is left as it stands. */
  async retry(edition: Edition): Promise<Edition> {
    if (edition.printState !== 'failed') return edition
    const again = { printState: 'queued', failure: null } as const
    await this.database.write((manager) => manager.update(Edition, { id: edition.id }, again))
    return { ...edition, ...again }
  }

  /** The printed bytes. @throws NotPrinted */
  async pdf(edition: Edition): Promise<Buffer> {
    return (await this.reading.pdf(edition)).bytes
  }

  /** Where the edition's PDF stands on disk. */
  pdfPath(edition: Edition): string {
    return this.files.pdfPath(edition)
  }

  /** The edition that is asked for and is there already. */
  private async known(edition: Edition, { wordsOf }: NewReport): Promise<Edition> {
    if (wordsOf != null) {
      throw new ReportRefused(
        'wordsOf',
        `This very report is there already as a draft (${edition.id}): write into it, or make one of another cut-off.`,
      )
    }
    return this.retry(edition)
  }

  /**
   * The name of the edition: of its data, unless an issued one has it and the new one shall begin with words. What was
   * issued stays as it is, and its correction is another edition.
   */
  private async nameOf(id: string, wordsOf: string | null | undefined): Promise<string> {
    if (wordsOf == null) return id
    const known = await this.store.find(id)
    if (!known || !editionStateFacts[known.state].frozen) return id
    return this.nameOf(`${id.slice(0, -digits)}${sha256Of(id).slice(0, digits)}`, wordsOf)
  }
}

/** Of a person the account; a command has none. */
function accountOf(author: Author): number | null {
  return 'accountId' in author && typeof author.accountId === 'number' ? author.accountId : null
}
