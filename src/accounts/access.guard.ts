import { type CanActivate, type ExecutionContext, Injectable } from '@nestjs/common'
import { Reflector } from '@nestjs/core'
import { accessKey, type Permission, publicAccess } from '../web/access.js'
import { hasCsrfToken, mayChange } from '../web/csrf.js'
import { FormExpired, NotAllowed, NotSignedIn, SomethingFirst } from '../web/problems.js'
import { isForPage } from '../web/wants-page.js'
import { ApiTokens } from './api-tokens.service.js'
import { duties, type Duty, whileOwingKey } from './duty.js'
import { type Guess, Guesses } from './guesses.js'
import { PeopleService } from './people.service.js'
import type { Person, PersonRequest } from './person.js'
import { SecurityTrail } from './security-trail.js'

/**
 * Closed by default: a route is refused unless it is public, or the person holds one of the permissions that it names.
 * Whatever could change something must come with a token of the API or from a form of ours.
 */
@Injectable()
export class AccessGuard implements CanActivate {
  constructor(
    private readonly reflector: Reflector,
    private readonly people: PeopleService,
    private readonly tokens: ApiTokens,
    private readonly guesses: Guesses,
    private readonly trail: SecurityTrail,
  ) {}

  async canActivate(context: ExecutionContext): Promise<boolean> {
    const request = context.switchToHttp().getRequest<PersonRequest>()
    const person = await this.personOf(request)
    if (person) request.actor = person
    const access = this.reflector.getAllAndOverride<typeof publicAccess | Permission[]>(accessKey, [
      context.getHandler(),
      context.getClass(),
    ])
    if (access !== publicAccess && !person) throw new NotSignedIn()
    const opensAnyway = access === publicAccess || this.isOpenWhileOwing(context, request)
    if (person?.by === 'token' && !opensToTokens(request, access)) {
      if (access !== publicAccess) await this.note(person, request, ' with a token')
      throw new NotAllowed('A token opens the API and downloads; this is for people at a browser.')
    }
    if (mayChange(request) && person?.by !== 'token' && !hasCsrfToken(request)) {
      // What is public takes no right; and the address of a mailed link is a secret that no trail must hold.
      if (person && access !== publicAccess) await this.note(person, request, ' without a form of ours')
      throw new FormExpired()
    }
    if (opensAnyway || access.some((permission) => person?.permissions.has(permission))) return true
    if (person) await this.note(person, request)
    throw new NotAllowed('Your account does not have the right to do this.')
  }

  private async note(person: Person, { method, path }: PersonRequest, how = ''): Promise<void> {
    await this.trail.refused(person, `${method} ${path}${how}`)
  }

  private async personOf(request: PersonRequest): Promise<Person | null> {
    const [scheme, token] = (request.headers.authorization ?? '').split(' ')
    if (scheme?.toLowerCase() === 'bearer') {
      return this.personOfToken(request, token ?? '')
    }
    const { accountId, owes } = request.session
    const person = accountId === undefined ? null : await this.people.find(accountId, 'session')
    return person && owes ? { ...person, permissions: new Set<Permission>() } : person
  }

  /** Wrong tokens are counted by where they come from; after too many, none from there is looked at for a while. */
  private async personOfToken(request: PersonRequest, token: string): Promise<Person> {
    const guess: Guess = { what: 'token', of: '', request, knownBrowser: false }
    await this.guesses.demandFew(guess)
    const person = await this.tokens.personOf(token)
    if (person) return person
    await this.guesses.count(guess)
    throw new NotSignedIn()
  }

  /**
   * Who owes something has no rights until it is done, and is sent there from every page.
   *
   * @returns whether the route is where it is done, and somebody has come to do it
   * @throws SomethingFirst on every other route that is not public
   */
  private isOpenWhileOwing(context: ExecutionContext, request: PersonRequest): boolean {
    const owes = request.actor?.by === 'session' ? request.session.owes : undefined
    if (!owes) return false
    const open = this.reflector.get<Duty[] | undefined>(whileOwingKey, context.getHandler())
    if (open?.includes(owes)) return true
    const { path, sentence } = duties[owes]
    throw new SomethingFirst(sentence, path)
  }
}

/**
 * Whether a token may be used here at all, whatever its scope: for the API, and for what programs download. Pages, and with
 * them everything that is done to accounts and tokens, take a person at a browser.
 */
function opensToTokens(request: PersonRequest, access: typeof publicAccess | Permission[]): boolean {
  if (!isForPage(request)) return true
  if (access === publicAccess) return !mayChange(request)
  return access.every((permission) => permission === 'export the register')
}
