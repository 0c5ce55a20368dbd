import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals'
import { AccountReading } from '../../src/accounts/account-admin.reading.js'
import { AccountAdmin } from '../../src/accounts/account-admin.service.js'
import { AccountRefused, AccountsService, type RoleGiven } from '../../src/accounts/accounts.service.js'
import { ApiTokens } from '../../src/accounts/api-tokens.service.js'
import { Invitations } from '../../src/accounts/invitations.js'
import { OwnAccount } from '../../src/accounts/own-account.service.js'
import type { Person } from '../../src/accounts/person.js'
import { Database } from '../../src/database/database.js'
import { accountIdOf, personOf } from '../support/account-people.js'
import { trailOf } from '../support/accounts.js'
import { databaseKinds } from '../support/places.js'
import { firstEmail, TestService } from '../support/service.js'
import { makePeople, Visitor } from '../support/visitor.js'

const at = '2017-03-01T09:00:00.000Z'
let counter = 0

describe.each(databaseKinds)('looking after accounts on %s', (kind) => {
  let service: TestService
  let admin: AccountAdmin
  let reading: AccountReading
  let ada: Person

  beforeAll(async () => {
    service = await TestService.start(kind, { at })
    await makePeople(service, ['office', 'owner', 'administrator'])
    admin = service.app.get(AccountAdmin)
    reading = service.app.get(AccountReading)
  })

  afterAll(() => service.stop())

  beforeEach(async () => {
    ada = await personOf(service, 'administrator')
  })

  const anAccount = async (roles: RoleGiven[] = [{ role: 'reader' }], name?: string) => {
    counter += 1
    const email = `person-${counter}@example.org`
    const id = await service.app.get(AccountsService).make(ada, {
      ...{ email, name: name ?? `Person ${counter}`, state: 'active', passwordHash: null, roles },
      mustChangePassword: false,
    })
    return { id, email }
  }

  const lastChange = async () => (await trailOf(service, 'account.changed')).at(-1)

  const refusalOf = async (work: Promise<unknown>) => {
    try {
      await work
      return 'It was not refused.'
    } catch (error) {
      if (error instanceof AccountRefused) return error.errors.map(({ field }) => field).join(', ')
      throw error
    }
  }

  it('lists accounts by name, with their roles in words, page by page', async () => {
    const first = await reading.list({}, 1, 2)
    const second = await reading.list({}, 2, 2)
    expect(first.total).toBe(second.total)
    const names = [...first.items, ...second.items].map(({ name }) => name)
    expect(names).toEqual(['Ada Administrator', 'Amir Owner', 'Olive Office', 'Programme office'])
    expect(first.items[1]?.roles).toEqual([
      {
        role: 'agency_owner',
        agency: { slug: 'metropolitan-police-service', name: 'Metropolitan Police Service' },
        plan: null,
      },
    ])
  })

  it('finds accounts by words of name and address, by role and by state', async () => {
    const { email } = await anAccount([{ role: 'auditor' }], 'Élodie O’Hara_100%')
    const found = async (filter: Parameters<typeof reading.list>[0]) =>
      (await reading.list(filter, 1, 50)).items.map((account) => account.email)
    expect(await found({ q: 'ÉLODIE' })).toEqual([email])
    expect(await found({ q: 'hara person-' })).toEqual([email])
    expect(await found({ q: '_100%' })).toEqual([email])
    expect(await found({ q: '%' })).toEqual([email])
    expect(await found({ role: 'auditor' })).toEqual([email])
    expect(await found({ role: 'auditor', state: 'disabled' })).toEqual([])
    expect(await found({ q: 'nobody at all' })).toEqual([])
  })

  it('changes name and address with one line that says before and after, and ends mailed links', async () => {
    const { id, email } = await anAccount()
    await service.app.get(Invitations).sendReset(ada, id)
    expect(await admin.describe(ada, id, { name: 'Another Name', email: 'Moved@Example.org' })).toBe(true)
    expect(await lastChange()).toEqual({
      ...{ actor: 'Ada Administrator', kind: 'account.changed', subject: email },
      details: {
        changed: {
          name: { from: expect.any(String), to: 'Another Name' },
          email: { from: email, to: 'moved@example.org' },
        },
      },
    })
    const open = await service.app
      .get(Database)
      .select('SELECT id FROM single_use_link WHERE account_id = ? AND used_at IS NULL', [id])
    expect(open).toEqual([])
  })

  it('refuses an address that another account has, and leaves no line where nothing changes', async () => {
    const [one, other] = [await anAccount(), await anAccount()]
    expect(await refusalOf(admin.describe(ada, one.id, { name: 'One', email: other.email }))).toBe('email')
    const before = await trailOf(service, 'account.changed')
    const { name = '' } = (await reading.find(one.id)) ?? {}
    expect(await admin.describe(ada, one.id, { name, email: one.email })).toBe(false)
    expect(await trailOf(service, 'account.changed')).toHaveLength(before.length)
  })

  it('gives no two accounts the same name, not even to two that are made at once', async () => {
    const [one, other] = [await anAccount(), await anAccount()]
    const { name = '' } = (await reading.find(one.id)) ?? {}
    const alike = ` ${name.toUpperCase().replaceAll(' ', '\u00A0 ')} `
    expect(await refusalOf(anAccount([{ role: 'reader' }], alike))).toBe('name')
    expect(await refusalOf(admin.describe(ada, other.id, { name: alike, email: other.email }))).toBe('name')
    const told = await Promise.all(
      ['Strasse', 'STRAßE'].map((same) => refusalOf(anAccount([{ role: 'reader' }], same))),
    )
    expect(told.sort()).toEqual(['It was not refused.', 'name'])
  })

  it('gives and takes roles at once, with one line that says before and after', async () => {
    const { id } = await anAccount([{ role: 'reader' }, { role: 'agency_owner', agency: 'jobcentre-plus' }])
    const roles: RoleGiven[] = [
      { role: 'agency_owner', agency: 'jobcentre-plus' },
      { role: 'agency_owner', agency: 'home-office' },
      { role: 'council_officer', plan: 'merton-2013' },
    ]
    expect(await admin.giveRoles(ada, id, roles)).toBe(true)
    expect((await lastChange())?.details).toEqual({
      changed: {
        roles: {
          from: ['reader', 'agency_owner of jobcentre-plus'],
          to: [
            'agency_owner of jobcentre-plus',
            'agency_owner of home-office',
            'council_officer of merton-2013',
          ],
        },
      },
    })
    expect((await reading.find(id))?.roles.map(({ role }) => role)).toEqual([
      'agency_owner',
      'agency_owner',
      'council_officer',
    ])
    expect(await admin.giveRoles(ada, id, roles)).toBe(false)
    expect(await refusalOf(admin.giveRoles(ada, id, []))).toBe('roles')
    expect(await refusalOf(admin.giveRoles(ada, id, [{ role: 'agency_owner', agency: 'nobody' }]))).toBe('agency') // prettier-ignore
  })

  it('disables an account with a reason, ends what it had open, and enables it again', async () => {
    const visitor = await Visitor.signedIn(service, 'owner')
    const owner = await personOf(service, 'owner')
    const tokens = service.app.get(ApiTokens)
    const token = await tokens.make(owner, {
      ...{ name: 'Nightly', scope: ['read the register'], endsOn: '2017-04-01' },
    })
    await service.app.get(Invitations).sendReset(ada, owner.accountId)
    expect(await refusalOf(admin.disable(ada, owner.accountId, ' '))).toBe('reason')
    expect(await admin.disable(ada, owner.accountId, ' Left the agency ')).toBe(true)
    expect((await lastChange())?.details).toEqual({
      changed: {
        state: { from: 'active', to: 'disabled' },
        ...{ reason: 'Left the agency', tokensRevoked: ['Nightly'] },
      },
    })
    expect((await visitor.get('/account')).path).toMatch(/^\/sign-in/u)
    expect(await tokens.personOf(token)).toBeNull()

    expect(await admin.enable(ada, owner.accountId)).toBe(true)
    expect((await lastChange())?.details).toEqual({ changed: { state: { from: 'disabled', to: 'active' } } })
    expect((await visitor.get('/account')).path).toMatch(/^\/sign-in/u)
    expect(await tokens.personOf(token)).toBeNull()
    expect(await admin.enable(ada, owner.accountId)).toBe(false)
  })

  it('enables an account that nobody ever signed in to as one to be invited', async () => {
    const { id } = await anAccount()
    await admin.disable(ada, id, 'Made by mistake')
    await admin.enable(ada, id)
    expect((await reading.find(id))?.state).toBe('invited')
  })

  it('asks for one-time codes, and says before and after', async () => {
    const { id } = await anAccount()
    expect(await admin.requireCodes(ada, id, true)).toBe(true)
    expect((await lastChange())?.details).toEqual({ changed: { codesRequired: { from: false, to: true } } })
    expect(await admin.requireCodes(ada, id, true)).toBe(false)
    expect((await reading.find(id))?.codesRequired).toBe(true)
  })

  it('signs somebody out of every browser', async () => {
    const visitors = [await Visitor.signedIn(service, 'office'), await Visitor.signedIn(service, 'office')]
    await admin.signOutEverywhere(ada, (await personOf(service, 'office')).accountId)
    for (const visitor of visitors) expect((await visitor.get('/account')).path).toMatch(/^\/sign-in/u)
    expect((await trailOf(service, 'account.signed-out')).at(-1)).toMatchObject({
      ...{ actor: 'Ada Administrator', subject: 'office@example.org', details: { everywhere: true } },
    })
  })

  it('never lets administrators shut themselves out', async () => {
    const told = await admin.disable(ada, ada.accountId, 'Holiday').catch((error: unknown) => String(error))
    expect(told).toContain('You cannot disable your own account')
    expect(await refusalOf(admin.giveRoles(ada, ada.accountId, [{ role: 'reader' }]))).toBe('roles')
    const stays: RoleGiven[] = [{ role: 'reader' }, { role: 'administrator' }]
    expect(await admin.giveRoles(ada, ada.accountId, stays)).toBe(true)
  })

  it('never loses the last administrator who can sign in, not even to two who act at once', async () => {
    const first = { ...ada, accountId: await accountIdOf(service, firstEmail) }
    const outcomes = await Promise.allSettled([
      admin.disable(ada, first.accountId, 'No longer needed'),
      admin.disable(first, ada.accountId, 'No longer needed'),
    ])
    expect(outcomes.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected'])
    const left = await reading.list({ role: 'administrator', state: 'active' }, 1, 10)
    expect(left.total).toBe(1)
    const refused = outcomes.find((outcome) => outcome.status === 'rejected')
    expect(String(refused?.reason)).toContain('is the only administrator who can sign in')
    for (const id of [ada.accountId, first.accountId]) await admin.enable(ada, id)
  })

  it('lets people change their name, but not to that of somebody else', async () => {
    const office = await personOf(service, 'office')
    const own = service.app.get(OwnAccount)
    expect(await refusalOf(own.rename(office, 'ada administrator'))).toBe('name')
    expect(await refusalOf(own.rename(office, '  '))).toBe('name')
    expect(await own.rename(office, 'Olive Offley')).toBe(true)
    expect((await lastChange())?.details).toEqual({
      changed: { name: { from: 'Olive Office', to: 'Olive Offley' } },
    })
    expect((await personOf(service, 'office')).name).toBe('Olive Offley')
  })

  it('keeps links of an account that was disabled from opening it', async () => {
    const { id } = await anAccount()
    await service.app.get(Invitations).sendReset(ada, id)
    await admin.disable(ada, id, 'Left')
    await admin.enable(ada, id)
    const used = await service.app
      .get(Database)
      .select<{ used_at: string | null }>('SELECT used_at FROM single_use_link WHERE account_id = ?', [id])
    expect(used.map(({ used_at: usedAt }) => usedAt !== null)).toEqual([true])
  })
})
