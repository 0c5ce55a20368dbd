import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { accountIdOf } from '../support/account-people.js'
import { rawRows } from '../support/accounts.js'
import { action } from '../support/register.js'
import { TestService, token } from '../support/service.js'
import { people, type PersonName, Visitor } from '../support/visitor.js'
import { almighty, formToken } from './attack.js'
import { makeThings, ref, type Things } from './things.js'

let service: TestService
let things: Things

beforeAll(async () => {
  service = await TestService.start('sqlite')
  things = await makeThings(service)
})
afterAll(() => service.stop())

/** Sends a form with fields that its page does not have. */
async function post(visitor: Visitor, path: string, fields: Record<string, string>): Promise<number> {
  const body = new URLSearchParams({ ...fields, _csrf: await formToken(visitor) })
  const answer = await visitor.fetch(path, { method: 'POST', body })
  await answer.arrayBuffer()
  return answer.status
}

const accounts = () => rawRows(service, 'SELECT * FROM account ORDER BY id')
const rolesHeld = () => rawRows(service, 'SELECT * FROM account_role ORDER BY id')

describe('a form with more fields than its page has', () => {
  it('gives nobody a role, a password or another address by the form of their own name', async () => {
    const reader = await Visitor.signedIn(service, 'reader')
    const [before, roles] = [await accounts(), await rolesHeld()]
    const status = await post(reader, '/account/name', {
      ...{
        name: 'Rob R. Reader',
        role: 'administrator',
        roles: 'administrator',
        email: 'x@example.org',
        id: '1',
      },
      ...{ state: 'active', passwordHash: 'x', password_hash: 'x', codesRequired: 'false', accountId: '1' },
      ...{ mustChangePassword: 'false', 'permissions[]': 'manage accounts', __proto__: 'x' },
    })
    expect(status).toBe(303)
    expect(await rolesHeld()).toEqual(roles)
    const changed = (await accounts()).filter(
      (row, place) => JSON.stringify(row) !== JSON.stringify(before[place]),
    )
    expect(changed).toEqual([{ ...before.find(({ id }) => id === changed[0]?.id), name: 'Rob R. Reader' }])
  })

  it('changes of an account only what its administrator was shown', async () => {
    const ada = await Visitor.signedIn(service, 'administrator')
    const id = await accountIdOf(service, people.council.email)
    const [before] = await rawRows(service, `SELECT * FROM account WHERE id = ${id}`)
    const more = {
      state: 'disabled',
      password_hash: 'x',
      code_secret: 'x',
      single_sign_on_subject: 'x',
      roles: 'reader',
    }
    await post(ada, `/administration/accounts/${id}/details`, {
      name: 'Carys C.',
      email: people.council.email,
      ...more,
    })
    const [after] = await rawRows(service, `SELECT * FROM account WHERE id = ${id}`)
    expect(after).toEqual({ ...before, name: 'Carys C.' })
  })

  it.each(['office', 'owner', 'council', 'reader', 'auditor'] satisfies PersonName[])(
    'gives the %s no way to the accounts of others',
    async (name) => {
      const visitor = await Visitor.signedIn(service, name)
      const id = await accountIdOf(service, people.auditor.email)
      const [before, roles] = [await accounts(), await rolesHeld()]
      for (const step of ['details', 'roles', 'disable', 'enable', 'codes', 'invite', 'reset', 'sign-out']) {
        const fields = {
          name: 'X',
          email: 'x@example.org',
          roles: 'administrator',
          reason: 'x',
          codes: 'off',
        }
        expect(await post(visitor, `/administration/accounts/${id}/${step}`, fields)).toBe(403)
      }
      const made = { name: 'X', email: 'y@example.org', roles: 'administrator', step: 'make' }
      expect(await post(visitor, '/administration/accounts/new', made)).toBe(403)
      expect([await accounts(), await rolesHeld()]).toEqual(
        [before, roles].map((rows) => expect.arrayContaining(rows)),
      )
    },
  )

  it('says nothing in the name of somebody else, and at no other time', async () => {
    const { revision } = await action(service, ref)
    const said = { revision, narrative: 'Done.' }
    const more = ['by', 'saidBy', 'on', 'knownFrom', 'recordedAt', 'accountId', '_csrf']
    for (const field of more) {
      const answer = await service.post<{ status: number }>(`/actions/${ref}/updates`, {
        ...said,
        [field]: 'x',
      })
      expect([field, answer.status]).toEqual([field, 422])
    }
    const body = `{"revision":${revision},"narrative":"Done.","__proto__":{"saidBy":"x"}}`
    const headers = { Authorization: `Bearer ${token}`, 'Content-Type': 'application/json' }
    const answer = await fetch(`${service.url}/api/v1/actions/${ref}/updates`, {
      method: 'POST',
      headers,
      body,
    })
    expect([201, 422]).toContain(answer.status)
    const { latestUpdate } = await action(service, ref)
    expect(latestUpdate?.by).not.toBe('x')
  })
})

