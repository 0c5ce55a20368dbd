import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { rawRows } from '../support/accounts.js'
import { writtenMails } from '../support/mail.js'
import { databaseKinds } from '../support/places.js'
import { TestService } from '../support/service.js'
import { password, people, Visitor } from '../support/visitor.js'
import { almighty, formToken, routesOf, send } from './attack.js'
import { addressOf, makeThings, ref, type Things } from './things.js'

/** What people put into an address who look for a way in. */
const strange = [
  ...['\u0000', "' OR 1=1 --", '%_\\', '🙂', '__proto__', 'constructor', '-1', '99999999999999999999'],
  ...['../../etc/passwd', '{{7*7}}', 'a\r\nX: y', 'x'.repeat(5000)],
]

/** Those of them that PostgreSQL may stumble over where SQLite does not, whatever the service makes of the others. */
const awkward = ['\u0000', '🙂', '99999999999999999999', 'x'.repeat(5000)]

const queryNames = [
  ...['q', 'plan', 'theme', 'priority', 'lead', 'partner', 'agency', 'status', 'confidence', 'timeliness'],
  ...['flag', 'kind', 'sort', 'page', 'pageSize', 'asAt', 'asAt-day', 'dueBefore', 'dueAfter-day', 'list'],
  ...['change', 'action', 'all', 'next', 'again', 'who', 'subject', 'from', 'to', 'before', 'after', 'role'],
  ...['state', 'reload', '__proto__', 'constructor', '__proto__[admin]', 'q[]', 'q[$ne]'],
]

/** What a form of anybody must not change by holding the names of these. */
const rights = `SELECT a.id, a.email, a.state, a.password_hash, h.role FROM account a
  JOIN account_role h ON h.account_id = a.id ORDER BY h.id`

describe.each(databaseKinds)('an address on %s', (kind) => {
  let service: TestService
  let things: Things
  let visitor: Visitor

  beforeAll(async () => {
    service = await TestService.start(kind)
    things = await makeThings(service)
    visitor = await almighty(service)
  })
  afterAll(() => service.stop())

  const texts = kind === 'sqlite' ? strange : awkward

  const pathsOf = (method: string) =>
    routesOf(service)
      .filter((route) => route.method === method)
      .map(({ path }) => path)

  async function statusOf(path: string): Promise<number> {
    const { headers, status } = await send(service, 'GET', path, { Cookie: cookieOf(visitor) })
    expect(headers).not.toHaveProperty('x')
    return status
  }

  it('that holds what no page of ours would is answered, and never with a failure of ours', async () => {
    const failed: string[] = []
    for (const path of pathsOf('GET').filter((one) => one.includes(':'))) {
      for (const text of texts) {
        const address = path.replaceAll(/:\w+/gu, encodeURIComponent(text))
        if ((await statusOf(address)) >= 500) failed.push(address.slice(0, 200))
      }
    }
    expect(failed).toEqual([])
  })

  it('may ask for anything at all, and is never answered with a failure of ours', async () => {
    const failed: string[] = []
    for (const path of pathsOf('GET')) {
      for (const text of texts.slice(0, kind === 'sqlite' ? 6 : 4)) {
        const pairs = queryNames.map((name) => [name, text])
        const some = text.length > 100 ? pairs.slice(0, 2) : pairs
        const address = `${addressOf(path, things)}?${new URLSearchParams(some).toString()}`
        if ((await statusOf(address)) >= 500) failed.push(address.slice(0, 200))
      }
    }
    expect(failed).toEqual([])
  })

  it('may ask for one thing in another way than all at once, or twice', async () => {
    const failed: string[] = []
    for (const path of ['/actions', '/actions.csv', '/administration/audit-trail', '/api/v1/actions']) {
      for (const name of queryNames) {
        for (const text of ['x\u0000', '__proto__']) {
          const query = new URLSearchParams([...(text === '__proto__' ? [[name, 'x']] : []), [name, text]])
          const address = `${path}?${query.toString()}`
          if ((await statusOf(address)) >= 500) failed.push(address)
        }
      }
    }
    expect(failed).toEqual([])
  })

  it('that a form is sent to takes whatever its fields hold, and never fails', async () => {
    const token = await formToken(visitor)
    const failed: string[] = []
    const before = await rawRows(service, rights)
    for (const path of pathsOf('POST').filter(
      (one) => !/sign-out|\/end$|everywhere|\/merge\/|\/api\//u.test(one),
    )) {
      for (const text of texts) {
        const body = new URLSearchParams([['_csrf', token]])
        for (const name of fieldNames) body.append(name, text)
        for (const name of ['name', 'roles', 'action', 'scope', 'file-id']) body.append(name, text)
        const answer = await visitor.fetch(addressOf(path, things), { method: 'POST', body })
        await answer.arrayBuffer()
        if (answer.status >= 500) failed.push(`${path} with ${text.slice(0, 20)}`)
      }
    }
    expect(failed).toEqual([])
    expect(await rawRows(service, rights)).toEqual(before)
    expect(({} as Record<string, unknown>).admin).toBeUndefined()
  })
})

const fieldNames = [
  ...['name', 'email', 'narrative', 'list', 'change', 'chosen', 'to', 'reason', 'alias', 'into', 'title'],
  ...['kind', 'plan', 'cutOff-day', 'cutOff-month', 'cutOff-year', 'roles', 'agency', 'step', 'codes'],
  ...['link-1-title', 'link-1-url', 'status', 'confidence', 'revision', 'do', 'savedAt', 'onBehalfOf'],
  ...[
    'days',
    'scope',
    'password',
    'current',
    'chosen',
    'code',
    'next',
    '__proto__',
    'constructor',
    'session',
  ],
]

