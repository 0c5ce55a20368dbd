import { type ArgumentsHost, Catch, type ExceptionFilter, Injectable } from '@nestjs/common'
import type { Response } from 'express'
import type { ActorRequest } from '../../web/actor.js'
import { PageDrawer } from '../../web/pages/page-drawer.js'
import { FormExpired, NotSignedIn } from '../../web/problems.js'
import { paths } from '../paths.js'
import type { Typed } from '../typed-text.js'
import { notTakenPage, typedFields } from './part-not-taken.page.js'

/**
 * A form of a part that came too late, after its session had ended: nothing of it can be saved, so what was typed is shown
 * once more to whoever sent it, to be copied. It could have come from anywhere: nothing else is done with it.
 */
@Catch(FormExpired, NotSignedIn)
@Injectable()
export class PartNotTakenFilter implements ExceptionFilter<FormExpired | NotSignedIn> {
  constructor(private readonly drawer: PageDrawer) {}

  catch(problem: FormExpired | NotSignedIn, host: ArgumentsHost): void {
    const http = host.switchToHttp()
    const request = http.getRequest<ActorRequest>()
    const response = http.getResponse<Response>()
    const fields = request.method === 'POST' ? typedFields((request.body ?? {}) as Typed) : []
    if (problem instanceof NotSignedIn && fields.length === 0) {
      response.redirect(303, paths.signIn(request.method === 'GET' ? request.originalUrl : undefined))
      return
    }
    const page = notTakenPage(request.path, fields, problem instanceof FormExpired)
    response.status(403).type('text/html; charset=utf-8').send(this.drawer.draw(request, page))
  }
}
