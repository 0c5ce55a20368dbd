import { Injectable } from '@nestjs/common'
import { type TrailLine, TrailReader } from '../../audit/trail-reader.service.js'
import { Composer } from '../making/composer.service.js'
import { differingFigures } from './differing-figures.js'
import { contradictionsOf } from './edition-evidence.js'
import { EditionFiles } from './edition-files.js'
import { editionStateFacts } from './edition-state.js'
import { EditionStore } from './edition-store.js'
import type { Edition, EditionFile } from './edition.entity.js'
import { KeptFiles, sha256Of } from './kept-files.js'
import { PrintRoom } from '../making/print-room.js'
import type { EditionStamp } from '../shared/frame.js'
import { NoSuchVariant } from './variant.js'

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
    const files = await this.keptOf(id)
    const says = contradictionsOf({
      ...{ edition, files, lines: await this.linesOf(id) },
      ...{ steps: await this.store.steps(id), parts: await this.store.allParts(id) },
    })
    if (!editionStateFacts[edition.state].frozen) says.push(...(await this.brokenOnDisk(edition)))
    says.push(...(await this.differences(edition)))
    return says.length > 0 ? { whole: false, says } : this.printedAnew(edition, files)
  }

  /** What of its data the register does not give. */
  private async differences(edition: Edition): Promise<string[]> {
    try {
      const made = await this.composer.compose(await this.store.request(edition))
      if (made.data === edition.data) return []
      const figures = differingFigures(JSON.parse(edition.data), JSON.parse(made.data))
      return ['the data differ from what the register gives', ...figures]
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error)
      return [`it cannot be made from the register as the edition says (${reason.replace(/\.$/u, '')})`]
    }
  }

  /** All that is kept agrees: whether the same bytes are printed, too. */
  private async printedAnew(edition: Edition, files: readonly EditionFile[]): Promise<Verified> {
    if (edition.pdfSha256 === null) return { whole: false, says: ['it was never printed'] }
    const stamp = await this.store.stamp(edition)
    const { html, pdf } = await this.room.produce(edition, stamp)
    const frozen = editionStateFacts[edition.state].frozen
    const samePage = bytesOf(files, 'html')?.equals(Buffer.from(html)) ?? false
    const samePdf = sha256Of(pdf) === edition.pdfSha256
    const apart = frozen ? await this.differingApart(edition, stamp, files, samePdf) : []
    // The page of the open part is as it was, so the templates are: the other should be, too.
    if (apart.length > 0 && (samePage || samePdf)) return { whole: false, says: apart }
    if (samePdf) return { whole: true, says: ['it rebuilds to the same bytes'] }
    return {
      whole: frozen,
      says: [
        frozen
          ? 'the data are the same, but the templates or the printer have changed since: the kept bytes are whole, and they are what is served'
          : `the data are the same, but the bytes differ: ${edition.pdfSha256} was kept, ${sha256Of(pdf)} printed`,
      ],
    }
  }

  /** What is not for publication is not in the data: whether the register still gives the kept page of it. */
  private async differingApart(
    edition: Edition,
    stamp: EditionStamp,
    files: readonly EditionFile[],
    samePdf: boolean,
  ): Promise<string[]> {
    if (edition.kind !== 'scrutiny') return []
    const made = await this.exemptOf(edition, stamp)
    const same = (kept: Buffer | null, now: Buffer | null) =>
      kept === null || now === null ? kept === now : kept.equals(now)
    if (!same(bytesOf(files, 'exempt.html'), made.html)) {
      return ['what is not for publication differs from the kept file exempt.html']
    }
    // Another printer prints every page differently: then the page above has said all there is.
    if (!samePdf || same(bytesOf(files, 'exempt.pdf'), made.pdf)) return []
    return ['what is not for publication differs from the kept file exempt.pdf']
  }

  private async exemptOf(edition: Edition, stamp: EditionStamp) {
    try {
      const { html, pdf } = await this.room.produce(edition, stamp, { of: 'exempt' })
      return { html: Buffer.from(html), pdf }
    } catch (error) {
      if (error instanceof NoSuchVariant) return { html: null, pdf: null }
      throw error
    }
  }

  private async keptOf(id: string): Promise<EditionFile[]> {
    const found: EditionFile[] = []
    for (const { name } of await this.kept.list(id)) {
      const file = await this.kept.find(id, name)
      if (file) found.push(file)
    }
    return found
  }

  /** Every line of the trail about the edition, the oldest first: a file may be kept long after the issue. */
  private async linesOf(id: string): Promise<TrailLine[]> {
    const found: TrailLine[] = []
    for await (const lines of this.trail.all({ subject: id })) found.push(...lines)
    return found.filter(({ subject }) => subject === id).reverse()
  }

  /** A draft has one file that can be wrong: that in the folder. */
  private async brokenOnDisk(edition: Edition): Promise<string[]> {
    const onDisk = edition.pdfSha256 === null ? null : await this.files.readPdf(edition)
    if (!onDisk || sha256Of(onDisk) === edition.pdfSha256) return []
    return ['the file on disk is not the edition that was printed']
  }
}

const bytesOf = (files: readonly EditionFile[], name: string): Buffer | null =>
  files.find((file) => file.name === name)?.bytes ?? null
