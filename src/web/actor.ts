import { createParamDecorator, type ExecutionContext } from '@nestjs/common'
import type { Request } from 'express'

/** Who makes a request. Rooms that know accounts supply richer ones; the house needs a name and a role. */
export interface Actor {
  name: string
  role: 'programme_office' | 'agency_owner' | 'council_officer'
}

export type ActorRequest = Request & { actor?: Actor }

/** The actor of the request, in a handler's parameters. */
export const CurrentActor = createParamDecorator((_: unknown, context: ExecutionContext): Actor => {
  const { actor } = context.switchToHttp().getRequest<ActorRequest>()
  if (!actor) throw new Error('This route has no actor: it must not be public.')
  return actor
})
