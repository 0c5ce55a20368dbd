import { type Box, boxOf, common, identity, type Matrix, matrixOf, moved, multiply } from './geometry.js'
import {
  type ContentVisitor,
  contentOf,
  type FontShelf,
  inherited,
  type Mark,
  type PdfPage,
  subtypeOf,
  unmarked,
} from './page-content.js'
import { nameOf, numberOf, numbersOf, type PdfFile } from './pdf-file.js'
import { PdfParser } from './pdf-parser.js'
import { type PdfDict, PdfKeyword, PdfName, PdfRef, PdfString, type PdfValue } from './pdf-values.js'
import { TextState } from './text-state.js'

const deepestForm = 12
const paintsPath = new Set(['f', 'F', 'f*', 'B', 'B*', 'b', 'b*', 'S', 's'])
const endsPath = new Set([...paintsPath, 'n'])

interface Graphics {
  matrix: Matrix
  clip: Box
  text: TextState
}

/** Reads what a page paints, the forms that it uses included. */
export function readContent(file: PdfFile, page: PdfPage, fonts: FontShelf, visitor: ContentVisitor): void {
  const resources = file.dict(inherited(file, page.dict, 'Resources'))
  const graphics = { matrix: identity, clip: page.box, text: new TextState() }
  new ContentReader(file, fonts, visitor).read(
    contentOf(file, page.dict),
    resources,
    graphics,
    unmarked,
    null,
    0,
  )
}

/**
 * Reads what stands under one mark of a page alone. Its text is that of the page; where it stands is not known, since that
 * depends on what was painted before.
 *
 * @param content the page's content from the beginning of the mark on; the browser names the font within the mark
 */
export function readMark(
  file: PdfFile,
  page: PdfPage,
  content: Buffer,
  fonts: FontShelf,
  visitor: ContentVisitor,
): void {
  const resources = file.dict(inherited(file, page.dict, 'Resources'))
  const graphics = { matrix: identity, clip: page.box, text: new TextState() }
  new ContentReader(file, fonts, visitor).readOne(content, resources, graphics)
}

class ContentReader {
  constructor(
    private readonly file: PdfFile,
    private readonly fonts: FontShelf,
    private readonly visitor: ContentVisitor,
  ) {}

  read(
    bytes: Buffer,
    resources: PdfDict | null,
    start: Graphics,
    around: Mark,
    form: number | null,
    depth: number,
  ): void {
    const sheet = new Sheet(this.file, this.fonts, this.visitor, resources, start, around, form)
    this.through(new PdfParser(bytes), sheet, resources, depth, () => false)
    sheet.finish()
  }

  /** The same, to the end of the mark that it begins with. */
  readOne(bytes: Buffer, resources: PdfDict | null, start: Graphics): void {
    const sheet = new Sheet(this.file, this.fonts, this.visitor, resources, start, unmarked, null)
    this.through(
      new PdfParser(bytes),
      sheet,
      resources,
      0,
      (operator) => operator === 'EMC' && !sheet.isMarked,
    )
  }

  private through(
    parser: PdfParser,
    sheet: Sheet,
    resources: PdfDict | null,
    depth: number,
    isEnd: (operator: string) => boolean,
  ): void {
    let operands: PdfValue[] = []
    for (let next = parser.next(); next !== undefined; next = parser.next()) {
      if (!(next instanceof PdfKeyword)) {
        operands.push(next)
        continue
      }
      if (next.value === 'BI') skipInlinePicture(parser)
      if (next.value === 'Do') this.paintObject(nameOf(operands[0]), sheet, resources, depth)
      else sheet.do(next.value, operands)
      if (isEnd(next.value)) return
      operands = []
    }
  }

  private paintObject(name: string, sheet: Sheet, resources: PdfDict | null, depth: number): void {
    const reference = this.file.dict(resources?.get('XObject'))?.get(name)
    if (!(reference instanceof PdfRef)) return
    const dict = this.file.dict(reference)
    if (!dict || subtypeOf(dict) !== 'Form') {
      this.visitor.shape(sheet.mark, 'a picture')
      return
    }
    this.visitor.form?.(reference.number, dict)
    if (depth >= deepestForm) return
    const bytes = this.file.stream(reference.number)
    if (!bytes) return
    const matrix = multiply(matrixOf(numbersOf(this.file.array(dict.get('Matrix')))), sheet.graphics.matrix)
    const box = boxOf(numbersOf(this.file.array(dict.get('BBox'))))
    const clip = box ? common(sheet.graphics.clip, moved(box, matrix)) : sheet.graphics.clip
    const own = this.file.dict(dict.get('Resources')) ?? resources
    const start = { matrix, clip, text: sheet.graphics.text.copy() }
    this.read(bytes, own, start, sheet.mark, reference.number, depth + 1)
  }
}

/** The state of one stream of content while it is read. */
class Sheet {
  graphics: Graphics
  private readonly saved: Graphics[] = []
  private readonly marks: Mark[] = []
  private path: Box | null = null
  private isClip = false

