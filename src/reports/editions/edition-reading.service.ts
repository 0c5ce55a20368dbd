import { Injectable } from '@nestjs/common'
import { Ledger } from '../../audit/ledger.service.js'
import { changeRows } from '../../database/rows.js'
import { NotFound } from '../../web/problems.js'
import { Composer } from '../making/composer.service.js'
import { documentNamesOf } from '../documents/edition-documents.js'
import { EditionFiles, editionFileName } from './edition-files.js'
import { editionStateFacts } from './edition-state.js'
import { type EditionFacts, EditionStore } from './edition-store.js'
import { Edition } from './edition.entity.js'
import { KeptFiles, sha256Of } from './kept-files.js'
import { fileKindOf, fileKinds, isDocumentName, variantFile } from './media.js'
import { EditionChecks } from '../making/edition-checks.service.js'
import { PrintRoom } from '../making/print-room.js'
import { NotPrinted } from '../report-errors.js'
import { NoSuchVariant, type Variant, whole } from './variant.js'

/** A file of an edition, as it is handed out. */
export interface EditionBytes {
  /** With the id and the marking: "img-2013-12-31-0a1b-OFFICIAL.pdf" */
  name: string
  mediaType: string
  bytes: Buffer
}

/** A file that can be had, with what is known of it once it is kept. */
export interface EditionFileFacts {
  /** "pdf", "csv", "box.pdf" */
  name: string
  label: string
  mediaType: string
  size: number | null
  sha256: string | null
}

/**
 * The documents and files of an edition. What was issued is served from what was kept then and never made again; a draft's
 * are made as they are asked for.
 */
@Injectable()
export class EditionReading {
  constructor(
    private readonly ledger: Ledger,
    private readonly store: EditionStore,
    private readonly kept: KeptFiles,
    private readonly files: EditionFiles,
    private readonly room: PrintRoom,
    private readonly composer: Composer,
    private readonly checks: EditionChecks,
  ) {}

  /** @throws NotFound when the edition has no such variant */
  async html(edition: EditionFacts, variant: Variant = whole): Promise<EditionBytes> {
    if (isFrozen(edition)) return this.frozenVariant(edition, variant, 'html')
    const page = await this.asked(async () => {
      const draft = await this.store.get(edition.id)
      return this.room.html(draft, await this.store.stamp(draft), variant)
    })
    return named(edition, variantFile(variant, 'html'), Buffer.from(page.html), page.marking)
  }

  /** @throws NotPrinted while it waits, or when its print failed; NotFound when there is no such variant */
  async pdf(edition: EditionFacts, variant: Variant = whole): Promise<EditionBytes> {
    if (isFrozen(edition)) return this.frozenVariant(edition, variant, 'pdf')
    if (edition.printState !== 'printed') {
      throw new NotPrinted(edition.id, edition.printState, edition.failure)
    }
    const draft = await this.store.get(edition.id)
    if (variant.of === 'whole') return named(edition, 'pdf', await this.draftPdf(draft))
    const stamp = await this.store.stamp(draft)
    const { pdf, marking } = await this.asked(() => this.room.produce(draft, stamp, variant))
    return named(edition, variantFile(variant, 'pdf'), pdf, marking)
  }

  /** A file by its name: pdf, html, json, csv, xlsx, ods, docx, odt. @throws NotFound, NotPrinted */
  async file(edition: EditionFacts, name: string): Promise<EditionBytes> {
    if (name === 'pdf') return this.pdf(edition)
    if (name === 'html') return this.html(edition)
    if (isFrozen(edition)) return this.frozen(edition, name)
    if (name === 'json') return named(edition, name, Buffer.from((await this.store.get(edition.id)).data))
    if (!isDocumentName(name) || !documentNamesOf(edition.kind).includes(name)) throw noFile(edition.id, name)
    const { kind, data } = await this.store.get(edition.id)
    const file = await this.composer.file({ kind, data, stamp: await this.store.stamp(edition) }, name)
    return named(edition, name, file.bytes)
  }

  /** What can be had of the edition. */
  async list(edition: EditionFacts): Promise<EditionFileFacts[]> {
    if (isFrozen(edition)) {
      const kept = await this.kept.list(edition.id)
      return kept.map(({ name, size, sha256 }) => ({ name, ...kindOf(name), size, sha256 }))
    }
    const names = ['pdf', 'html', ...documentNamesOf(edition.kind), 'json']
    return names.map((name) => ({ name, ...kindOf(name), size: null, sha256: null }))
  }

