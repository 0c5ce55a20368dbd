import { Injectable } from '@nestjs/common'
import { isDeepStrictEqual } from 'node:util'
import type { Person } from '../../accounts/person.js'
import { canMakeReport, canReadExempt } from '../../accounts/rights.js'
import { Ledger, type Write } from '../../audit/ledger.service.js'
import { changeRows, insertRow } from '../../database/rows.js'
import { Conflict, NotFound, Refused } from '../../web/problems.js'
import type { EditablePart, PartContent, PartSaving } from './editable-part.js'
import { EditionParts } from './edition-parts.service.js'
import { EditionPrinting } from '../making/edition-printing.service.js'
import { editionStateFacts } from '../editions/edition-state.js'
import { EditionStore } from '../editions/edition-store.js'
import { Edition, EditionPart } from '../editions/edition.entity.js'
import { sha256OfJson } from '../editions/kept-files.js'
import { readContent } from './part-content.js'
import { ownedOf, ReportDoor, type ReportStanding } from '../report-door.js'
import { PartConflict } from '../report-errors.js'

/** What was typed into a part, and which version of it was before the writer. */
export interface TypedPart {
  revision: number
  content: unknown
}

/** What people write into an edition while it is a draft. */
@Injectable()
export class EditionWriting {
  constructor(
    private readonly door: ReportDoor,
    private readonly ledger: Ledger,
    private readonly store: EditionStore,
    private readonly editionParts: EditionParts,
    private readonly printing: EditionPrinting,
  ) {}

  /** The parts that can be written, in the order of the document. @throws EditionNotFound, NotAllowed */
  async parts(person: Person, id: string): Promise<EditablePart[]> {
    const report = await this.door.standing(person, id)
    const parts = await this.editionParts.of(report)
    return canReadExempt(person, ownedOf(report)) ? parts : parts.filter(({ kind }) => kind !== 'exempt')
  }

  /** One of them. @throws NotFound when the edition has no such part */
  async part(person: Person, id: string, name: string): Promise<EditablePart> {
    return named(await this.parts(person, id), id, name)
  }

  /** Every saving of a part, the oldest first. */
  async savings(person: Person, id: string, name: string): Promise<PartSaving[]> {
    await this.part(person, id, name)
    const saved = (await this.store.allParts(id)).filter(({ part }) => part === name)
    return saved.map(({ revision, content, author, recordedAt }) => ({
      ...{ revision, content: content as PartContent, savedBy: author, savedAt: recordedAt },
    }))
  }

  /** Whether the person may write into it as it stands now. */
  async mayWrite(person: Person, id: string): Promise<boolean> {
    const report = await this.door.standing(person, id)
    return editionStateFacts[report.state].editable && canMakeReport(person, ownedOf(report))
  }

  /**
   * Saves a part and queues the print that shows it; what equals the last saving is not saved again.
   *
   * @param typed its content is read and refused field by field: "items.0.what", "text", "rows.Wards", "ground"
   * @returns the part as saved, and the print that was begun
   * @throws Refused (field by field, 422), PartConflict (409, with both versions), NotAllowed, NotFound,
   *   Conflict when it is no longer a draft
   */
  async save(
    person: Person,
    id: string,
    name: string,
    typed: TypedPart,
  ): Promise<{ part: EditablePart; print: Promise<unknown> }> {
    const report = await this.door.standing(person, id)
    const sentence = 'Your account does not let you write into this report.'
    await this.door.demandMaking(person, ownedOf(report), `write into the report ${id}`, sentence)
    const part = await this.part(person, id, name)
    demandDraft(report)
    const read = readContent(part, typed.content)
    if ('errors' in read) throw new Refused(read.errors)
    demandPublishable(report, part, read.content)
    if (typed.revision !== part.revision) throw new PartConflict(part, typed.content)
    if (part.revision > 0 && isDeepStrictEqual(read.content, part.content)) {
      return { part, print: Promise.resolve() }
    }
    try {
      await this.ledger.write(person, (write) =>
        insertSaving(write, person, { id, name, after: part.revision, content: read.content }),
      )
    } catch (error) {
      if (!(error instanceof SavedMeanwhile)) throw error
      throw new PartConflict(await this.part(person, id, name), typed.content)
    }
    return { part: await this.part(person, id, name), print: this.printing.print(id) }
  }
}

/** Somebody else has saved the part in the moment between reading and writing. */
class SavedMeanwhile extends Error {}

interface NewSaving {
  id: string
  name: string
  /** The revision that it follows. */
  after: number
  content: PartContent
}

/** One transaction: the saving, the print that it asks for and the line of the trail. */
async function insertSaving(
  write: Write,
  { accountId, name: author }: Person,
  { id, name, after, content }: NewSaving,
): Promise<void> {
  const { manager, now } = write
  const edition = await manager
    .getRepository(Edition)
    .findOneOrFail({ select: { id: true, state: true }, where: { id } })
  demandDraft(edition)
  const last = await manager.getRepository(EditionPart).maximum('revision', { editionId: id, part: name })
  if ((last ?? 0) !== after) throw new SavedMeanwhile()
  const revision = after + 1
  await insertRow(manager, EditionPart, {
    ...{ editionId: id, part: name, revision, content, accountId, author, recordedAt: now },
  })
  const queued = { printState: 'queued', pdfSha256: null, pdfChecks: null, failure: null } as const
  await changeRows(manager, Edition, { id }, queued)
  write.tell({
    kind: 'report.written',
    subject: id,
    details: { part: name, revision, sha256: sha256OfJson(content) },
  })
}

/** A public edition has no part that is not for publication. @throws Refused */
function demandPublishable({ audience }: ReportStanding, { kind }: EditablePart, content: PartContent): void {
  if (kind !== 'exempt' || audience !== 'public' || !('text' in content) || content.text === '') return
  const message = 'A public report has no part that is not for publication: write it into the panel’s report.'
  throw new Refused([{ field: 'text', message }])
}

function demandDraft({ state }: Pick<ReportStanding, 'state'>): void {
  const { editable, label } = editionStateFacts[state]
  if (editable) return
  throw new Conflict(`This report can no longer be written: it stands at “${label}”.`, 'No longer a draft')
}

function named(parts: readonly EditablePart[], id: string, name: string): EditablePart {
  const part = parts.find((each) => each.name === name)
  if (!part) throw new NotFound(`${id} has no part “${name}” that can be written.`)
  return part
}
