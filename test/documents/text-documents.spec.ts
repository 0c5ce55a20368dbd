import { describe, expect, it } from '@jest/globals'
import { JSDOM } from 'jsdom'
import type { TextBlock, TextDocument } from '../../src/documents/text/document.js'
import { openTextBytes } from '../../src/documents/text/open-text.js'
import { wordBytes } from '../../src/documents/text/word.js'
import { readZip } from '../exports/read-zip.js'

/** Every character that could be taken for something else: XML, controls, halves of a pair, a turn of direction. */
const awkward = 'A < B & "C" \u0007 \ud800 🙂 \u202eright\u202c  two  spaces'
const kept = 'A < B & "C" \ufffd \ufffd 🙂 \u202eright\u202c  two  spaces'

const everything: TextBlock[] = [
  { kind: 'title', text: awkward },
  { kind: 'heading', level: 1, number: '3.0', text: awkward },
  { kind: 'heading', level: 2, number: null, text: 'Second' },
  { kind: 'heading', level: 3, number: null, text: 'Third' },
  ...(['body', 'numbered', 'under', 'front', 'missing', 'quotation', 'note'] as const).map(
    (use): TextBlock => ({ kind: 'paragraph', use, label: '2.1.', spans: [{ text: awkward }] }),
  ),
  {
    kind: 'paragraph',
    use: 'body',
    label: null,
    spans: [
      { text: 'strong', strong: true },
      { text: 'emphasis', emphasis: true },
      { text: 'both', strong: true, emphasis: true },
      { text: 'link', href: 'https://example.org/?a=1&b="2"' },
      { text: 'same link', href: 'https://example.org/?a=1&b="2"' },
      { text: 'line\nbreak\tand tab' },
    ],
  },
  { kind: 'list', ordered: false, items: [[{ text: 'bullet' }]] },
  { kind: 'list', ordered: true, items: [[{ text: 'one' }], [{ text: 'two' }]] },
  { kind: 'list', ordered: true, items: [[{ text: 'one again' }]] },
  {
    kind: 'table',
    caption: awkward,
    note: 'Read it so.',
    columns: [
      { heading: 'Words', share: 2 },
      { heading: 'Figures', share: 1, figures: true },
    ],
    rows: [
      { cells: [[[{ text: awkward }], [{ text: 'a second paragraph' }]], [[{ text: '7' }]]] },
      { cells: [[], [[{ text: '7' }]]], total: true },
    ],
  },
]

const document: TextDocument = {
  title: awkward,
  subject: 'A subject',
  keywords: 'one, two',
  dated: '2013-12-31T00:00:00.000Z',
  marking: 'OFFICIAL',
  head: { left: awkward, right: 'Draft' },
  foot: [awkward, 'As known on a day'],
  parts: [
    { orientation: 'portrait', blocks: everything },
    { orientation: 'landscape', blocks: everything },
    { orientation: 'portrait', blocks: [] },
  ],
}

function parsed(xml: string | undefined): Document {
  if (xml === undefined) throw new Error('There is no such part.')
  return new JSDOM(xml, { contentType: 'text/xml' }).window.document
}

/** The values of an attribute in a part, wherever it stands. */
function valuesOf(part: Document, element: string, attribute: string): string[] {
  return [...part.getElementsByTagName(element)].map((found) => found.getAttribute(attribute) ?? '')
}

