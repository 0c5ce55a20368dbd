import { readContent } from '../pdf/content-reader.js'
import { FontShelf, pageOf } from '../pdf/page-content.js'
import { nameOf, numberOf, type PdfFile } from '../pdf/pdf-file.js'
import { PdfRef, type PdfValue } from '../pdf/pdf-values.js'

const deepest = 20

/** The words of parts of the structure, as the pages paint them. Only the page read last is kept. */
export class PartTexts {
  private readonly fonts: FontShelf
  private page = -1
  private texts = new Map<number, string>()

  constructor(private readonly file: PdfFile) {
    this.fonts = new FontShelf(file)
  }

  /** The words of a part on this page, with one space where there are several. */
  textOf(part: PdfValue, page: number): string {
    if (this.page !== page) this.read(page)
    return this.textIn(part, 0).replaceAll(/\s+/gu, ' ').trim()
  }

  private read(page: number): void {
    this.page = page
    this.texts = new Map()
    const { texts } = this
    readContent(this.file, pageOf(this.file, page), this.fonts, {
      shape: () => undefined,
      text: ({ text, mark }) => {
        if (mark.kind === 'tagged') texts.set(mark.mcid, (texts.get(mark.mcid) ?? '') + text)
      },
    })
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

  private marked(mcid: number, page: PdfValue | undefined): string {
    return page instanceof PdfRef && page.number === this.page ? (this.texts.get(mcid) ?? '') : ''
  }
}
