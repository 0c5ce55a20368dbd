import { type PdfFile } from './pdf-file.js'
import { type PdfDict, PdfKeyword, PdfName, PdfRef, PdfString, type PdfValue } from './pdf-values.js'

/** Writes a PDF anew with some of its objects replaced and others added; what is not touched keeps its bytes. */
export class PdfWriter {
  private readonly values = new Map<number, PdfValue>()
  private readonly streams = new Map<number, { dict: PdfDict; bytes: Buffer }>()
  private size: number

  constructor(private readonly file: PdfFile) {
    this.size = file.size
  }

  /** A dictionary as it will be written so far; null where the object is none. */
  dict(number: number): PdfDict | null {
    const value = this.value(number)
    return value instanceof Map ? value : null
  }

  /** An object as it will be written so far. */
  value(number: number): PdfValue {
    return this.values.get(number) ?? this.file.resolve(new PdfRef(number))
  }

  change(number: number, value: PdfValue): void {
    this.values.set(number, value)
  }

  /** Adds to a dictionary, or puts others in the place of what it has. */
  set(number: number, entries: [key: string, value: PdfValue][]): void {
    this.change(number, new Map([...(this.dict(number) ?? []), ...entries]))
  }

  changeStream(number: number, dict: PdfDict, bytes: Buffer): void {
    this.streams.set(number, { dict, bytes })
  }

  /** @returns the number of the new object, whose value is to be given by `change` */
  add(): number {
    this.size += 1
    return this.size - 1
  }

  bytes(): Buffer {
    const places = new Map<number, number>()
    const parts: Buffer[] = []
    let at = 0
    const put = (part: Buffer): void => {
      parts.push(part)
      at += part.length
    }
    const spans = spansOf(this.file)
    put(this.file.bytes.subarray(0, spans[0]?.from ?? 0))
    for (const { number, from, to } of spans) {
      places.set(number, at)
      const changed = this.wordsFor(number)
      put(changed ? object(number, changed) : this.file.bytes.subarray(from, to))
    }
    for (let number = this.file.size; number < this.size; number += 1) {
      places.set(number, at)
      put(object(number, this.wordsFor(number) ?? Buffer.from('null')))
    }
    put(this.end(at, places))
    return Buffer.concat(parts, at)
  }

  private wordsFor(number: number): Buffer | null {
    const stream = this.streams.get(number)
    if (stream) return streamWords(stream.dict, stream.bytes)
    const value = this.values.get(number)
    return value === undefined ? null : Buffer.from(wordsOf(value), 'latin1')
  }

  private end(start: number, places: Map<number, number>): Buffer {
    const lines = [`xref\n0 ${this.size}\n`]
    for (let number = 0; number < this.size; number += 1) {
      const place = places.get(number)
      lines.push(
        place === undefined ? '0000000000 65535 f \n' : `${String(place).padStart(10, '0')} 00000 n \n`,
      )
    }
    const trailer = new Map([...this.file.trailer, ['Size', this.size]] as [string, PdfValue][])
    trailer.delete('Prev')
    lines.push(`trailer\n${wordsOf(trailer)}\nstartxref\n${start}\n%%EOF\n`)
    return Buffer.from(lines.join(''), 'latin1')
  }
}

function streamWords(dict: PdfDict, bytes: Buffer): Buffer {
  const head = wordsOf(new Map([...dict, ['Length', bytes.length]]))
  return Buffer.concat([Buffer.from(`${head} stream\n`, 'latin1'), bytes, Buffer.from('\nendstream')])
}

function object(number: number, bytes: Buffer): Buffer {
  return Buffer.concat([Buffer.from(`${number} 0 obj\n`), bytes, Buffer.from('\nendobj\n')])
}

interface Span {
  number: number
  from: number
  to: number
}

/** Where each object begins and the next one or the table of places does, in the order of the file. */
function spansOf(file: PdfFile): Span[] {
  const spans: Span[] = []
  for (let number = 0; number < file.size; number += 1) {
    const from = file.placeOf(number)
    if (from > 0) spans.push({ number, from, to: 0 })
  }
  spans.sort((one, other) => one.from - other.from)
  spans.forEach((span, index) => {
    span.to = spans[index + 1]?.from ?? file.tableStart
  })
  return spans
}

/** A value as a PDF writes it, one character a byte. */
export function wordsOf(value: PdfValue): string {
  if (value === null) return 'null'
  if (typeof value === 'number') return numeral(value)
  if (typeof value === 'boolean') return String(value)
  if (value instanceof PdfName) return nameWord(value.value)
  if (value instanceof PdfRef) return `${value.number} 0 R`
  if (value instanceof PdfString) return `<${value.bytes.toString('hex').toUpperCase()}>`
  if (value instanceof PdfKeyword) return value.value
  if (Array.isArray(value)) return `[${value.map(wordsOf).join(' ')}]`
  return `<<${[...value].map(([key, of]) => `${nameWord(key)} ${wordsOf(of)}`).join('\n')}>>`
}

function nameWord(name: string): string {
  const safe = name.replaceAll(
    /[^!"$&'*+,\-.0-9:;=?@A-Z\\^_`a-z|~]/gu,
    (character) => `#${character.charCodeAt(0).toString(16).padStart(2, '0')}`,
  )
  return `/${safe}`
}

function numeral(value: number): string {
  const plain = String(value)
  return plain.includes('e') ? value.toFixed(10) : plain
}

/** Text as a PDF's string. */
export function textString(text: string): PdfString {
  if (/^[\x20-\x7e]*$/u.test(text)) return new PdfString(Buffer.from(text, 'latin1'))
  return new PdfString(Buffer.concat([Buffer.from([0xfe, 0xff]), Buffer.from(text, 'utf16le').swap16()]))
}
