import { allowedKinds, FileRefused, type GivenFile, quotedName } from './read-book.js'

const beginsWith = (bytes: Buffer, start: string) =>
  bytes.subarray(0, start.length).equals(Buffer.from(start, 'latin1'))

/** First bytes of files that people take for a spreadsheet, or send by mistake. */
const others: readonly { start: string; what: string }[] = [
  { start: '%PDF', what: 'a PDF' },
  { start: '\x89PNG', what: 'a picture' },
  { start: '\xff\xd8\xff', what: 'a picture' },
  { start: 'GIF8', what: 'a picture' },
  { start: '{\\rtf', what: 'a text document' },
  { start: '\x1f\x8b', what: 'a packed file' },
  { start: 'Rar!', what: 'a packed file' },
  { start: '7z\xbc\xaf', what: 'a packed file' },
]

/**
 * Whether the content is an archive, as office files are, or text. The name of the file is not asked.
 *
 * @throws FileRefused for what is neither
 */
export function archiveOrText({ name, bytes }: GivenFile): 'archive' | 'text' {
  if (bytes.length === 0) throw new FileRefused(`${quotedName(name)} is empty. Choose ${allowedKinds}.`)
  if (beginsWith(bytes, 'PK\x03\x04') || beginsWith(bytes, 'PK\x05\x06')) return 'archive'
  if (beginsWith(bytes, '\xd0\xcf\x11\xe0')) throw new FileRefused(oldOrLocked(name, bytes))
  const other = others.find(({ start }) => beginsWith(bytes, start))
  if (other)
    throw new FileRefused(`${quotedName(name)} is ${other.what}, not a spreadsheet. Choose ${allowedKinds}.`)
  return 'text'
}

/** The container of Office files before 2007 also holds the newer ones that are locked with a password. */
function oldOrLocked(name: string, bytes: Buffer): string {
  if (bytes.includes(Buffer.from('EncryptedPackage', 'utf16le'))) return lockedSentence(name)
  return `${quotedName(name)} is in the old Excel format (.xls). Open it, save it as an Excel workbook (.xlsx), and send that.`
}

export const lockedSentence = (name: string) =>
  `${quotedName(name)} is locked with a password. Save it without a password, and send that.`

/** What the names of the parts tell of an archive. */
const archives: readonly { part: RegExp; what: string }[] = [
  { part: /^xl\/workbook\.bin$/iu, what: 'a binary Excel workbook (.xlsb)' },
  { part: /^word\//iu, what: 'a Word document' },
  { part: /^ppt\//iu, what: 'a PowerPoint presentation' },
  { part: /^Index\/Document\.iwa$|^Index\.zip$/u, what: 'a Numbers document' },
]

/**
 * Which kind of spreadsheet the archive is, by its parts.
 *
 * @param mimetype what an OpenDocument file says that it is
 * @throws FileRefused for another kind of file
 */
export function spreadsheetKind(
  name: string,
  parts: readonly string[],
  mimetype: string | null,
): 'xlsx' | 'ods' {
  if (mimetype !== null) {
    if (/^application\/vnd\.oasis\.opendocument\.spreadsheet(?:-template)?$/u.test(mimetype.trim()))
      return 'ods'
    throw new FileRefused(
      `${quotedName(name)} is an OpenDocument file, but not a spreadsheet. Choose ${allowedKinds}.`,
    )
  }
  if (parts.includes('xl/workbook.xml')) return 'xlsx'
  const what =
    archives.find(({ part }) => parts.some((given) => part.test(given)))?.what ??
    'a ZIP archive without a workbook in it'
  throw new FileRefused(`${quotedName(name)} is ${what}. Choose ${allowedKinds}.`)
}
