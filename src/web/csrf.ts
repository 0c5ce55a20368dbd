import { csrfSync } from 'csrf-sync'
import type { Request } from 'express'

/** Forms carry the session's token in a hidden field, scripts in a header. */
export const { generateToken: csrfTokenOf, isRequestValid: hasCsrfToken } = csrfSync({
  size: 32,
  getTokenFromRequest: (request: Request) => {
    const { _csrf: field } = (request.body ?? {}) as { _csrf?: unknown }
    return typeof field === 'string' ? field : (request.headers['x-csrf-token'] as string | undefined)
  },
})

const changesNothing = new Set(['GET', 'HEAD', 'OPTIONS'])

/** Whether the request could change something, so that it must prove to come from a page of ours. */
export function mayChange(request: Request): boolean {
  return !changesNothing.has(request.method)
}
