import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { rawRows, trailOf } from '../support/accounts.js'
import { TestService } from '../support/service.js'
import { Visitor } from '../support/visitor.js'
import { almighty, formToken, routesOf, send, stored } from './attack.js'
import { addressOf, makeThings, ref, type Things } from './things.js'

/** Fields that would change something wherever they were taken. */
const fields: Record<string, string> = {
  ...{ name: 'Eve Else', email: 'eve@example.org', roles: 'administrator', reason: 'Because' },
  ...{ alias: 'Eve and sons', into: 'home-office', step: 'make', codes: 'required', session: 'x' },
  ...{ narrative: 'All is well.', do: 'save', revision: '1', list: '', change: 'confidence' },
  ...{ chosen: `${ref}@1`, to: 'green', kind: 'img', 'cutOff-day': '31', 'cutOff-month': '12' },
  ...{ 'cutOff-year': '2013', chosen_password: 'x', current: 'x', password: 'x', code: '123456' },
}

let service: TestService
let things: Things
let victim: Visitor
let changing: { method: string; path: string; address: string }[]
const foreign = { token: '' }

beforeAll(async () => {
  service = await TestService.start('sqlite')
  things = await makeThings(service)
  victim = await almighty(service)
  foreign.token = await formToken(await Visitor.signedIn(service, 'office'))
  changing = routesOf(service)
    .filter(({ method }) => method !== 'GET')
    .map(({ method, path }) => ({ method, path, address: addressOf(path, things) }))
})
afterAll(() => service.stop())

const urlencoded = (more: [string, string][]) =>
  new URLSearchParams([...Object.entries(fields), ...more]).toString()

/** Requests that another site could make this browser send, or its owner be made to send. */
const forgeries: {
  words: string
  init: () => { headers?: Record<string, string>; body: string | FormData }
}[] = [
  { words: 'without a token', init: () => ({ body: urlencoded([]) }) },
  { words: 'with a token that was made up', init: () => ({ body: urlencoded([['_csrf', 'f'.repeat(64)]]) }) },
  { words: 'with an empty token', init: () => ({ body: urlencoded([['_csrf', '']]) }) },
  {
    words: 'with the token of another session',
    init: () => ({ body: urlencoded([['_csrf', foreign.token]]) }),
  },
  {
    words: 'with the token of another session in the header',
    init: () => ({ headers: { 'X-CSRF-Token': foreign.token }, body: urlencoded([]) }),
  },
  {
    words: 'with two tokens',
    init: () => ({
      body: urlencoded([
        ['_csrf', foreign.token],
        ['_csrf', foreign.token],
      ]),
    }),
  },
  {
    words: 'as JSON, with the cookie',
    init: () => ({ headers: { 'Content-Type': 'application/json' }, body: JSON.stringify(fields) }),
  },
  {
    words: 'as plain text, which a form of another site can send',
    init: () => ({ headers: { 'Content-Type': 'text/plain' }, body: JSON.stringify(fields) }),
  },
  {
    words: 'as a form with files',
    init: () => {
      const body = new FormData()
      for (const [name, value] of Object.entries(fields)) body.append(name, value)
      return { body }
    },
  },
]

/** The pages of signing in give their form again instead: nobody is meant to be stuck there. A link that opens nothing says so. */
function asRefused(name: string): number[] {
  if (/ \/sign-(?:in|out)/u.test(name)) return [303, 403, 422]
  return name.includes(' /answer/') ? [403, 410] : [403]
}

