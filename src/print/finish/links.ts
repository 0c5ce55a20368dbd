import { subtypeOf } from '../pdf/page-content.js'
import type { ParentTree } from '../pdf/parent-tree.js'
import { numberOf, type PdfFile } from '../pdf/pdf-file.js'
import { PdfRef, PdfString, type PdfValue } from '../pdf/pdf-values.js'
import { type PdfWriter, textString } from '../pdf/pdf-writer.js'
import type { PartTexts } from './part-texts.js'

/** Gives each link of a page, in words, what it leads to: the text that stands on it, else its address. */
export function describeLinks(
  file: PdfFile,
  writer: PdfWriter,
  tree: ParentTree,
  texts: PartTexts,
  pages: number[],
): void {
  for (const page of pages) {
    for (const value of file.array(file.dict(new PdfRef(page))?.get('Annots'))) {
      const dict = file.dict(value)
      if (!(value instanceof PdfRef) || !dict || subtypeOf(dict) !== 'Link' || dict.has('Contents')) continue
      const part = tree.elementOf(numberOf(dict.get('StructParent')))
      const text = part === null ? '' : texts.textOf(new PdfRef(part), page)
      writer.set(value.number, [['Contents', textString(text || addressOf(file, dict.get('A')) || 'Link')]])
    }
  }
}

function addressOf(file: PdfFile, action: PdfValue | undefined): string {
  const address = file.resolve(file.dict(action)?.get('URI'))
  return address instanceof PdfString ? address.text : ''
}
