import type { PdfFile } from '../pdf/pdf-file.js'
import { PdfRef, PdfString, type PdfValue } from '../pdf/pdf-values.js'
import { type PdfWriter, textString } from '../pdf/pdf-writer.js'
import type { PartTexts } from './part-texts.js'

/**
 * Puts the words of the headings in the outline where the browser put them there twice, as it does with a heading that
 * a page begins with.
 */
export function mendOutline(file: PdfFile, writer: PdfWriter, texts: PartTexts): void {
  const seen = new Set<number>()
  const walk = (first: PdfValue | undefined): void => {
    for (let at = first; at instanceof PdfRef && !seen.has(at.number);) {
      seen.add(at.number)
      const item = file.dict(at)
      const title = file.resolve(item?.get('Title'))
      const [page] = file.array(item?.get('Dest'))
      if (title instanceof PdfString && page instanceof PdfRef && mayBeDoubled(title.text)) {
        const words = texts.textOf(item?.get('SE') ?? null, page.number)
        if (isDouble(title.text, words)) writer.set(at.number, [['Title', textString(words)]])
      }
      walk(item?.get('First'))
      at = item?.get('Next')
    }
  }
  walk(file.dict(file.catalog.get('Outlines'))?.get('First'))
}

/** Each line that stands there twice does so at once: such a title begins with the same letters twice. */
function mayBeDoubled(title: string): boolean {
  const letters = compact(title)
  for (let length = 1; length * 2 <= letters.length; length += 1) {
    if (letters.startsWith(letters.slice(0, length), length)) return true
  }
  return false
}

/** Of a heading of several lines only the first may stand there twice. */
function isDouble(title: string, words: string): boolean {
  return words !== '' && compact(title).length > compact(words).length
}

function compact(text: string): string {
  return text.replaceAll(/\s+/gu, '')
}
