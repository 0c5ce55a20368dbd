import type { Instant } from '../clock/dates.js'
import { declaration, escaped } from './xml.js'
import { type ArchivePart, type StoredPart, wholeOf, zipped } from './zip.js'

/** What a file says of itself in its properties. */
export interface Properties {
  title: string
  subject: string
  keywords: string
  /** Said to be the moment of making, so that the same content gives the same bytes. */
  dated: Instant
}

/** Kinds of OpenDocument file by what is told in their first bytes. */
export const openTypes = {
  text: 'application/vnd.oasis.opendocument.text',
  spreadsheet: 'application/vnd.oasis.opendocument.spreadsheet',
} as const

/** The XML parts of an OpenDocument file, but for those that every such file has alike. */
export interface OpenParts {
  content: ArchivePart['content']
  styles: string
  settings?: string
}

const names = {
  chart: 'urn:oasis:names:tc:opendocument:xmlns:chart:1.0',
  config: 'urn:oasis:names:tc:opendocument:xmlns:config:1.0',
  dc: 'http://purl.org/dc/elements/1.1/',
  fo: 'urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0',
  meta: 'urn:oasis:names:tc:opendocument:xmlns:meta:1.0',
  number: 'urn:oasis:names:tc:opendocument:xmlns:datastyle:1.0',
  office: 'urn:oasis:names:tc:opendocument:xmlns:office:1.0',
  style: 'urn:oasis:names:tc:opendocument:xmlns:style:1.0',
  svg: 'urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0',
  table: 'urn:oasis:names:tc:opendocument:xmlns:table:1.0',
  text: 'urn:oasis:names:tc:opendocument:xmlns:text:1.0',
  xlink: 'http://www.w3.org/1999/xlink',
} as const

/** The beginning of a part: its declaration and its root, with the names of the format; the root is to be closed. */
export function openRoot(root: 'content' | 'styles' | 'meta' | 'settings'): string {
  const spaces = Object.entries(names).map(([prefix, name]) => ` xmlns:${prefix}="${name}"`)
  return `${declaration}<office:document-${root}${spaces.join('')} office:version="1.3">`
}

/** The bytes of an OpenDocument file. */
export function openBytes(
  type: (typeof openTypes)[keyof typeof openTypes],
  properties: Properties,
  parts: OpenParts,
): Promise<Buffer> {
  return wholeOf(zipped(partsOf(type, properties, parts)))
}

function* partsOf(
  type: string,
  properties: Properties,
  { content, styles, settings }: OpenParts,
): Generator<ArchivePart | StoredPart> {
  const whole: [string, string][] = [
    ['styles.xml', styles],
    ['meta.xml', meta(properties)],
    ...(settings === undefined ? [] : [['settings.xml', settings] as [string, string]]),
  ]
  // The kind of file must come first and must not be packed.
  yield { name: 'mimetype', stored: type }
  yield {
    name: 'META-INF/manifest.xml',
    content: [manifest(type, ['content.xml', ...whole.map(([name]) => name)])],
  }
  yield { name: 'content.xml', content }
  for (const [name, xml] of whole) yield { name, content: [xml] }
}

function manifest(type: string, files: readonly string[]): string {
  const entry = (path: string, media: string) =>
    `<manifest:file-entry manifest:full-path="${path}" manifest:media-type="${media}"/>`
  return [
    `${declaration}<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"`,
    ' manifest:version="1.3">',
    `<manifest:file-entry manifest:full-path="/" manifest:version="1.3" manifest:media-type="${type}"/>`,
    ...files.map((path) => entry(path, 'text/xml')),
    '</manifest:manifest>',
  ].join('')
}

function meta({ title, subject, keywords, dated }: Properties): string {
  const moment = dated.slice(0, 19)
  const words = keywords.split(', ').map((word) => `<meta:keyword>${escaped(word)}</meta:keyword>`)
  return [
    `${openRoot('meta')}<office:meta><meta:generator>Throughline</meta:generator>`,
    `<dc:title>${escaped(title)}</dc:title><dc:subject>${escaped(subject)}</dc:subject>${words.join('')}`,
    '<meta:initial-creator>Throughline</meta:initial-creator><dc:creator>Throughline</dc:creator>',
    `<meta:creation-date>${moment}Z</meta:creation-date><dc:date>${moment}Z</dc:date>`,
    '<dc:language>en-GB</dc:language></office:meta></office:document-meta>',
  ].join('')
}

/**
 * Words as OpenDocument keeps them: the format takes a run of spaces for one, so each further space is an element of its own,
 * and a tab and a line break are too.
 */
export function openText(text: string): string {
  return escaped(text)
    .replaceAll('\t', '<text:tab/>')
    .replaceAll('\n', '<text:line-break/>')
    .replace(/^ +| {2,}/gu, (spaces, at: number) => {
      const more = at === 0 ? spaces.length : spaces.length - 1
      return `${at === 0 ? '' : ' '}<text:s text:c="${more}"/>`
    })
    .replace(/ $/u, '<text:s/>')
}
