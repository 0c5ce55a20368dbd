import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { TestService } from '../support/service.js'
import { makePeople, password, people, Visitor } from '../support/visitor.js'
import { almighty, routesOf, send } from './attack.js'
import { addressOf, makeThings, ref, type Things } from './things.js'

/** A browser behind a proxy that ends https. */
class EncryptedVisitor extends Visitor {
  override fetch(path: string, init: RequestInit = {}): Promise<Response> {
    const headers = new Headers(init.headers)
    headers.set('X-Forwarded-Proto', 'https')
    return super.fetch(path, { ...init, headers })
  }
}

let service: TestService
let things: Things
let visitor: Visitor

beforeAll(async () => {
  service = await TestService.start('sqlite')
  things = await makeThings(service)
  visitor = await almighty(service)
})
afterAll(() => service.stop())

/** The directives of a policy by their names. */
function policyOf(headers: Headers): Record<string, string> {
  const directives = (headers.get('content-security-policy') ?? '').split(';').map((text) => text.trim())
  return Object.fromEntries(
    directives.map((directive) => {
      const [name = '', ...values] = directive.split(/\s+/u)
      return [name, values.join(' ')]
    }),
  )
}

/** What is wrong with the headers that every answer has. */
function faultsOf(path: string, { status, headers }: Response): string[] {
  const policy = policyOf(headers)
  const [scripts, styles] = ['script-src', 'style-src'].map((name) => policy[name] ?? policy['default-src'])
  const type = headers.get('content-type') ?? ''
  const isText = type.startsWith('text/')
  const wrong: Record<string, boolean> = {
    'no nosniff': headers.get('x-content-type-options') !== 'nosniff',
    'can be framed': policy['frame-ancestors'] !== "'none'" && !('sandbox' in policy),
    'takes plug-ins': (policy['object-src'] ?? policy['default-src']) !== "'none'",
    'runs scripts of others': !["'self'", "'none'"].includes(scripts ?? ''),
    'takes inline style': styles?.includes('unsafe-inline') === true && !/^\/api\/docs|\/html$/u.test(path),
    'tells others where it is': headers.get('referrer-policy') !== 'same-origin',
    'names its maker': headers.has('x-powered-by') || headers.has('server'),
    'is shared with other origins': headers.has('access-control-allow-origin'),
    'is kept': !path.startsWith('/assets') && headers.get('cache-control') !== 'no-store',
    'has no type': status !== 303 && type === '',
    'has no charset': isText && !/charset=utf-8/iu.test(type),
  }
  return Object.entries(wrong).flatMap(([fault, is]) => (is ? [`${path} (${status}) ${fault}`] : []))
}

const otherSite = { Origin: 'https://evil.example' }

