import { type PdfFile, nameOf, numberOf } from './pdf-file.js'
import { PdfParser } from './pdf-parser.js'
import { type PdfDict, PdfKeyword, PdfRef, PdfString, type PdfValue } from './pdf-values.js'

/** What of a font matters to a reader: what its codes mean and how wide they are. */
export interface PdfFont {
  name: string
  subtype: string
  /** Whether the file carries its shapes: as a font file, or shape by shape (Type 3). */
  embedded: boolean
  /** Whether each code is two bytes. */
  twoBytes: boolean
  /** Whether code 0 is the sign for a missing shape. */
  zeroIsMissing: boolean
  /** Whether its codes lead to shapes by a map that is in the file, where one is needed. */
  mapped: boolean
  /** How wide a code is, for a size of 1. */
  width: (code: number) => number
  /** What a code means; undefined where the font does not say. */
  meaning: (code: number) => string | undefined
}

/** Reads a font of the file. */
export function readFont(file: PdfFile, dict: PdfDict): PdfFont {
  const subtype = nameOf(dict.get('Subtype'))
  const inner = subtype === 'Type0' ? file.dict(file.array(dict.get('DescendantFonts'))[0]) : dict
  const descriptor = file.dict((inner ?? dict).get('FontDescriptor'))
  const carried = ['FontFile', 'FontFile2', 'FontFile3'].some((key) => descriptor?.has(key) === true)
  const isTrueType = nameOf(inner?.get('Subtype')) === 'CIDFontType2'
  const meanings = meaningsOf(file, dict.get('ToUnicode'))
  return {
    name:
      nameOf(dict.get('BaseFont')) ||
      nameOf(descriptor?.get('FontName')) ||
      nameOf(dict.get('Name')) ||
      subtype,
    subtype,
    embedded: subtype === 'Type3' || carried,
    twoBytes: subtype === 'Type0',
    zeroIsMissing: subtype === 'Type0' && nameOf(dict.get('Encoding')).startsWith('Identity'),
    mapped: !isTrueType || inner?.has('CIDToGIDMap') === true,
    width: subtype === 'Type0' ? widthsOfCids(file, inner) : widthsOfBytes(file, dict),
    meaning: (code) => meanings.get(code),
  }
}

function widthsOfCids(file: PdfFile, font: PdfDict | null): (code: number) => number {
  const usual = numberOf(file.resolve(font?.get('DW'))) ?? 1000
  const widths = new Map<number, number>()
  const list = file.array(font?.get('W')).map((value) => file.resolve(value))
  for (let at = 0; at < list.length;) {
    const [first, second, third] = list.slice(at, at + 3)
    if (typeof first !== 'number') break
    if (Array.isArray(second)) {
      second.forEach((width, index) => widths.set(first + index, numberOf(width) ?? usual))
      at += 2
    } else {
      const last = Math.min(numberOf(second) ?? first, 65_535)
      for (let code = first; code <= last; code += 1) widths.set(code, numberOf(third) ?? usual)
      at += 3
    }
  }
  return (code) => (widths.get(code) ?? usual) / 1000
}

function widthsOfBytes(file: PdfFile, font: PdfDict): (code: number) => number {
  const first = numberOf(file.resolve(font.get('FirstChar'))) ?? 0
  const widths = file.array(font.get('Widths'))
  const matrix = file.array(font.get('FontMatrix'))
  const unit = nameOf(font.get('Subtype')) === 'Type3' ? (numberOf(matrix[0]) ?? 0.001) : 0.001
  return (code) => (numberOf(widths[code - first]) ?? 0) * unit
}

/** The map from codes to text that a font carries. */
function meaningsOf(file: PdfFile, value: PdfValue | undefined): Map<number, string> {
  const meanings = new Map<number, string>()
  const bytes = value instanceof PdfRef ? file.stream(value.number) : null
  if (!bytes) return meanings
  const parser = new PdfParser(bytes)
  let operands: PdfValue[] = []
  for (let next = parser.next(); next !== undefined; next = parser.next()) {
    if (!(next instanceof PdfKeyword)) {
      operands.push(next)
      continue
    }
    if (next.value === 'endbfchar') readCharacters(operands, meanings)
    if (next.value === 'endbfrange') readRanges(operands, meanings)
    operands = []
  }
  return meanings
}

function readCharacters(operands: PdfValue[], meanings: Map<number, string>): void {
  for (let at = 0; at + 1 < operands.length; at += 2) {
    const [code, text] = [operands[at], operands[at + 1]]
    if (code instanceof PdfString && text instanceof PdfString) meanings.set(codeOf(code), textOf(text))
  }
}

function readRanges(operands: PdfValue[], meanings: Map<number, string>): void {
  for (let at = 0; at + 2 < operands.length; at += 3) {
    const [from, to, text] = operands.slice(at, at + 3)
    if (!(from instanceof PdfString) || !(to instanceof PdfString)) continue
    const [first, last] = [codeOf(from), Math.min(codeOf(to), 65_535)]
    for (let code = first; code <= last; code += 1) {
      const meant = meaningInRange(text, code - first)
      if (meant !== null) meanings.set(code, meant)
    }
  }
}

function meaningInRange(text: PdfValue | undefined, index: number): string | null {
  if (Array.isArray(text)) {
    const one = text[index]
    return one instanceof PdfString ? textOf(one) : null
  }
  if (!(text instanceof PdfString)) return null
  const units = textOf(text)
  const last = units.charCodeAt(units.length - 1)
  return units.slice(0, -1) + String.fromCharCode(last + index)
}

function codeOf({ bytes }: PdfString): number {
  return bytes.length === 0 ? 0 : bytes.readUIntBE(0, Math.min(bytes.length, 4))
}

function textOf({ bytes }: PdfString): string {
  return new PdfString(Buffer.concat([Buffer.from([0xfe, 0xff]), bytes])).text
}
