import { pageOf } from '../pdf/page-content.js'
import { ParentTree } from '../pdf/parent-tree.js'
import { PdfFile } from '../pdf/pdf-file.js'
import { NotPdf } from '../pdf/pdf-values.js'
import { AnnotationRules, ObjectIndex } from './annotations.js'
import { checkDocument, checkSecurity } from './document-rules.js'
import { Findings } from './findings.js'
import { HeadingCheck } from './heading-check.js'
import { HoldingCheck } from './holding-check.js'
import { MarkIndex } from './marks.js'
import { checkOutline } from './outline-rule.js'
import { PageRules } from './page-rules.js'
import { PartCheck } from './part-check.js'
import type { ExpectedPdf, PdfChecks, RuleResult } from './pdf-checks.js'
import { standardChecked } from './rules.js'
import { StructureReader } from './structure-reader.js'
import { TableCheck } from './table-check.js'

/** The content of so many pages is read. Of a longer document, so many at its beginning and some of every part. */
export const mostPagesRead = 4000

/** Checks a PDF in the thread that calls it; `checkPdf` does it in another. */
export function checkFile(bytes: Uint8Array, expected: ExpectedPdf, mostPages = mostPagesRead): PdfChecks {
  const findings = new Findings()
  let pages = 0
  let rules: RuleResult[]
  try {
    const file = new PdfFile(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength))
    if (file.trailer.has('Encrypt')) {
      checkSecurity(file, findings)
      throw new NotPdf('it is encrypted, and so is not read')
    }
    const numbers = file.pageNumbers()
    pages = numbers.length
    checkAll(file, numbers, expected, findings, mostPages)
    rules = findings.results()
  } catch (error) {
    if (!(error instanceof NotPdf)) throw error
    findings.add('readable', error.message)
    rules = findings.results().filter(({ passed }) => !passed)
  }
  return { passed: rules.every(({ passed }) => passed), standard: standardChecked, pages, rules }
}

function checkAll(
  file: PdfFile,
  numbers: number[],
  expected: ExpectedPdf,
  findings: Findings,
  mostPages: number,
): void {
  findings.order(numbers)
  checkDocument(file, expected, findings)
  const marks = new MarkIndex()
  const headings = new HeadingCheck(marks)
  const tables = new TableCheck(file, marks, findings)
  const objects = new ObjectIndex()
  const parts = new PartCheck(file, findings)
  const checks = [parts, new HoldingCheck(findings), headings, tables, objects, marks]
  const reader = new StructureReader(file, checks, (words) => findings.add('joined', words))
  reader.read()
  if (parts.parts === 0) findings.add('tree', 'there is none, or it is empty')
  for (const role of reader.roles.remapped) findings.add('roles', `the standard’s ${role} is mapped`)
  for (const { mcid, page } of marks.twice)
    findings.addOn('joined', `the mark ${mcid} belongs to two parts`, page)
  const tree = new ParentTree(file)
  checkPages(file, numbers, expected, findings, {
    annotations: new AnnotationRules(file, tree, objects, findings),
    content: new PageRules(file, tree, marks, findings),
    mostPages,
  })
  headings.judge(findings)
  checkOutlineWhere(file, numbers.length <= mostPages, headings, findings)
  tables.judgeRows((page) => {
    const [, bottom, , top] = pageOf(file, page).box
    return top - bottom
  })
}

interface OfPages {
  annotations: AnnotationRules
  content: PageRules
  mostPages: number
}

function checkPages(
  file: PdfFile,
  numbers: number[],
  expected: ExpectedPdf,
  findings: Findings,
  { annotations, content, mostPages }: OfPages,
): void {
  const read = pagesToRead(numbers.length, mostPages)
  numbers.forEach((number, index) => {
    try {
      const page = pageOf(file, number)
      annotations.check(page, index + 1)
      if (read(index)) content.check(page, index + 1, numbers.length, expected)
    } catch (error) {
      if (!(error instanceof NotPdf)) throw error
      findings.add('readable', error.message, index + 1)
    }
  })
  content.finish()
  if (numbers.length > mostPages)
    findings.note(
      'readable',
      `What the pages paint was read on ${numbers.filter((_, index) => read(index)).length} of ` +
        `${numbers.length} pages only, spread evenly; the structure was read whole.`,
    )
}

/** Which pages are read: all, or so many spread evenly, with the first and the last. */
function pagesToRead(pages: number, most: number): (index: number) => boolean {
  if (pages <= most) return () => true
  const step = (pages - 1) / (most - 1)
  const chosen = new Set(Array.from({ length: most }, (_, index) => Math.round(index * step)))
  return (index) => chosen.has(index)
}

/** Without all words of the headings the outline cannot be compared with them. */
function checkOutlineWhere(
  file: PdfFile,
  isWhole: boolean,
  headings: HeadingCheck,
  findings: Findings,
): void {
  if (isWhole) checkOutline(file, headings.headings, findings)
  else findings.note('outline', 'Not compared: the words of some headings were not read.')
}
