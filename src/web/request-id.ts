import { randomUUID } from 'node:crypto'
import type { NextFunction, Request, Response } from 'express'

const header = 'X-Request-Id'

/** Gives each request a name, which the log, the answer and an error page all carry. */
export function nameRequest(_: Request, response: Response, next: NextFunction): void {
  response.setHeader(header, randomUUID())
  next()
}

/** The name of the request that is being answered. */
export function requestId(response: Response): string {
  return response.getHeader(header) as string
}
