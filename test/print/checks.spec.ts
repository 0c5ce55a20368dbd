import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { checkFile } from '../../src/print/checks/check-file.js'
import { checkPdf, type ExpectedPdf, type PdfChecks } from '../../src/print/checks/check-pdf.js'
import { type RuleName, ruleNames, rules } from '../../src/print/checks/rules.js'
import { PrinterOptions } from '../../src/print/print-options.js'
import { Printer } from '../../src/print/printer.service.js'
import { name, no, number, SpoiltPdf, plain, words, yes } from './broken-pdfs.js'

const expected: ExpectedPdf = { title: 'Report £', language: 'en-GB', marking: 'OFFICIAL' }
const fontFile = (weight: number): string =>
  readFileSync(
    join(
      process.cwd(),
      `node_modules/@fontsource/source-sans-3/files/source-sans-3-latin-${weight}-normal.woff2`,
    ),
  ).toString('base64')
const faces = [400, 600]
  .map(
    (weight) =>
      `@font-face { font-family: 'Source Sans 3'; font-weight: ${weight};
        src: url(data:font/woff2;base64,${fontFile(weight)}) format('woff2') }`,
  )
  .join('\n')

const page = (body: string, css = ''): string => `<!doctype html>
<html lang="en-GB"><head><meta charset="utf-8"><style>${faces}
  @page { size: A4; margin: 21mm 18mm 24mm;
    @top-center { content: 'OFFICIAL'; letter-spacing: 0.06em } @bottom-center { content: 'OFFICIAL' }
    @bottom-right { content: 'Page ' counter(page) ' of ' counter(pages) } }
  body { font: 400 12pt 'Source Sans 3'; font-synthesis: none }
  h1, h2, h3, b, strong, th { font-weight: 600 }
  h2 { break-before: page } tr { break-inside: avoid } ${css}
</style></head><body>${body}</body></html>`

const row = (n: number): string =>
  `<tr><th scope="row">A-${n}</th><td>${'A promise made. '.repeat(8)}</td><td>Home Office</td></tr>`

const body = `<h1>Action plan</h1><p>First <em>words</em> and a <a href="#two">way to the table</a>.</p>
  <ul><li>One</li><li>Two <ul><li>Of two</li></ul></li></ul><ol><li>First</li><li>Second</li></ol>
  <figure><svg role="img" aria-label="Three of four are late" width="200" height="40"><rect width="150" height="30"/>
    <text x="5" y="20">3</text></svg><figcaption>How late</figcaption></figure>
  <h2 id="two">Youth violence</h2><table><caption>Leads</caption>
  <thead><tr><th scope="col">Ref</th><th scope="col">Action</th><th scope="col">Lead</th></tr></thead>
  <tbody><tr><th scope="rowgroup" colspan="3">Prevention</th></tr>${Array.from({ length: 24 }, (_, n) => row(n)).join('')}</tbody></table>
  <h3>Afterwards</h3><p>Last words.</p>`

/** The names of the rules that a PDF fails. */
const failed = ({ rules: results }: PdfChecks): string[] =>
  results.filter(({ passed }) => !passed).map(({ rule }) => nameOf.get(rule) ?? rule)
const nameOf = new Map<string, RuleName>(ruleNames.map((one) => [rules[one].rule, one]))

