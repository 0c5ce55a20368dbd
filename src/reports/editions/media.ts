import { documentNames, documentTypes, type DocumentName } from '../documents/edition-documents.js'
import type { Variant } from './variant.js'

/** What a file of an edition is, by the ending of its name. */
export interface FileKind {
  label: string
  mediaType: string
}

export const fileKinds: Record<'pdf' | 'html' | 'json' | DocumentName, FileKind> = {
  pdf: { label: 'PDF', mediaType: 'application/pdf' },
  html: { label: 'Page (HTML)', mediaType: 'text/html; charset=utf-8' },
  docx: {
    label: 'Word document',
    mediaType: documentTypes.docx,
  },
  odt: { label: 'OpenDocument text', mediaType: documentTypes.odt },
  xlsx: {
    label: 'Excel spreadsheet',
    mediaType: documentTypes.xlsx,
  },
  ods: { label: 'OpenDocument spreadsheet', mediaType: documentTypes.ods },
  csv: { label: 'Register as CSV', mediaType: documentTypes.csv },
  json: { label: 'Open data (JSON)', mediaType: 'application/json; charset=utf-8' },
}

/** What the ending of a name says that the file is; null where it says nothing. */
export function fileKindOf(name: string): FileKind | null {
  const ending = name.split('.').at(-1) ?? ''
  return ending in fileKinds ? fileKinds[ending as keyof typeof fileKinds] : null
}

export const isDocumentName = (name: string): name is DocumentName =>
  (documentNames as readonly string[]).includes(name)

/** The name under which a variant is kept: "pdf", "box.pdf", "lead-home-office.html". */
export function variantFile(variant: Variant, ending: 'pdf' | 'html'): string {
  if (variant.of === 'whole') return ending
  return `${variant.of === 'lead' ? `lead-${variant.lead}` : variant.of}.${ending}`
}
