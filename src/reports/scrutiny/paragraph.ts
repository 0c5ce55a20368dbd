import type { CommitteeFormData } from '../../plans/committee-form.js'
import { stemOf } from '../../plans/numbering.js'
import { plainWords, type RichText, richTextOf } from '../shared/rich-text.js'
import { paragraphNumbering } from './committee-form.js'
import type { Paragraph } from './scrutiny.model.js'

/** A paragraph before it has its number. */
export type Unnumbered = Omit<Paragraph, 'number' | 'anchor'>

/** A paragraph of the register's: its sentences, and what stands under them. */
export function says(text: string, under: Partial<Omit<Unnumbered, 'text' | 'by'>> = {}): Unnumbered {
  const nothing = {
    ...{ subheading: null, rich: null, figures: null, progress: null, lines: null },
    ...{ quotations: null, due: null, points: null, table: null },
  }
  return { ...nothing, ...under, text, by: 'register' }
}

/** The paragraphs of what the officer has written: each with the lists that stand under it. */
export function officerParagraphs(markdown: string | undefined): Unnumbered[] {
  return paragraphsOf(richTextOf(markdown ?? '')).map((rich) => ({
    ...says(plainWords(rich), { rich }),
    by: 'officer',
  }))
}

/** Text cut into its paragraphs: a list belongs to the paragraph before it. */
export function paragraphsOf(text: RichText): RichText[] {
  const paragraphs: RichText[] = []
  for (const block of text) {
    const last = paragraphs.at(-1)
    if (block.kind === 'paragraph' || last === undefined) paragraphs.push([block])
    else last.push(block)
  }
  return paragraphs
}

/**
 * The paragraphs of all sections with their numbers, as the council counts them: anew in each section, through the whole
 * report, or not at all.
 *
 * @param taken numbers of a section that its recommendations have already
 */
export function numbered(
  form: CommitteeFormData,
  sections: readonly { told: readonly Unnumbered[]; taken: number }[],
): Paragraph[][] {
  const { within, of } = paragraphNumbering(form)
  let through = 0
  return sections.map(({ told, taken }, index) => {
    const stem = stemOf(form.sections[index]?.number ?? null)
    const before = within ? taken : through
    if (!within) through += told.length
    return told.map((paragraph, place) => {
      const number = of(before + place + 1, stem)
      return { number, anchor: anchorOf(number) ?? `p-s${index + 1}-${place + 1}`, ...paragraph }
    })
  })
}

/** "p-2.1"; null where there is no number. */
export function anchorOf(number: string | null): string | null {
  const plain = number?.replace(/^[^\p{L}\p{N}]+|[^\p{L}\p{N}]+$/gu, '').replace(/[^\p{L}\p{N}.-]+/gu, '-')
  return plain ? `p-${plain}` : null
}
