import type { NextFunction, Request, RequestHandler, Response } from 'express'
import type { Illustrative } from '../config/illustrative.js'

const mark = 'illustrative-'

/**
 * Marks every file that is handed out of a demonstration, whichever room makes it: a CSV has no place for a word beside its
 * table, and its name goes with it.
 */
export function illustrativeDownloads(illustrative: Illustrative): RequestHandler {
  return (_request: Request, response: Response, next: NextFunction) => {
    if (illustrative.notice !== null) markWhenWritten(response)
    next()
  }
}

function markWhenWritten(response: Response): void {
  const writeHead = response.writeHead.bind(response) as (...given: unknown[]) => Response
  const marking = (...given: unknown[]): Response => {
    const disposition = response.getHeader('Content-Disposition')
    if (typeof disposition === 'string') response.setHeader('Content-Disposition', markedName(disposition))
    return writeHead(...given)
  }
  Object.assign(response, { writeHead: marking })
}

/** The header with "illustrative-" before the name of the file, in both of its forms. */
export function markedName(disposition: string): string {
  return disposition
    .replace(/(filename=")(?!illustrative-)/iu, `$1${mark}`)
    .replace(/(filename=)(?!"|illustrative-)/iu, `$1${mark}`)
    .replace(/(filename\*=utf-8'[^']*')(?!illustrative-)/iu, `$1${mark}`)
}
