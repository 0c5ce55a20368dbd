import { type ArgumentsHost, Catch, type ExceptionFilter, HttpException, Logger } from '@nestjs/common'
import type { Request, Response } from 'express'
import type { ActorRequest } from './actor.js'
import { Database } from '../database/database.js'
import { KnownRoutes } from './known-routes.js'
import { errorPage, plainErrorPage, wordsOfError } from './pages/error-page.js'
import { PageDrawer } from './pages/page-drawer.js'
import {
  DatabaseGone,
  NotFound,
  NotSignedIn,
  Problem,
  SomethingFirst,
  TooManyTries,
  WrongMethod,
} from './problems.js'
import { requestId } from './request-id.js'
import { isForPage } from './wants-page.js'
import { withoutSecrets } from './without-secrets.js'

/** Turns errors of the rooms into problems; a room adds its own to this list when the service is put together. */
export type ProblemMap = (error: unknown) => Problem | null

const titles: Record<number, string> = {
  400: 'Bad request',
  403: 'Not allowed',
  404: 'Not found',
  405: 'Method not allowed',
  413: 'Too large',
  415: 'Unsupported media type',
}

/**
 * Answers every error: to a browser as a page in plain words, to the API as RFC 9457 problem+json. What was not expected
 * is logged under the name of the request, and told in plain words only.
 */
@Catch()
export class ProblemFilter implements ExceptionFilter {
  private readonly logger = new Logger('Problem')

  constructor(
    private readonly problemOf: ProblemMap,
    private readonly drawer: PageDrawer,
    private readonly routes: KnownRoutes,
    private readonly database: Database,
  ) {}

  async catch(error: unknown, host: ArgumentsHost): Promise<void> {
    const http = host.switchToHttp()
    const request = http.getRequest<ActorRequest>()
    const response = http.getResponse<Response>()
    const problem = await this.toProblem(error, request, response)
    if (response.headersSent) {
      response.end()
      return
    }
    if (problem instanceof WrongMethod) response.setHeader('Allow', problem.allowed)
    if (problem instanceof TooManyTries) response.setHeader('Retry-After', problem.retryAfter)
    if (isForPage(request)) this.answerPage(problem, request, response)
    else answerApi(problem, request, response)
  }

  private answerPage(problem: Problem, request: ActorRequest, response: Response): void {
    if (problem instanceof NotSignedIn) {
      const next = request.method === 'GET' ? request.originalUrl : '/'
      response.redirect(303, next === '/' ? '/sign-in' : `/sign-in?next=${encodeURIComponent(next)}`)
      return
    }
    if (problem instanceof SomethingFirst) {
      response.redirect(303, problem.path)
      return
    }
    response.status(problem.status).type('text/html; charset=utf-8')
    response.send(this.drawn(problem, request, requestId(response)))
  }

  /** The page of the problem; where even that cannot be drawn, a plain one that needs nothing. */
  private drawn(problem: Problem, request: ActorRequest, reference: string): string {
    const words = wordsOfError(problem, reference)
    try {
      return this.drawer.draw(request, errorPage(words))
    } catch (error) {
      this.log(error, request, reference)
      return plainErrorPage(words)
    }
  }

  private async toProblem(error: unknown, request: Request, response: Response): Promise<Problem> {
    if (error instanceof Problem) return error
    const known = this.problemOf(error)
    if (known) return known
    const status = statusOf(error)
    if (status !== null && status < 500) return this.expected(status, error, request)
    this.log(error, request, requestId(response))
    if (isForPage(request) && !(await this.database.answers())) return new DatabaseGone()
    return new Problem(
      500,
      'Something went wrong',
      'The service failed to answer. Nothing of this request was saved.',
    )
  }

  private expected(status: number, error: unknown, request: Request): Problem {
    if (!isForPage(request)) return ofApi(status, error, request)
    if (status !== 404) return new Problem(status, titles[status] ?? 'Bad request', wordsFor(status))
    const methods = this.routes.methodsAt(request.path)
    if (methods.length > 0 && !methods.includes(request.method)) return new WrongMethod(methods)
    return new NotFound('There is no page at this address.')
  }

  private log(error: unknown, request: Request, reference: string): void {
    this.logger.error(
      `${request.method} ${withoutSecrets(request.path)} (${reference})`,
      error instanceof Error ? error.stack : String(error),
    )
  }
}

/** What a browser is told where the error itself speaks to programs. */
function wordsFor(status: number): string {
  const words: Record<number, string> = {
    400: 'The service cannot make sense of what your browser sent.',
    413: 'What you sent is larger than this service takes.',
    415: 'What you sent is not in a form that this page can read.',
  }
  return words[status] ?? 'The service cannot do what your browser asked for.'
}

function answerApi(problem: Problem, request: Request, response: Response): void {
  if (problem.status === 401) response.setHeader('WWW-Authenticate', 'Bearer')
  response
    .status(problem.status)
    .type('application/problem+json')
    .send(
      JSON.stringify({
        type: 'about:blank',
        title: problem.title,
        status: problem.status,
        detail: problem.message,
        instance: request.originalUrl,
        ...(problem.errors ? { errors: problem.errors } : {}),
      }),
    )
}

/** Nest's exceptions and those of the body parser carry a status. */
function statusOf(error: unknown): number | null {
  if (error instanceof HttpException) return error.getStatus()
  const status = (error as { status?: unknown } | null)?.status
  return typeof status === 'number' ? status : null
}

function ofApi(status: number, error: unknown, request: Request): Problem {
  const title = titles[status] ?? 'Bad request'
  if (status === 404) return new Problem(404, title, `Nothing answers ${request.method} ${request.path}.`)
  if (status === 413) return new Problem(413, title, 'The body is larger than this service takes (1 MB).')
  if (status === 400) return new Problem(400, title, `The request cannot be read: ${messageOf(error)}`)
  return new Problem(status, title, messageOf(error))
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error)
}
