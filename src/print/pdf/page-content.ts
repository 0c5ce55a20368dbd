import { boxOf, type Box } from './geometry.js'
import { nameOf, numbersOf, type PdfFile } from './pdf-file.js'
import { type PdfFont, readFont } from './pdf-font.js'
import { NotPdf, type PdfDict, PdfRef, type PdfValue } from './pdf-values.js'

/** Under what mark something is painted: for the reader, for the eye alone, or under none. */
export type Mark =
  | { kind: 'tagged'; mcid: number; role: string; form: number | null }
  | { kind: 'artifact'; type: string; subtype: string }
  | { kind: 'none' }

export const unmarked: Mark = { kind: 'none' }

/** A piece of text as painted: what it says and where it stands on the page, in points from its lower left corner. */
export interface TextRun {
  text: string
  box: Box
  /** What of the box can be seen, after what is cut off. */
  seen: Box
  /** The height of the letters. */
  size: number
  font: PdfFont
  codes: number[]
  mark: Mark
}

/** What a page paints, one thing after the other. */
export interface ContentVisitor {
  text: (run: TextRun) => void
  /** A line, a surface or a picture. */
  shape: (mark: Mark, what: string) => void
  /** A mark begins; `around` is what it begins in. */
  begin?: (mark: Mark, around: Mark) => void
  /** A form is painted: content that stands apart and is painted by its name. */
  form?: (number: number, dict: PdfDict) => void
  /** The marks and the saved states do not close as they open. */
  unbalanced?: (what: string) => void
}

export interface PdfPage {
  number: number
  dict: PdfDict
  box: Box
}

/** The fonts of a file as they are met, each read once. */
export class FontShelf {
  private readonly fonts = new Map<number, PdfFont>()

  constructor(private readonly file: PdfFile) {}

  find(resources: PdfDict | null, name: string): PdfFont | null {
    const value = this.file.dict(resources?.get('Font'))?.get(name)
    if (!(value instanceof PdfRef)) return this.read(value)
    const kept = this.fonts.get(value.number)
    if (kept) return kept
    const font = this.read(value)
    if (font) this.fonts.set(value.number, font)
    return font
  }

  private read(value: PdfValue | undefined): PdfFont | null {
    const dict = this.file.dict(value)
    return dict ? readFont(this.file, dict) : null
  }
}

/** A page with its box, which it may have from the branch that it stands on. */
export function pageOf(file: PdfFile, number: number): PdfPage {
  const dict = file.dict(new PdfRef(number)) ?? new Map<string, PdfValue>()
  const box = boxOf(numbersOf(file.array(inherited(file, dict, 'MediaBox'))))
  if (!box) throw new NotPdf(`the page ${number} has no box`)
  return { number, dict, box }
}

/** What a page has of itself or of the branches that it stands on. */
export function inherited(file: PdfFile, page: PdfDict, key: string): PdfValue {
  let node: PdfDict | null = page
  for (let steps = 0; node && steps < 50; steps += 1) {
    if (node.has(key)) return file.resolve(node.get(key))
    node = file.dict(node.get('Parent'))
  }
  return null
}

/** The bytes of a page's content, whole. */
export function contentOf(file: PdfFile, page: PdfDict): Buffer {
  const value = page.get('Contents')
  const resolved = value instanceof PdfRef ? file.resolve(value) : (value ?? null)
  const parts = Array.isArray(resolved) ? resolved : [value ?? null]
  const streams = parts.map((part) => (part instanceof PdfRef ? file.stream(part.number) : null))
  return Buffer.concat(streams.flatMap((bytes) => (bytes ? [bytes, Buffer.from('\n')] : [])))
}

export function subtypeOf(dict: PdfDict): string {
  return nameOf(dict.get('Subtype'))
}
