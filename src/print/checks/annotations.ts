import { boxOf, common } from '../pdf/geometry.js'
import { type PdfPage, subtypeOf } from '../pdf/page-content.js'
import type { ParentTree } from '../pdf/parent-tree.js'
import { nameOf, numberOf, numbersOf, type PdfFile } from '../pdf/pdf-file.js'
import { type PdfDict, PdfRef, PdfString, type PdfValue } from '../pdf/pdf-values.js'
import { activeKind } from './document-rules.js'
import type { Findings } from './findings.js'
import type { Part, StructureCheck } from './structure-reader.js'

const hidden = 2

/** The parts that stand for something else of the file, such as a link: by the number of that. */
export class ObjectIndex implements StructureCheck {
  private readonly parts = new Map<number, { number: number; role: string; alt: boolean }>()

  object(part: Part, number: number): void {
    this.parts.set(number, { number: part.number, role: part.standard, alt: part.dict.has('Alt') })
  }

  find(number: number): { number: number; role: string; alt: boolean } | undefined {
    return this.parts.get(number)
  }
}

/** Checks the annotations of a page: what lies on it and can be reached, such as a link. */
export class AnnotationRules {
  constructor(
    private readonly file: PdfFile,
    private readonly tree: ParentTree,
    private readonly objects: ObjectIndex,
    private readonly findings: Findings,
  ) {}

  check(page: PdfPage, place: number): void {
    if (page.dict.has('AA')) this.findings.add('active', 'the page has actions of its own', place)
    const annotations = this.file.array(page.dict.get('Annots'))
    if (annotations.length > 0 && nameOf(page.dict.get('Tabs')) !== 'S')
      this.findings.add('tabOrder', 'the tabulator does not follow the structure', place)
    for (const value of annotations) {
      const dict = this.file.dict(value)
      if (!dict) continue
      const action = activeKind(this.file, dict.get('A'))
      if (action !== null || dict.has('AA'))
        this.findings.add('active', `an annotation does ${action ?? 'something by itself'}`, place)
      if (this.isOutOfSight(dict, page)) continue
      this.one(value, dict, place)
    }
  }

  private one(value: PdfValue, dict: PdfDict, place: number): void {
    const subtype = subtypeOf(dict)
    const role = this.roleOf(value, dict)
    const words = this.text(dict.get('Contents')).trim()
    const alt = value instanceof PdfRef && this.objects.find(value.number)?.alt === true
    if (subtype === 'TrapNet' || subtype === 'PrinterMark')
      this.findings.add('annotations', `an annotation ${subtype} is of no use to a reader`, place)
    else if (subtype === 'Widget') {
      if (role !== 'Form') this.findings.add('fields', `a field stands in ${role || 'no part'}`, place)
      if (this.text(dict.get('TU')).trim() === '' && !alt)
        this.findings.add('annotations', 'a field is not described in words', place)
    } else if (subtype === 'Link') {
      if (role !== 'Link')
        this.findings.add('links', `a link stands in ${role || 'no part'} of the structure`, place)
      if (words === '') this.findings.add('links', 'a link does not say where it leads', place)
    } else {
      if (role !== 'Annot')
        this.findings.add('annotations', `an annotation ${subtype} stands in ${role || 'no part'}`, place)
      if (words === '' && !alt)
        this.findings.add('annotations', `an annotation ${subtype} is not described in words`, place)
    }
  }

  /** The role of the part that stands for an annotation, where part and annotation agree on each other. */
  private roleOf(value: PdfValue, dict: PdfDict): string {
    const part = value instanceof PdfRef ? this.objects.find(value.number) : undefined
    const parent = this.tree.elementOf(numberOf(this.file.resolve(dict.get('StructParent'))))
    return part && parent === part.number ? part.role : ''
  }

  private isOutOfSight(dict: PdfDict, { box }: PdfPage): boolean {
    if (((numberOf(dict.get('F')) ?? 0) & hidden) !== 0) return true
    const rectangle = boxOf(numbersOf(this.file.array(dict.get('Rect'))))
    if (!rectangle) return false
    const [left, bottom, right, top] = common(rectangle, box)
    return right < left || top < bottom
  }

  private text(value: PdfValue | undefined): string {
    const found = this.file.resolve(value)
    return found instanceof PdfString ? found.text : ''
  }
}
