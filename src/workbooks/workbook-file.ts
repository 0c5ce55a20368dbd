import type { Instant } from '../clock/dates.js'
import type { Illustrative } from '../config/illustrative.js'
import { FileRefused, type GivenFile, quotedName, type ReadBook } from '../documents/reading/read-book.js'
import { readSpreadsheet } from '../documents/reading/read-spreadsheet.js'
import { workbookBytes, workbookType } from '../documents/workbook/workbook.js'
import { wholeOf } from '../documents/zip.js'
import type { AnswerSheet } from './answer-line.js'
import { type AnswerFacts, answerWorkbook, sheetNames } from './answer-workbook.js'
import { readCode, type WorkbookCode } from './workbook-code.js'

/** A workbook that is handed out. */
export interface MadeWorkbook {
  fileName: string
  type: string
  bytes: Buffer
}

export const marking = 'OFFICIAL'

/** Lines that a workbook can have. */
export const mostLines = 2_000

/** A row for each line, and some above and below. */
const limits = { rows: mostLines + 1_000, columns: 100, sheets: 20 }

export async function madeWorkbook(
  fileName: string,
  facts: Omit<AnswerFacts, 'marking'>,
  sheet: AnswerSheet,
): Promise<MadeWorkbook> {
  const bytes = await wholeOf(workbookBytes(answerWorkbook({ ...facts, marking }, sheet)))
  return { fileName, type: workbookType, bytes }
}

/** What everybody must know who fills a workbook in. */
export const allowedInBoxes = [
  'Leave the sheets, columns, headings and locked cells as they are. Rows that you do not answer can stay as they are.',
  'What is filled in must be text, a day or a word of a list: no formulas, no macros.',
]

/** What the workbook of a demonstration says of itself. */
export const illustrativeFacts = ({ notice }: Illustrative): string[] =>
  notice === null ? [] : [`${notice}: this workbook comes from a demonstration.`]

/**
 * Opens a workbook that came back, and makes sure that it is one of ours, for this.
 *
 * @param returnId the return that it should answer; null for a list of actions
 * @throws FileRefused
 */
export async function openedWorkbook(
  file: GivenFile,
  key: Buffer,
  returnId: number | null,
): Promise<ReadBook> {
  const book = await readSpreadsheet(file, limits)
  const name = quotedName(file.name)
  if (book.kind === 'csv') {
    throw new FileRefused(
      `${name} is a text file. Load the workbook itself, as an Excel workbook (.xlsx) or an OpenDocument spreadsheet (.ods).`,
    )
  }
  const code = codeIn(book, key)
  if (typeof code === 'string') throw new FileRefused(`${name} ${whyNoCode[code]}`)
  if (code.returnId !== returnId) throw new FileRefused(`${name} ${isOfOther(code, returnId)}`)
  return book
}

/** The code stands on the sheet of the instructions. */
function codeIn(book: ReadBook, key: Buffer): ReturnType<typeof readCode> {
  const sheet = book.sheets.find(({ name }) => name === sheetNames.instructions)
  for (const row of sheet?.rows ?? []) {
    for (const { text } of row) {
      const code = readCode(key, text)
      if (code !== 'none') return code
    }
  }
  return 'none'
}

const whyNoCode = {
  none: 'is not a workbook that this service made: its sheet “Instructions” has no code. Take a workbook from the page of the list or of the return, and fill that in.',
  'other form':
    'was made by another version of this service. Take a new workbook and copy your answers into it.',
  altered:
    'has a code that was altered, or comes from another installation. Take a workbook from the page of the list or of the return, and fill that in.',
}

function isOfOther({ kind }: WorkbookCode, returnId: number | null): string {
  if (kind === 'list')
    return 'was made from a list of actions, and this is a return. Load it from the page Actions.'
  if (returnId === null)
    return 'answers a return, and this is the page of the list of actions. Load it on the page of its return.'
  return 'answers another return. Load it on the page of that return.'
}

/** The moment as it stands in the file's properties: to the second. */
export const inSeconds = (instant: Instant): Instant => `${instant.slice(0, 19)}.000Z`
