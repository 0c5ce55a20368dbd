import type { RequestHandler } from 'express'
import helmet from 'helmet'

/**
 * The headers of every answer. Pages load nothing but our own files, run no script that stands in them and can be framed
 * by nobody; the API's own page brings a style of its own and is allowed that one thing.
 *
 * @param publicUrl the address that people know the service by; over https, browsers are told to stay there
 */
export function securityHeaders(publicUrl: string): RequestHandler {
  const https = publicUrl.startsWith('https:')
  const headersFor = (styles: string[]) =>
    helmet({
      strictTransportSecurity: https && { maxAge: 31_536_000, includeSubDomains: false },
      referrerPolicy: { policy: 'same-origin' },
      contentSecurityPolicy: {
        useDefaults: false,
        directives: {
          defaultSrc: ["'self'"],
          baseUri: ["'none'"],
          formAction: ["'self'"],
          frameAncestors: ["'none'"],
          imgSrc: ["'self'", 'data:'],
          objectSrc: ["'none'"],
          scriptSrc: ["'self'"],
          scriptSrcAttr: ["'none'"],
          styleSrc: styles,
        },
      },
    })
  const pages = headersFor(["'self'"])
  const apiPage = headersFor(["'self'", "'unsafe-inline'"])
  return (request, response, next) => {
    const headers = request.path.startsWith('/api/docs') ? apiPage : pages
    // Nothing that was shown to one person may be kept for another.
    if (!request.path.startsWith('/assets/')) response.setHeader('Cache-Control', 'no-store')
    headers(request, response, next)
  }
}
