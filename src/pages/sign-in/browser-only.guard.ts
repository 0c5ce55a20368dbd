import { type CanActivate, type ExecutionContext, Injectable } from '@nestjs/common'
import type { Request } from 'express'
import { NotAllowed } from '../../web/problems.js'

/** What is done here is done to the session of a browser, and a request that brings a token has none. */
@Injectable()
export class BrowserOnly implements CanActivate {
  canActivate(context: ExecutionContext): boolean {
    const request = context.switchToHttp().getRequest<Partial<Request>>()
    if (request.session) return true
    throw new NotAllowed('This page is for people at a browser: leave the token out.')
  }
}
