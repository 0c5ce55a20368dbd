import { NotPdf, type PdfDict, PdfKeyword, PdfName, PdfRef, PdfString, type PdfValue } from './pdf-values.js'

const [space, lineFeed, solidus] = [0x20, 0x0a, 0x2f]
const [less, greater, open, shut, percent, backslash] = [0x3c, 0x3e, 0x28, 0x29, 0x25, 0x5c]
const [arrayOpen, arrayShut] = [0x5b, 0x5d]

/** How deep values may stand in one another before it is taken for an attack. */
const deepest = 200

const [minus, plus, point, zero] = [0x2d, 0x2b, 0x2e, 0x30]
const powers = Array.from({ length: 18 }, (_, exponent) => 10 ** exponent)

const startsNumber = new Uint8Array(256)
for (const code of Buffer.from('+-.0123456789')) startsNumber[code] = 1
const isSpace = new Uint8Array(256)
for (const code of [0, 9, 10, 12, 13, 32]) isSpace[code] = 1
const isDelimiter = new Uint8Array(256)
for (const code of Buffer.from('()<>[]{}/%')) isDelimiter[code] = 1

const names = new Map<string, PdfName>()
const keywords = new Map<string, PdfKeyword>()
const mostKept = 4000

/** Reads values from bytes, one after the other: those of an object, or operands and operators of a page's content. */
export class PdfParser {
  constructor(
    readonly bytes: Buffer,
    public at = 0,
  ) {}

  /** The next value; undefined at the end. Two numbers and an R are a reference. */
  next(): PdfValue | undefined {
    return this.value(0)
  }

  /** @throws NotPdf when the next value is no dictionary */
  dict(): PdfDict {
    const value = this.next()
    if (value instanceof Map) return value
    throw new NotPdf(`no dictionary at ${this.at}`)
  }

  skipSpace(): void {
    const { bytes } = this
    for (;;) {
      const code = bytes[this.at]
      if (code === percent) {
        const end = bytes.indexOf(lineFeed, this.at)
        this.at = end < 0 ? bytes.length : end
      } else if (code !== undefined && isSpace[code] === 1) this.at += 1
      else return
    }
  }

  private value(depth: number): PdfValue | undefined {
    if (depth > deepest) throw new NotPdf('values stand too deep in one another')
    this.skipSpace()
    const code = this.bytes[this.at]
    switch (code) {
      case undefined:
        return undefined
      case solidus:
        return this.name()
      case open:
        return this.literal()
      case arrayOpen:
        return this.array(depth)
      case less:
        if (this.bytes[this.at + 1] === less) return this.dictionary(depth)
        return this.hexadecimal()
      default:
        return this.word()
    }
  }

  private name(): PdfName {
    this.at += 1
    const raw = this.run()
    const kept = names.get(raw)
    if (kept) return kept
    const plain = raw.replaceAll(/#([0-9a-f]{2})/giu, (_, hex: string) =>
      String.fromCharCode(Number.parseInt(hex, 16)),
    )
    const made = new PdfName(plain)
    if (names.size < mostKept) names.set(raw, made)
    return made
  }

  /** The bytes up to the next space or delimiter. */
  private run(): string {
    const { bytes } = this
    const from = this.at
    let code = bytes[this.at]
    while (code !== undefined && isSpace[code] === 0 && isDelimiter[code] === 0) {
      this.at += 1
      code = bytes[this.at]
    }
    return bytes.toString('latin1', from, this.at)
  }

  private word(): PdfValue {
    const code = this.bytes[this.at] ?? space
    if (startsNumber[code] === 1) {
      const number = this.number()
      if (number !== null) return this.reference(number) ?? number
    }
    const raw = this.run()
    if (raw === '') {
      this.at += 1
      return new PdfKeyword(this.bytes.toString('latin1', this.at - 1, this.at))
    }
    if (raw === 'true') return true
    if (raw === 'false') return false
    if (raw === 'null') return null
    const kept = keywords.get(raw)
    if (kept) return kept
    const made = new PdfKeyword(raw)
    if (keywords.size < mostKept) keywords.set(raw, made)
    return made
  }

