import { nameOf, numberOf, type PdfFile } from '../pdf/pdf-file.js'
import { type PdfDict, PdfRef, type PdfValue } from '../pdf/pdf-values.js'
import { RoleMap } from './roles.js'

const deepest = 400

/** One part of the structure while it is read. */
export interface Part {
  number: number
  dict: PdfDict
  /** Its role as the file has it, and the standard's role that it stands for; empty where it stands for none. */
  role: string
  standard: string
  parent: Part | null
  /** The standard roles of the parts in it, as far as they have been read. */
  kids: string[]
  /** The number of the page that its content begins on, as far as it has been read; null where it has none. */
  page: number | null
}

/** Something painted that belongs to a part: the mark of this number on this page, or in this form. */
export interface PaintedMark {
  page: number
  form: number | null
  mcid: number
}

/** Looks at the structure as it is read, from its root down, in the order of reading. */
export interface StructureCheck {
  enter?: (part: Part) => void
  leave?: (part: Part) => void
  mark?: (part: Part, mark: PaintedMark) => void
  /** A part that something else of the file stands for, such as a link on the page. */
  object?: (part: Part, number: number) => void
}

/** Reads the tree of the structure once and shows every part of it to the checks. */
export class StructureReader {
  readonly roles: RoleMap
  private readonly seen = new Set<number>()
  private readonly root: PdfDict | null

  constructor(
    private readonly file: PdfFile,
    private readonly checks: StructureCheck[],
    private readonly onBroken: (words: string) => void,
  ) {
    this.root = file.dict(file.catalog.get('StructTreeRoot'))
    this.roles = new RoleMap(file, this.root)
  }

  read(): void {
    const root = this.file.catalog.get('StructTreeRoot')
    const rootNumber = root instanceof PdfRef ? root.number : -1
    for (const kid of this.file.array(this.root?.get('K'))) this.kid(kid, null, null, rootNumber, 0)
  }

  private kid(kid: PdfValue, parent: Part | null, page: number | null, above: number, depth: number): void {
    if (typeof kid === 'number') {
      this.painted(parent, page, null, kid)
      return
    }
    const dict = this.file.dict(kid)
    if (!dict) return
    const own = pageNumber(dict) ?? page
    switch (nameOf(dict.get('Type'))) {
      case 'MCR':
        this.painted(parent, own, streamNumber(dict), numberOf(dict.get('MCID')) ?? -1)
        return
      case 'OBJR':
        this.object(parent, dict.get('Obj'))
        return
      default:
        if (kid instanceof PdfRef) this.part(kid.number, dict, parent, own, above, depth)
    }
  }

  private part(
    number: number,
    dict: PdfDict,
    parent: Part | null,
    page: number | null,
    above: number,
    depth: number,
  ): void {
    if (this.seen.has(number) || depth > deepest) {
      this.onBroken(`the part ${number} of the structure stands in two places or in itself`)
      return
    }
    this.seen.add(number)
    if (pointsTo(dict.get('P')) !== above)
      this.onBroken(`the part ${number} does not name the part it stands in`)
    const role = nameOf(dict.get('S'))
    const standard = this.roles.standardOf(role)
    const part: Part = { number, dict, role, standard, parent, kids: [], page: null }
    parent?.kids.push(standard)
    for (const check of this.checks) check.enter?.(part)
    for (const kid of this.file.array(dict.get('K'))) this.kid(kid, part, page, number, depth + 1)
    for (const check of this.checks) check.leave?.(part)
    if (parent) parent.page ??= part.page
  }

  private painted(part: Part | null, page: number | null, form: number | null, mcid: number): void {
    if (!part) return
    part.page ??= page
    if (page === null) {
      this.onBroken(`the part ${part.number} does not say on which page its content stands`)
      return
    }
    for (const check of this.checks) check.mark?.(part, { page, form, mcid })
  }

  private object(part: Part | null, value: PdfValue | undefined): void {
    if (!part || !(value instanceof PdfRef)) return
    for (const check of this.checks) check.object?.(part, value.number)
  }
}

function pageNumber(dict: PdfDict): number | null {
  return pointsTo(dict.get('Pg'))
}

function streamNumber(dict: PdfDict): number | null {
  return pointsTo(dict.get('Stm'))
}

function pointsTo(value: PdfValue | undefined): number | null {
  return value instanceof PdfRef ? value.number : null
}
