import type { AccountRole } from '../../src/accounts/role.js'
import { isForPage } from '../../src/web/wants-page.js'
import type { RouteAccess } from '../../src/web/route-audit.js'
import type { RouteThings } from './route-things.js'
import type { TestService } from './service.js'
import { type PersonName, Visitor } from './visitor.js'

/** Which of the people of the tests holds which role. */
export const holders: Record<AccountRole, PersonName> = {
  programme_office: 'office',
  agency_owner: 'owner',
  council_officer: 'council',
  reader: 'reader',
  auditor: 'auditor',
  administrator: 'administrator',
}

/** How a request proves, or does not prove, to come from a form of ours. */
export type Proof = 'form' | 'nothing' | 'another form'

export const changesNothing = ({ method }: RouteAccess) => method === 'GET'

export const isPage = ({ path }: RouteAccess) => isForPage({ path } as Parameters<typeof isForPage>[0])

/** "POST /actions/:ref/update answered 500": a line for each route that did not do as it should. */
export function asLine({ method, path }: RouteAccess, status: number): string {
  return `${method} ${path} answered ${status}`
}

/** Somebody who asks for one route after the other, signed in at a browser or not at all. */
export class RouteWalker {
  private visitor: Visitor
  private token: string | null = null

  private constructor(
    private readonly service: TestService,
    private readonly things: RouteThings,
    private readonly who: PersonName | null,
  ) {
    this.visitor = new Visitor(service)
  }

  static async start(
    service: TestService,
    things: RouteThings,
    who: PersonName | null,
  ): Promise<RouteWalker> {
    const walker = new RouteWalker(service, things, who)
    if (who) walker.visitor = await Visitor.signedIn(service, who)
    return walker
  }

  /** The status of the answer. Forms are sent empty, unless a body is given: who may not is refused all the same. */
  async ask(
    route: RouteAccess,
    {
      whose = 'own',
      proof = 'form',
      body = {},
    }: { whose?: 'own' | 'others'; proof?: Proof; body?: object } = {},
  ): Promise<number> {
    const path = await this.things.fill(route.path, this.who ?? 'reader', whose)
    if (changesNothing(route)) return this.statusOf(await this.visitor.fetch(path))
    const token = proof === 'form' ? await this.csrfToken() : proof === 'nothing' ? null : 'a'.repeat(64)
    return this.statusOf(await this.visitor.fetch(path, requestOf(route, token, body)))
  }

  /** Where the last answer led to, for those who are sent elsewhere. */
  location: string | null = null

  /** The token of the session's forms; who was signed out on the way signs in again first. */
  private async csrfToken(): Promise<string> {
    this.token ??= await this.tokenOfPage()
    return this.token
  }

  private async tokenOfPage(): Promise<string> {
    const page = await this.visitor.get(this.who ? '/account' : '/sign-in')
    const token = /name="_csrf" value="([^"]*)"/u.exec(page.html)?.[1]
    const isOut = this.who !== null && page.path !== '/account'
    if (!isOut) return token ?? ''
    this.visitor = await Visitor.signedIn(this.service, this.who)
    return this.tokenOfPage()
  }

  private async statusOf(response: Response): Promise<number> {
    this.location = response.headers.get('Location')
    // A new session has a new token.
    if (response.headers.getSetCookie().length > 0) this.token = null
    await response.arrayBuffer()
    return response.status
  }
}

/** The same with a token of the API in place of a browser. */
export async function askByToken(
  service: TestService,
  things: RouteThings,
  route: RouteAccess,
  { token, who }: { token: string; who: PersonName },
): Promise<number> {
  const request = changesNothing(route) ? {} : requestOf(route, null, {})
  const headers = new Headers(request.headers)
  headers.set('Authorization', `Bearer ${token}`)
  const path = service.url + (await things.fill(route.path, who))
  const response = await fetch(path, { ...request, headers, redirect: 'manual' })
  await response.arrayBuffer()
  return response.status
}

function requestOf(route: RouteAccess, csrfToken: string | null, body: object): RequestInit {
  const { method } = route
  if (isPage(route)) {
    const fields = new URLSearchParams(body as Record<string, string>)
    if (csrfToken !== null) fields.set('_csrf', csrfToken)
    return { method, body: fields }
  }
  const headers = new Headers({ 'Content-Type': 'application/json' })
  if (csrfToken !== null) headers.set('X-CSRF-Token', csrfToken)
  return { method, headers, body: JSON.stringify(body) }
}
