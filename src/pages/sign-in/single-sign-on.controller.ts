import { Controller, Get, Query, Req, UseGuards } from '@nestjs/common'
import { ApiExcludeController } from '@nestjs/swagger'
import type { Request } from 'express'
import { ProviderDown } from '../../accounts/oidc-provider.js'
import { SingleSignOn } from '../../accounts/single-sign-on.service.js'
import { Public } from '../../web/access.js'
import { type PageAnswer, type RedirectAnswer, redirectTo } from '../../web/pages/page.js'
import { NotFound, Problem } from '../../web/problems.js'
import { BrowserOnly } from './browser-only.guard.js'
import { nextStep } from './next-step.js'
import { ownPath } from './own-path.js'
import { noAccountPage, signInPage } from './sign-in.pages.js'

/** The way to the provider is a link and not a form: the Content-Security-Policy lets forms lead only to this service. */
@ApiExcludeController()
@Controller('sign-in/single-sign-on')
@UseGuards(BrowserOnly)
export class SingleSignOnController {
  constructor(private readonly singleSignOn: SingleSignOn) {}

  @Get()
  @Public()
  async begin(@Req() request: Request, @Query('next') next: unknown): Promise<RedirectAnswer> {
    this.demandSet()
    request.session.next = ownPath(next)
    return redirectTo(await orUnavailable(this.singleSignOn.begin(request)))
  }

  @Get('callback')
  @Public()
  async finish(@Req() request: Request): Promise<PageAnswer | RedirectAnswer> {
    this.demandSet()
    const { search } = new URL(request.originalUrl, 'http://here.invalid')
    const { next = '/' } = request.session
    const result = await orUnavailable(this.singleSignOn.finish(request, search))
    if (result.outcome === 'in') return redirectTo(nextStep(request))
    if (result.outcome === 'nobody') return noAccountPage(result.email)
    const message = 'You were not signed in: what your organisation answered cannot be used. Try again'
    return signInPage({ email: '', next, singleSignOn: true }, [{ field: 'email', message }])
  }

  private demandSet(): void {
    if (!this.singleSignOn.isSet) throw new NotFound('Single sign-on is not set up here.')
  }
}

async function orUnavailable<T>(asked: Promise<T>): Promise<T> {
  try {
    return await asked
  } catch (error) {
    if (!(error instanceof ProviderDown)) throw error
    throw new Problem(
      503,
      'Single sign-on is not possible now',
      'The service by which your organisation signs people in does not answer. If you have a password here, sign in with that.',
    )
  }
}
