import type { Box } from '../pdf/geometry.js'
import type { PaintedMark, Part, StructureCheck } from './structure-reader.js'

/** Gathers what is painted for one part of the structure: its words, and how far it reaches on each page. */
export class Gathered {
  text = ''
  readonly heights = new Map<number, { top: number; bottom: number }>()
  readonly pages = new Set<number>()

  /** @param words whether the words are wanted, or the heights only */
  constructor(readonly words: boolean) {}

  take(text: string, box: Box, page: number): void {
    if (this.words) this.text += text
    const [, bottom, , top] = box
    const before = this.heights.get(page)
    this.heights.set(page, {
      top: Math.max(before?.top ?? top, top),
      bottom: Math.min(before?.bottom ?? bottom, bottom),
    })
  }
}

export interface Owner {
  part: number
  role: string
  gathered: readonly Gathered[]
}

/** Who in the structure owns which mark on which page. Others may have what is painted gathered for the open parts. */
export class MarkIndex implements StructureCheck {
  private readonly owners = new Map<string, Owner[]>()
  private readonly perPage = new Map<number, number[]>()
  private open: readonly Gathered[] = []

  /** Marks that two parts own, by their page. */
  readonly twice: PaintedMark[] = []

  begin(gathered: Gathered): void {
    this.open = [...this.open, gathered]
  }

  end(): void {
    this.open = this.open.slice(0, -1)
  }

  mark(part: Part, mark: PaintedMark): void {
    for (const one of this.open) one.pages.add(mark.page)
    const key = sheetOf(mark)
    const owners = this.owners.get(key) ?? []
    this.owners.set(key, owners)
    if (owners[mark.mcid]) this.twice.push(mark)
    else owners[mark.mcid] = { part: part.number, role: part.standard, gathered: this.open }
    if (mark.form !== null) return
    const own = this.perPage.get(mark.page)
    if (own) own.push(mark.mcid)
    else this.perPage.set(mark.page, [mark.mcid])
  }

  ownerOf(mark: PaintedMark): Owner | undefined {
    return this.owners.get(sheetOf(mark))?.[mark.mcid]
  }

  /** The marks that the structure expects on a page. */
  expectedOn(page: number): number[] {
    return this.perPage.get(page) ?? []
  }
}

function sheetOf({ page, form }: PaintedMark): string {
  return form === null ? String(page) : `form ${form}`
}