/** How to spoil a sound PDF so that it fails a rule. */
const spoilt: Partial<Record<RuleName, (pdf: SpoiltPdf) => void>> = {
  identified: (pdf) => pdf.metadata((xml) => xml.replace('<pdfuaid:part>1<', '<pdfuaid:part>2<')),
  metadataTitle: (pdf) => pdf.metadata((xml) => xml.replace('Report £', 'Untitled')),
  marked: (pdf) => pdf.catalog.set(name('MarkInfo'), pdf.dict({ Marked: no })),
  suspects: (pdf) => pdf.catalog.set(name('MarkInfo'), pdf.dict({ Marked: yes, Suspects: yes })),
  tree: (pdf) => pdf.catalog.delete(name('StructTreeRoot')),
  painted: (pdf) => pdf.content((text) => `${text}\n10 10 50 50 re\nf\n`),
  nested: (pdf) => pdf.content((text) => `${text}\n/Artifact BMC /P <</MCID 0>> BDC EMC EMC\n`),
  joined: (pdf) => pdf.part('H1').set(name('P'), pdf.pageRef(0)),
  roles: (pdf) => pdf.part('H1').set(name('S'), name('Headline')),
  titleShown: (pdf) => pdf.catalog.delete(name('ViewerPreferences')),
  language: (pdf) => pdf.catalog.set(name('Lang'), plain('English (UK)')),
  tables: (pdf) => pdf.part('TR').set(name('S'), name('Div')),
  lists: (pdf) => pdf.part('LBody').set(name('S'), name('Div')),
  contents: (pdf) => pdf.part('L').set(name('S'), name('TOC')),
  figures: (pdf) => pdf.part('Figure').delete(name('Alt')),
  headings: (pdf) => pdf.part('H2').set(name('S'), name('H4')),
  headingKinds: (pdf) => pdf.part('H2').set(name('S'), name('H')),
  headerCells: (pdf) => [...pdf.parts('TH'), ...pdf.parts('TD')].forEach((cell) => cell.delete(name('A'))),
  formulas: (pdf) => pdf.part('LBody').set(name('S'), name('Formula')),
  running: (pdf) => pdf.content((text) => text.replaceAll('/Subtype /Header', '/Subtype /Footer')),
  notes: (pdf) => pdf.part('P').set(name('S'), name('Note')),
  layers: (pdf) => pdf.catalog.set(name('OCProperties'), pdf.dict({ D: pdf.dict({}) })),
  attachments: (pdf) =>
    pdf.catalog.set(
      name('Names'),
      pdf.dict({
        EmbeddedFiles: pdf.dict({ Names: pdf.list([words('a'), pdf.dict({ EF: pdf.dict({}) })]) }),
      }),
    ),
  forms: (pdf) => pdf.catalog.set(name('AcroForm'), pdf.dict({ XFA: words('x'), Fields: pdf.list([]) })),
  annotations: (pdf) => pdf.annotation().set(name('Subtype'), name('Text')),
  fields: (pdf) => pdf.annotation().set(name('Subtype'), name('Widget')),
  links: (pdf) => pdf.annotation().delete(name('Contents')),
  tabOrder: (pdf) => pdf.page().delete(name('Tabs')),
  fontMaps: (pdf) => pdf.dicts.forEach((dict) => dict.delete(name('CIDToGIDMap'))),
  fonts: (pdf) => pdf.dicts.forEach((dict) => dict.delete(name('FontFile2'))),
  unicode: (pdf) => pdf.dicts.forEach((dict) => dict.delete(name('ToUnicode'))),
  missingShapes: (pdf) => pdf.content((text) => text.replace(/<[0-9A-F]{4}/u, '<0000')),
  paper: (pdf) => pdf.page().set(name('MediaBox'), pdf.list([0, 0, 420, 595].map(number))),
  heads: (pdf) => {
    const [head] = pdf.parts('TH')
    const mark = pdf.dict({ Type: name('MCR'), Pg: pdf.pageRef(2), MCID: number(3) })
    const kid = head?.get(name('K'))
    if (head && kid) head.set(name('K'), pdf.list([kid, mark]))
  },
  outline: (pdf) => pdf.catalog.delete(name('Outlines')),
  active: (pdf) =>
    pdf.catalog.set(name('OpenAction'), pdf.dict({ S: name('JavaScript'), JS: words('app.alert(1)') })),
}

/** HTML whose print fails a rule, with no help of ours against it. */
const badPages: Partial<Record<RuleName, string>> = {
  grid: page(body.replace('<td>Home Office</td>', '<td></td>')),
  reused: page(`${body}<div class="faint"><p>Faint <b>words</b></p></div>`, '.faint { opacity: 0.5 }'),
  words: page(`${body}<p aria-hidden="true">Words for the eye alone</p>`),
  inside: page(
    `${body}<div class="narrow"><p>${'Words that are longer than their box. '.repeat(2)}</p></div>`,
    '.narrow { width: 50mm; overflow: hidden; white-space: nowrap }',
  ),
  numbers: page(body).replace("' of ' counter(pages)", "' in all'"),
  rows: page(body, 'tr { break-inside: auto } td { orphans: 1; widows: 1; width: 30% }'),
}

