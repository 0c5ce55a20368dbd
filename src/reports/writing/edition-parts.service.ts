import { Injectable } from '@nestjs/common'
import type { DecisionBefore, EditablePart } from './editable-part.js'
import { editableParts, type SavedPart, type WritableData, writableData } from './edition-parts.js'
import { EditionStore } from '../editions/edition-store.js'
import type { Edition } from '../editions/edition.entity.js'
import { writtenOf } from './written.js'

/** Of how many editions it is remembered what can be written into them: their data are long. */
const mostRemembered = 20

/** Puts together the parts of an edition that can be written. */
@Injectable()
export class EditionParts {
  /** By the SHA-256 of the data. */
  private readonly remembered = new Map<string, WritableData>()

  constructor(private readonly store: EditionStore) {}

  /** In the order of the document, with what was saved last. */
  async of(
    edition: Pick<Edition, 'id' | 'kind' | 'previousId' | 'dataSha256'> & { data?: string },
    saved?: readonly SavedPart[],
  ): Promise<EditablePart[]> {
    const { id, kind, previousId } = edition
    return editableParts({
      ...{ kind, data: await this.dataOf(edition), saved: saved ?? (await this.store.parts(id)) },
      decisionsBefore: kind === 'img' ? await this.decisionsOf(previousId) : [],
    })
  }

  /** The lead departments that have a page of their own; none in a council's report. */
  async leads(edition: Pick<Edition, 'id' | 'dataSha256'>): Promise<{ slug: string; name: string }[]> {
    return (await this.dataOf(edition)).leads
  }

  private async dataOf(
    edition: Pick<Edition, 'id' | 'dataSha256'> & { data?: string },
  ): Promise<WritableData> {
    const known = this.remembered.get(edition.dataSha256)
    if (known) return known
    const { data, dataSha256 } =
      edition.data === undefined
        ? await this.store.get(edition.id)
        : { data: edition.data, dataSha256: edition.dataSha256 }
    const read = writableData(data)
    this.remembered.set(dataSha256, read)
    for (const oldest of [...this.remembered.keys()].slice(0, -mostRemembered)) this.remembered.delete(oldest)
    return read
  }

  /** What the edition before sought: it was frozen with it. */
  private async decisionsOf(previousId: string | null): Promise<DecisionBefore[]> {
    if (previousId === null) return []
    return writtenOf(await this.store.parts(previousId)).decisions ?? []
  }
}
