import type { Request } from 'express'

/** Whether the answer is a page: everything but the API and the built files. */
export function isForPage(request: Request): boolean {
  return !/^\/(?:api|assets)(?:\/|$)/iu.test(request.path)
}
