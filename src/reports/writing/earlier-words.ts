import { Injectable } from '@nestjs/common'
import type { EditablePart, PartContent } from './editable-part.js'
import { EditionParts } from './edition-parts.service.js'
import { type EditionFacts, EditionStore } from '../editions/edition-store.js'
import type { Edition } from '../editions/edition.entity.js'
import { readContent } from './part-content.js'
import { EditionNotFound, ReportRefused } from '../report-errors.js'

/**
 * Whether a new edition can begin with it: the texts of themes and sections, and what was left out. What belongs to one
 * meeting (decisions, recommendations, the front block, corrections) and what is not for publication is written anew.
 */
const isCarried = ({ kind, name }: EditablePart) =>
  kind === 'left-out' || (kind === 'text' && name !== 'corrections')

/** The words of an earlier edition, as a new one of the same kind and plan can begin with them. */
@Injectable()
export class EarlierWords {
  constructor(
    private readonly store: EditionStore,
    private readonly parts: EditionParts,
  ) {}

  /**
   * The parts with which the new edition begins; none where no earlier edition is named.
   *
   * @throws ReportRefused when there is no such edition, or it is of another kind or plan
   */
  async of(edition: Edition, wordsOf: string | null): Promise<{ part: string; content: PartContent }[]> {
    if (wordsOf === null) return []
    const earlier = await this.earlier(wordsOf)
    if (earlier.kind !== edition.kind || earlier.planId !== edition.planId) {
      throw new ReportRefused(
        'wordsOf',
        `wordsOf must be a report of the same kind and plan: ${wordsOf} is not.`,
      )
    }
    const saved = await this.store.parts(earlier.id)
    const words: { part: string; content: PartContent }[] = []
    for (const part of (await this.parts.of(edition, [])).filter(isCarried)) {
      const before = saved.find((each) => each.part === part.name)
      // What the new edition has no place for is left behind: an exception that is none any more.
      const read = before && readContent(part, fitting(before.content, part))
      if (read && 'content' in read) words.push({ part: part.name, content: read.content })
    }
    return words
  }

  private async earlier(id: string): Promise<EditionFacts> {
    try {
      return await this.store.facts(id)
    } catch (error) {
      if (!(error instanceof EditionNotFound)) throw error
      throw new ReportRefused('wordsOf', `wordsOf must be the id of a report: there is none “${id}”.`)
    }
  }
}

/** The content without what the part does not offer. */
function fitting(content: unknown, part: EditablePart): unknown {
  if (part.kind !== 'left-out') return content
  const { items } = content as { items: { ref: string }[] }
  return { items: items.filter(({ ref }) => part.offered.some((each) => each.ref === ref)) }
}
