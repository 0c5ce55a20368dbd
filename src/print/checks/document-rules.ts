import { nameOf, numberOf, type PdfFile } from '../pdf/pdf-file.js'
import { type PdfDict, PdfRef, PdfString, type PdfValue } from '../pdf/pdf-values.js'
import type { Findings } from './findings.js'
import { isLanguage } from './part-check.js'
import type { ExpectedPdf } from './pdf-checks.js'
import { readMetadata } from './xmp.js'

/** The bit that lets a screen reader take the text out of an encrypted file. */
const forAccessibility = 512

/** Checks what the document as a whole says of itself. */
export function checkDocument(file: PdfFile, expected: ExpectedPdf, findings: Findings): void {
  const { catalog } = file
  if (!/^1\.[0-7]$/u.test(file.version))
    findings.add('version', `the file is of version ${file.version || '?'}`)
  const marks = file.dict(catalog.get('MarkInfo'))
  if (marks?.get('Marked') !== true)
    findings.add('marked', 'the document does not say that its content is tagged')
  if (marks?.get('Suspects') === true) findings.add('suspects', 'the document calls its tags suspect')
  const preferences = file.dict(catalog.get('ViewerPreferences'))
  if (preferences?.get('DisplayDocTitle') !== true)
    findings.add('titleShown', 'a reader’s window would show the name of the file')
  checkTitles(file, expected, findings)
  checkLanguage(textOf(file, catalog.get('Lang')), expected, findings)
  checkExtras(file, findings)
  checkActions(file, findings)
}

function checkTitles(file: PdfFile, { title }: ExpectedPdf, findings: Findings): void {
  const own = textOf(file, file.info.get('Title'))
  if (!isSame(own, title)) findings.add('title', `the title is “${own}”, not “${title}”`)
  const reference = file.catalog.get('Metadata')
  const packed = reference instanceof PdfRef ? file.stream(reference.number) : null
  if (!packed) {
    findings.add('identified', 'the file has no metadata')
    findings.add('metadataTitle', 'the file has no metadata')
    return
  }
  const metadata = readMetadata(packed.toString('utf8'))
  if (metadata.part !== '1')
    findings.add('identified', `the metadata name the part ${metadata.part || 'of no standard'}`)
  if (!isSame(metadata.title, title))
    findings.add('metadataTitle', `the title in the metadata is “${metadata.title}”, not “${title}”`)
}

function isSame(one: string, other: string): boolean {
  const plain = (text: string): string => text.replaceAll(/\s+/gu, ' ').trim()
  return plain(one) !== '' && plain(one) === plain(other)
}

function checkLanguage(own: string, { language }: ExpectedPdf, findings: Findings): void {
  if (!isLanguage(own)) findings.add('language', own === '' ? 'the document names none' : `“${own}” is none`)
  if (own.toLowerCase() !== language.toLowerCase())
    findings.add('inLanguage', `the document is in “${own}”, not “${language}”`)
}

/** Layers, attachments and forms: none of them is in a report, and each has its rule where it is. */
function checkExtras(file: PdfFile, findings: Findings): void {
  const { catalog } = file
  const layers = file.dict(catalog.get('OCProperties'))
  const sets = layers ? [layers.get('D') ?? null, ...file.array(layers.get('Configs'))] : []
  for (const set of sets.map((one) => file.dict(one))) {
    if (textOf(file, set?.get('Name')) === '') findings.add('layers', 'a set of layers has no name')
    if (set?.has('AS') === true) findings.add('layers', 'a set of layers switches by itself')
  }
  const embedded = file.dict(file.dict(catalog.get('Names'))?.get('EmbeddedFiles'))
  for (const attached of namesIn(file, embedded).map((one) => file.dict(one))) {
    if (textOf(file, attached?.get('F')) === '' || textOf(file, attached?.get('UF')) === '')
      findings.add('attachments', 'an attached file has no name')
  }
  const form = file.dict(catalog.get('AcroForm'))
  if (form?.has('XFA') === true) findings.add('forms', 'there is a form that builds itself')
}

/** Of an encrypted file no more is read than whether it keeps screen readers out. */
export function checkSecurity(file: PdfFile, findings: Findings): void {
  const encryption = file.dict(file.trailer.get('Encrypt'))
  if (encryption && ((numberOf(encryption.get('P')) ?? 0) & forAccessibility) === 0)
    findings.add('security', 'the file is encrypted and keeps screen readers out')
}

/** The values of a tree of names. */
function namesIn(file: PdfFile, node: PdfDict | null, depth = 0): PdfValue[] {
  if (!node || depth > 20) return []
  const own = file.array(node.get('Names')).filter((_, index) => index % 2 === 1)
  return [...own, ...file.array(node.get('Kids')).flatMap((kid) => namesIn(file, file.dict(kid), depth + 1))]
}

function checkActions(file: PdfFile, findings: Findings): void {
  const { catalog } = file
  if (catalog.has('AA')) findings.add('active', 'the document has actions of its own')
  if (file.dict(catalog.get('Names'))?.has('JavaScript') === true)
    findings.add('active', 'the document has scripts')
  const opening = activeKind(file, catalog.get('OpenAction'))
  if (opening !== null) findings.add('active', `opening the document does ${opening}`)
}

const active = new Set(['JavaScript', 'Launch', 'SubmitForm', 'ImportData', 'Rendition', 'Movie', 'Sound'])

/** What an action does by itself; null where it only goes somewhere. */
export function activeKind(file: PdfFile, action: PdfValue | undefined): string | null {
  const kind = nameOf(file.dict(action)?.get('S'))
  return active.has(kind) ? kind : null
}

function textOf(file: PdfFile, value: PdfValue | undefined): string {
  const found = file.resolve(value)
  return found instanceof PdfString ? found.text : ''
}
