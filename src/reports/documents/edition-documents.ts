import { startOfDay } from '../../clock/dates.js'
import { byteOrderMark, csvRecords, csvType } from '../../documents/csv.js'
import { openTextBytes, openTextType } from '../../documents/text/open-text.js'
import { wordBytes, wordType } from '../../documents/text/word.js'
import { openSpreadsheetBytes, openSpreadsheetType } from '../../documents/workbook/open-spreadsheet.js'
import type { Cell } from '../../documents/workbook/sheet.js'
import { workbookBytes, workbookType } from '../../documents/workbook/workbook.js'
import { wholeOf } from '../../documents/zip.js'
import type { ReportKind } from '../editions/edition.entity.js'
import type { ImgReport } from '../img/img.model.js'
import type { ScrutinyReport } from '../scrutiny/scrutiny.model.js'
import type { EditionStamp, ReportFrame } from '../shared/frame.js'
import { NoSuchVariant } from '../editions/variant.js'
import type { DataTable, EditionTables } from './data-table.js'
import { editionWorkbook } from './edition-workbook.js'
import { imgTables } from './img-tables.js'
import { scrutinyDocument } from './scrutiny-document.js'
import { scrutinyTables } from './scrutiny-tables.js'

/** The names of the files beside the paper; the name is also the ending of the file. */
export const documentNames = ['csv', 'xlsx', 'ods', 'docx', 'odt'] as const
export type DocumentName = (typeof documentNames)[number]

const dataNames = ['csv', 'xlsx', 'ods'] as const

/** A file of an edition, made from the same data as its PDF. */
export interface EditionDocument {
  name: DocumentName
  mediaType: string
  bytes: Buffer
}

/** The files that an edition of a kind has: the data of both, and a text to be edited of a council's report. */
export function documentNamesOf(kind: ReportKind): readonly DocumentName[] {
  return kind === 'scrutiny' ? documentNames : dataNames
}

/** What each file is, to the programs that open it. */
export const documentTypes: Record<DocumentName, string> = {
  csv: csvType,
  xlsx: workbookType,
  ods: openSpreadsheetType,
  docx: wordType,
  odt: openTextType,
}

/**
 * One file of an edition. The same data and stamp give the same bytes.
 *
 * @param data the data of the edition as JSON text
 * @throws NoSuchVariant
 */
export async function editionDocument(
  kind: ReportKind,
  data: string,
  stamp: EditionStamp,
  name: DocumentName,
): Promise<EditionDocument> {
  const bytes = await bytesOf(name, readingOf(kind, data), stamp)
  return { name, mediaType: documentTypes[name], bytes }
}

/** Every file of an edition. */
export async function editionDocuments(
  kind: ReportKind,
  data: string,
  stamp: EditionStamp,
): Promise<EditionDocument[]> {
  const documents: EditionDocument[] = []
  for (const name of documentNamesOf(kind)) documents.push(await editionDocument(kind, data, stamp, name))
  return documents
}

interface Reading {
  frame: ReportFrame
  tables: EditionTables
  /** Null where there is no text to be edited. */
  council: ScrutinyReport | null
}

function readingOf(kind: ReportKind, data: string): Reading {
  if (kind === 'img') {
    const report = JSON.parse(data) as ImgReport
    return { frame: report.frame, tables: imgTables(report), council: null }
  }
  const report = JSON.parse(data) as ScrutinyReport
  return { frame: report.frame, tables: scrutinyTables(report), council: report }
}

async function bytesOf(
  name: DocumentName,
  { frame, tables, council }: Reading,
  stamp: EditionStamp,
): Promise<Buffer> {
  const dated = startOfDay(stamp.issued?.on ?? tables.cutOff)
  switch (name) {
    case 'csv':
      return csvOf(tables.register)
    case 'xlsx':
      return wholeOf(workbookBytes(editionWorkbook({ frame, stamp, tables, dated })))
    case 'ods':
      return openSpreadsheetBytes(editionWorkbook({ frame, stamp, tables, dated }))
    case 'docx':
      return wordBytes(scrutinyDocument(whatCouncil(council), stamp))
    case 'odt':
      return openTextBytes(scrutinyDocument(whatCouncil(council), stamp))
  }
}

/** @throws NoSuchVariant */
function whatCouncil(council: ScrutinyReport | null): ScrutinyReport {
  if (council === null) {
    throw new NoSuchVariant('Only a council’s report has a text to be edited; this report has its data.')
  }
  return council
}

/** One row an action, with days as 2014-03-31; a header record and nothing else where there is no action. */
function csvOf({ columns, rows }: DataTable): Buffer {
  const inCsv = (cell: Cell) => (typeof cell === 'object' && cell !== null ? cell.day : cell)
  const records = csvRecords([columns.map(({ heading }) => heading), ...rows.map((row) => row.map(inCsv))])
  return Buffer.from(byteOrderMark + records)
}
