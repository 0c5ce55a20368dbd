import type { NextFunction, Request, RequestHandler, Response } from 'express'
import multer, { MulterError, type StorageEngine } from 'multer'
import type { ActorRequest } from '../../web/actor.js'
import { hasCsrfToken } from '../../web/csrf.js'
import type { PageDrawer } from '../../web/pages/page-drawer.js'
import { Problem } from '../../web/problems.js'
import { mostFiles } from './update.form.js'
import { notTakenPage } from './update-not-taken.page.js'

export const largestFile = 10_000_000

/** A file as it arrived with a form; without bytes where it was too large, or one too many. */
export interface Upload {
  name: string
  bytes: Buffer | null
  left: 'too large' | 'too many' | null
}

type FormRequest = Request & { uploads?: Upload[] }

/** The files that came with a form. */
export function uploadsOf(request: Request): Upload[] {
  return (request as FormRequest).uploads ?? []
}

/**
 * Reads the form of an update, which is the only one that carries files, before the guard looks for its token. A file
 * beyond the limits is left out and told at its field; what was typed arrives all the same. Whoever is not signed in any
 * more, or whose form is out of date, is shown what was typed, since nothing of it can be kept.
 */
export function updateUploads(drawer: PageDrawer): RequestHandler {
  const readAll = multer({ ...limited, storage: new MemoryWithinLimits() }).any()
  const readFields = multer({ ...limited, fileFilter: (_, __, done) => done(null, false) }).any()
  return (request: Request, response: Response, next: NextFunction) => {
    if (!isUpdateForm(request)) {
      next()
      return
    }
    const signedIn = sessionOf(request)?.accountId !== undefined
    const read = signedIn ? readAll : readFields
    read(request, response, (error: unknown) => {
      if (error !== undefined) next(problemOf(error))
      else if (signedIn && hasCsrfToken(request)) next()
      else {
        const page = notTakenPage(request.path, (request.body ?? {}) as Record<string, unknown>, signedIn)
        response.status(403).type('text/html; charset=utf-8')
        response.send(drawer.draw(request as ActorRequest, page))
      }
    })
  }
}

/**
 * Far beyond what a form of ours sends: what exceeds these is no form of ours. And no more than the memory has room for,
 * since what strangers send is read as well.
 */
const limited = {
  defParamCharset: 'utf8',
  limits: { fields: 200, files: 50, parts: 250, fieldNameSize: 200, fieldSize: 100_000 },
} as const

function isUpdateForm(request: Request): boolean {
  return (
    request.method === 'POST' &&
    /^\/actions\/[^/]+\/update\/?$/u.test(request.path) &&
    Boolean(request.is('multipart/form-data')) &&
    sessionOf(request) !== undefined
  )
}

/** A request with a token has no session. */
function sessionOf(request: Request): Request['session'] | undefined {
  return request.session
}

function problemOf(error: unknown): unknown {
  if (error instanceof MulterError) {
    return new Problem(413, 'Too large', 'The form holds more than this service takes. Nothing was saved.')
  }
  // What breaks off in the middle has no status of its own.
  return error instanceof Error && !('status' in error)
    ? new Problem(400, 'Bad request', 'The form did not arrive whole. Nothing was saved.')
    : error
}

/** Holds the files of a request in memory as far as they are within the limits, and reads the others to nowhere. */
class MemoryWithinLimits implements StorageEngine {
  _handleFile(request: FormRequest, file: Express.Multer.File, done: (error?: unknown) => void): void {
    const uploads = (request.uploads ??= [])
    const upload: Upload = { name: file.originalname, bytes: null, left: null }
    if (uploads.filter(({ left }) => left === null).length >= mostFiles) upload.left = 'too many'
    uploads.push(upload)
    const chunks: Buffer[] = []
    let size = 0
    file.stream.on('data', (chunk: Buffer) => {
      size += chunk.length
      if (size > largestFile) upload.left ??= 'too large'
      if (upload.left === null) chunks.push(chunk)
      else chunks.length = 0
    })
    file.stream.on('error', done)
    file.stream.on('end', () => {
      if (upload.left === null) upload.bytes = Buffer.concat(chunks)
      done(null)
    })
  }

  _removeFile(_: Request, __: Express.Multer.File, done: (error: Error | null) => void): void {
    done(null)
  }
}
