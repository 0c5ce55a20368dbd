import { createHash } from 'node:crypto'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals'
import { AccountAdmin } from '../../src/accounts/account-admin.service.js'
import { AccountRefused } from '../../src/accounts/accounts.service.js'
import { ApiTokens, type NewToken } from '../../src/accounts/api-tokens.service.js'
import { tokenPermissions } from '../../src/accounts/permission.js'
import type { Person } from '../../src/accounts/person.js'
import { personOf } from '../support/account-people.js'
import { rawRows, trailOf } from '../support/accounts.js'
import { databaseKinds } from '../support/places.js'
import { TestService, token as serviceToken } from '../support/service.js'
import { makePeople } from '../support/visitor.js'

const at = '2017-03-01T09:00:00.000Z'
const reading: NewToken = { name: 'Reading', scope: ['read the register'], endsOn: '2017-05-30' }
let counter = 0

describe.each(databaseKinds)('a token for the API on %s', (kind) => {
  let service: TestService
  let tokens: ApiTokens
  let office: Person

  beforeAll(async () => {
    service = await TestService.start(kind, { at })
    await makePeople(service, ['office', 'owner', 'administrator'])
    tokens = service.app.get(ApiTokens)
    office = await personOf(service, 'office')
  })

  beforeEach(() => {
    service.clock.instant = at
  })

  afterAll(() => service.stop())

  const make = (asked: Partial<NewToken> = {}, person = office) => {
    counter += 1
    return tokens.make(person, { ...reading, name: `Reading ${counter}`, ...asked })
  }

  const ask = async (token: string, path: string, init: RequestInit = {}) => {
    const headers = new Headers(init.headers)
    headers.set('Authorization', `Bearer ${token}`)
    return (await fetch(service.url + path, { ...init, headers, redirect: 'manual' })).status
  }

  const update = (token: string) =>
    ask(token, '/api/v1/actions/MER13-7.1/updates', {
      ...{ method: 'POST', headers: { 'Content-Type': 'application/json' } },
      body: JSON.stringify({ revision: 99, narrative: 'Work goes on.' }),
    })

  const refusalOf = async (asked: Partial<NewToken>, person = office) => {
    try {
      await tokens.make(person, { ...reading, ...asked })
      return 'It was not refused.'
    } catch (error) {
      if (error instanceof AccountRefused) return error.errors.map(({ field }) => field).join(', ')
      throw error
    }
  }

  it('opens what its scope says, in the name of its account, and nothing else', async () => {
    const token = await make()
    expect(await ask(token, '/api/v1/actions')).toBe(200)
    expect(await ask(token, '/api/v1/reports')).toBe(403)
    expect(await update(token)).toBe(403)
    expect((await trailOf(service, 'access.refused')).at(-1)).toMatchObject({
      ...{ actor: 'Olive Office', subject: 'office@example.org' },
      details: { what: 'POST /api/v1/actions/MER13-7.1/updates' },
    })
    expect(await update(await make({ scope: ['read the register', 'update actions'] }))).toBe(409)
  })

  it('sees no more of the register than its account', async () => {
    const token = await make({}, await personOf(service, 'owner'))
    const headers = { Authorization: `Bearer ${token}` }
    const of = async (path: string) =>
      (await (await fetch(`${service.url}/api/v1${path}`, { headers })).json()) as { total: number }
    const { body } = await service.get<{ total: number }>('/actions')
    const { total } = await of('/actions')
    expect(total).toBeGreaterThan(0)
    expect(total).toBeLessThan(body.total)
  })

  it('ends with its last day, in London', async () => {
    const token = await make({ endsOn: '2017-03-31' })
    service.clock.instant = '2017-03-31T22:59:59.000Z'
    expect(await ask(token, '/api/v1/plans')).toBe(200)
    service.clock.instant = '2017-03-31T23:00:00.000Z'
    expect(await ask(token, '/api/v1/plans')).toBe(401)
  })

  it('opens nothing once it is revoked, by its owner alone', async () => {
    const token = await make()
    const [{ id, name } = { id: 0, name: '' }] = await tokens.of(office.accountId)
    expect(await tokens.revoke(await personOf(service, 'owner'), id)).toBeNull()
    expect(await ask(token, '/api/v1/plans')).toBe(200)
    expect(await tokens.revoke(office, id)).toBe(name)
    expect(await ask(token, '/api/v1/plans')).toBe(401)
    expect(await tokens.revoke(office, id)).toBeNull()
    expect((await trailOf(service, 'token.revoked')).at(-1)).toMatchObject({
      ...{ actor: 'Olive Office', subject: 'office@example.org', details: { name } },
    })
  })

  it('loses what its account loses', async () => {
    const owner = await personOf(service, 'owner')
    const token = await make({ scope: ['read the register', 'update actions'] }, owner)
    const ada = await personOf(service, 'administrator')
    await service.app.get(AccountAdmin).giveRoles(ada, owner.accountId, [{ role: 'reader' }])
    expect(await ask(token, '/api/v1/actions')).toBe(200)
    expect(await update(token)).toBe(403)
    await service.app.get(AccountAdmin).disable(ada, owner.accountId, 'Left')
    expect(await ask(token, '/api/v1/actions')).toBe(401)
    await service.app.get(AccountAdmin).enable(ada, owner.accountId)
    expect(await ask(token, '/api/v1/actions')).toBe(401)
  })

  it('is asked for with a name of its own, a scope that the account holds, and an end within a year', async () => {
    expect(await refusalOf({ name: ' ' })).toBe('name')
    expect(await refusalOf({ name: 'x'.repeat(101) })).toBe('name')
    await make({ name: 'Nightly' })
    expect(await refusalOf({ name: 'Nightly' })).toBe('name')
    expect(await refusalOf({ scope: [] })).toBe('scope')
    expect(await refusalOf({ scope: ['manage accounts'] })).toBe('scope')
    expect(await refusalOf({ scope: ['use the own account'] })).toBe('scope')
    expect(await refusalOf({}, await personOf(service, 'administrator'))).toBe('scope')
    expect(await refusalOf({ endsOn: '2018-03-02' })).toBe('endsOn')
    expect(await refusalOf({ endsOn: '2017-02-28' })).toBe('endsOn')
    expect(await refusalOf({ endsOn: 'for ever' })).toBe('endsOn')
    expect(await refusalOf({ name: 'A year', endsOn: '2018-03-01' })).toBe('It was not refused.')
  })

  it('is kept as a hash, and what it does with it is told the trail', async () => {
    const token = await make({ name: 'Kept as a hash' })
    const [row] = await rawRows(service, `SELECT * FROM api_token WHERE name = 'Kept as a hash'`)
    expect(row?.token_hash).toBe(createHash('sha256').update(token).digest('hex'))
    expect(JSON.stringify(await rawRows(service, 'SELECT * FROM audit_line'))).not.toContain(token)
    expect((await trailOf(service, 'token.made')).at(-1)).toEqual({
      ...{ actor: 'Olive Office', kind: 'token.made', subject: 'office@example.org' },
      details: { name: 'Kept as a hash', scope: ['read the register'], until: '2017-05-30' },
    })
  })

  it('notes its last use', async () => {
    const token = await make({ name: 'Used' })
    const used = async () => (await tokens.of(office.accountId)).find(({ name }) => name === 'Used')?.usedAt
    expect(await used()).toBeNull()
    await ask(token, '/api/v1/plans')
    expect(await used()).toBe(at)
    service.clock.instant = '2017-03-01T09:09:00.000Z'
    await ask(token, '/api/v1/plans')
    expect(await used()).toBe(at)
    service.clock.instant = '2017-03-01T09:10:00.000Z'
    await ask(token, '/api/v1/plans')
    expect(await used()).toBe('2017-03-01T09:10:00.000Z')
  })

  it('opens downloads, and no page: neither that of accounts nor that where tokens are made', async () => {
    const scope = tokenPermissions(office.permissions)
    const token = await make({ scope })
    expect(await ask(token, '/actions.csv')).toBe(200)
    // The service's own token stands for the first account, which is an administrator's.
    for (const bearer of [token, serviceToken]) {
      for (const path of ['/', '/actions', '/account', '/account/tokens/new', '/administration/accounts']) {
        expect([path, await ask(bearer, path)]).toEqual([path, 403])
      }
      for (const path of ['/account/tokens/new', '/administration/accounts/new', '/sign-out']) {
        const body = new URLSearchParams({ name: 'Another' })
        expect([path, await ask(bearer, path, { method: 'POST', body })]).toEqual([path, 403])
      }
    }
    expect((await trailOf(service, 'access.refused')).at(-1)?.details.what).toBe(
      'POST /sign-out with a token',
    )
  })

  it('is not mended by a form: a session with a token beside it counts as the token', async () => {
    const headers = { Cookie: 'throughline=s%3Anothing.nothing' }
    expect(await ask(await make(), '/account', { headers })).toBe(403)
    expect(await ask('throughline_not-a-token', '/api/v1/plans', { headers })).toBe(401)
  })
})
