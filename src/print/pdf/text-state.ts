import { identity, type Matrix, matrixOf, moved, multiply } from './geometry.js'
import type { TextRun } from './page-content.js'
import type { PdfFont } from './pdf-font.js'
import { PdfString, type PdfValue } from './pdf-values.js'

/** How far letters reach under and over their line, for a size of 1: enough to tell what leaves the page. */
const [under, over] = [-0.2, 0.75]

/** Where the next letter stands, and how. */
export class TextState {
  font: PdfFont | null = null
  size = 0
  private lineMatrix: Matrix = identity
  private matrix: Matrix = identity
  private leading = 0
  private characterSpace = 0
  private wordSpace = 0
  private scale = 1
  private rise = 0

  copy(): TextState {
    return Object.assign(new TextState(), this)
  }

  /** Does what moves the place or sets a number. @returns whether the operator was one of these */
  place(operator: string, [first = 0, second = 0, ...others]: number[]): boolean {
    switch (operator) {
      case 'BT':
        this.lineMatrix = identity
        this.matrix = identity
        return true
      case 'Tm':
        this.lineMatrix = matrixOf([first, second, ...others])
        this.matrix = this.lineMatrix
        return true
      case 'Td':
        this.nextLine(first, second)
        return true
      case 'TD':
        this.leading = -second
        this.nextLine(first, second)
        return true
      case 'T*':
        this.nextLine(0, -this.leading)
        return true
      default:
        return this.setNumber(operator, first)
    }
  }

  /** What an operator shows: strings, and between them moves to the left in thousandths. */
  shown(operator: string, operands: PdfValue[]): (PdfString | number)[] {
    const isPiece = (value: PdfValue): value is PdfString | number =>
      value instanceof PdfString || typeof value === 'number'
    switch (operator) {
      case 'Tj':
        return operands.filter((value) => value instanceof PdfString)
      case 'TJ':
        return Array.isArray(operands[0]) ? operands[0].filter(isPiece) : []
      case "'":
      case '"':
        this.nextLine(0, -this.leading)
        return operands.filter((value) => value instanceof PdfString)
      default:
        return []
    }
  }

  shift(thousandths: number): void {
    this.advance((-thousandths / 1000) * this.size * this.scale)
  }

  /** Shows a string, and answers with where it stood on the page. */
  show(string: PdfString, page: Matrix): Omit<TextRun, 'mark' | 'seen'> | null {
    const { font, size } = this
    if (!font) return null
    const from = multiply(this.matrix, page)
    const codes = codesOf(string, font.twoBytes)
    let width = 0
    let text = ''
    for (const code of codes) {
      const space = code === 32 && !font.twoBytes ? this.wordSpace : 0
      width += (font.width(code) * size + this.characterSpace + space) * this.scale
      text += font.meaning(code) ?? '\ufffd'
    }
    this.advance(width)
    const box = moved([0, this.rise + under * size, width, this.rise + over * size], from)
    return { text, box, size: Math.hypot(from[2], from[3]) * size, font, codes }
  }

  private setNumber(operator: string, value: number): boolean {
    switch (operator) {
      case 'TL':
        this.leading = value
        return true
      case 'Tc':
        this.characterSpace = value
        return true
      case 'Tw':
        this.wordSpace = value
        return true
      case 'Tz':
        this.scale = value / 100
        return true
      case 'Ts':
        this.rise = value
        return true
      default:
        return false
    }
  }

  private nextLine(x: number, y: number): void {
    this.lineMatrix = multiply([1, 0, 0, 1, x, y], this.lineMatrix)
    this.matrix = this.lineMatrix
  }

  private advance(x: number): void {
    this.matrix = multiply([1, 0, 0, 1, x, 0], this.matrix)
  }
}

function codesOf({ bytes }: PdfString, twoBytes: boolean): number[] {
  if (!twoBytes) return [...bytes]
  const codes: number[] = []
  for (let at = 0; at + 1 < bytes.length; at += 2) codes.push(bytes.readUInt16BE(at))
  return codes
}
