import type { ParentTree } from '../pdf/parent-tree.js'
import { nameOf, numberOf, type PdfFile } from '../pdf/pdf-file.js'
import { PdfRef, type PdfValue } from '../pdf/pdf-values.js'
import type { PdfWriter } from '../pdf/pdf-writer.js'

const deepest = 6

/**
 * Marks of the browser's that say nothing to a reader: those with nothing in them, which it leaves at the foot of a page
 * for what the next page begins with, and those of header rows that are painted again on each page of a long table. In
 * the structure they would lead to the wrong page, or have the headers said once for each page.
 */
export class IdleMarks {
  private readonly dropped = new Map<number, Set<number>>()
  /** The parts that hold the words of header rows, and the page where each was first said; null before that. */
  private readonly heads = new Map<number, number | null>()

  constructor(
    private readonly file: PdfFile,
    private readonly tree: ParentTree,
    headers: number[],
  ) {
    for (const header of headers) if (this.isInHeaderRow(header)) this.gather(header, 0)
  }

  /** Whether a mark leaves the structure; to be asked of each mark once, in the order of the pages. */
  drops(page: number, mcid: number, isEmpty: boolean): boolean {
    const idle = isEmpty || this.isSaidBefore(page, mcid)
    if (!idle) return false
    const before = this.dropped.get(page)
    if (before) before.add(mcid)
    else this.dropped.set(page, new Set([mcid]))
    return true
  }

  /** Takes the marks that were dropped out of the structure, and out of the way back to it. */
  leave(writer: PdfWriter): void {
    for (const [page, marks] of this.dropped) {
      const list = this.tree.elementOf(this.tree.keyOf(page))
      const parts = list === null ? null : writer.value(list)
      if (list === null || !Array.isArray(parts)) continue
      for (const mcid of marks) {
        const part = parts[mcid]
        if (part instanceof PdfRef) this.forget(writer, part.number, page, mcid)
      }
      writer.change(
        list,
        parts.map((part, mcid) => (marks.has(mcid) ? null : part)),
      )
    }
  }

  private isSaidBefore(page: number, mcid: number): boolean {
    const part = this.tree.elementsOf(this.tree.keyOf(page))?.[mcid] ?? null
    const first = part === null ? undefined : this.heads.get(part)
    if (part === null || first === undefined) return false
    if (first === null) this.heads.set(part, page)
    return first !== null && first !== page
  }

  private forget(writer: PdfWriter, part: number, page: number, mcid: number): void {
    const dict = writer.dict(part)
    if (!dict) return
    const own = dict.get('Pg')
    const kids = this.file.array(dict.get('K')).filter((kid) => {
      const inner = typeof kid === 'number' ? null : this.file.dict(kid)
      const stands = inner?.get('Pg') ?? own
      const isIt = (numberOf(kid) ?? numberOf(inner?.get('MCID'))) === mcid
      return !(isIt && stands instanceof PdfRef && stands.number === page)
    })
    writer.set(part, [['K', kids]])
  }

  private isInHeaderRow(header: number): boolean {
    const row = this.file.dict(this.file.dict(new PdfRef(header))?.get('P'))
    return this.file.array(row?.get('K')).every((cell) => nameOf(this.file.dict(cell)?.get('S')) !== 'TD')
  }

  private gather(number: number, depth: number): void {
    const dict = this.file.dict(new PdfRef(number))
    if (!dict || depth > deepest) return
    this.heads.set(number, null)
    for (const kid of this.file.array(dict.get('K')))
      if (isPart(this.file, kid)) this.gather(kid.number, depth + 1)
  }
}

function isPart(file: PdfFile, kid: PdfValue): kid is PdfRef {
  return kid instanceof PdfRef && nameOf(file.dict(kid)?.get('Type')) === 'StructElem'
}