describe('what is somebody’s own', () => {
  it('is a draft: nobody else sees a word of it, not even at the same action', async () => {
    const carys = await Visitor.signedIn(service, 'council')
    await carys.submit('/actions/MER13-7.2/update', 'button[value=save]', { narrative: 'Between you and me' })
    for (const name of ['office', 'reader', 'auditor', 'administrator'] as const) {
      const visitor = await Visitor.signedIn(service, name)
      for (const path of [
        '',
        '/actions/MER13-7.2',
        '/actions/MER13-7.2/update',
        '/actions/MER13-7.2/update/check',
      ]) {
        expect((await visitor.get(path || '/')).html).not.toContain('Between you and me')
      }
    }
    const olive = await Visitor.signedIn(service, 'office')
    await post(olive, '/actions/MER13-7.2/update/discard', {})
    expect((await carys.get('/actions/MER13-7.2/update')).html).toContain('Between you and me')
  })

  it.each(['/rename', '/delete'])(
    'is a saved view: nobody else gets at it by its number (%s)',
    async (step) => {
      const reader = await Visitor.signedIn(service, 'reader')
      expect((await reader.fetch(`/saved-views/${things.view}${step}`)).status).toBe(404)
      expect(await post(reader, `/saved-views/${things.view}${step}`, { name: 'Mine' })).toBe(404)
      expect(await rawRows(service, `SELECT name FROM saved_view WHERE id = ${things.view}`)).toEqual([
        { name: 'Late ones' },
      ])
    },
  )

  it('is a token: nobody else revokes it by its number', async () => {
    const reader = await Visitor.signedIn(service, 'reader')
    expect(await post(reader, `/account/tokens/${things.token}/revoke`, {})).toBe(404)
    const [kept] = await rawRows(service, `SELECT revoked_at FROM api_token WHERE id = ${things.token}`)
    expect(kept).toEqual({ revoked_at: null })
  })

  it('is a session: nobody else ends it, though they know what the page calls it', async () => {
    const [first, reader] = [await almighty(service), await Visitor.signedIn(service, 'reader')]
    const { document } = await first.get('/account')
    const names = [...document.querySelectorAll('input[name=session]')].map(
      (one) => one.getAttribute('value') ?? '',
    )
    const [all] = await rawRows(service, 'SELECT COUNT(*) AS total FROM session')
    for (const session of names) await post(reader, '/account/sessions/end', { session })
    const [left] = await rawRows(service, 'SELECT COUNT(*) AS total FROM session')
    expect(left).toEqual(all)
    expect((await first.get('/account')).path).toBe('/account')
  })

  it('is the evidence of an action: it opens only to those who see the action, and for this action only', async () => {
    const amir = await Visitor.signedIn(service, 'owner')
    const { leads, partners } = await action(service, ref)
    expect([...leads, ...partners].map(({ agency }) => agency)).not.toContain('metropolitan-police-service')
    expect((await amir.fetch(`/evidence/${things.evidence}`)).status).toBe(403)
    const ada = await Visitor.signedIn(service, 'administrator')
    expect((await ada.fetch(`/evidence/${things.evidence}`)).status).toBe(403)
    expect((await new Visitor(service).fetch(`/evidence/${things.evidence}`)).status).toBe(303)
  })

  it('is a report that others may not read: not its page, its data or its standing', async () => {
    for (const name of ['owner', 'council', 'administrator'] as const) {
      const visitor = await Visitor.signedIn(service, name)
      for (const path of [`/reports/${things.report}`, `/api/v1/reports/${things.report}`]) {
        for (const part of ['', '/html', '/pdf', ...(path.startsWith('/api') ? [] : ['/data'])]) {
          expect([path + part, (await visitor.fetch(path + part)).status]).toEqual([path + part, 403])
        }
      }
    }
  })
})
