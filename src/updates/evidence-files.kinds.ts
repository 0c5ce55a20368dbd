import { extname } from 'node:path'
import { fileTypeFromBuffer } from 'file-type'

/** A kind of file that may be given as evidence. */
export interface FileKind {
  mediaType: string
  /** "PDF", "Word (DOCX)" */
  label: string
  /** How the name of such a file may end. */
  endings: readonly string[]
}

const office = 'application/vnd.openxmlformats-officedocument'
const openDocument = 'application/vnd.oasis.opendocument'

/** Known by their first bytes, and the office documents by the type that they declare inside. */
const foundByContent: readonly FileKind[] = [
  { mediaType: 'application/pdf', label: 'PDF', endings: ['.pdf'] },
  { mediaType: `${office}.wordprocessingml.document`, label: 'Word (DOCX)', endings: ['.docx'] },
  { mediaType: `${office}.spreadsheetml.sheet`, label: 'Excel (XLSX)', endings: ['.xlsx'] },
  { mediaType: `${office}.presentationml.presentation`, label: 'PowerPoint (PPTX)', endings: ['.pptx'] },
  { mediaType: `${openDocument}.text`, label: 'OpenDocument text (ODT)', endings: ['.odt'] },
  { mediaType: `${openDocument}.spreadsheet`, label: 'OpenDocument spreadsheet (ODS)', endings: ['.ods'] },
  { mediaType: `${openDocument}.presentation`, label: 'OpenDocument slides (ODP)', endings: ['.odp'] },
  { mediaType: 'image/png', label: 'PNG', endings: ['.png'] },
  { mediaType: 'image/jpeg', label: 'JPEG', endings: ['.jpg', '.jpeg'] },
]

/** Text has no first bytes of its own: it is known by its name, and by being nothing but text. */
const texts: readonly FileKind[] = [
  { mediaType: 'text/csv', label: 'CSV', endings: ['.csv'] },
  { mediaType: 'text/plain', label: 'plain text', endings: ['.txt'] },
]

const kinds = [...foundByContent, ...texts]

/** "PDF, Word (DOCX), … or plain text": what the form says may be given. */
export const kindsInWords = `${kinds
  .slice(0, -1)
  .map(({ label }) => label)
  .join(', ')} or ${texts.at(-1)?.label ?? ''}`

/** For the browser's own choice of files: `.pdf,.docx,…` */
export const acceptedEndings = kinds.flatMap(({ endings }) => endings).join(',')

/** "PDF", or null for a kind that is not known any more. */
export function labelOf(mediaType: string): string | null {
  return kinds.find((kind) => kind.mediaType === mediaType)?.label ?? null
}

/**
 * Which kind of file this is, by its content; its name must say the same.
 *
 * @returns the kind, or the sentence that refuses the file
 */
export async function kindOf(name: string, bytes: Buffer): Promise<FileKind | string> {
  if (bytes.length === 0) return `“${name}” is empty.`
  const ending = extname(name).toLowerCase()
  const text = texts.find(({ endings }) => endings.includes(ending))
  const found = await mediaTypeOf(bytes)
  const kind = foundByContent.find(({ mediaType }) => mediaType === found)
  if (kind) {
    if (kind.endings.includes(ending)) return kind
    return `“${name}” holds a ${kind.label} file, but its name does not end in ${kind.endings.join(' or ')}.`
  }
  if (text && isPlainText(bytes)) return text
  return `“${name}” must be one of these kinds of file: ${kindsInWords}.`
}

async function mediaTypeOf(bytes: Buffer): Promise<string | undefined> {
  try {
    return (await fileTypeFromBuffer(bytes))?.mime
  } catch {
    // Bytes that begin like a file and break off are of no kind that can be given.
    return undefined
  }
}

/** UTF-8 without control characters, which does not begin like a page or a drawing that could carry script. */
function isPlainText(bytes: Buffer): boolean {
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(bytes)
    return !/[^\P{Cc}\t\n\f\r]/u.test(text) && !/^\s*<[!?a-z]/iu.test(text)
  } catch {
    return false
  }
}
