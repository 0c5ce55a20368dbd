import { Injectable } from '@nestjs/common'
import { TrailReader } from '../../audit/trail-reader.service.js'
import { Composer } from '../making/composer.service.js'
import { differingFigures } from './differing-figures.js'
import { EditionFiles } from './edition-files.js'
import { editionStateFacts } from './edition-state.js'
import { EditionStore } from './edition-store.js'
import type { Edition } from './edition.entity.js'
import { KeptFiles, sha256Of } from './kept-files.js'
import { PrintRoom } from '../making/print-room.js'

/** What came of rebuilding an edition. */
export interface Verified {
  /** Whether it is what it was: its data the same, and what was kept of it whole. */
  whole: boolean
  /** What was found, as sentences; each says one thing. */
  says: string[]
}

/** Rebuilds editions from the register and compares them with what was kept. */
@Injectable()
export class EditionVerification {
  constructor(
    private readonly store: EditionStore,
    private readonly composer: Composer,
    private readonly room: PrintRoom,
    private readonly kept: KeptFiles,
    private readonly files: EditionFiles,
    private readonly trail: TrailReader,
  ) {}

  /** @throws EditionNotFound */
  async verify(id: string): Promise<Verified> {
    const edition = await this.store.get(id)
    const broken = await this.brokenFiles(edition)
    if (sha256Of(edition.data) !== edition.dataSha256) {
      broken.push('the kept data do not match their SHA-256')
    }
    if (broken.length > 0) return { whole: false, says: broken }
    const made = await this.composer.compose(await this.store.request(edition))
    if (made.dataSha256 !== edition.dataSha256) {
      const differences = differingFigures(JSON.parse(edition.data), JSON.parse(made.data))
      return { whole: false, says: ['the data differ from what the register gives', ...differences] }
    }
    return this.printedAnew(edition)
  }

  /** The data are the same: whether the bytes are too. */
  private async printedAnew(edition: Edition): Promise<Verified> {
    if (edition.pdfSha256 === null) return { whole: false, says: ['it was never printed'] }
    const { pdf } = await this.room.produce(edition, await this.store.stamp(edition))
    if (sha256Of(pdf) === edition.pdfSha256) return { whole: true, says: ['it rebuilds to the same bytes'] }
    const frozen = editionStateFacts[edition.state].frozen
    return {
      whole: frozen,
      says: [
        frozen
          ? 'the data are the same, but the templates or the printer have changed since: the kept bytes are whole, and they are what is served'
          : `the data are the same, but the bytes differ: ${edition.pdfSha256} was kept, ${sha256Of(pdf)} printed`,
      ],
    }
  }

  /** The kept files that are not what they were, each against its row and against the line of the trail. */
  private async brokenFiles(edition: Edition): Promise<string[]> {
    if (!editionStateFacts[edition.state].frozen) return this.brokenOnDisk(edition)
    const told = await this.toldOfIssue(edition)
    const found: string[] = []
    const names = new Set([
      ...(await this.kept.list(edition.id)).map(({ name }) => name),
      ...Object.keys(told),
    ])
    for (const name of names) {
      const file = await this.kept.find(edition.id, name)
      if (!file) found.push(`the kept file ${name} is gone`)
      else if (sha256Of(file.bytes) !== file.sha256) {
        found.push(`the kept file ${name} is not what was kept: its SHA-256 was ${file.sha256}`)
      } else if (told[name] !== undefined && told[name] !== file.sha256) {
        found.push(`the kept file ${name} is not what the audit trail tells: its SHA-256 was ${told[name]}`)
      }
    }
    if (told.pdf !== undefined && told.pdf !== edition.pdfSha256) {
      found.push('the SHA-256 of the PDF is not what the audit trail tells')
    }
    return found
  }

  /** SHA-256 of the files as the trail told of them at issue. */
  private async toldOfIssue(edition: Edition): Promise<Record<string, string>> {
    const issued = (await this.store.steps(edition.id)).find(({ to }) => to === 'issued')
    const line = issued && (await this.trail.firstSince(issued.at, 'report.frozen', edition.id))
    return line ? (JSON.parse(line.details) as { files: Record<string, string> }).files : {}
  }

  /** A draft has one file that can be wrong: that in the folder. */
  private async brokenOnDisk(edition: Edition): Promise<string[]> {
    const onDisk = edition.pdfSha256 === null ? null : await this.files.readPdf(edition)
    if (!onDisk || sha256Of(onDisk) === edition.pdfSha256) return []
    return ['the file on disk is not the edition that was printed']
  }
}
