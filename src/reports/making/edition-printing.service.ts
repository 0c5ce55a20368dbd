import { type BeforeApplicationShutdown, Injectable, Logger } from '@nestjs/common'
import { Ledger } from '../../audit/ledger.service.js'
import { Database } from '../../database/database.js'
import { changeRows } from '../../database/rows.js'
import { PrintError } from '../../print/print-errors.js'
import { Composer } from './composer.service.js'
import { EditionChecks } from './edition-checks.service.js'
import { EditionFiles } from '../editions/edition-files.js'
import { editionStateFacts } from '../editions/edition-state.js'
import { EditionStore } from '../editions/edition-store.js'
import { Edition } from '../editions/edition.entity.js'
import { sha256Of } from '../editions/kept-files.js'
import { PrintRoom } from './print-room.js'
import { NotKept } from '../report-errors.js'

const printerAuthor = { name: 'Throughline (print room)' }

/** More would be refused by the print room, after they were promised. */
const mostWaiting = 50

/** What the end of a print leaves with the edition. */
type PrintEnd = Pick<Edition, 'printState' | 'pdfSha256' | 'pdfChecks' | 'failure'> &
  Partial<Pick<Edition, 'data' | 'dataSha256'>>

/** Something was written while it was printed: what came out is out of date. */
class Overtaken extends Error {}

/**
 * Prints editions, each by one job at a time. A draft is printed with what is written into it by then; what is written
 * while it prints leads to another print after it, so that “printed” is never said of what is out of date.
 */
@Injectable()
export class EditionPrinting implements BeforeApplicationShutdown {
  private readonly logger = new Logger('Reports')
  private readonly jobs = new Map<string, Promise<Edition>>()
  /** Those that were asked for again while they print. */
  private readonly again = new Set<string>()
  private stopping = false

  constructor(
    private readonly database: Database,
    private readonly ledger: Ledger,
    private readonly store: EditionStore,
    private readonly composer: Composer,
    private readonly room: PrintRoom,
    private readonly files: EditionFiles,
    private readonly checks: EditionChecks,
  ) {}

  /** How many more prints can be promised now; none when it is 0. */
  get placesLeft(): number {
    return Math.max(0, mostWaiting - this.jobs.size)
  }

  /** How many jobs are under way or wait. */
  get waiting(): number {
    return this.jobs.size
  }

  /** The service stops: what fails now is left to the next start. */
  get stops(): boolean {
    return this.stopping
  }

  /** Prints an edition until what is printed is what is written, and answers when it is printed or has failed. */
  async print(id: string): Promise<Edition> {
    const under = this.jobs.get(id)
    if (under) {
      this.again.add(id)
      return under
    }
    return this.alone(id, () => this.untilCurrent(id))
  }

  /** Runs a job that must be the only one on its edition. @throws Error when another is at work on it */
  async alone(id: string, work: () => Promise<Edition>): Promise<Edition> {
    if (this.jobs.has(id)) throw new Error(`Another job is at work on ${id}.`)
    // The job begins only once it is known here: it may end in the moment in which it begins.
    const job: Promise<Edition> = Promise.resolve()
      .then(work)
      .finally(() => this.ended(id, job))
    this.jobs.set(id, job)
    return job
  }

  /** A job that took its leave early has a successor by now, which stays. */
  private ended(id: string, job: Promise<Edition>): void {
    if (this.jobs.get(id) === job) this.jobs.delete(id)
  }

  /** Takes up the prints that a stop left behind. */
  async resume(): Promise<void> {
    for (const id of await this.store.unprinted())
      void this.print(id).catch((error: unknown) => this.logger.error(error))
  }

  /** Composes the drafts of an earlier version anew: the templates of this one could not draw what was their data. */
  async renewOldDrafts(): Promise<void> {
    for (const id of await this.store.uncomposed()) {
      const { data, dataSha256 } = await this.composer.compose(
        await this.store.request(await this.store.facts(id)),
      )
      await this.database.write((manager) =>
        changeRows(manager, Edition, { id, data: '' }, { data, dataSha256 }),
      )
    }
  }

  /** The service stops: what is not printed by now is left to the next start. */
  beforeApplicationShutdown(): void {
    this.stopping = true
  }

  /** Waits for the jobs under way. */
  async settled(): Promise<void> {
    await Promise.allSettled(this.jobs.values())
  }

  private async untilCurrent(id: string): Promise<Edition> {
    for (;;) {
      this.again.delete(id)
      const edition = await this.once(await this.store.get(id))
      // Asked and ended in one step: who asks after this finds no job and begins another.
      if (!this.again.has(id) || this.stopping) {
        this.jobs.delete(id)
        return edition
      }
    }
  }

  private async once(edition: Edition): Promise<Edition> {
    if (edition.printState === 'printed' || editionStateFacts[edition.state].frozen) return edition
    await this.mark(edition)
    const seen = await this.store.lastSaving(edition.id)
    try {
      const current = await this.withWhatIsWritten(edition)
      const { html, ...print } = await this.room.produce(current, await this.store.stamp(current))
      await this.files.write(current, html, print.pdf)
      const { data, dataSha256 } = current
      const end = { data, dataSha256, printState: 'printed', pdfSha256: sha256Of(print.pdf) } as const
      const printed = await this.finish(edition, { ...end, pdfChecks: null, failure: null }, seen)
      void this.checks.begin(edition.id, print)
      return printed
    } catch (error) {
      if (this.stopping) return edition
      if (error instanceof Overtaken) {
        this.again.add(edition.id)
        return edition
      }
      const failure = failureOf(error)
      this.logger.error(`${edition.id} was not printed`, error instanceof Error ? error.stack : String(error))
      return this.finish(edition, { printState: 'failed', pdfSha256: null, pdfChecks: null, failure }, null)
    }
  }

  private async mark({ id, state }: Edition): Promise<void> {
    await this.database.write((manager) =>
      changeRows(manager, Edition, { id, state }, { printState: 'rendering' }),
    )
  }

  /** A draft with data that hold what is written into it by now; later its data stand. */
  private async withWhatIsWritten(edition: Edition): Promise<Edition> {
    if (!editionStateFacts[edition.state].editable) return edition
    if ((await this.store.lastSaving(edition.id)) === 0) return edition
    const { data, dataSha256 } = await this.composer.compose(await this.store.request(edition))
    return { ...edition, data, dataSha256 }
  }

  /** @param seen the last saving that was printed; null where nothing was */
  private async finish(edition: Edition, end: PrintEnd, seen: number | null): Promise<Edition> {
    const { id, state } = edition
    await this.ledger.write(printerAuthor, async (write) => {
      if (seen !== null && (await this.store.lastSaving(id, write.manager)) !== seen) throw new Overtaken()
      // Where it has moved on meanwhile, by another instance, this print is nobody's any more.
      const changed = await changeRows(write.manager, Edition, { id, state }, end)
      if (changed === 0) throw new Overtaken()
      if (end.pdfSha256)
        write.tell({ kind: 'report.printed', subject: id, details: { pdfSha256: end.pdfSha256 } })
      else write.tell({ kind: 'report.failed', subject: id, details: { reason: end.failure ?? '' } })
    })
    return { ...edition, ...end }
  }
}

/** The sentence for those who asked for it; what it was in full is told to the log. */
export function failureOf(error: unknown): string {
  const told = error instanceof PrintError || error instanceof NotKept
  return told ? error.message : 'The report could not be printed: the log of the service says why.'
}