  /** Writes the files of a printed edition into the folder anew where one is gone or was changed. */
  async mend(edition: Edition): Promise<void> {
    const [{ bytes: html }, { bytes: pdf }] = [await this.html(edition), await this.pdf(edition)]
    const page = html.toString()
    const onDisk = await this.files.readPdf(edition)
    if (onDisk?.equals(pdf) && (await this.files.stand(edition, page))) return
    await this.files.write(edition, page, pdf)
  }

  /** The bytes on disk, else printed again: a draft may look different after a change of the templates. */
  private async draftPdf(draft: Edition): Promise<Buffer> {
    const onDisk = await this.files.readPdf(draft)
    if (onDisk && sha256Of(onDisk) === draft.pdfSha256) return onDisk
    const { html, ...print } = await this.room.produce(draft, await this.store.stamp(draft))
    const { pdf } = print
    await this.files.write(draft, html, pdf)
    const pdfSha256 = sha256Of(pdf)
    if (pdfSha256 === draft.pdfSha256) return pdf
    const { id, state, dataSha256 } = draft
    await this.ledger.write({ name: 'Throughline (print room)' }, async (write) => {
      await changeRows(write.manager, Edition, { id, state, dataSha256 }, { pdfSha256, pdfChecks: null })
      write.tell({ kind: 'report.printed', subject: id, details: { pdfSha256 } })
    })
    void this.checks.begin(id, print)
    return pdf
  }

  /** A variant of an issued edition: made at the first asking from the data that were frozen, then kept as it is. */
  private async frozenVariant(
    edition: EditionFacts,
    variant: Variant,
    ending: 'pdf' | 'html',
  ): Promise<EditionBytes> {
    const name = variantFile(variant, ending)
    const there = await this.kept.read(edition.id, name)
    if (there) return named(edition, name, there, markingOf(edition, variant))
    if (variant.of === 'whole') throw new Error(`The kept file ${name} of ${edition.id} is gone.`)
    const whole = await this.store.get(edition.id)
    const stamp = await this.store.stamp(edition)
    const { html, pdf } = await this.asked(() => this.room.produce(whole, stamp, variant))
    const files = [
      { name: variantFile(variant, 'html'), bytes: Buffer.from(html) },
      { name: variantFile(variant, 'pdf'), bytes: pdf },
    ]
    await this.keepOnce(edition.id, name, files)
    return named(edition, name, (await this.kept.read(edition.id, name)) ?? pdf, markingOf(edition, variant))
  }

  private async keepOnce(id: string, name: string, files: { name: string; bytes: Buffer }[]): Promise<void> {
    try {
      await this.ledger.write({ name: 'Throughline (print room)' }, (write) =>
        this.kept.keep(write, id, files),
      )
    } catch (error) {
      // Somebody may have asked for the same in the same moment: then it is there.
      if (!(await this.kept.find(id, name))) throw error
    }
  }

  private async frozen(edition: EditionFacts, name: string): Promise<EditionBytes> {
    const bytes = await this.kept.read(edition.id, name)
    if (!bytes) throw noFile(edition.id, name)
    const marking = name.startsWith('exempt.') ? exemptMarking : edition.marking
    return named(edition, name, bytes, marking)
  }

  /** A variant that is not there is something not found, and no failure. */
  private async asked<T>(work: () => Promise<T>): Promise<T> {
    try {
      return await work()
    } catch (error) {
      throw error instanceof NoSuchVariant ? new NotFound(error.message) : error
    }
  }
}

const isFrozen = ({ state }: EditionFacts) => editionStateFacts[state].frozen

const exemptMarking = 'OFFICIAL-SENSITIVE'

/** What is not for publication is marked higher than the report that it belongs to. */
const markingOf = ({ marking }: EditionFacts, { of }: Variant) => (of === 'exempt' ? exemptMarking : marking)

function named(edition: EditionFacts, name: string, bytes: Buffer, marking = edition.marking): EditionBytes {
  return { name: editionFileName({ ...edition, marking }, name), ...kindOf(name), bytes }
}

function kindOf(name: string) {
  const { label, mediaType } = fileKindOf(name) ?? fileKinds.json
  const of = name.split('.').slice(0, -1).join('.')
  return { label: of === '' ? label : `${label} (${of})`, mediaType }
}

const noFile = (id: string, name: string) => new NotFound(`${id} has no file “${name}”.`)
