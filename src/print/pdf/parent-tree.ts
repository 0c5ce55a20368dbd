import { numberOf, type PdfFile } from './pdf-file.js'
import { PdfRef, type PdfValue } from './pdf-values.js'

const deepest = 20

/** Which part of the structure what is painted belongs to: by the key of a page, or of an annotation. */
export class ParentTree {
  private readonly entries = new Map<number, PdfValue>()

  constructor(private readonly file: PdfFile) {
    const root = file.dict(file.catalog.get('StructTreeRoot'))
    this.gather(root?.get('ParentTree'), 0)
  }

  /** The part that an annotation with this key belongs to; of the key of a page, the list of its parts. */
  elementOf(key: number | null): number | null {
    const value = key === null ? undefined : this.entries.get(key)
    return value instanceof PdfRef ? value.number : null
  }

  /** The parts that the marks of a page with this key belong to, by the numbers of the marks; null where it has none. */
  elementsOf(key: number | null): (number | null)[] | null {
    const value = key === null ? undefined : this.entries.get(key)
    const list = this.file.resolve(value)
    if (!Array.isArray(list)) return null
    return list.map((one) => (one instanceof PdfRef ? one.number : null))
  }

  private gather(value: PdfValue | undefined, depth: number): void {
    const node = this.file.dict(value)
    if (!node || depth > deepest) return
    const entries = this.file.array(node.get('Nums'))
    for (let at = 0; at + 1 < entries.length; at += 2) {
      const key = numberOf(entries[at])
      if (key !== null) this.entries.set(key, entries[at + 1] ?? null)
    }
    for (const kid of this.file.array(node.get('Kids'))) this.gather(kid, depth + 1)
  }
}