describe('the headers of an answer', () => {
  it('guard every page, download and error', async () => {
    const reads = routesOf(service).filter(({ method }) => method === 'GET')
    const paths = reads.map(({ path }) => addressOf(path, things))
    const errors = [
      '/nowhere',
      '/actions?status=x',
      '/actions.csv?asAt=x',
      '/%ff',
      '/api/v1/nowhere',
      '/api/docs',
    ]
    const stranger = new Visitor(service)
    const faults: string[] = []
    for (const path of [...paths, ...errors]) {
      for (const who of [visitor, stranger]) {
        const answer = await who.fetch(path, { headers: otherSite })
        await answer.arrayBuffer()
        faults.push(...faultsOf(path, answer))
      }
    }
    expect(faults).toEqual([])
  })

  it('guard the built files, which may be kept because their names change with them', async () => {
    const { document } = await visitor.get('/help')
    const files = [...document.querySelectorAll('script[src], link[href]')].map(
      (one) => one.getAttribute('src') ?? one.getAttribute('href') ?? '',
    )
    expect(files.length).toBeGreaterThan(2)
    for (const file of [...files, '/assets/nothing.js']) {
      const answer = await visitor.fetch(file, { headers: otherSite })
      await answer.arrayBuffer()
      expect(faultsOf(file, answer)).toEqual([])
    }
  })

  it('guard what is refused', async () => {
    const refused = [
      ['POST', '/sign-in'],
      ['POST', '/account/name'],
      ['PUT', '/help'],
      ['POST', `/api/v1/actions/${ref}/updates`],
      ['OPTIONS', '/api/v1/actions'],
    ] as const
    for (const [method, path] of refused) {
      const answer = await visitor.fetch(path, { method, headers: otherSite })
      await answer.arrayBuffer()
      expect(answer.status).toBeGreaterThanOrEqual(400)
      expect(faultsOf(path, answer)).toEqual([])
    }
  })

  it('let no page run what stands in it', async () => {
    const policy = policyOf((await visitor.fetch('/')).headers)
    expect(policy).toMatchObject({
      'default-src': "'self'",
      'script-src': "'self'",
      'script-src-attr': "'none'",
      'style-src': "'self'",
      'base-uri': "'none'",
      'form-action': "'self'",
    })
    const report = policyOf((await visitor.fetch(`/reports/${things.report}/html`)).headers)
    expect(report).toMatchObject({ 'default-src': "'none'" })
    expect(report['script-src']).toBeUndefined()
  })

  it('make a file that somebody gave a download, in a sandbox', async () => {
    const { headers } = await visitor.fetch(`/evidence/${things.evidence}`)
    expect(headers.get('content-disposition')).toBe('attachment; filename=leaflets.txt')
    expect(policyOf(headers)).toEqual({ 'default-src': "'none'", sandbox: '' })
  })

  it('say nothing of https where the service is not reached by it', async () => {
    expect((await visitor.fetch('/help')).headers.has('strict-transport-security')).toBe(false)
  })
})

describe('behind https', () => {
  let encrypted: TestService

  beforeAll(async () => {
    encrypted = await TestService.start('sqlite', {
      seed: 'none',
      settings: { PUBLIC_URL: 'https://throughline.example.gov.uk', TRUST_PROXY: '1' },
    })
    await makePeople(encrypted, ['reader'])
  })
  afterAll(() => encrypted.stop())

  it('browsers are told to stay there, on pages, files, errors and the API', async () => {
    for (const path of [
      '/sign-in',
      '/nowhere',
      '/assets/nothing.js',
      '/api/v1/health',
      '/api/v1/plans',
      '/',
    ]) {
      const { headers } = await send(encrypted, 'GET', path)
      expect([path, headers['strict-transport-security']]).toEqual([path, 'max-age=31536000'])
    }
  })

  it('every cookie is of this host alone, goes over https alone and is out of reach of scripts', async () => {
    const cookies: string[] = []
    const seen = new EncryptedVisitor(encrypted)
    const fetched = seen.fetch.bind(seen)
    seen.fetch = async (path, init) => {
      const answer = await fetched(path, init)
      cookies.push(...answer.headers.getSetCookie())
      return answer
    }
    const { email } = people.reader
    const { path } = await seen.submit('/sign-in', 'main form', { email, password })
    expect(path).toBe('/')
    expect(new Set(cookies.map((cookie) => cookie.split('=')[0]))).toEqual(
      new Set(['__Host-throughline', '__Host-throughline-browser']),
    )
    for (const cookie of cookies) {
      expect(cookie).toMatch(/; Path=\/;/u)
      expect(cookie).toMatch(/; HttpOnly/u)
      expect(cookie).toMatch(/; Secure/u)
      expect(cookie).toMatch(/; SameSite=Lax/u)
      expect(cookie).not.toMatch(/domain/iu)
    }
  })

  it('no cookie is given to who came without it', async () => {
    const { headers } = await send(encrypted, 'GET', '/sign-in')
    expect(headers['set-cookie']).toBeUndefined()
  })
})
