import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals'
import { Housekeeping } from '../../src/accounts/housekeeping.js'
import { databaseKinds } from '../support/places.js'
import { DistantVisitor, errorsOf, isIn, makeAccount, rawRows, signIn, trailOf } from '../support/accounts.js'
import { TestService, token } from '../support/service.js'
import { password } from '../support/visitor.js'

const start = Date.parse('2013-12-02T09:00:00.000Z')

describe.each(databaseKinds)('guesses on %s', (kind) => {
  let service: TestService
  let counter = 0
  let day = 0

  beforeAll(async () => {
    const at = new Date(start).toISOString()
    service = await TestService.start(kind, { seed: 'none', at, settings: { TRUST_PROXY: '1' } })
  })

  // Each test has a day of its own, so that none counts the guesses of another.
  beforeEach(() => {
    day += 1
    service.clock.instant = new Date(start + day * 86_400_000).toISOString()
  })

  afterAll(() => service.stop())

  const wait = (minutes: number) => {
    service.clock.instant = new Date(Date.parse(service.clock.now()) + minutes * 60_000).toISOString()
  }

  const somebody = async () => {
    counter += 1
    const email = `person${counter}@example.org`
    await makeAccount(service, email)
    return email
  }

  const from = (address: string) => new DistantVisitor(service, address)
  /** Wrong passwords, one after the other, from a page that was opened once; answers with the statuses. */
  const guessWrong = async (email: string, times: number, address = '203.0.113.66') => {
    const guesser = from(address)
    const page = await guesser.get('/sign-in')
    const token = page.document.querySelector<HTMLInputElement>('input[name=_csrf]')?.value ?? ''
    const statuses = []
    for (let time = 0; time < times; time += 1) {
      const body = new URLSearchParams({ email, password: `wrong ${time}`, _csrf: token })
      const response = await guesser.fetch('/sign-in', { method: 'POST', body })
      await response.body?.cancel()
      statuses.push(response.status)
    }
    return statuses
  }

  it('are refused after ten wrong ones at an account, the right one as well, for as long as it says', async () => {
    const email = await somebody()
    expect(new Set(await guessWrong(email, 10))).toEqual(new Set([422]))
    const refused = await signIn(from('198.51.100.7'), email)
    expect(refused.status).toBe(429)
    expect(refused.headers.get('Retry-After')).toBe('900')
    expect(refused.document.querySelector('main')?.textContent).toContain(
      'There were too many wrong tries. Wait 15 minutes, then try again.',
    )
    wait(14)
    expect((await signIn(from('198.51.100.7'), email)).headers.get('Retry-After')).toBe('60')
    wait(1)
    expect(isIn(await signIn(from('198.51.100.7'), email))).toBe(true)
    expect(await trailOf(service, 'account.guesses-refused')).toContainEqual({
      ...{ actor: 'Nobody', kind: 'account.guesses-refused', subject: email },
      details: { what: 'password', address: '203.0.113.66' },
    })
  })

  it('are refused in the same way where there is no account', async () => {
    expect(new Set(await guessWrong('nobody@example.org', 10))).toEqual(new Set([422]))
    const refused = await signIn(from('198.51.100.7'), 'nobody@example.org')
    expect([refused.status, refused.headers.get('Retry-After')]).toEqual([429, '900'])
  })

  it('are counted once for an address that is written in two ways', async () => {
    const email = await somebody()
    await guessWrong(email, 5)
    await guessWrong(` ${email.toUpperCase()}`, 5)
    expect((await signIn(from('198.51.100.7'), email)).status).toBe(429)
  })

  it('do not shut out the browser from which the person has signed in before', async () => {
    const email = await somebody()
    const owner = from('198.51.100.7')
    await signIn(owner, email)
    await owner.submit('/account', 'header form')
    await guessWrong(email, 12)
    expect((await signIn(from('198.51.100.7'), email)).status).toBe(429)
    expect(isIn(await signIn(owner, email))).toBe(true)
  })

  it('do not shut it out either where they come from the same address', async () => {
    const [email, other] = [await somebody(), await somebody()]
    const owner = from('203.0.113.66')
    await signIn(owner, email)
    await owner.submit('/account', 'header form')
    for (let at = 0; at < 5; at += 1) await guessWrong(`nobody${at}@example.org`, 10)
    expect((await signIn(from('203.0.113.66'), other)).status).toBe(429)
    expect(isIn(await signIn(from('203.0.113.67'), other))).toBe(true)
    expect(isIn(await signIn(owner, email))).toBe(true)
  })

  it('from a browser that is known to one account count as any other at another', async () => {
    const [own, victim] = [await somebody(), await somebody()]
    const thief = from('203.0.113.66')
    await signIn(thief, own)
    await thief.submit('/account', 'header form')
    for (let time = 0; time < 10; time += 1) await signIn(thief, victim, `wrong ${time}`)
    expect((await signIn(thief, victim)).status).toBe(429)
  })

  it('from the known browser itself have an end too', async () => {
    const email = await somebody()
    const owner = from('198.51.100.7')
    await signIn(owner, email)
    await owner.submit('/account', 'header form')
    for (let time = 0; time < 10; time += 1) await signIn(owner, email, `wrong ${time}`)
    expect((await signIn(owner, email)).status).toBe(429)
  })

  it('that are made at the same time are no more than ten', async () => {
    const email = await somebody()
    const guessers = Array.from({ length: 25 }, (_, at) => from(`203.0.113.${at + 1}`))
    const opened = await Promise.all(
      guessers.map(async (guesser) => ({ guesser, page: await guesser.get('/sign-in') })),
    )
    const visits = await Promise.all(
      opened.map(({ guesser, page }, at) =>
        guesser.send(page, 'main form', { email, password: `wrong ${at}` }),
      ),
    )
    const looked = visits.filter(({ status }) => status === 422)
    expect(visits.filter(({ status }) => status !== 422 && status !== 429)).toEqual([])
    expect(looked.length).toBeLessThanOrEqual(10)
  })

  it('from one network are counted together where it has addresses without number', async () => {
    for (let at = 0; at < 5; at += 1) {
      await guessWrong(`somebody${at}@example.org`, 10, `2001:db8:7:7::${at + 1}`)
    }
    const email = await somebody()
    expect((await signIn(from('2001:db8:7:7:ffff::9'), email)).status).toBe(429)
    expect(isIn(await signIn(from('2001:db8:7:8::9'), email))).toBe(true)
  })

  it('at tokens are refused after fifty from one address, the right one as well', async () => {
    const ask = async (given: string, address = '203.0.113.66') =>
      fetch(`${service.url}/api/v1/plans`, {
        headers: { Authorization: `Bearer ${given}`, 'X-Forwarded-For': address },
      })
    for (let time = 0; time < 50; time += 1) expect((await ask(`wrong-${time}`)).status).toBe(401)
    const refused = await ask(token)
    expect([refused.status, refused.headers.get('Retry-After')]).toEqual([429, '900'])
    expect(refused.headers.get('Content-Type')).toContain('application/problem+json')
    expect((await ask(token, '198.51.100.7')).status).toBe(200)
    expect(isIn(await signIn(from('203.0.113.66'), await somebody()))).toBe(true)
    wait(15)
    expect((await ask(token)).status).toBe(200)
  })

  it('believe no address that the visitor wrote there himself', async () => {
    const email = await somebody()
    for (let at = 0; at < 5; at += 1) {
      const statuses = await guessWrong(`nobody${at}@example.com`, 10, `198.18.0.${at}, 203.0.113.99`)
      expect(new Set(statuses)).toEqual(new Set([422]))
    }
    expect((await signIn(from('198.18.0.77, 203.0.113.99'), email)).status).toBe(429)
  })

  it('are forgotten after a day, and what else nobody can use', async () => {
    const email = await somebody()
    await guessWrong(email, 3)
    await signIn(from('203.0.113.66'), email)
    const count = async (table: string) => (await rawRows(service, `SELECT * FROM ${table}`)).length
    wait(24 * 60 - 1)
    await service.app.get(Housekeeping).sweep()
    expect(await count('session')).toBe(0)
    expect(await count('sign_in_attempt')).toBeGreaterThanOrEqual(4)
    expect(await count('known_browser')).toBeGreaterThanOrEqual(1)
    wait(2)
    await service.app.get(Housekeeping).sweep()
    expect(await count('sign_in_attempt')).toBe(0)
    wait(365 * 24 * 60)
    await service.app.get(Housekeeping).sweep()
    expect(await count('known_browser')).toBe(0)
  })

  it('store neither the password that was tried nor the address of the mail', async () => {
    const email = await somebody()
    await signIn(from('203.0.113.66'), email, 'a-wrong-password-that-nobody-has')
    const rows = JSON.stringify(await rawRows(service, 'SELECT * FROM sign_in_attempt'))
    expect(rows).not.toContain(email)
    expect(rows).not.toContain('a-wrong-password')
    expect(rows).not.toContain(password)
  })

  it('of which something is left out are no guesses', async () => {
    const email = await somebody()
    const visitor = from('203.0.113.66')
    for (let time = 0; time < 12; time += 1) {
      expect(errorsOf(await signIn(visitor, email, ''))).toEqual(['Enter your password'])
    }
    expect(errorsOf(await signIn(visitor, '', ''))).toEqual([
      'Enter your email address',
      'Enter your password',
    ])
    expect(isIn(await signIn(visitor, email))).toBe(true)
  })
})
