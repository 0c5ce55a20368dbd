import type { NextFunction, Request, RequestHandler, Response } from 'express'
import multer, { MulterError, type StorageEngine } from 'multer'
import { type GivenFile, readLimits } from '../../documents/reading/read-book.js'
import { hasCsrfToken } from '../../web/csrf.js'
import { Problem } from '../../web/problems.js'

/** What came with the form: a file, nothing, or more than is read. */
export type UploadedFile = GivenFile | 'none' | 'too large'

type FormRequest = Request & { workbook?: UploadedFile }

export function uploadedWorkbook(request: Request): UploadedFile {
  return (request as FormRequest).workbook ?? 'none'
}

/** Files that are in memory at once, before anybody has asked whose they are. */
const mostAtOnce = 8

const addresses = /^\/(?:actions|returns\/\d{1,9}|answer\/[^/]+)\/workbook\/?$/u

/**
 * Reads the forms that carry a workbook before the guard looks for their token. A file beyond the limit is read to nowhere,
 * so that no file of fifty megabytes is ever held; what strangers send to a page for people with an account is not read.
 */
export function workbookUpload(): RequestHandler {
  const limits = { fields: 10, files: 1, parts: 11, fieldNameSize: 50, fieldSize: 1_000 }
  const base = { defParamCharset: 'utf8', limits } as const
  const readAll = multer({ ...base, storage: new MemoryWithinLimit() }).single('file')
  const readFields = multer({ ...base, fileFilter: (_, __, done) => done(null, false) }).single('file')
  let inHand = 0
  return (request: Request, response: Response, next: NextFunction) => {
    if (!isWorkbookForm(request)) {
      next()
      return
    }
    const takes = maySendFile(request)
    if (takes && inHand >= mostAtOnce) {
      next(new Problem(503, 'Busy', 'Many files are arriving at the moment. Send yours again in a minute.'))
      return
    }
    inHand += takes ? 1 : 0
    response.once('close', () => (inHand -= takes ? 1 : 0))
    const read = takes ? readAll : readFields
    read(request, response, (error: unknown) => {
      // Without its token it is no form of ours, whatever else is wrong with it: the guard refuses it.
      if (error === undefined) next()
      else next(hasCsrfToken(request) ? problemOf(error) : undefined)
    })
  }
}

function isWorkbookForm(request: Request): boolean {
  return (
    request.method === 'POST' && addresses.test(request.path) && Boolean(request.is('multipart/form-data'))
  )
}

/** Whoever comes by a mailed link has no account; the page that the form is on has given them a session. */
function maySendFile({ path, session }: Request): boolean {
  const { accountId, csrfToken } = (session as { accountId?: number; csrfToken?: string } | undefined) ?? {}
  return accountId !== undefined || (path.startsWith('/answer/') && csrfToken !== undefined)
}

function problemOf(error: unknown): unknown {
  if (error instanceof MulterError) {
    return new Problem(413, 'Too large', 'The form holds more than this service takes. Nothing was saved.')
  }
  return error instanceof Error && !('status' in error)
    ? new Problem(400, 'Bad request', 'The form did not arrive whole. Nothing was saved.')
    : error
}

/** Holds a file as far as it is within the limit. */
class MemoryWithinLimit implements StorageEngine {
  _handleFile(request: FormRequest, file: Express.Multer.File, done: (error?: unknown) => void): void {
    const chunks: Buffer[] = []
    let size = 0
    file.stream.on('data', (chunk: Buffer) => {
      size += chunk.length
      if (size > readLimits.bytes) chunks.length = 0
      else chunks.push(chunk)
    })
    file.stream.on('error', done)
    file.stream.on('end', () => {
      const name = file.originalname
      // A form without a file sends an empty one without a name.
      if (name === '' && size === 0) request.workbook = 'none'
      else request.workbook = size > readLimits.bytes ? 'too large' : { name, bytes: Buffer.concat(chunks) }
      done(null)
    })
  }

  _removeFile(_: Request, __: Express.Multer.File, done: (error: Error | null) => void): void {
    done(null)
  }
}
