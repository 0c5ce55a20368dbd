import { StreamableFile } from '@nestjs/common'
import type { Request } from 'express'
import { ActionNotFound, ChangeRefused, NotYours, RevisionConflict } from '../../actions/action-errors.js'
import { FileRefused, megabytes, readLimits } from '../../documents/reading/read-book.js'
import { csvType } from '../../documents/csv.js'
import { type PageAnswer, type RedirectAnswer, redirectTo } from '../../web/pages/page.js'
import { Conflict, Refused } from '../../web/problems.js'
import { problemsCsv } from '../../workbooks/cell-problem.js'
import type { MadeWorkbook } from '../../workbooks/workbook-file.js'
import { workbookForm } from './workbook.form.page.js'
import { loadedPage } from './workbook.loaded.page.js'
import type { WorkbookDoor } from './workbook-door.js'
import { uploadedWorkbook } from './workbook-upload.js'

type Answer = Promise<PageAnswer | RedirectAnswer>

/** Takes the file of the form: what it would change is shown before anything is saved. */
export async function takeWorkbook(door: WorkbookDoor, request: Request): Answer {
  const file = uploadedWorkbook(request)
  if (file === 'none') return workbookForm(door, 'Choose the workbook that you have filled in')
  if (file === 'too large') {
    return workbookForm(
      door,
      `The file is larger than ${megabytes(readLimits.bytes)}, which is the most that is allowed`,
    )
  }
  try {
    const id = await door.load(file)
    const load = await door.find(id)
    return load.problems.length > 0
      ? await loadedPage(door, load, { status: 422 })
      : redirectTo(door.pages.loaded(id))
  } catch (error) {
    if (error instanceof FileRefused) return workbookForm(door, error.message)
    throw error
  }
}

export async function showWorkbook(door: WorkbookDoor, id: string): Promise<PageAnswer> {
  return loadedPage(door, await door.find(id))
}

/** Saves what was shown, all of it or nothing. */
export async function confirmWorkbook(door: WorkbookDoor, id: string): Answer {
  try {
    const changes = await door.save(id)
    return changes === 0
      ? redirectTo(door.pages.loaded(id))
      : redirectTo(door.words.doneHref, door.words.done(changes))
  } catch (error) {
    const refused = sentenceOf(error)
    if (refused === null) throw error
    return loadedPage(door, await door.find(id), refused)
  }
}

/** What kept the changes from being saved, when that is something to put right. */
function sentenceOf(error: unknown): { refused: string; status: number } | null {
  if (error instanceof RevisionConflict || error instanceof Conflict)
    return { refused: error.message, status: 409 }
  const isRefusal = error instanceof ChangeRefused || error instanceof Refused
  if (isRefusal) return { refused: `${error.message} Nothing was saved.`, status: 422 }
  if (error instanceof NotYours || error instanceof ActionNotFound) {
    return { refused: `${error.message} Nothing was saved.`, status: 403 }
  }
  return null
}

export function sentWorkbook({ bytes, type, fileName }: MadeWorkbook): StreamableFile {
  return new StreamableFile(bytes, { type, disposition: `attachment; filename="${fileName}"` })
}

/** What is wrong with a workbook, as a file. */
export async function problemFile(door: WorkbookDoor, id: string): Promise<StreamableFile> {
  const { problems } = await door.find(id)
  const file = Buffer.from(problemsCsv(problems))
  return new StreamableFile(file, {
    type: csvType,
    disposition: 'attachment; filename="throughline-problems.csv"',
  })
}