describe('the checks of a PDF', () => {
  let printer: Printer
  let sound: Buffer
  const print = async (html: string): Promise<Buffer> =>
    printer.print(html, { title: expected.title, dated: '2013-12-31T23:59:59Z' })

  beforeAll(async () => {
    printer = new Printer(new PrinterOptions({ chromePath: process.env['CHROME_PATH'] }))
    sound = await print(page(body))
  })
  afterAll(async () => printer.close())

  it('find nothing in a sound print', async () => {
    const checks = await checkPdf(sound, expected)
    expect(checks.rules.filter(({ passed }) => !passed)).toEqual([])
    expect(checks).toMatchObject({ passed: true, pages: 3 })
    expect(checks.rules).toHaveLength(ruleNames.length)
  })

  it('find nothing after another library has written the same anew', async () => {
    expect(failed(checkFile(await SpoiltPdf.of(sound, () => undefined), expected))).toEqual([])
  })

  it.each(Object.keys(spoilt) as RuleName[])('find a file spoilt against the rule %s', async (rule) => {
    const bytes = await SpoiltPdf.of(sound, (pdf) => spoilt[rule]?.(pdf))
    const checks = checkFile(bytes, expected)
    expect(failed(checks)).toContain(rule)
    expect(checks.passed).toBe(false)
  })

  it.each(Object.keys(badPages) as RuleName[])('find a page that breaks the rule %s', async (rule) => {
    expect(failed(checkFile(await print(badPages[rule] ?? ''), expected))).toContain(rule)
  })

  it.each<[RuleName, Partial<ExpectedPdf>]>([
    ['title', { title: 'Another report' }],
    ['inLanguage', { language: 'cy' }],
    ['marking', { marking: 'SECRET' }],
    ['marking', { marking: null }],
  ])('find a report that is not the one expected: %s %j', (rule, other) => {
    expect(failed(checkFile(sound, { ...expected, ...other }))).toContain(rule)
  })

  it('find a version that is none of the standard’s', () => {
    const bytes = Buffer.from(sound)
    bytes.write('%PDF-2.0', 'latin1')
    expect(failed(checkFile(bytes, expected))).toEqual(['version'])
  })

  it('read no encrypted file, and say whether it keeps screen readers out', async () => {
    const bytes = await SpoiltPdf.of(sound, ({ doc }) =>
      doc.encrypt({ ownerPassword: 'owner', permissions: { contentAccessibility: false } }),
    )
    expect(failed(checkFile(bytes, expected))).toEqual(['readable', 'security'])
  })

  it.each([
    ['no bytes', () => Buffer.alloc(0)],
    ['half a file', () => sound.subarray(0, sound.length / 2)],
    ['a file with its objects elsewhere', () => Buffer.concat([Buffer.from('%PDF-1.4\n'), sound])],
  ])('say so of what cannot be read: %s', (_, bytes) => {
    const checks = checkFile(bytes(), expected)
    expect(failed(checks)).toEqual(['readable'])
    expect(checks).toMatchObject({ passed: false, pages: 0 })
  })

  it('break every rule at least once', () => {
    const broken = new Set<string>([...Object.keys(spoilt), ...Object.keys(badPages)])
    for (const one of ['readable', 'security', 'version', 'title', 'inLanguage', 'marking']) broken.add(one)
    expect(ruleNames.filter((one) => !broken.has(one))).toEqual([])
  })

  it('tell the first findings of a rule and count the others', async () => {
    const bytes = await SpoiltPdf.of(sound, (pdf) =>
      pdf.parts('TD').forEach((cell) => cell.delete(name('A'))),
    )
    const cut = await SpoiltPdf.of(bytes, (pdf) =>
      pdf.parts('LBody').forEach((one) => one.set(name('S'), name('X'))),
    )
    const roles = checkFile(cut, expected).rules.find(({ rule }) => rule === rules.roles.rule)
    expect(roles?.findings).toEqual([
      'Page 1: “X” stands for none of the standard’s roles',
      ...Array.from({ length: 4 }, () => 'Page 1: “X” stands for none of the standard’s roles'),
    ])
    const pages = checkFile(await print(page(body).replaceAll("'OFFICIAL'", "''")), expected).rules
    expect(pages.find(({ rule }) => rule === rules.marking.rule)?.findings).toEqual([
      'Page 1: “OFFICIAL” is not at the top',
      'Page 1: “OFFICIAL” is not at the bottom',
      'Page 2: “OFFICIAL” is not at the top',
      'Page 2: “OFFICIAL” is not at the bottom',
      'Page 3: “OFFICIAL” is not at the top',
      'and 1 more',
    ])
  })

  it('say so when they read a part only', () => {
    const checks = checkFile(sound, expected, 2)
    expect(failed(checks)).toEqual([])
    expect(checks.rules[0]?.findings).toEqual([
      'What the pages paint was read on 2 of 3 pages only, spread evenly; the structure was read whole.',
    ])
    expect(checks.rules.find(({ rule }) => rule === rules.outline.rule)?.findings).toEqual([
      'Not compared: the words of some headings were not read.',
    ])
  })
})
