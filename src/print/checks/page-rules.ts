import type { Box } from '../pdf/geometry.js'
import { readContent } from '../pdf/content-reader.js'
import { FontShelf, type Mark, type PdfPage, type TextRun } from '../pdf/page-content.js'
import type { ParentTree } from '../pdf/parent-tree.js'
import { numberOf, type PdfFile } from '../pdf/pdf-file.js'
import { type PdfDict, PdfRef } from '../pdf/pdf-values.js'
import { type Findings, quoted } from './findings.js'
import { FontRules } from './font-rules.js'
import { isEmpty, LineGatherer } from './lines.js'
import { MarginRules, zoneOf } from './margin-rules.js'
import type { MarkIndex } from './marks.js'
import type { ExpectedPdf } from './pdf-checks.js'

const a4 = [595.28, 841.89] as const
const tolerance = 1.5
const hasWords = /[\p{L}\p{N}]/u

/** Checks what the pages paint, one page after the other. */
export class PageRules {
  private readonly fonts: FontShelf
  private readonly fontRules: FontRules
  /** Of each form, whether it brings marks of its own, and on how many occasions it was painted. */
  private readonly painted = new Map<number, number>()
  private readonly withMarks = new Set<number>()

  constructor(
    private readonly file: PdfFile,
    private readonly tree: ParentTree,
    private readonly marks: MarkIndex,
    private readonly findings: Findings,
  ) {
    this.fonts = new FontShelf(file)
    this.fontRules = new FontRules(findings)
  }

  /** @param place which page it is, from 1 */
  check(page: PdfPage, place: number, pages: number, expected: ExpectedPdf): void {
    checkPaper(page.box, place, this.findings)
    const visit = new PageVisit(page, place, this.findings, this.marks)
    readContent(this.file, page, this.fonts, {
      text: (run) => {
        this.fontRules.check(run, place)
        visit.text(run)
      },
      shape: (mark, what) => visit.shape(mark, what),
      begin: (mark, around) => {
        if (mark.kind === 'tagged' && mark.form !== null) this.withMarks.add(mark.form)
        visit.begin(mark, around)
      },
      form: (number, dict) => this.form(number, dict, place),
      unbalanced: (what) => this.findings.add('nested', what, place),
    })
    visit.finish(expected, pages)
    this.checkJoined(page, place, visit.seen)
  }

  /** Forms that bring marks may be painted once: a part of the structure stands in one place. */
  finish(): void {
    for (const form of this.withMarks) {
      if ((this.painted.get(form) ?? 0) > 1)
        this.findings.add('reused', `the form ${form} has tags and is painted more than once`)
      const dict = this.file.dict(new PdfRef(form))
      if (!this.tree.elementsOf(numberOf(dict?.get('StructParents'))))
        this.findings.add('reused', `the tags in the form ${form} cannot be reached from the structure`)
    }
  }

  private form(number: number, dict: PdfDict, place: number): void {
    this.painted.set(number, (this.painted.get(number) ?? 0) + 1)
    if (dict.has('Ref')) this.findings.add('reused', 'content comes from another file', place)
  }

  /** The marks of a page, as the page, the structure and the way back from one to the other have them. */
  private checkJoined({ number, dict }: PdfPage, place: number, seen: Set<number>): void {
    const parents = this.tree.elementsOf(numberOf(dict.get('StructParents')))
    for (const mcid of seen) {
      const owner = this.marks.ownerOf({ page: number, form: null, mcid })
      if (!owner) this.findings.add('joined', `the mark ${mcid} belongs to no part of the structure`, place)
      else if (parents?.[mcid] !== owner.part)
        this.findings.add('joined', `the way back from the mark ${mcid} does not lead to its part`, place)
    }
    for (const mcid of this.marks.expectedOn(number))
      if (!seen.has(mcid))
        this.findings.add('joined', `the structure names a mark ${mcid} that the page does not have`, place)
  }
}

