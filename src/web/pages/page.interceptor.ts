import { type CallHandler, type ExecutionContext, Injectable, type NestInterceptor } from '@nestjs/common'
import type { Response } from 'express'
import { concatMap, type Observable } from 'rxjs'
import type { ActorRequest } from '../actor.js'
import { keptNotification } from '../session-data.js'
import { PageAnswer, RedirectAnswer } from './page.js'
import { PageDrawer } from './page-drawer.js'

/** Draws the pages that handlers answer with, and sends browsers on where they say so. */
@Injectable()
export class PageInterceptor implements NestInterceptor {
  constructor(private readonly drawer: PageDrawer) {}

  intercept(context: ExecutionContext, next: CallHandler): Observable<unknown> {
    const http = context.switchToHttp()
    const request = http.getRequest<ActorRequest>()
    const response = http.getResponse<Response>()
    return next.handle().pipe(concatMap((answer: unknown) => this.answer(request, response, answer)))
  }

  private async answer(request: ActorRequest, response: Response, answer: unknown): Promise<unknown> {
    if (answer instanceof RedirectAnswer) {
      if (answer.notification !== null) request.session.notification = keptNotification(answer.notification)
      await storeSession(request)
      // Not set as it is: what was typed may stand in it, and a header takes no character beyond Latin-1 and no line break.
      response.status(303).location(answer.path)
      return ''
    }
    if (!isPage(answer)) return answer
    const status = answer.facts.status ?? (answer.facts.errors?.length ? 422 : 200)
    response.status(status).type('text/html; charset=utf-8')
    return this.drawer.draw(request, answer)
  }
}

const isPage = (answer: unknown): answer is PageAnswer => answer instanceof PageAnswer

/**
 * A browser goes on as soon as it has read where to, and may ask for the next page before the end of this answer. What its
 * session has learnt must be stored by then.
 */
async function storeSession({ session }: Partial<ActorRequest>): Promise<void> {
  // A request with a token has no session, and one in which nothing stands is not kept.
  if (!session || Object.keys(session).every((name) => name === 'cookie')) return
  await new Promise<void>((resolve, reject) => {
    session.save((error: unknown) => {
      if (error) reject(error instanceof Error ? error : new Error('The session could not be stored.'))
      else resolve()
    })
  })
}