describe('a Word file', () => {
  it('has well-formed parts, each of a kind that it names, and no more', async () => {
    const parts = readZip(await wordBytes(document))
    for (const xml of parts.values()) parsed(xml)
    const named = valuesOf(parsed(parts.get('[Content_Types].xml')), 'Override', 'PartName')
    const others = [...parts.keys()].filter((name) => !name.endsWith('.rels') && !name.startsWith('['))
    expect(named.toSorted()).toEqual(others.map((name) => `/${name}`).toSorted())
  })

  it('uses no style that it does not have, and has no style that stands alone', async () => {
    const parts = readZip(await wordBytes(document))
    const styles = parsed(parts.get('word/styles.xml'))
    const known = new Set(valuesOf(styles, 'w:style', 'w:styleId'))
    const pages = ['document', 'header1', 'header2', 'footer1', 'footer2']
    const used = pages.flatMap((name) =>
      ['w:pStyle', 'w:rStyle', 'w:tblStyle'].flatMap((element) =>
        valuesOf(parsed(parts.get(`word/${name}.xml`)), element, 'w:val'),
      ),
    )
    const based = ['w:basedOn', 'w:next'].flatMap((element) => valuesOf(styles, element, 'w:val'))
    expect([...new Set([...used, ...based])].filter((id) => !known.has(id))).toEqual([])
    expect(valuesOf(styles, 'w:lang', 'w:val')).toEqual(['en-GB'])
  })

  it('leads only to what its relations name', async () => {
    const parts = readZip(await wordBytes(document))
    const relations = parsed(parts.get('word/_rels/document.xml.rels'))
    const ids = new Set(valuesOf(relations, 'Relationship', 'Id'))
    const body = parsed(parts.get('word/document.xml'))
    const asked = ['w:hyperlink', 'w:headerReference', 'w:footerReference'].flatMap((element) =>
      valuesOf(body, element, 'r:id'),
    )
    expect(asked.filter((id) => !ids.has(id))).toEqual([])
    const links = [...relations.getElementsByTagName('Relationship')].filter(
      (relation) => relation.getAttribute('TargetMode') === 'External',
    )
    expect(links.map((link) => link.getAttribute('Target'))).toEqual(['https://example.org/?a=1&b="2"'])
  })

  it('counts each numbered list from 1', async () => {
    const parts = readZip(await wordBytes(document))
    const used = valuesOf(parsed(parts.get('word/document.xml')), 'w:numId', 'w:val')
    const known = valuesOf(parsed(parts.get('word/numbering.xml')), 'w:num', 'w:numId')
    expect([...new Set(used)]).toEqual(['2', '3', '4', '5'])
    expect(known).toEqual(['1', '2', '3', '4', '5'])
  })

  it('repeats the headings of a table, joins no cells, and sets the appendix across', async () => {
    const body = parsed(readZip(await wordBytes(document)).get('word/document.xml'))
    const tables = [...body.getElementsByTagName('w:tbl')]
    expect(tables).toHaveLength(2)
    for (const table of tables) {
      const [first, ...rows] = table.getElementsByTagName('w:tr')
      expect(first?.getElementsByTagName('w:tblHeader')).toHaveLength(1)
      expect(rows.flatMap((row) => [...row.getElementsByTagName('w:tblHeader')])).toEqual([])
      expect(table.getElementsByTagName('w:gridSpan')).toHaveLength(0)
      expect(table.getElementsByTagName('w:vMerge')).toHaveLength(0)
    }
    expect(valuesOf(body, 'w:pgSz', 'w:orient')).toEqual(['', 'landscape', ''])
  })

  it('keeps every character that XML can hold', async () => {
    const body = parsed(readZip(await wordBytes(document)).get('word/document.xml'))
    const texts = [...body.getElementsByTagName('w:t')].map((text) => text.textContent)
    expect(texts.filter((text) => text === kept)).toHaveLength(2 * 11)
  })
})

describe('an OpenDocument text', () => {
  it('tells what it is in its first bytes, unpacked, and names its parts', async () => {
    const bytes = await openTextBytes(document)
    expect(bytes.subarray(30, 77).toString()).toBe('mimetypeapplication/vnd.oasis.opendocument.text')
    const parts = readZip(bytes)
    const named = valuesOf(
      parsed(parts.get('META-INF/manifest.xml')),
      'manifest:file-entry',
      'manifest:full-path',
    )
    expect(named).toEqual(['/', 'content.xml', 'styles.xml', 'meta.xml'])
    expect([...parts.keys()]).toEqual(['mimetype', 'META-INF/manifest.xml', ...named.slice(1)])
  })

  it('uses no style that it does not have', async () => {
    const parts = readZip(await openTextBytes(document))
    const [content, styles] = ['content.xml', 'styles.xml'].map((name) => parsed(parts.get(name)))
    const both = [content, styles].filter((part) => part !== undefined)
    const known = new Set(
      both.flatMap((part) =>
        ['style:style', 'text:list-style', 'style:master-page', 'style:page-layout'].flatMap((element) =>
          valuesOf(part, element, 'style:name'),
        ),
      ),
    )
    const naming =
      /^(?:text|table):style-name$|^style:(?:parent-style|next-style|master-page|page-layout)-name$/u
    const used = both.flatMap((part) =>
      [...part.querySelectorAll('*')].flatMap((element) =>
        [...element.attributes].filter(({ name }) => naming.test(name)).map(({ value }) => value),
      ),
    )
    expect(used.length).toBeGreaterThan(50)
    expect([...new Set(used)].filter((name) => !known.has(name))).toEqual([])
  })

  it('repeats the headings of a table and joins no cells', async () => {
    const content = parsed(readZip(await openTextBytes(document)).get('content.xml'))
    const tables = [...content.getElementsByTagName('table:table')]
    expect(tables).toHaveLength(2)
    for (const table of tables) {
      const head = table.getElementsByTagName('table:table-header-rows')[0]
      expect(head?.getElementsByTagName('table:table-row')).toHaveLength(1)
      expect(head?.textContent).toBe('WordsFigures')
      expect(table.outerHTML).not.toMatch(/columns-spanned|rows-spanned/u)
    }
  })

  it('keeps every character that XML can hold, and every space', async () => {
    const content = parsed(readZip(await openTextBytes(document)).get('content.xml'))
    for (const space of content.getElementsByTagName('text:s')) {
      space.textContent = ' '.repeat(Number(space.getAttribute('text:c') ?? '1'))
    }
    const texts = [...content.querySelectorAll('*')].filter((element) => element.textContent === kept)
    expect(texts.length).toBeGreaterThanOrEqual(2 * 4)
  })
})

describe.each([
  ['Word', wordBytes],
  ['OpenDocument', openTextBytes],
] as const)('a text as %s', (_, bytesOf) => {
  it('is the same bytes each time', async () => {
    expect((await bytesOf(document)).equals(await bytesOf(structuredClone(document)))).toBe(true)
  })

  it('says nothing of a marking where it has none', async () => {
    const parts = [...readZip(await bytesOf({ ...document, marking: null })).values()].join('')
    expect(parts).not.toContain('OFFICIAL')
    expect(parts).toContain('Draft')
  })
})
