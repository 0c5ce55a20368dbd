import type {
  HeadingLevel,
  ParagraphUse,
  TextBlock,
  TextParagraph,
  TextSpan,
} from '../../documents/text/document.js'
import type { RichText, Span } from '../shared/rich-text.js'
import { isolated } from '../shared/words.js'

/** Words as one span; those that are read from the right are kept apart, so that they turn nothing beside them. */
export function isolatedSpans(text: string): TextSpan[] {
  return [{ text: isolated(text) }]
}

export function heading(level: HeadingLevel, text: string, number: string | null = null): TextBlock {
  return { kind: 'heading', level, number, text: isolated(text) }
}

export function paragraph(
  use: ParagraphUse,
  spans: readonly TextSpan[],
  label: string | null = null,
): TextParagraph {
  return { kind: 'paragraph', use, label, spans }
}

export const note = (text: string) => paragraph('note', isolatedSpans(text))

/** A label, and what it is: a row of the front block, a term and its meaning. */
export function fact(label: string, words: string, stressed = false): TextParagraph {
  const spans = isolatedSpans(words)
  return paragraph('front', stressed ? spans.map((span) => ({ ...span, emphasis: true })) : spans, label)
}

/** What a person has written; its first paragraph may carry a number, and the rest stands under it. */
export function richBlocks(
  blocks: RichText,
  use: ParagraphUse,
  label: string | null = null,
  below: ParagraphUse = use,
): TextBlock[] {
  const numbered = blocks.map((block, index): TextBlock => {
    if (block.kind === 'list') return { ...block, items: block.items.map(spansOf) }
    return index === 0 ? paragraph(use, spansOf(block.spans), label) : paragraph(below, spansOf(block.spans))
  })
  // A list cannot carry the number of its paragraph.
  const alone = label !== null && blocks[0]?.kind === 'list'
  return alone ? [paragraph(use, [], label), ...numbered] : numbered
}

const spansOf = (spans: readonly Span[]): TextSpan[] =>
  spans.map((span) => ({ ...span, text: isolated(span.text) }))
