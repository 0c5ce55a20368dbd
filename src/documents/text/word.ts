import type { Properties } from '../open-package.js'
import { declaration, escaped } from '../xml.js'
import { type ArchivePart, wholeOf, zipped } from '../zip.js'
import type { TextDocument } from './document.js'
import { WordBody } from './word-body.js'
import { wordFoot, wordHead } from './word-margins.js'
import { namespaces, relations, relationship, relationTypes } from './word-names.js'
import { wordNumbering, wordStyles } from './word-styles.js'

export const wordType = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document'

const word = 'application/vnd.openxmlformats-officedocument.wordprocessingml'

/** The bytes of a .docx. The same document gives the same bytes: nothing in it is counted from a clock or drawn by lot. */
export function wordBytes(document: TextDocument): Promise<Buffer> {
  return wholeOf(zipped(partsOf(document)))
}

function* partsOf(document: TextDocument): Generator<ArchivePart> {
  const part = (name: string, xml: string): ArchivePart => ({ name, content: [xml] })
  const body = new WordBody(document)
  yield part('[Content_Types].xml', contentTypes)
  yield part('_rels/.rels', packageRelations)
  yield part('docProps/core.xml', coreProperties(document))
  yield part('docProps/app.xml', applicationProperties)
  yield { name: 'word/document.xml', content: body.xml() }
  // What the text leads to and how its lists are counted is known once it is written.
  yield part('word/_rels/document.xml.rels', relations([...documentRelations, ...body.links()]))
  yield part('word/numbering.xml', wordNumbering(body.orderedLists))
  yield part('word/styles.xml', wordStyles)
  yield part('word/settings.xml', settings)
  yield part('word/fontTable.xml', fonts)
  yield part('word/header1.xml', wordHead(document, 'portrait'))
  yield part('word/header2.xml', wordHead(document, 'landscape'))
  yield part('word/footer1.xml', wordFoot(document, 'portrait'))
  yield part('word/footer2.xml', wordFoot(document, 'landscape'))
}

const override = (name: string, type: string) => `<Override PartName="${name}" ContentType="${type}"/>`

const contentTypes = [
  `${declaration}<Types xmlns="${namespaces.contentTypes}">`,
  '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>',
  '<Default Extension="xml" ContentType="application/xml"/>',
  override('/word/document.xml', `${word}.document.main+xml`),
  ...['styles', 'settings', 'fontTable', 'numbering'].map((name) =>
    override(`/word/${name}.xml`, `${word}.${name}+xml`),
  ),
  ...[1, 2].flatMap((number) => [
    override(`/word/header${number}.xml`, `${word}.header+xml`),
    override(`/word/footer${number}.xml`, `${word}.footer+xml`),
  ]),
  override('/docProps/core.xml', 'application/vnd.openxmlformats-package.core-properties+xml'),
  override('/docProps/app.xml', 'application/vnd.openxmlformats-officedocument.extended-properties+xml'),
  '</Types>',
].join('')

const packageRelations = relations([
  relationship('rId1', relationTypes.document, 'word/document.xml'),
  relationship('rId2', relationTypes.core, 'docProps/core.xml'),
  relationship('rId3', relationTypes.extended, 'docProps/app.xml'),
])

const documentRelations = [
  relationship('rId1', relationTypes.styles, 'styles.xml'),
  relationship('rId2', relationTypes.settings, 'settings.xml'),
  relationship('rId3', relationTypes.fontTable, 'fontTable.xml'),
  relationship('rId4', relationTypes.numbering, 'numbering.xml'),
  relationship('head-portrait', relationTypes.header, 'header1.xml'),
  relationship('head-landscape', relationTypes.header, 'header2.xml'),
  relationship('foot-portrait', relationTypes.footer, 'footer1.xml'),
  relationship('foot-landscape', relationTypes.footer, 'footer2.xml'),
]

function coreProperties({ title, subject, keywords, dated }: Properties): string {
  const moment = (name: string) =>
    `<dcterms:${name} xsi:type="dcterms:W3CDTF">${dated.slice(0, 19)}Z</dcterms:${name}>`
  return [
    `${declaration}<cp:coreProperties xmlns:cp="${namespaces.core}"`,
    ' xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/"',
    ' xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">',
    `<dc:title>${escaped(title)}</dc:title><dc:subject>${escaped(subject)}</dc:subject>`,
    `<dc:creator>Throughline</dc:creator><cp:keywords>${escaped(keywords)}</cp:keywords>`,
    `<dc:language>en-GB</dc:language>${moment('created')}${moment('modified')}`,
    '</cp:coreProperties>',
  ].join('')
}

const applicationProperties = `${declaration}<Properties xmlns="${namespaces.extended}"><Application>Throughline</Application></Properties>`

/** The mode of Word 2013 and later; without it Word opens the file in the mode of 2007. */
const settings = [
  `${declaration}<w:settings xmlns:w="${namespaces.word}"><w:zoom w:percent="100"/><w:defaultTabStop w:val="567"/>`,
  '<w:characterSpacingControl w:val="doNotCompress"/><w:compat>',
  '<w:compatSetting w:name="compatibilityMode" w:uri="http://schemas.microsoft.com/office/word" w:val="15"/>',
  '</w:compat><w:themeFontLang w:val="en-GB"/><w:decimalSymbol w:val="."/><w:listSeparator w:val=","/></w:settings>',
].join('')

const fonts = [
  `${declaration}<w:fonts xmlns:w="${namespaces.word}"><w:font w:name="Arial"><w:panose1 w:val="020B0604020202020204"/>`,
  '<w:charset w:val="00"/><w:family w:val="swiss"/><w:pitch w:val="variable"/></w:font></w:fonts>',
].join('')
