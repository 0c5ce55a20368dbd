import { createParamDecorator, type ExecutionContext } from '@nestjs/common'
import type { Author } from '../audit/ledger.service.js'
import type { Actor, ActorRequest } from '../web/actor.js'
import type { AccountRole } from './role.js'

/** A role with what it is held of. */
export interface RoleHeld {
  role: AccountRole
  /** Slug and name of the agency of an agency owner. */
  agency: { slug: string; name: string } | null
  /** Slug and title of the plan of a council officer. */
  plan: { slug: string; title: string } | null
}

/** Somebody who is signed in, or the account behind a token. Plain data: rights are asked of it by plain functions. */
export interface Person extends Actor, Author {
  accountId: number
  email: string
  roles: RoleHeld[]
  /** Slugs of the agencies that the person answers for, with every unit below them. */
  agencies: readonly string[]
  /** Slugs of the plans that the person keeps. */
  plans: readonly string[]
  /** How the person came in: a token cannot do what only a person at a browser should. */
  by: 'session' | 'token'
  /** When the person last visited before this visit; null on the first. */
  visitedBefore: string | null
}

export type PersonRequest = ActorRequest & { actor?: Person }

/** The person of the request, in a handler's parameters. */
export const CurrentPerson = createParamDecorator((_: unknown, context: ExecutionContext): Person => {
  const { actor } = context.switchToHttp().getRequest<PersonRequest>()
  if (!actor) throw new Error('This route has no person: it must not be public.')
  return actor
})