  constructor(
    private readonly file: PdfFile,
    private readonly fonts: FontShelf,
    private readonly visitor: ContentVisitor,
    private readonly resources: PdfDict | null,
    start: Graphics,
    private readonly around: Mark,
    private readonly form: number | null,
  ) {
    this.graphics = { ...start }
  }

  /** The nearest mark that says what its content is; one without a word on that, such as a Span, leaves it open. */
  get mark(): Mark {
    for (let at = this.marks.length - 1; at >= 0; at -= 1) {
      const mark = this.marks[at]
      if (mark && mark.kind !== 'none') return mark
    }
    return this.around
  }

  get isMarked(): boolean {
    return this.marks.length > 0
  }

  do(operator: string, operands: PdfValue[]): void {
    if (operator === 'BDC' || operator === 'BMC') this.beginMark(operands)
    else if (operator === 'EMC') this.endMark()
    else if (endsPath.has(operator)) this.endPath(operator)
    else if (operator === 'sh') this.visitor.shape(this.mark, 'a shading')
    else if (operator === 'EI') this.visitor.shape(this.mark, 'a picture')
    else if (!this.state(operator, operands)) this.text(operator, operands)
  }

  finish(): void {
    if (this.marks.length > 0) this.visitor.unbalanced?.('a mark is not ended')
    if (this.saved.length > 0) this.visitor.unbalanced?.('a saved state is not restored')
  }

  private state(operator: string, operands: PdfValue[]): boolean {
    const { graphics } = this
    switch (operator) {
      case 'q':
        this.saved.push({ ...graphics, text: graphics.text.copy() })
        return true
      case 'Q':
        this.restore()
        return true
      case 'cm':
        graphics.matrix = multiply(matrixOf(numbersOf(operands)), graphics.matrix)
        return true
      case 're':
        this.rectangle(numbersOf(operands))
        return true
      case 'm':
      case 'l':
      case 'c':
      case 'v':
      case 'y':
        this.points(numbersOf(operands))
        return true
      case 'W':
      case 'W*':
        this.isClip = true
        return true
      default:
        return false
    }
  }

  private restore(): void {
    const before = this.saved.pop()
    if (before) this.graphics = before
    else this.visitor.unbalanced?.('a state is restored that was not saved')
  }

  private rectangle([x = 0, y = 0, width = 0, height = 0]: number[]): void {
    this.points([x, y, x + width, y + height])
  }

  private points(numbers: number[]): void {
    for (let at = 0; at + 1 < numbers.length; at += 2) {
      const [x, y] = [numbers[at] ?? 0, numbers[at + 1] ?? 0]
      const [left, bottom, right, top] = this.path ?? [x, y, x, y]
      this.path = [Math.min(left, x), Math.min(bottom, y), Math.max(right, x), Math.max(top, y)]
    }
  }

  private endPath(operator: string): void {
    if (this.isClip && this.path)
      this.graphics.clip = common(this.graphics.clip, moved(this.path, this.graphics.matrix))
    if (paintsPath.has(operator)) this.visitor.shape(this.mark, 'a line or a surface')
    this.path = null
    this.isClip = false
  }

  private beginMark(operands: PdfValue[]): void {
    const mark = this.markOf(nameOf(operands[0]), this.properties(operands[1]))
    this.visitor.begin?.(mark, this.mark)
    this.marks.push(mark)
  }

  private markOf(role: string, properties: PdfDict | null): Mark {
    if (role === 'Artifact')
      return {
        kind: 'artifact',
        type: nameOf(properties?.get('Type')),
        subtype: nameOf(properties?.get('Subtype')),
      }
    const mcid = numberOf(properties?.get('MCID'))
    return mcid === null ? unmarked : { kind: 'tagged', mcid, role, form: this.form }
  }

  private endMark(): void {
    if (!this.marks.pop()) this.visitor.unbalanced?.('a mark is ended that was not begun')
  }

  private properties(value: PdfValue | undefined): PdfDict | null {
    if (!(value instanceof PdfName)) return value instanceof Map ? value : null
    return this.file.dict(this.file.dict(this.resources?.get('Properties'))?.get(value.value))
  }

  private text(operator: string, operands: PdfValue[]): void {
    const { text, matrix, clip } = this.graphics
    if (operator === 'Tf') {
      text.font = this.fonts.find(this.resources, nameOf(operands[0]))
      text.size = numberOf(operands[1]) ?? 0
      return
    }
    if (text.place(operator, numbersOf(operands))) return
    for (const piece of text.shown(operator, operands)) {
      if (piece instanceof PdfString) {
        const run = text.show(piece, matrix)
        if (run) this.visitor.text({ ...run, seen: common(run.box, clip), mark: this.mark })
      } else text.shift(piece)
    }
  }
}

/** What stands between ID and EI is no content but the bytes of a picture. */
function skipInlinePicture(parser: PdfParser): void {
  const { bytes } = parser
  const end = /\sEI(?=\s|$)/u.exec(bytes.toString('latin1', parser.at))
  parser.at = end ? parser.at + end.index : bytes.length
}