const cookieOf = (visitor: Visitor) => `throughline=${visitor.cookie('throughline') ?? ''}`

describe('where a browser is sent', () => {
  let service: TestService

  beforeAll(async () => {
    service = await TestService.start('sqlite', {
      settings: { PUBLIC_URL: 'http://throughline.example.gov.uk', TRUST_PROXY: '1' },
    })
    await makeThings(service)
  })
  afterAll(() => service.stop())

  const elsewhere = [
    ...['//evil.example', '/\\evil.example', '\\\\evil.example', '///evil.example', 'https://evil.example'],
    ...[
      'https:evil.example',
      'javascript:alert(1)',
      '/\t/evil.example',
      '/.//evil.example',
      '//evil%2eexample',
    ],
    ...['http://throughline.example.gov.uk@evil.example/', '/%2f/../..//evil.example'],
  ]

  it.each(elsewhere)('after signing in is never %j', async (next) => {
    const visitor = new Visitor(service)
    await visitor.get('/sign-in')
    const page = await visitor.get(`/sign-in?next=${encodeURIComponent(next)}`)
    const token = page.document.querySelector('input[name=_csrf]')?.getAttribute('value') ?? ''
    const { email } = people.reader
    const body = new URLSearchParams({ _csrf: token, email, password, next })
    const { status, headers } = await visitor.fetch('/sign-in', { method: 'POST', body })
    expect(status).toBe(303)
    const to = new URL(headers.get('location') ?? '', service.url)
    expect([to.origin, to.pathname.startsWith('//')]).toEqual([service.url, false])
  })

  it('is an address of this service, whatever the request writes as its address', async () => {
    const visitor = await almighty(service)
    const day = 'asAt-day=31&asAt-month=12&asAt-year=2013'
    const paths = [
      ...[`//evil.example/plans?${day}`, `//evil.example/..//plans?${day}`, `/\\evil.example/plans?${day}`],
      ...[
        `/plans//evil.example?${day}`,
        `http://evil.example/plans?${day}`,
        `http://evil.example//plans?${day}`,
      ],
      ...[`/actions//evil.example?${day}`, '//evil.example/actions?q=', `/agencies?${day}&q=//evil.example`],
      ...['//evil.example', '/%5cevil.example', '/%2f%2fevil.example', '/bulk-update?list=//evil.example'],
      ...['/bulk-update?list=x%0d%0aLocation:%20//evil.example', '/bulk-update?list=%E2%98%83'],
    ]
    for (const path of paths) {
      const { status, headers } = await send(service, 'GET', path, {
        ...{ Cookie: cookieOf(visitor), Host: 'evil.example', 'X-Forwarded-Host': 'evil.example' },
      })
      const { location = '/' } = headers
      expect([path, status < 500, new URL(location, 'http://here.invalid').hostname]).toEqual([
        ...[path, true, 'here.invalid'],
      ])
    }
  })

  it('comes from the settings in a mail, not from the host that the request names', async () => {
    const { body, headers } = await send(service, 'GET', '/sign-in/forgotten', { Host: 'evil.example' })
    const token = /name="_csrf" value="([^"]+)"/u.exec(body)?.[1] ?? ''
    const cookie = headers['set-cookie']?.[0]?.split(';')[0] ?? ''
    const form = new URLSearchParams({ _csrf: token, email: people.reader.email }).toString()
    const { status } = await send(
      service,
      'POST',
      '/sign-in/forgotten',
      {
        ...{ Host: 'evil.example', 'X-Forwarded-Host': 'evil.example', 'X-Forwarded-Proto': 'https' },
        ...{ Forwarded: 'host=evil.example', Cookie: cookie, 'Content-Length': String(form.length) },
        'Content-Type': 'application/x-www-form-urlencoded',
      },
      form,
    )
    expect(status).toBe(200)
    const [letter] = await writtenMails(service)
    expect(letter?.raw).toContain('http://throughline.example.gov.uk/sign-in/link/')
    expect(letter?.raw).not.toContain('evil')
  })

  it('is nowhere in the folders of the service', async () => {
    const visitor = await almighty(service)
    const climbs = ['../', '..%2f', '%2e%2e/', '%2e%2e%2f', '..\\', '..%5c', '....//', '%252e%252e%252f']
    for (const start of ['/assets/', '/evidence/', '/reports/', `/actions/${ref}/`]) {
      for (const climb of climbs) {
        for (const file of ['package.json', 'secret-key', 'throughline.sqlite', 'etc/passwd']) {
          const path = start + climb.repeat(4) + file
          const { status, body } = await send(service, 'GET', path, { Cookie: cookieOf(visitor) })
          expect([path, [400, 403, 404].includes(status)]).toEqual([path, true])
          expect(body).not.toMatch(/root:|"dependencies"|SQLite format/u)
        }
      }
    }
  })

  it.each([
    '/.git/config',
    '/.env',
    '/package.json',
    '/var/api-token',
    '/assets/',
    '/dist/main.js',
    '/src/main.ts',
  ])('is not told anything at %s', async (path) => {
    const { status } = await send(service, 'GET', path)
    expect(status).toBe(404)
  })
})
