import type { NextFunction, Request, RequestHandler, Response } from 'express'
import multer, { MulterError } from 'multer'
import { longestForm } from '../../plans/committee-form.check.js'
import { hasCsrfToken } from '../../web/csrf.js'
import { Problem } from '../../web/problems.js'

/** Characters may be of several bytes; what is longer is refused by the reader of the form with its own words. */
const largest = longestForm * 4

/**
 * Reads the page's form with its file before the guard looks for its token: the file's text becomes a field like the
 * others. What exceeds the limits is no form of ours.
 */
export function committeeFormUpload(): RequestHandler {
  const read = multer({
    storage: multer.memoryStorage(),
    defParamCharset: 'utf8',
    limits: { fields: 10, files: 1, parts: 11, fieldNameSize: 50, fieldSize: largest, fileSize: largest },
  }).single('file')
  return (request: Request, response: Response, next: NextFunction) => {
    if (!isCommitteeForm(request)) {
      next()
      return
    }
    read(request, response, (error: unknown) => {
      // Without its token it is no form of ours, whatever else is wrong with it: the guard refuses it.
      if (error !== undefined) next(hasCsrfToken(request) ? problemOf(error) : undefined)
      else {
        const text = request.file?.buffer.toString('utf8').replace(/^\uFEFF/u, '') ?? ''
        if (text.trim() !== '') request.body = { ...(request.body as object), text }
        next()
      }
    })
  }
}

function isCommitteeForm(request: Request): boolean {
  const { session } = request as { session?: { accountId?: number } }
  return (
    request.method === 'POST' &&
    /^\/plans\/[^/]+\/committee-form\/?$/u.test(request.path) &&
    Boolean(request.is('multipart/form-data')) &&
    session?.accountId !== undefined
  )
}

function problemOf(error: unknown): unknown {
  if (error instanceof MulterError) {
    return new Problem(413, 'Too large', 'The file is larger than any committee form. Nothing was saved.')
  }
  return error instanceof Error && !('status' in error)
    ? new Problem(400, 'Bad request', 'The form did not arrive whole. Nothing was saved.')
    : error
}
