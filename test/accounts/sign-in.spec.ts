import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals'
import { SessionStore } from '../../src/accounts/session-store.js'
import { databaseKinds } from '../support/places.js'
import { errorsOf, isIn, makeAccount, rawRows, rawRun, signIn, trailOf } from '../support/accounts.js'
import { TestService, token } from '../support/service.js'
import { password, Visitor } from '../support/visitor.js'

const start = '2013-12-02T09:00:00.000Z'
const minutesLater = (minutes: number) => new Date(Date.parse(start) + minutes * 60_000).toISOString()
const newPassword = 'granite-pelican-teapot-7'

describe.each(databaseKinds)('signing in on %s', (kind) => {
  let service: TestService
  let counter = 0

  beforeAll(async () => {
    service = await TestService.start(kind, { seed: 'none', at: start })
  })

  beforeEach(() => {
    service.clock.instant = start
  })

  afterAll(() => service.stop())

  const somebody = async (asked?: Parameters<typeof makeAccount>[2]) => {
    counter += 1
    const email = `person${counter}@example.org`
    return { email, id: await makeAccount(service, email, asked) }
  }

  it('opens the page that was asked for, under a new session', async () => {
    const { email } = await somebody()
    const visitor = new Visitor(service)
    const page = await visitor.get('/account?x=1')
    expect(page.path).toBe('/sign-in?next=%2Faccount%3Fx%3D1')
    const before = visitor.cookie('throughline')
    const visit = await visitor.send(page, 'main form', { email: ` ${email.toUpperCase()} `, password })
    expect(visit.path).toBe('/account?x=1')
    expect(visitor.cookie('throughline')).not.toBe(before)
    expect(await trailOf(service, 'account.signed-in')).toContainEqual({
      ...{ actor: `Person of ${email}`, kind: 'account.signed-in', subject: email },
      details: { by: 'password', address: expect.stringContaining('127.0.0.1') },
    })
  })

  it('sets cookies that no script reads and no other site sends', async () => {
    const { email } = await somebody()
    const visitor = new Visitor(service)
    const page = await visitor.get('/sign-in')
    const token = page.document.querySelector<HTMLInputElement>('input[name=_csrf]')?.value ?? ''
    const body = new URLSearchParams({ email, password, _csrf: token })
    const response = await visitor.fetch('/sign-in', { method: 'POST', body })
    const cookies = response.headers.getSetCookie()
    expect(cookies.map((cookie) => cookie.split('=')[0]).sort()).toEqual([
      'throughline',
      'throughline-browser',
    ])
    for (const cookie of cookies) expect(cookie).toMatch(/; Path=\/; .*HttpOnly; SameSite=Lax$/u)
  })

  it('answers in the same words whether or not there is such an account', async () => {
    const [active, invited, disabled, without] = [
      await somebody(),
      await somebody({ state: 'invited' }),
      await somebody({ state: 'disabled' }),
      await somebody({ password: null }),
    ]
    const answers = []
    for (const [email, given] of [
      [active.email, 'not the password'],
      [invited.email, password],
      [disabled.email, password],
      [without.email, password],
      ['nobody@example.org', password],
      ['no address at all', password],
    ] as const) {
      const visit = await signIn(new Visitor(service), email, given)
      expect(visit.document.querySelector('#email')?.getAttribute('value')).toBe(email)
      const words = visit.document.querySelector('main')?.textContent
      answers.push([visit.status, errorsOf(visit), words, visit.html.replaceAll(email, '').length])
    }
    expect(answers[0]?.[0]).toBe(422)
    expect(answers[0]?.[1]).toEqual(['The email address or the password is not right: check both'])
    for (const answer of answers) expect(answer).toEqual(answers[0])
    const failed = await trailOf(service, 'account.sign-in-failed')
    expect(failed.map(({ actor, subject }) => [actor, subject])).toContainEqual(['Nobody', invited.email])
    expect(JSON.stringify(failed)).not.toContain('not the password')
    expect(JSON.stringify(failed)).not.toContain(password)
  })

  it('keeps nothing in the trail of what was typed as an email and is none: it may be a password', async () => {
    await signIn(new Visitor(service), 'copper-lantern-orchard-42')
    await signIn(new Visitor(service), `${'x'.repeat(1000)}@example.org`)
    const failed = await trailOf(service, 'account.sign-in-failed')
    expect(failed.slice(-2).map(({ subject }) => subject)).toEqual(['no email address', 'no email address'])
  })

  it('with a one-time password lets nothing be done until another is chosen', async () => {
    const { email } = await somebody({ mustChangePassword: true })
    const other = new Visitor(service)
    await signIn(other, email)
    const visitor = new Visitor(service)
    const page = await visitor.get('/account?x=1')
    const owed = await visitor.send(page, 'main form', { email, password })
    expect(owed.path).toBe('/sign-in/choose-password')
    for (const path of ['/', '/account', '/account/codes', '/reports', '/sign-in']) {
      expect([path, (await visitor.get(path)).path]).toEqual([path, '/sign-in/choose-password'])
    }
    const api = await visitor.fetch('/api/v1/actions')
    expect(api.status).toBe(403)
    expect(await api.json()).toMatchObject({ detail: 'Choose a password of your own first.' })
    const same = await visitor.submit('/sign-in/choose-password', 'main form', { password })
    expect(errorsOf(same)).toEqual(['Choose another password than the one that you have'])
    const weak = await visitor.submit('/sign-in/choose-password', 'main form', { password: 'password1234' })
    expect([weak.status, errorsOf(weak)[0]]).toEqual([422, expect.stringContaining('too easy to guess')])
    const done = await visitor.submit('/sign-in/choose-password', 'main form', { password: newPassword })
    expect(done.path).toBe('/account?x=1')
    expect((await other.get('/account')).path).toContain('/sign-in?next')
    expect(isIn(await signIn(new Visitor(service), email, newPassword))).toBe(true)
    expect((await signIn(new Visitor(service), email)).status).toBe(422)
    expect(await trailOf(service, 'account.password-set')).toContainEqual(
      expect.objectContaining({ subject: email, details: { how: 'signed in' } }),
    )
  })

  it('lets somebody with a one-time password sign out instead', async () => {
    const { email } = await somebody({ mustChangePassword: true })
    const visitor = new Visitor(service)
    await signIn(visitor, email)
    const out = await visitor.submit('/sign-in/choose-password', 'header form')
    expect(out.path).toBe('/sign-in')
    expect(out.document.querySelector('main')?.textContent).toContain('You have signed out.')
  })

  it('lasts an hour without a visit, and twelve hours with visits', async () => {
    const { email } = await somebody()
    const visitor = new Visitor(service)
    await signIn(visitor, email)
    service.clock.instant = minutesLater(59)
    expect(isIn(await visitor.get('/account'))).toBe(true)
    service.clock.instant = minutesLater(118)
    expect(isIn(await visitor.get('/account'))).toBe(true)
    service.clock.instant = minutesLater(118 + 61)
    expect(isIn(await visitor.get('/account'))).toBe(false)
    const busy = new Visitor(service)
    await signIn(busy, email)
    for (let minute = 0; minute < 12 * 60; minute += 45) {
      service.clock.instant = minutesLater(118 + 61 + minute)
      expect([minute, isIn(await busy.get('/account'))]).toEqual([minute, true])
    }
    service.clock.instant = minutesLater(118 + 61 + 12 * 60 + 1)
    expect(isIn(await busy.get('/account'))).toBe(false)
  })

  it('ends where the account is disabled, and by signing out', async () => {
    const [{ email, id }, other] = [await somebody(), await somebody()]
    const visitor = new Visitor(service)
    await signIn(visitor, email)
    await rawRun(service, `UPDATE account SET state = 'disabled' WHERE id = ${id}`)
    expect((await visitor.get('/account')).path).toContain('/sign-in?next')
    await signIn(visitor, other.email)
    const old = visitor.cookie('throughline')
    await visitor.submit('/account', 'header form')
    expect((await visitor.get('/account')).path).toContain('/sign-in?next')
    visitor.setCookie('throughline', old)
    expect((await visitor.get('/account')).path).toContain('/sign-in?next')
    expect(await trailOf(service, 'account.signed-out')).toContainEqual(
      expect.objectContaining({ subject: other.email, details: { everywhere: false } }),
    )
  })

  it('that was ended stays ended, although a request of it was still under way', async () => {
    const { email, id } = await somebody()
    const visitor = new Visitor(service)
    await signIn(visitor, email)
    const store = service.app.get(SessionStore)
    const [sid = ''] = decodeURIComponent(visitor.cookie('throughline') ?? '')
      .replace(/^s:/u, '')
      .split('.')
    const session = await new Promise<Parameters<typeof store.set>[1] | null>((resolve) =>
      store.get(sid, (_, found) => resolve(found ?? null)),
    )
    expect(session?.accountId).toBe(id)
    await store.endAll(id)
    if (session) {
      await new Promise((resolve) => store.set(sid, { ...session, notification: 'Saved.' }, resolve))
    }
    expect((await visitor.get('/account')).path).toContain('/sign-in?next')
    expect(await rawRows(service, `SELECT * FROM session WHERE account_id = ${id}`)).toEqual([])
  })

  it('keeps when the person was here before', async () => {
    const { email, id } = await somebody()
    for (const minute of [0, 10, 20]) {
      service.clock.instant = minutesLater(minute + 2000)
      await signIn(new Visitor(service), email)
    }
    const [row] = await rawRows(
      service,
      `SELECT signed_in_at, signed_in_before FROM account WHERE id = ${id}`,
    )
    expect(String(row?.signed_in_at).slice(0, 16)).toBe(minutesLater(2020).slice(0, 16))
    expect(String(row?.signed_in_before).slice(0, 16)).toBe(minutesLater(2010).slice(0, 16))
  })

  it('is for people at a browser: who brings a token is refused', async () => {
    const headers = { Authorization: `Bearer ${token}` }
    const body = new URLSearchParams({ email: 'a@example.org', password })
    for (const path of ['sign-in', 'sign-in/forgotten', 'sign-in/code', 'sign-in/link/x', 'sign-out']) {
      const response = await fetch(`${service.url}/${path}`, { method: 'POST', headers, body })
      expect([path, response.status]).toEqual([path, 403])
    }
    for (const path of [
      'sign-in',
      'sign-in?next=/account',
      'sign-in/code',
      'sign-in/forgotten',
      'account/codes',
    ]) {
      const response = await fetch(`${service.url}/${path}`, { headers })
      expect([path, response.status]).toEqual([path, 403])
    }
  })
})
