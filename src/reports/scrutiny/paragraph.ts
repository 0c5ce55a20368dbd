import type { Paragraph } from './scrutiny.model.js'

/** A paragraph before it has its number. */
export type Unnumbered = Omit<Paragraph, 'number'>

/** A paragraph of the register's: its sentences, and what stands under them. */
export function says(text: string, under: Partial<Omit<Unnumbered, 'text' | 'by'>> = {}): Unnumbered {
  const nothing = {
    subheading: null,
    figures: null,
    progress: null,
    lines: null,
    quotations: null,
    due: null,
    points: null,
  }
  return { ...nothing, ...under, text, by: 'register' }
}

/** A paragraph of the officer's. */
export function written(text: string): Unnumbered {
  return { ...says(text), by: 'officer' }
}

/** "2.1", "2.2", ... in the order given. */
export function numbered(section: number, paragraphs: readonly Unnumbered[]): Paragraph[] {
  return paragraphs.map((paragraph, index) => ({ number: `${section}.${index + 1}`, ...paragraph }))
}
