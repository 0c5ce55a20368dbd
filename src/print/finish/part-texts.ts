import { readMark } from '../pdf/content-reader.js'
import { type ContentVisitor, contentOf, FontShelf, type PdfPage, pageOf } from '../pdf/page-content.js'
import { nameOf, numberOf, type PdfFile } from '../pdf/pdf-file.js'
import { PdfRef, type PdfValue } from '../pdf/pdf-values.js'

const deepest = 20

/**
 * The words of parts of the structure, as the pages paint them. A page is painted letter by letter, so only the marks that
 * are asked for are read, and only the page read last is kept.
 */
export class PartTexts {
  private readonly fonts: FontShelf
  private page: PdfPage | null = null
  private content: Buffer = Buffer.alloc(0)

  constructor(private readonly file: PdfFile) {
    this.fonts = new FontShelf(file)
  }

  /** The words of a part on this page, with one space where there are several. */
  textOf(part: PdfValue, page: number): string {
    if (this.page?.number !== page) {
      this.page = pageOf(this.file, page)
      this.content = contentOf(this.file, this.page.dict)
    }
    return this.textIn(part, 0).replaceAll(/\s+/gu, ' ').trim()
  }

  private textIn(part: PdfValue, depth: number): string {
    const element = this.file.dict(part)
    if (!element || depth > deepest) return ''
    const own = element.get('Pg')
    return this.file
      .array(element.get('K'))
      .map((kid) => {
        if (typeof kid === 'number') return this.marked(kid, own)
        const inner = this.file.dict(kid)
        const mcid = numberOf(inner?.get('MCID'))
        if (mcid !== null) return this.marked(mcid, inner?.get('Pg') ?? own)
        return nameOf(inner?.get('Type')) === 'StructElem' ? this.textIn(kid, depth + 1) : ''
      })
      .join('')
  }

  private marked(mcid: number, stands: PdfValue | undefined): string {
    const { page, content } = this
    if (!page || !(stands instanceof PdfRef) || stands.number !== page.number) return ''
    let words = ''
    const visitor: ContentVisitor = {
      shape: () => undefined,
      text: ({ text, mark }) => {
        if (mark.kind === 'tagged' && mark.mcid === mcid) words += text
      },
    }
    for (const from of beginnings(content, mcid)) {
      readMark(this.file, page, content.subarray(from), this.fonts, visitor)
    }
    return words
  }
}

/** Where marks of this number begin in a page's content by the browser: one operator a line. */
function beginnings(content: Buffer, mcid: number): number[] {
  const name = `/MCID ${mcid}`
  const found: number[] = []
  for (let at = content.indexOf(name); at >= 0; at = content.indexOf(name, at + name.length)) {
    const end = content.indexOf('\n', at)
    const isIt = /^\D.*BDC$/u.test(content.toString('latin1', at + name.length, end))
    if (isIt) found.push(content.lastIndexOf('\n', at) + 1)
  }
  return found
}
