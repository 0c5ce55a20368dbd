import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { checkPdf } from '../../src/print/checks/check-pdf.js'
import {
  partsIn,
  type ReadDocument,
  readDocument,
  type ReadPage,
  type ReadPart,
} from '../print/printed-document.js'
import { fontsOf } from '../print/read-pdf.js'
import { bytesOf, printedReport } from '../support/report.js'
import { TestService } from '../support/service.js'

const reports = {
  'the IMG’s report': { kind: 'img', asAt: '2013-12-31' },
  'the report of Merton': { kind: 'scrutiny', plan: 'merton-2013', asAt: '2013-07-04' },
}
const titles = {
  'the IMG’s report': 'Ending Gang and Youth Violence: quarterly progress report',
  'the report of Merton': /\S/u,
}
const firstHeadings = {
  'the IMG’s report': ['Ending Gang and Youth Violence: quarterly progress report', '1 Summary'],
  'the report of Merton': [],
}

/** Words as they are read, whatever the line breaks did to the spaces between them. */
const compact = (text: string): string => text.normalize('NFKC').replaceAll(/[\s\u00ad]+/gu, '')

/** The texts near the upper or the lower edge of a page, without the spaces. */
function edge({ texts, height }: ReadPage, isIn: (y: number, height: number) => boolean): string {
  return compact(
    texts
      .filter(({ y }) => isIn(y, height))
      .map(({ text }) => text)
      .join(''),
  )
}
const top = (page: ReadPage): string => edge(page, (y, height) => y > height - 54)
const foot = (page: ReadPage): string => edge(page, (y) => y < 54)

const isCell = /^T[HD]$/u
const rowsOf = (page: ReadPage): ReadPart[] => partsIn(page.root, /^TR$/u)

describe('the reports of a fresh register, read by pdf.js', () => {
  let service: TestService
  const bytes = new Map<string, Buffer>()
  const documents = new Map<string, ReadDocument>()
  const read = (name: string): ReadDocument => {
    const document = documents.get(name)
    if (!document) throw new Error(`${name} was not printed`)
    return document
  }

  beforeAll(async () => {
    service = await TestService.start('sqlite')
    await Promise.all(
      Object.entries(reports).map(async ([name, request]) => {
        const { body } = await bytesOf(service, (await printedReport(service, request)).links.pdf)
        bytes.set(name, body)
      }),
    )
    // Only now: reading keeps this thread busy, which is the service's too.
    for (const [name, body] of bytes) documents.set(name, await readDocument(body))
  })
  afterAll(async () => service.stop())

  describe.each(Object.keys(reports) as (keyof typeof reports)[])('%s', (name) => {
    it('passes every rule of the checks', async () => {
      const { title } = read(name)
      const checks = await checkPdf(bytes.get(name) ?? Buffer.alloc(0), {
        ...{ title, language: 'en-GB', marking: 'OFFICIAL' },
      })
      expect(checks.rules.filter(({ passed }) => !passed)).toEqual([])
      expect(checks.passed).toBe(true)
      expect(checks.pages).toBe(read(name).pages.length)
    })

    it('has its title, its language and the standard it follows in its metadata', () => {
      const { title, language, metadata } = read(name)
      expect(title).toMatch(titles[name])
      expect({ language, metadata }).toEqual({ language: 'en-GB', metadata: { title, part: '1' } })
    })

    it('has its headings in order, and they are the outline', () => {
      const { pages, outline } = read(name)
      const headings = pages.flatMap(({ root }) => partsIn(root, /^H[1-6]$/u))
      const levels = headings.map(({ role }) => Number(role.slice(1)))
      expect(levels[0]).toBe(1)
      levels.forEach((level, index) => expect(level).toBeLessThanOrEqual((levels[index - 1] ?? level) + 1))
      expect(outline.map(compact)).toEqual(headings.map(({ text }) => compact(text)))
      expect(outline.slice(0, firstHeadings[name].length)).toEqual(firstHeadings[name])
    })

    it('has the text of each page on it: the marking at the top and the bottom, and which page it is', () => {
      const { pages } = read(name)
      pages.forEach((page, index) => {
        expect(top(page)).toContain('OFFICIAL')
        expect(foot(page)).toContain('OFFICIAL')
        expect(foot(page)).toContain(`Page${index + 1}of${pages.length}`)
        expect(page.texts.some(({ y }) => y > 54 && y < page.height - 54)).toBe(true)
      })
    })

    it('is on A4, and no word leaves the page', () => {
      for (const { width, height, texts } of read(name).pages) {
        const sides = [width, height].sort((one, other) => one - other).map(Math.round)
        expect(sides).toEqual([595, 842])
        const out = texts.filter(
          ({ text, left, right, y }) =>
            text.trim() !== '' && (left < 0 || right > width || y < 0 || y > height),
        )
        expect(out).toEqual([])
      }
    })

    it('carries its fonts', () => {
      const fonts = fontsOf(bytes.get(name) ?? Buffer.alloc(0))
      expect(fonts.length).toBeGreaterThan(1)
      expect(fonts.filter(({ embedded }) => !embedded)).toEqual([])
    })

    it('has words in the place of every figure', () => {
      const figures = read(name).pages.flatMap(({ root }) => partsIn(root, /^Figure$/u))
      expect(figures.filter(({ alt }) => (alt ?? '').trim() === '')).toEqual([])
      if (name === 'the IMG’s report') expect(figures.length).toBeGreaterThan(10)
    })

    it('has a caption and a row of headers in every table', () => {
      const tables = read(name).pages.flatMap(({ root }) => partsIn(root, /^Table$/u))
      const begun = tables.filter(({ parts }) => parts.some(({ role }) => role === 'Caption'))
      expect(begun.length).toBeGreaterThan(0)
      for (const { parts } of begun) {
        const [caption, head] = parts
        expect(caption?.role).toBe('Caption')
        expect(compact(caption?.text ?? '')).not.toBe('')
        expect(head?.parts.map(({ role }) => role)).toEqual(head?.parts.map(() => 'TH'))
        expect(head?.parts.filter(({ text }) => text.trim() === '')).toEqual([])
      }
    })

    it('has no row of a table on two pages, and no empty cell', () => {
      for (const page of read(name).pages) {
        for (const row of rowsOf(page)) {
          const cells = row.parts.filter(({ role }) => isCell.test(role))
          // What is left of a row on its second page would be without what its first cells say.
          expect(cells.filter(({ text, parts }) => text.trim() === '' && parts.length === 0)).toEqual([])
          expect(cells).toHaveLength(row.parts.length)
        }
      }
    })
  })
})