  /** A number, digit by digit, since there are millions of them; null where it turns out to be a word. */
  private number(): number | null {
    const { bytes } = this
    let at = this.at
    const negative = bytes[at] === minus
    if (negative || bytes[at] === plus) at += 1
    let value = 0
    let places = 0
    let digits = 0
    for (;;) {
      const code = bytes[at] ?? space
      const digit = code - zero
      if (digit >= 0 && digit <= 9) {
        value = value * 10 + digit
        if (places > 0) places += 1
        digits += 1
      } else if (code === point && places === 0) places = 1
      else if (isSpace[code] === 1 || isDelimiter[code] === 1) break
      else return null
      at += 1
    }
    if (digits === 0) return null
    const exact = digits > 15 || places > 17
    const size = exact
      ? Math.abs(Number(bytes.toString('latin1', this.at, at)))
      : value / (powers[Math.max(0, places - 1)] ?? 1)
    this.at = at
    return negative ? -size : size
  }

  /** A reference, where " 0 R" follows the number. */
  private reference(number: number): PdfRef | null {
    const { bytes, at } = this
    const follows =
      bytes[at] === space && bytes[at + 1] === 0x30 && bytes[at + 2] === space && bytes[at + 3] === 0x52
    if (!follows || !Number.isInteger(number)) return null
    const after = bytes[at + 4]
    if (after !== undefined && isSpace[after] === 0 && isDelimiter[after] === 0) return null
    this.at += 4
    return new PdfRef(number)
  }

  private array(depth: number): PdfValue[] {
    this.at += 1
    const values: PdfValue[] = []
    for (;;) {
      this.skipSpace()
      if (this.bytes[this.at] === arrayShut) {
        this.at += 1
        return values
      }
      values.push(this.needed(depth))
    }
  }

  private dictionary(depth: number): PdfDict {
    this.at += 2
    const dict: PdfDict = new Map()
    for (;;) {
      this.skipSpace()
      if (this.bytes[this.at] === greater) {
        this.at += 2
        return dict
      }
      const key = this.needed(depth)
      if (!(key instanceof PdfName)) throw new NotPdf(`a key that is no name at ${this.at}`)
      dict.set(key.value, this.needed(depth))
    }
  }

  private needed(depth: number): PdfValue {
    const value = this.value(depth + 1)
    if (value === undefined) throw new NotPdf('a value that does not end')
    return value
  }

  private hexadecimal(): PdfString {
    const end = this.bytes.indexOf(greater, this.at)
    if (end < 0) throw new NotPdf('a string that does not end')
    const digits = this.bytes.toString('latin1', this.at + 1, end).replaceAll(/[^0-9a-f]/giu, '')
    this.at = end + 1
    return new PdfString(Buffer.from(digits.length % 2 === 0 ? digits : `${digits}0`, 'hex'))
  }

  private literal(): PdfString {
    this.at += 1
    const made: number[] = []
    let inner = 0
    for (;;) {
      const code = this.bytes[this.at]
      if (code === undefined) throw new NotPdf('a string that does not end')
      this.at += 1
      if (code === backslash) made.push(...this.escaped())
      else if (code === shut && inner === 0) return new PdfString(Buffer.from(made))
      else {
        if (code === open) inner += 1
        if (code === shut) inner -= 1
        made.push(code)
      }
    }
  }

  private escaped(): number[] {
    const { bytes } = this
    const octal = /^[0-7]{1,3}/u.exec(bytes.toString('latin1', this.at, this.at + 3))?.[0]
    if (octal !== undefined) {
      this.at += octal.length
      return [Number.parseInt(octal, 8) & 0xff]
    }
    const code = bytes[this.at] ?? backslash
    this.at += 1
    if (code === 0x0d && bytes[this.at] === lineFeed) this.at += 1
    if (code === 0x0d || code === lineFeed) return []
    const meant = escapes.get(String.fromCharCode(code))
    return [meant ?? code]
  }
}

const escapes = new Map([
  ['n', 10],
  ['r', 13],
  ['t', 9],
  ['b', 8],
  ['f', 12],
])
