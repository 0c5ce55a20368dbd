import { type ArgumentsHost, Catch, type ExceptionFilter, Injectable } from '@nestjs/common'
import type { Request, Response } from 'express'
import { SingleSignOn } from '../../accounts/single-sign-on.service.js'
import type { PageAnswer } from '../../web/pages/page.js'
import { PageDrawer } from '../../web/pages/page-drawer.js'
import { FormExpired } from '../../web/problems.js'
import { paths } from '../paths.js'
import { textOf, type Typed } from '../typed-text.js'
import { ownPath } from './own-path.js'
import { forgottenPage, openTooLong, signInPage, stillSignedInPage } from './sign-in.pages.js'

/**
 * A form of signing in that was left open beyond its session is given again, with a plain sentence and with the email that
 * was typed; after a sign-out that was not done, the page says so. Nothing was done with what was sent: it could have come from anywhere.
 */
@Catch(FormExpired)
@Injectable()
export class FormExpiredFilter implements ExceptionFilter<FormExpired> {
  constructor(
    private readonly drawer: PageDrawer,
    private readonly singleSignOn: SingleSignOn,
  ) {}

  catch(_: FormExpired, host: ArgumentsHost): void {
    const http = host.switchToHttp()
    const request = http.getRequest<Request>()
    const response = http.getResponse<Response>()
    const page = this.sameForm(request)
    if (page) {
      response.status(422).type('text/html; charset=utf-8').send(this.drawer.draw(request, page))
    } else {
      response.redirect(303, `${request.path}?again=1`)
    }
  }

  /** The page of the form where it can be drawn at once; the others are asked for anew. */
  private sameForm(request: Request): PageAnswer | null {
    const typed = (request.body ?? {}) as Typed
    const email = textOf(typed, 'email')
    if (request.path === paths.forgottenPassword())
      return forgottenPage(email, `${openTooLong} Send it again`)
    if (request.path === paths.signOut()) return stillSignedInPage()
    if (request.path !== paths.signIn()) return null
    const facts = { email, next: ownPath(typed.next), singleSignOn: this.singleSignOn.isSet }
    return signInPage(facts, [{ field: 'password', message: `${openTooLong} Enter your password again` }])
  }
}