describe('a form that no page of ours gave to this browser', () => {
  it.each(forgeries)('changes nothing, on any route: $words', async ({ init }) => {
    const before = await stored(service)
    const answers: Record<string, number> = {}
    for (const { method, address } of changing) {
      const { headers, body } = init()
      const type: Record<string, string> =
        typeof body === 'string' ? { 'Content-Type': 'application/x-www-form-urlencoded' } : {}
      const answer = await victim.fetch(address, { method, headers: { ...type, ...headers }, body })
      await answer.body?.cancel()
      answers[`${method} ${address}`] = answer.status
    }
    expect(await stored(service)).toEqual(before)
    const refused = Object.entries(answers).map(([name, status]) => [name, asRefused(name).includes(status)])
    expect(refused.filter(([, as]) => as !== true)).toEqual([])
    expect((await victim.get('/account')).path).toBe('/account')
  })

  it('is told the trail, with who was made to send it', async () => {
    const refusals = await trailOf(service, 'access.refused')
    expect(refusals.map(({ details }) => details.what)).toContain('POST /account/name without a form of ours')
  })

  it('would change something with the right token: the test can fail', async () => {
    const before = await stored(service)
    const token = await formToken(victim)
    const body = new URLSearchParams({ ...fields, name: 'Eve Else', _csrf: token })
    const answer = await victim.fetch('/account/name', { method: 'POST', body })
    expect(answer.status).toBe(303)
    expect(await stored(service)).not.toEqual(before)
  })

  it('does not take the token from the address', async () => {
    const token = await formToken(victim)
    const body = new URLSearchParams({ name: 'Mallory Else' })
    const answer = await victim.fetch(`/account/name?_csrf=${token}`, { method: 'POST', body })
    expect(answer.status).toBe(403)
  })

  it('is not needed where a token of the API proves who asks; a cookie beside a wrong token counts for nothing', async () => {
    const answer = await victim.fetch(`/api/v1/actions/${ref}/updates`, {
      method: 'POST',
      headers: { Authorization: 'Bearer wrong', 'Content-Type': 'application/json' },
      body: JSON.stringify({ revision: 2, narrative: 'All is well.' }),
    })
    expect(answer.status).toBe(401)
  })
})

/** Lines that tell of reading. */
const readings = new Set([
  ...['marked.read', 'evidence.read', 'report.read', 'report.exported', 'register.exported'],
  ...['trail.exported', 'access.refused', 'workbook.made'],
])

async function kindsOfLines(): Promise<string[]> {
  const rows = await rawRows(service, 'SELECT kind FROM audit_line ORDER BY sequence')
  return rows.map(({ kind }) => String(kind))
}

describe('what is only read', () => {
  it('changes nothing, and leaves no lines in the trail but those that say who has read', async () => {
    const [before, lines] = [await stored(service), await kindsOfLines()]
    const nothingThere: string[] = []
    for (const { path } of routesOf(service).filter(({ method }) => method === 'GET')) {
      for (const query of ['', `?${new URLSearchParams(fields).toString()}`]) {
        const answer = await victim.fetch(addressOf(path, things) + query)
        await answer.arrayBuffer()
        if (answer.status === 404 && query === '') nothingThere.push(path)
      }
    }
    expect(await stored(service)).toEqual(before)
    const added = (await kindsOfLines()).slice(lines.length)
    expect(added.filter((kind) => !readings.has(kind))).toEqual([])
    expect(added).toContain('register.exported')
    // Every address was one that shows something, but for single sign-on, which is not set up here, and what begins with a file
    // or a secret of one's own.
    expect(nothingThere.filter((path) => !/\/workbook\/:load|\/calendar\//u.test(path))).toEqual([
      ...['/sign-in/single-sign-on', '/sign-in/single-sign-on/callback'],
    ])
  })

  it('is not another method because a header or a field says so', async () => {
    const cookie = `throughline=${victim.cookie('throughline') ?? ''}`
    for (const header of ['X-HTTP-Method-Override', 'X-HTTP-Method', 'X-Method-Override']) {
      const { status } = await send(service, 'GET', '/sign-out?_method=POST', {
        Cookie: cookie,
        [header]: 'POST',
      })
      expect([header, status]).toEqual([header, 405])
    }
    expect((await victim.get('/account')).path).toBe('/account')
  })

  it.each(['PUT', 'PATCH', 'DELETE', 'TRACE', 'PROPFIND'])('is not answered to %s', async (method) => {
    const cookie = `throughline=${victim.cookie('throughline') ?? ''}`
    const { status, body } = await send(service, method, '/account/name', { Cookie: cookie })
    expect(status).toBe(405)
    expect(body).not.toContain(cookie)
  })
})
