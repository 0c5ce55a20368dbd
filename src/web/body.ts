import { type CallHandler, type ExecutionContext, Injectable, type NestInterceptor } from '@nestjs/common'
import type { Request } from 'express'
import type { Observable } from 'rxjs'
import { Problem } from './problems.js'
import { isForPage } from './wants-page.js'

/** Deeper than any body of this API, and far from what a validator could fall over. */
const deepest = 32

/** Looks at the body of whoever was let in, before its fields are read. */
@Injectable()
export class BodyCheck implements NestInterceptor {
  intercept(context: ExecutionContext, next: CallHandler): Observable<unknown> {
    const request = context.switchToHttp().getRequest<Request>()
    if (!isForPage(request)) demandJson(request)
    refuseDeepBody(request.body)
    return next.handle()
  }
}

/** A body that is not JSON is named as such, before its fields are missed. */
function demandJson(request: Request): void {
  if (request.is('application/json') !== false) return
  const given = request.headers['content-type'] ?? 'nothing'
  throw new Problem(
    415,
    'Unsupported media type',
    `Send the body as JSON, with the header “Content-Type: application/json”; this one says ${given}.`,
  )
}

/** A body nested very deep would exhaust the stack of those who walk through it. */
function refuseDeepBody(body: unknown): void {
  let level = [body]
  for (let depth = 0; level.length > 0; depth += 1) {
    if (depth > deepest) {
      throw new Problem(400, 'Bad request', `The body is nested deeper than ${deepest} levels.`)
    }
    level = level.flatMap((value) =>
      typeof value === 'object' && value !== null ? (Object.values(value) as unknown[]) : [],
    )
  }
}
