import { describe, expect, it } from '@jest/globals'
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { brotliDecompressSync } from 'node:zlib'
import { fontFaces } from './fonts.js'
import { legible, legibleTitle, printableRanges, unfitTitle, unprintable } from './printable.js'

const { resolve } = createRequire(import.meta.url)

/** The characters of a font, as its table of them has it. */
function charactersOf(subset: string, weight: number): Set<number> {
  const table = charactersTable(
    readFileSync(resolve(`@fontsource/source-sans-3/files/source-sans-3-${subset}-${weight}-normal.woff2`)),
  )
  const found = new Set<number>()
  const places = Array.from({ length: table.readUInt16BE(2) }, (_, nth) => table.readUInt32BE(8 + nth * 8))
  for (const at of places.filter((place) => table.readUInt16BE(place) === 4)) {
    const segments = table.readUInt16BE(at + 6) / 2
    for (let segment = 0; segment < segments; segment += 1) {
      const last = table.readUInt16BE(at + 14 + 2 * segment)
      const first = table.readUInt16BE(at + 16 + 2 * (segments + segment))
      for (let code = first; code <= last && code < 0xffff; code += 1) found.add(code)
    }
  }
  return found
}

/** WOFF2 packs all tables of a font into one stream, in the order of its directory; 0 is "cmap", 10 and 11 are outlines. */
function charactersTable(font: Buffer): Buffer {
  let at = 48
  const number = (): number => {
    for (let read = 0; ;) {
      const byte = font.readUInt8(at++)
      read = read * 128 + (byte & 127)
      if (byte < 128) return read
    }
  }
  let [start, length, before] = [0, 0, 0]
  for (let nth = 0; nth < font.readUInt16BE(12); nth += 1) {
    const flags = font.readUInt8(at++)
    const [table, version] = [flags & 63, flags >> 6]
    if (table === 63) at += 4
    const plain = number()
    const packed = table === 10 || table === 11 ? version !== 3 : version !== 0
    const size = packed ? number() : plain
    if (table === 0) [start, length] = [before, size]
    before += size
  }
  const tables = brotliDecompressSync(font.subarray(at, at + font.readUInt32BE(20)))
  return tables.subarray(start, start + length)
}

/** The ranges that the rules of the fonts declare: a browser asks no font for what lies outside of them. */
function declared(code: number): boolean {
  const ranges = [...fontFaces().matchAll(/unicode-range: (\S+)/gu)].flatMap(([, all = '']) => all.split(','))
  return ranges.some((range) => {
    const [first = '', last = first] = range.slice(2).split('-')
    return code >= Number.parseInt(first, 16) && code <= Number.parseInt(last, 16)
  })
}

describe('characters that can be printed', () => {
  it('are in the fonts that reports embed, in both weights, and where their rules look for them', () => {
    const [regular, semibold] = [400, 600].map(
      (weight) => new Set([...charactersOf('latin', weight), ...charactersOf('latin-ext', weight)]),
    )
    const codes = printableRanges.flatMap(([first, last]) =>
      Array.from({ length: last - first + 1 }, (_, place) => first + place),
    )
    expect(codes.length).toBeGreaterThan(700)
    expect(codes.filter((code) => !regular?.has(code) || !semibold?.has(code) || !declared(code))).toEqual([])
  })

  it('are named where a text has others', () => {
    expect(unprintable('“£5” – ½ € ™\nŁódź')).toBeNull()
    expect(unprintable('A ✓')).toBe('“✓” cannot be printed: write it in words.')
    expect(unprintable('سلام')).toMatch(/^“.”(?:, “.”){3} cannot be printed: write them in words\.$/u)
  })

  it('are left of a text when it is kept', () => {
    expect(legible(' a\u2011b\u202ec\u202c\u200b\r\nd\u3000e ')).toBe('a-bc\nd e')
  })

  it('are all that a title holds, without signs that turn the direction of writing', () => {
    expect(legibleTitle('MER13\u20107 cafe\u0301')).toBe('MER13-7 café')
    expect([unfitTitle('Serious violence: “Q2”'), unfitTitle('A 😀')]).toEqual([
      null,
      '“😀” cannot be printed: write it in words.',
    ])
    expect(unfitTitle('A \u202eB')).toContain('direction of writing')
  })
})
