import { type ArgumentsHost, Catch, type ExceptionFilter, HttpException, Logger } from '@nestjs/common'
import type { Request, Response } from 'express'
import { Problem } from './problems.js'

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

/** Answers every error as RFC 9457 problem+json. What was not expected is logged and told in plain words only. */
@Catch()
export class ProblemFilter implements ExceptionFilter {
  private readonly logger = new Logger('Problem')

  constructor(private readonly problemOf: ProblemMap) {}

  catch(error: unknown, host: ArgumentsHost): void {
    const http = host.switchToHttp()
    const request = http.getRequest<Request>()
    const response = http.getResponse<Response>()
    const problem = this.toProblem(error, request)
    if (response.headersSent) {
      response.end()
      return
    }
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

  private toProblem(error: unknown, request: Request): Problem {
    if (error instanceof Problem) return error
    const known = this.problemOf(error)
    if (known) return known
    const status = statusOf(error)
    if (status !== null && status < 500) return expected(status, error, request)
    this.logger.error(
      `${request.method} ${request.path}`,
      error instanceof Error ? error.stack : String(error),
    )
    return new Problem(
      500,
      'Something went wrong',
      'The service failed to answer. Nothing of this request was saved.',
    )
  }
}

/** Nest's exceptions and those of the body parser carry a status. */
function statusOf(error: unknown): number | null {
  if (error instanceof HttpException) return error.getStatus()
  const status = (error as { status?: unknown } | null)?.status
  return typeof status === 'number' ? status : null
}

function expected(status: number, error: unknown, request: Request): Problem {
  const title = titles[status] ?? 'Bad request'
  if (status === 404) return new Problem(404, title, `Nothing answers ${request.method} ${request.path}.`)
  if (status === 413) return new Problem(413, title, 'The body is larger than this service takes (1 MB).')
  if (status === 400) return new Problem(400, title, `The request cannot be read: ${messageOf(error)}`)
  return new Problem(status, title, messageOf(error))
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error)
}
