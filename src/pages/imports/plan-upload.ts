import type { NextFunction, Request, RequestHandler, Response } from 'express'
import multer, { MulterError } from 'multer'
import { megabytes, readLimits } from '../../documents/reading/read-book.js'
import { hasCsrfToken } from '../../web/csrf.js'
import { Problem } from '../../web/problems.js'

/** The file that came with the form; null where none did. */
export function planFileOf(request: Request): { name: string; bytes: Buffer } | null {
  const { file } = request
  return file ? { name: file.originalname, bytes: file.buffer } : null
}

/** Files that are in memory at once. */
const mostAtOnce = 8

/** Reads the form with a council's plan before the guard looks for its token. What exceeds the limits is refused at once. */
export function planUpload(): RequestHandler {
  const read = multer({
    storage: multer.memoryStorage(),
    defParamCharset: 'utf8',
    limits: {
      fields: 10,
      files: 1,
      parts: 11,
      fieldNameSize: 50,
      fieldSize: 5_000,
      fileSize: readLimits.bytes,
    },
  }).single('file')
  let inHand = 0
  return (request: Request, response: Response, next: NextFunction) => {
    if (!isPlanForm(request)) {
      next()
      return
    }
    if (inHand >= mostAtOnce) {
      next(new Problem(503, 'Busy', 'Many files are arriving at the moment. Send yours again in a minute.'))
      return
    }
    inHand += 1
    response.once('close', () => (inHand -= 1))
    read(request, response, (error: unknown) => {
      // Without its token it is no form of ours, whatever else is wrong with it: the guard refuses it.
      if (error === undefined) next()
      else next(hasCsrfToken(request) ? problemOf(error) : undefined)
    })
  }
}

function isPlanForm(request: Request): boolean {
  const { session } = request as { session?: { accountId?: number } }
  return (
    request.method === 'POST' &&
    /^\/plan-imports\/?$/u.test(request.path) &&
    Boolean(request.is('multipart/form-data')) &&
    session?.accountId !== undefined
  )
}

function problemOf(error: unknown): unknown {
  if (error instanceof MulterError) {
    const most = megabytes(readLimits.bytes)
    return new Problem(
      413,
      'Too large',
      `The file is larger than ${most}, which is the most that is allowed. Nothing was saved.`,
    )
  }
  return error instanceof Error && !('status' in error)
    ? new Problem(400, 'Bad request', 'The form did not arrive whole. Nothing was saved.')
    : error
}
