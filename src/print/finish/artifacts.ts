import { identity, type Matrix, matrixOf, multiply } from '../pdf/geometry.js'

/** How far from the upper or lower edge a line of text is still a running header or footer, in points: 19 mm. */
export const runningZone = 54

type Kind = 'header' | 'footer' | 'layout'

const openings: Record<Kind, string> = {
  header: '/Artifact <</Type /Pagination /Subtype /Header>> BDC\n',
  footer: '/Artifact <</Type /Pagination /Subtype /Footer>> BDC\n',
  layout: '/Artifact <</Type /Layout>> BDC\n',
}
const dropped = '/Artifact <</Type /Pagination /Subtype /Header>> BDC'
const closing = 'EMC\n'

const paintsPath = new Set(['f', 'F', 'f*', 'B', 'B*', 'b', 'b*', 'S', 's'])

const paints = new Set([...paintsPath, 'Tj', 'TJ', "'", '"', 'Do', 'sh', 'EI'])

/** What is to be known of a page in order to mark what it paints. */
export interface PageMarks {
  /** In points. */
  height: number
  /** Which of the forms that it paints bring marks of their own, and so may stand in no other. */
  ownMarks: (form: string) => boolean
  /** The mark for words that are followed by this mark of the browser's; null where they are no label of it. */
  labelMark: (next: number) => number | null
  /** Whether a mark of the browser's leaves the structure, by whether anything is painted under it. */
  drops: (mcid: number, isEmpty: boolean) => boolean
}

/**
 * Marks what the browser left under no mark: the boxes in the margins as running headers and footers, the numbers of
 * lists as labels, and lines, surfaces and pictures outside the structure as layout. Only marks are put in; what is
 * painted stays.
 *
 * @param content a page's content by the browser: one operator a line
 */
export function markUnmarked(content: Buffer, page: PageMarks): Buffer {
  const marker = new Marker(page)
  const newline = 0x0a
  for (let from = 0; from < content.length;) {
    const found = content.indexOf(newline, from)
    const to = found < 0 ? content.length : found
    marker.line(content, from, to)
    from = to + 1
  }
  return marker.finish(content)
}

/** Text that takes the place of some bytes; of none where they end as they begin. */
interface Edit {
  from: number
  to: number
  text: string
}

class Marker {
  private readonly edits: Edit[] = []
  private open: Kind | null = null
  private tagged = 0
  /** The mark of the browser's that is open. */
  private mark: { from: number; to: number; mcid: number; isEmpty: boolean } | null = null
  private pathStart = -1
  private textStart = -1
  /** Words in the body of the page that may turn out to be a label. */
  private words: { from: number; to: number } | null = null
  private matrix: Matrix = identity
  private readonly saved: Matrix[] = []

  constructor(private readonly page: PageMarks) {}

  line(content: Buffer, from: number, to: number): void {
    const operator = lastWord(content, from, to)
    switch (operator) {
      case 'q':
      case 'Q':
        // Words wait on: between the number of an item and the item the browser may save and restore.
        this.closeArtifact(from)
        if (operator === 'q') this.saved.push(this.matrix)
        else this.matrix = this.saved.pop() ?? identity
        return
      case 'cm':
        this.matrix = multiply(matrixOf(numbers(content, from, to)), this.matrix)
        return
      case 'BDC':
      case 'BMC':
        this.beginMark(content.toString('latin1', from, to), from, to)
        return
      case 'EMC':
        this.endMark()
        return
      default:
        if (this.tagged === 0) this.outside(operator, content, from, to)
        else if (this.mark && paints.has(operator)) this.mark.isEmpty = false
    }
  }

  finish(content: Buffer): Buffer {
    this.close(content.length)
    const parts: Buffer[] = []
    let at = 0
    for (const { from, to, text } of this.edits) {
      parts.push(content.subarray(at, from), Buffer.from(text))
      at = to
    }
    parts.push(content.subarray(at))
    return Buffer.concat(parts)
  }

  /** An operator outside every mark. */
  private outside(operator: string, content: Buffer, from: number, to: number): void {
    if (operator === 'm' || operator === 're') {
      if (this.pathStart < 0) this.pathStart = from
    } else if (operator === 'n') this.pathStart = -1
    else if (paintsPath.has(operator)) {
      this.begin('layout', this.pathStart < 0 ? from : this.pathStart)
      this.pathStart = -1
    } else if (operator === 'BT') this.textStart = from
    else if (operator === 'Tm') this.textAt(numbers(content, from, to))
    else if (operator === 'ET' && this.words) this.words.to = to + 1
    else if (operator === 'sh') this.begin('layout', from)
    else if (operator === 'Do') this.paint(content.toString('latin1', from, to), from)
  }

  /** Text begins: where it stands says whether it is a header, a footer or neither. */
  private textAt(place: number[]): void {
    if (this.textStart < 0) return
    const y = multiply(matrixOf(place), this.matrix)[5]
    if (y > this.page.height - runningZone) this.begin('header', this.textStart)
    else if (y < runningZone) this.begin('footer', this.textStart)
    else {
      this.close(this.textStart)
      this.words = { from: this.textStart, to: this.textStart }
    }
    this.textStart = -1
  }

  /** A mark of the browser's begins. Words under no mark right before it may be the number of the item it is in. */
  private beginMark(line: string, from: number, to: number): void {
    const own = /\/MCID (\d+)/u.exec(line)?.[1]
    const mcid = own === undefined ? null : Number(own)
    const label = this.words && this.tagged === 0 && mcid !== null ? this.page.labelMark(mcid) : null
    if (this.words && label !== null) {
      this.put(this.words.from, `/Lbl <</MCID ${label}>> BDC\n`)
      this.put(this.words.to, closing)
      this.words = null
    }
    this.close(from)
    this.tagged += 1
    if (this.tagged === 1) this.mark = mcid === null ? null : { from, to, mcid, isEmpty: true }
  }

  /** A mark ends. Nothing was put in since it began, so its beginning may still be changed. */
  private endMark(): void {
    this.tagged -= 1
    if (this.tagged > 0 || !this.mark) return
    const { from, to, mcid, isEmpty } = this.mark
    if (this.page.drops(mcid, isEmpty)) this.edits.push({ from, to, text: dropped })
    this.mark = null
  }

  private put(place: number, text: string): void {
    this.edits.push({ from: place, to: place, text })
  }

  private paint(line: string, from: number): void {
    const name = /\/(\S+)\s+Do$/u.exec(line)?.[1] ?? ''
    if (this.page.ownMarks(name)) this.close(from)
    else this.begin('layout', from)
  }

  private begin(kind: Kind, place: number): void {
    if (this.open === kind) return
    this.close(place)
    this.put(place, openings[kind])
    this.open = kind
  }

  private close(place: number): void {
    if (this.words) {
      this.put(this.words.from, openings.layout)
      this.put(this.words.to, closing)
    }
    this.words = null
    this.closeArtifact(place)
  }

  private closeArtifact(place: number): void {
    if (this.open) this.put(place, closing)
    this.open = null
  }
}

const [space, greater] = [0x20, 0x3e]

/** The operator of a line: what stands last, with or without a space before it. */
function lastWord(content: Buffer, from: number, to: number): string {
  let start = to
  while (start > from && content[start - 1] !== space && content[start - 1] !== greater) start -= 1
  return to - start > 3 ? '' : content.toString('latin1', start, to)
}

function numbers(content: Buffer, from: number, to: number): number[] {
  return content.toString('latin1', from, to).split(' ').slice(0, -1).map(Number)
}
