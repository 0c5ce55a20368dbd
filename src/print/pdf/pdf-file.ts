import { inflateSync } from 'node:zlib'
import { PdfParser } from './pdf-parser.js'
import { NotPdf, type PdfDict, PdfKeyword, PdfName, PdfRef, type PdfValue } from './pdf-values.js'

/** Pages stand in branches; more branches in one another than this are taken for a circle. */
const deepestBranch = 50

/** A stream of this many bytes, once unpacked, is not read: no page that prints here comes near it. */
const mostUnpacked = 256_000_000

/**
 * A PDF as its objects, each read when it is asked for and not kept: a report of thousands of pages has hundreds of
 * thousands of them. It reads what the browser writes: a plain table of places, with later tables before earlier ones,
 * and no objects packed in streams.
 */
export class PdfFile {
  /** Where each object begins; 0 where there is none. */
  private readonly places: Float64Array
  readonly trailer: PdfDict
  /** Where its last table of places begins, behind all objects. */
  readonly tableStart: number

  /** @throws NotPdf when it cannot be read, with why */
  constructor(readonly bytes: Buffer) {
    if (bytes.subarray(0, 5).toString('latin1') !== '%PDF-') throw new NotPdf('it does not begin as a PDF')
    const start = /startxref\s+(\d+)\s+%%EOF\s*$/u.exec(bytes.subarray(-64).toString('latin1'))?.[1]
    if (start === undefined) throw new NotPdf('its end is missing')
    this.tableStart = Number(start)
    const tables = this.tablesFrom(this.tableStart)
    const [newest] = tables
    if (!newest) throw new NotPdf('its table of objects is missing')
    this.trailer = newest.trailer
    const size = numberOf(this.trailer.get('Size')) ?? 0
    if (size > bytes.length) throw new NotPdf('its table of objects is longer than the file')
    this.places = new Float64Array(size)
    for (const { entries } of tables.reverse())
      for (const [number, place] of entries) if (number < size) this.places[number] = place
  }

  /** How many numbers its objects may have; the highest is one less. */
  get size(): number {
    return this.places.length
  }

  /** "1.4" */
  get version(): string {
    return /^%PDF-(\d\.\d)/u.exec(this.bytes.subarray(0, 16).toString('latin1'))?.[1] ?? ''
  }

  get catalog(): PdfDict {
    return this.dict(this.trailer.get('Root')) ?? new Map()
  }

  get info(): PdfDict {
    return this.dict(this.trailer.get('Info')) ?? new Map()
  }

  placeOf(number: number): number {
    return this.places[number] ?? 0
  }

  /** The object of this number; null where there is none. */
  object(number: number): PdfValue {
    const parser = this.parserOf(number)
    return parser?.next() ?? null
  }

  /** A value, or what it refers to. */
  resolve(value: PdfValue | undefined): PdfValue {
    let found = value ?? null
    for (let steps = 0; found instanceof PdfRef && steps < 10; steps += 1) found = this.object(found.number)
    return found
  }

  dict(value: PdfValue | undefined): PdfDict | null {
    const found = this.resolve(value)
    return found instanceof Map ? found : null
  }

  /** What a list holds; a value that is no list is a list of itself. */
  array(value: PdfValue | undefined): PdfValue[] {
    const found = this.resolve(value)
    if (Array.isArray(found)) return found
    return found === null ? [] : [value ?? null]
  }

  /** The bytes of a stream as they stand, before they are unpacked. */
  packed(number: number): { dict: PdfDict; bytes: Buffer } | null {
    const parser = this.parserOf(number)
    const dict = parser?.next()
    if (!parser || !(dict instanceof Map)) return null
    parser.skipSpace()
    const word = parser.next()
    if (!(word instanceof PdfKeyword) || word.value !== 'stream') return null
    if (this.bytes[parser.at] === 0x0d) parser.at += 1
    const from = parser.at + 1
    const length = numberOf(this.resolve(dict.get('Length')))
    if (length === null || length < 0 || from + length > this.bytes.length)
      throw new NotPdf(`the stream ${number} has no length`)
    return { dict, bytes: this.bytes.subarray(from, from + length) }
  }

  /** @throws NotPdf when a stream is packed in a way that is not read here */
  stream(number: number): Buffer | null {
    const packed = this.packed(number)
    if (!packed) return null
    const filters = this.array(packed.dict.get('Filter')).map((filter) => nameOf(this.resolve(filter)))
    if (filters.length === 0) return packed.bytes
    if (filters.length > 1 || filters[0] !== 'FlateDecode' || packed.dict.has('DecodeParms'))
      throw new NotPdf(`the stream ${number} is packed as ${filters.join(', ')}`)
    try {
      return inflateSync(packed.bytes, { maxOutputLength: mostUnpacked })
    } catch (cause) {
      throw new NotPdf(`the stream ${number} cannot be unpacked`, { cause })
    }
  }

  /** The numbers of its pages, in their order. */
  pageNumbers(): number[] {
    const pages: number[] = []
    const walk = (value: PdfValue | undefined, depth: number): void => {
      if (!(value instanceof PdfRef)) return
      if (depth > deepestBranch) throw new NotPdf('its pages stand too deep in one another')
      const node = this.dict(value)
      if (node && nameOf(node.get('Type')) === 'Page') pages.push(value.number)
      else for (const kid of this.array(node?.get('Kids'))) walk(kid, depth + 1)
    }
    walk(this.catalog.get('Pages'), 0)
    return pages
  }

  private parserOf(number: number): PdfParser | null {
    const place = this.placeOf(number)
    if (place === 0) return null
    const head = /^\s*(\d+)\s+\d+\s+obj/u.exec(this.bytes.toString('latin1', place, place + 32))
    if (head?.[1] !== String(number)) throw new NotPdf(`the object ${number} is not where it is said to be`)
    return new PdfParser(this.bytes, place + head[0].length)
  }

  private tablesFrom(first: number): XrefTable[] {
    const tables: XrefTable[] = []
    const seen = new Set<number>()
    for (let at: number | null = first; at !== null && !seen.has(at);) {
      seen.add(at)
      const table = readTable(this.bytes, at)
      tables.push(table)
      at = numberOf(table.trailer.get('Prev'))
    }
    return tables
  }
}

interface XrefTable {
  entries: [number: number, place: number][]
  trailer: PdfDict
}

function readTable(bytes: Buffer, at: number): XrefTable {
  const parser = new PdfParser(bytes, at)
  if (!isWord(parser.next(), 'xref'))
    throw new NotPdf('its table of objects is packed in a stream, which is not read here')
  const entries: [number, number][] = []
  for (;;) {
    const first = parser.next()
    if (isWord(first, 'trailer')) return { entries, trailer: parser.dict() }
    const count = parser.next()
    if (typeof first !== 'number' || typeof count !== 'number' || count > bytes.length)
      throw new NotPdf('its table of objects is broken')
    parser.skipSpace()
    for (let index = 0; index < count; index += 1, parser.at += 20) {
      const line = bytes.toString('latin1', parser.at, parser.at + 18)
      entries.push([first + index, line.endsWith('n') ? Number(line.slice(0, 10)) : 0])
    }
  }
}

function isWord(value: PdfValue | undefined, word: string): boolean {
  return value instanceof PdfKeyword && value.value === word
}

export function nameOf(value: PdfValue | undefined): string {
  return value instanceof PdfName ? value.value : ''
}

export function numberOf(value: PdfValue | undefined): number | null {
  return typeof value === 'number' ? value : null
}

export function numbersOf(values: PdfValue[]): number[] {
  return values.map((value) => (typeof value === 'number' ? value : Number.NaN))
}
