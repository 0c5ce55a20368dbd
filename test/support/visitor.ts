import { JSDOM } from 'jsdom'
import { AccountsService, type RoleGiven } from '../../src/accounts/accounts.service.js'
import { Passwords } from '../../src/accounts/passwords.js'
import type { TestService } from './service.js'

export const password = 'copper-lantern-orchard-42'

/** One of each role, as most tests need them. */
export const people = {
  office: { email: 'office@example.org', name: 'Olive Office', roles: [{ role: 'programme_office' }] },
  owner: {
    email: 'owner@example.org',
    name: 'Amir Owner',
    roles: [{ role: 'agency_owner', agency: 'metropolitan-police-service' }],
  },
  health: {
    email: 'health@example.org',
    name: 'Hal Health',
    roles: [{ role: 'agency_owner', agency: 'department-of-health' }],
  },
  council: {
    email: 'council@example.org',
    name: 'Carys Council',
    roles: [{ role: 'council_officer', plan: 'merton-2013' }],
  },
  reader: { email: 'reader@example.org', name: 'Rob Reader', roles: [{ role: 'reader' }] },
  auditor: { email: 'auditor@example.org', name: 'Aud Auditor', roles: [{ role: 'auditor' }] },
  administrator: {
    email: 'admin@example.org',
    name: 'Ada Administrator',
    roles: [{ role: 'administrator' }],
  },
} as const satisfies Record<string, { email: string; name: string; roles: RoleGiven[] }>
export type PersonName = keyof typeof people

/** Gives each of them an account with the same password. */
export async function makePeople(service: TestService, names: PersonName[]): Promise<void> {
  const passwordHash = await service.app.get(Passwords).hash(password)
  for (const name of names) {
    const { roles, ...person } = people[name]
    await service.app
      .get(AccountsService)
      .make(
        { name: 'Test' },
        { ...person, roles: [...roles], state: 'active', passwordHash, mustChangePassword: false },
      )
  }
}

export interface Visit {
  status: number
  headers: Headers
  /** Where it ended after redirects, from the root. */
  path: string
  html: string
  document: Document
}

/** What a person puts into a field: a list ticks or fills several, and a field for files takes files. */
export type Filling = string | File | (string | File)[]

/** Somebody with a browser that knows no script: keeps cookies, follows redirects, fills in forms. */
export class Visitor {
  private readonly cookies = new Map<string, string>()

  constructor(readonly service: TestService) {}

  static async signedIn(service: TestService, name: PersonName): Promise<Visitor> {
    const visitor = new Visitor(service)
    await visitor.get('/sign-in')
    const visit = await visitor.submit('/sign-in', 'form', { email: people[name].email, password })
    if (visit.status !== 200) throw new Error(`${name} could not sign in: ${visit.status}`)
    return visitor
  }

  /** What the service has left in the browser under this name. */
  cookie(name: string): string | undefined {
    return this.cookies.get(name)
  }

  /** Puts something into the browser, or takes it away. */
  setCookie(name: string, value: string | undefined): void {
    if (value === undefined) this.cookies.delete(name)
    else this.cookies.set(name, value)
  }

  /** Asks for a page and follows where it leads. */
  async get(path: string): Promise<Visit> {
    return this.visit(path, {})
  }

  /** The answer itself, with nothing followed. */
  async fetch(path: string, init: RequestInit = {}): Promise<Response> {
    const headers = new Headers(init.headers)
    headers.set('Cookie', [...this.cookies].map(([name, value]) => `${name}=${value}`).join('; '))
    const response = await fetch(this.service.url + path, { ...init, headers, redirect: 'manual' })
    for (const cookie of response.headers.getSetCookie()) {
      const [, name, value] = /^([^=]+)=([^;]*)/u.exec(cookie) ?? []
      if (name !== undefined && value !== undefined) this.cookies.set(name, value)
    }
    return response
  }

  /**
   * Opens a page, fills in one of its forms as a person would and sends it.
   *
   * @param selector of the form (or of the button in it that is pressed)
   * @param values by the names of fields
   */
  async submit(path: string, selector: string, values: Record<string, Filling> = {}): Promise<Visit> {
    return this.send(await this.get(path), selector, values)
  }

  /** The same on a page that is open. */
  async send(page: Visit, selector: string, values: Record<string, Filling> = {}): Promise<Visit> {
    const found = page.document.querySelector(selector)
    const form = found?.closest('form')
    if (!found || !form) throw new Error(`${page.path} has no form at “${selector}”.`)
    const fields = new reading.window.FormData(form)
    if (found.tagName === 'BUTTON' && found.getAttribute('name')) {
      fields.append(found.getAttribute('name') ?? '', found.getAttribute('value') ?? '')
    }
    const files: [string, File][] = []
    for (const [name, value] of Object.entries(values)) {
      fields.delete(name)
      for (const item of [value].flat()) {
        if (typeof item === 'string') fields.append(name, item)
        else files.push([name, item])
      }
    }
    // A field for files that was left empty sends nothing.
    const pairs = [...fields].filter((pair): pair is [string, string] => typeof pair[1] === 'string')
    const address = new URL(form.getAttribute('action') ?? page.path, this.service.url + page.path)
    if ((form.getAttribute('method') ?? 'get').toLowerCase() === 'get') {
      return this.get(`${address.pathname}?${new URLSearchParams(pairs).toString()}`)
    }
    if (form.enctype === 'multipart/form-data') {
      const body = new FormData()
      for (const [name, value] of pairs) body.append(name, value)
      for (const [name, file] of files) body.append(name, file)
      return this.visit(address.pathname + address.search, { method: 'POST', body })
    }
    return this.visit(address.pathname + address.search, {
      method: 'POST',
      body: new URLSearchParams(pairs),
    })
  }

  private async visit(path: string, init: RequestInit): Promise<Visit> {
    let [at, response] = [path, await this.fetch(path, init)]
    for (let hops = 0; response.status >= 300 && response.status < 400 && hops < 10; hops += 1) {
      const to = new URL(response.headers.get('Location') ?? '/', this.service.url + at)
      at = to.pathname + to.search
      response = await this.fetch(at)
    }
    return new VisitedPage(response, at, this.service.url + at, await response.text())
  }
}

/** All pages are read in one window: to make one takes longer than to read a page. */
const reading = new JSDOM()

/** A page that is read when somebody looks into it: of many only the status or the words are asked. */
class VisitedPage implements Visit {
  readonly status: number
  readonly headers: Headers
  private read: Document | null = null

  constructor(
    response: Response,
    readonly path: string,
    private readonly url: string,
    readonly html: string,
  ) {
    this.status = response.status
    this.headers = response.headers
  }

  get document(): Document {
    this.read ??= this.parsed()
    return this.read
  }

  private parsed(): Document {
    reading.reconfigure({ url: this.url })
    return new reading.window.DOMParser().parseFromString(this.html, 'text/html')
  }
}
