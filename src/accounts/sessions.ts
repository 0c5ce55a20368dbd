import type { NestExpressApplication } from '@nestjs/platform-express'
import type { NextFunction, Request, RequestHandler, Response } from 'express'
import session from 'express-session'
import { Settings } from '../config/settings.js'
import { InstallationKey } from './installation-key.js'
import { absoluteLimit, SessionStore } from './session-store.js'

const isBearer = (request: Request) => /^bearer /iu.test(request.headers.authorization ?? '')

/** Gives each browser its session. A request that brings a token has none: it proves itself anew each time. */
export function sessions(app: NestExpressApplication): RequestHandler {
  const https = app.get(Settings).publicUrl.startsWith('https:')
  const withSession = session({
    name: https ? '__Host-throughline' : 'throughline',
    secret: app.get(InstallationKey).for('session cookie').toString('hex'),
    store: app.get(SessionStore),
    resave: false,
    saveUninitialized: false,
    // Behind https its cookies are set only where the proxy says that the visitor came by https.
    ...(https ? { proxy: true } : {}),
    cookie: { httpOnly: true, sameSite: 'lax', secure: https, path: '/', maxAge: absoluteLimit },
  })
  return (request: Request, response: Response, next: NextFunction) => {
    if (isBearer(request)) next()
    else withSession(request, response, next)
  }
}
