import type { ParentTree } from '../pdf/parent-tree.js'
import { nameOf, type PdfFile } from '../pdf/pdf-file.js'
import { PdfRef } from '../pdf/pdf-values.js'

/** How many parts may stand between words and the item of the list that they begin. */
const nearest = 6

export interface Label {
  page: number
  mcid: number
}

/**
 * The numbers of the items of lists. The browser paints them under no mark, and so a screen reader would never say
 * them. Here each gets a mark of its own, and the item that follows it on the page is the one it belongs to.
 */
export class ListLabels {
  /** The label of each item, by the number of the item's part. */
  readonly labels = new Map<number, Label>()
  /** How many marks each page has, with the labels. */
  private readonly marks = new Map<number, number>()
  /** The parts that the new marks of each page belong to, in the order of the marks. */
  readonly added = new Map<number, number[]>()

  constructor(
    private readonly file: PdfFile,
    private readonly tree: ParentTree,
  ) {}

  /**
   * The mark for words that stand under none and are followed by this mark; null where they begin no item of a list.
   */
  markFor(page: number, next: number): number | null {
    const parts = this.tree.elementsOf(this.tree.keyOf(page))
    const item = this.itemOf(parts?.[next] ?? null)
    if (!parts || item === null || this.labels.has(item)) return null
    const mcid = this.marks.get(page) ?? parts.length
    this.marks.set(page, mcid + 1)
    this.labels.set(item, { page, mcid })
    this.added.set(page, [...(this.added.get(page) ?? []), item])
    return mcid
  }

  private itemOf(part: number | null): number | null {
    let at = part
    for (let steps = 0; at !== null && steps < nearest; steps += 1) {
      const dict = this.file.dict(new PdfRef(at))
      if (nameOf(dict?.get('S')) === 'LI') return at
      const parent = dict?.get('P')
      at = parent instanceof PdfRef ? parent.number : null
    }
    return null
  }
}
