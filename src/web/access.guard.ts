import { type CanActivate, type ExecutionContext, Injectable } from '@nestjs/common'
import { Reflector } from '@nestjs/core'
import { accessKey, publicAccess } from './access.js'
import type { ActorRequest } from './actor.js'
import { NotSignedIn } from './problems.js'
import { TokenKeeper } from './token-keeper.js'

/** Closed by default: every route is refused unless it is public or the token is right. */
@Injectable()
export class AccessGuard implements CanActivate {
  constructor(
    private readonly reflector: Reflector,
    private readonly tokens: TokenKeeper,
  ) {}

  canActivate(context: ExecutionContext): boolean {
    const access = this.reflector.getAllAndOverride<string | undefined>(accessKey, [
      context.getHandler(),
      context.getClass(),
    ])
    if (access === publicAccess) return true
    const request = context.switchToHttp().getRequest<ActorRequest>()
    const [scheme, token] = (request.headers.authorization ?? '').split(' ')
    if (scheme?.toLowerCase() !== 'bearer' || !token || !this.tokens.accepts(token)) throw new NotSignedIn()
    request.actor = { name: 'Programme office', role: 'programme_office' }
    return true
  }
}