/** What one page paints. */
class PageVisit {
  readonly seen = new Set<number>()
  private readonly margins = new MarginRules()
  private readonly bare = new LineGatherer()
  private readonly kept = new LineGatherer()
  private readonly all = new LineGatherer()
  private shapes = 0
  private isHurt = false

  constructor(
    private readonly page: PdfPage,
    private readonly place: number,
    private readonly findings: Findings,
    private readonly marks: MarkIndex,
  ) {}

  text(run: TextRun): void {
    const { mark, box, text } = run
    const zone = mark.kind === 'tagged' ? null : zoneOf(box, this.page.box)
    if (mark.kind === 'tagged') this.gather(run, mark)
    else if (mark.kind === 'none') this.bare.take(run)
    else if (zone === null) {
      if (mark.type !== 'Pagination') this.kept.take(run)
    } else if ((mark.type !== 'Pagination' || mark.subtype !== zone) && hasWords.test(text))
      this.findings.add('running', `a letter of the ${zone.toLowerCase()} is not marked as one`, this.place)
    if (zone !== null) this.margins.take(run, zone)
    this.all.take(run)
    if (!isInside(run.seen, this.page.box) || isCut(run)) this.isHurt = true
  }

  shape(mark: Mark, what: string): void {
    if (mark.kind !== 'none') return
    this.shapes += 1
    if (this.shapes === 1)
      this.findings.add('painted', `${what} is neither tagged nor an artifact`, this.place)
  }

  begin(mark: Mark, around: Mark): void {
    if (mark.kind === 'tagged' && mark.form === null) this.seen.add(mark.mcid)
    if (mark.kind === 'artifact' && around.kind === 'tagged')
      this.findings.add('nested', 'an artifact stands in tagged content', this.place)
    if (mark.kind === 'tagged' && around.kind === 'artifact')
      this.findings.add('nested', 'tagged content stands in an artifact', this.place)
  }

  finish(expected: ExpectedPdf, pages: number): void {
    for (const { text } of this.bare.lines())
      if (text.trim() !== '')
        this.findings.add('painted', `${quoted(text)} is neither tagged nor an artifact`, this.place)
    for (const { text, box } of this.kept.lines())
      if (hasWords.test(text) && !isEmpty(box))
        this.findings.add('words', `${quoted(text)} is an artifact in the body of the page`, this.place)
    if (this.isHurt) this.findHurt()
    this.margins.check(this.findings, expected, this.place, pages)
  }

  private findHurt(): void {
    for (const { text, box, cut } of this.all.lines()) {
      if (text.trim() === '' || isEmpty(box)) continue
      if (!isInside(box, this.page.box))
        this.findings.add('inside', `${quoted(text)} leaves the page`, this.place)
      else if (cut) this.findings.add('inside', `${quoted(text)} is cut off`, this.place)
    }
  }

  private gather(run: TextRun, { mcid, form }: Mark & { kind: 'tagged' }): void {
    const owner = this.marks.ownerOf({ page: this.page.number, form, mcid })
    for (const one of owner?.gathered ?? []) one.take(run.text, run.box, this.page.number)
  }
}

function checkPaper([left, bottom, right, top]: Box, place: number, findings: Findings): void {
  const sides = [right - left, top - bottom].sort((one, other) => one - other)
  const isA4 = a4.every((side, index) => Math.abs((sides[index] ?? 0) - side) <= tolerance)
  if (!isA4)
    findings.add(
      'paper',
      `the page is ${(right - left).toFixed(0)} by ${(top - bottom).toFixed(0)} points`,
      place,
    )
}

/** Whether what can be seen of a piece stands on the page; a point too far is no more than the edge of a letter. */
function isInside(seen: Box, page: Box): boolean {
  return seen[0] >= page[0] - 1 && seen[1] >= page[1] - 1 && seen[2] <= page[2] + 1 && seen[3] <= page[3] + 1
}

function isCut({ box, seen }: TextRun): boolean {
  return seen[0] - box[0] > 0.5 || box[2] - seen[2] > 0.5
}
