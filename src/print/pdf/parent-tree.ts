import { numberOf, type PdfFile } from './pdf-file.js'
import { PdfRef, type PdfValue } from './pdf-values.js'

const deepest = 20

/** Which part of the structure what is painted belongs to: by the key of a page, or of an annotation. */
export class ParentTree {
  private readonly entries = new Map<number, PdfValue>()
  /** What was asked for last: the marks of a page are asked for one after the other. */
  private last: { key: number | null; parts: (number | null)[] | null } | null = null
  private lastPage: { page: number; key: number | null } | null = null

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
    if (this.last?.key !== key) this.last = { key, parts: this.partsOf(key) }
    return this.last.parts
  }

  /** The key of a page; null where nothing on it belongs to a part. */
  keyOf(page: number): number | null {
    if (this.lastPage?.page !== page) {
      this.lastPage = { page, key: numberOf(this.file.dict(new PdfRef(page))?.get('StructParents')) }
    }
    return this.lastPage.key
  }

  private partsOf(key: number | null): (number | null)[] | null {
    const list = this.file.resolve(key === null ? undefined : this.entries.get(key))
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
