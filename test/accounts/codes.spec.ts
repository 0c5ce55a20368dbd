import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals'
import { Secret, TOTP } from 'otpauth'
import { Afterwards } from '../../src/accounts/afterwards.js'
import { Invitations } from '../../src/accounts/invitations.js'
import { OneTimeCodes } from '../../src/accounts/one-time-codes.js'
import { databaseKinds } from '../support/places.js'
import { errorsOf, isIn, makeAccount, rawRows, rawRun, signIn, trailOf } from '../support/accounts.js'
import { linkIn, MailServer } from '../support/mail.js'
import { TestService } from '../support/service.js'
import { password, type Visit, Visitor } from '../support/visitor.js'

const start = Date.parse('2013-12-02T09:00:00.000Z')

describe.each(databaseKinds)('one-time codes on %s', (kind) => {
  let service: TestService
  let server: MailServer
  let counter = 0
  let day = 0

  beforeAll(async () => {
    server = await MailServer.start()
    const at = new Date(start).toISOString()
    service = await TestService.start(kind, { seed: 'none', at, settings: { SMTP_URL: server.url } })
  })

  beforeEach(() => {
    server.mails.length = 0
    day += 1
    service.clock.instant = new Date(start + day * 86_400_000).toISOString()
  })

  afterAll(async () => {
    await service.stop()
    await server.stop()
  })

  const wait = (seconds: number) => {
    service.clock.instant = new Date(Date.parse(service.clock.now()) + seconds * 1000).toISOString()
  }

  const somebody = async (asked?: Parameters<typeof makeAccount>[2]) => {
    counter += 1
    const email = `person${counter}@example.org`
    return { email, id: await makeAccount(service, email, asked) }
  }

  /** What the app shows now, or so many seconds from now. */
  const codeOf = (secret: string, seconds = 0) =>
    new TOTP({ secret: Secret.fromBase32(secret) }).generate({
      timestamp: Date.parse(service.clock.now()) + seconds * 1000,
    })

  const secretOn = ({ document }: Visit) =>
    document.querySelector('main code')?.textContent.replaceAll(' ', '') ?? ''
  const recoveryCodesOn = ({ document }: Visit) =>
    [...document.querySelectorAll('main li code')].map((code) => code.textContent)

  /** Comes to the page with the picture: by the password, unless it was given just now to sign in. */
  const begin = async (visitor: Visitor) => {
    const page = await visitor.submit('/account/codes', 'main form')
    return page.document.querySelector('#password') ? visitor.send(page, 'main form', { password }) : page
  }

  /** Sets codes up as a person does, and waits until the code that was used for it is gone. */
  const setUp = async (visitor: Visitor) => {
    const page = await begin(visitor)
    const secret = secretOn(page)
    const done = await visitor.send(page, 'main form', { code: codeOf(secret) })
    wait(60)
    return { secret, done, recoveryCodes: recoveryCodesOn(done) }
  }

  const withCodes = async () => {
    const { email, id } = await somebody()
    const visitor = new Visitor(service)
    await signIn(visitor, email)
    return { email, id, visitor, ...(await setUp(visitor)) }
  }

  const give = async (visitor: Visitor, code: string, path = '/sign-in/code') =>
    visitor.submit(path, 'main form', { code })

  it('are set up with a picture, a key and a first code', async () => {
    const { email, id } = await somebody()
    const visitor = new Visitor(service)
    await signIn(visitor, email)
    const other = new Visitor(service)
    await signIn(other, email)
    const page = await begin(visitor)
    expect(page.path).toBe('/account/codes/set-up')
    expect(page.document.querySelector('main svg[role=img]')?.getAttribute('aria-label')).toBe(
      'QR code for your app',
    )
    expect(page.document.querySelector('main code')?.textContent).toMatch(/^([A-Z2-7]{4} ){7}[A-Z2-7]{4}$/u)
    const wrong = await visitor.send(page, 'main form', { code: '000000' })
    expect([wrong.status, errorsOf(wrong)[0]]).toEqual([422, expect.stringContaining('This is not the code')])
    const secret = secretOn(wrong)
    expect(secret).toBe(secretOn(page))
    expect(isIn(await signIn(new Visitor(service), email))).toBe(true)
    const done = await visitor.send(wrong, 'main form', {
      code: ` ${codeOf(secret).replace(/^.../u, '$& ')} `,
    })
    expect(done.document.querySelector('h1')?.textContent).toBe('Your recovery codes')
    const codes = recoveryCodesOn(done)
    expect(new Set(codes).size).toBe(10)
    for (const code of codes) expect(code).toMatch(/^[a-z2-9]{5}-[a-z2-9]{5}$/u)
    expect(isIn(await visitor.get('/account'))).toBe(true)
    expect((await other.get('/account')).path).toContain('/sign-in?next')
    const stored = JSON.stringify([
      await rawRows(service, `SELECT * FROM account WHERE id = ${id}`),
      await rawRows(service, `SELECT * FROM recovery_code WHERE account_id = ${id}`),
      await rawRows(service, 'SELECT * FROM session'),
      await rawRows(service, 'SELECT * FROM audit_line'),
    ])
    for (const kept of [secret, ...codes, ...codes.map((code) => code.replace('-', ''))]) {
      expect(stored).not.toContain(kept)
    }
    await service.app.get(Afterwards).settled()
    expect(server.mails.at(-1)?.text).toContain('One-time codes were turned on on 3 December 2013 at 09:00.')
  })

  it('are set up only by who gives the password again, a short while ago, at this browser', async () => {
    const { email, id } = await somebody()
    const visitor = new Visitor(service)
    await signIn(visitor, email)
    const opened = await visitor.get('/account/codes/set-up')
    const asked = await visitor.submit('/account/codes', 'main form')
    for (const page of [opened, asked]) {
      expect([page.status, page.path, secretOn(page)]).toEqual([200, '/account/codes/set-up', ''])
    }
    for (const [given, sentence] of [
      ['', 'Enter your password'],
      ['wrong', 'This is not your password'],
    ] as const) {
      const refused = await visitor.send(asked, 'main form', { password: given })
      expect([refused.status, errorsOf(refused), secretOn(refused)]).toEqual([422, [sentence], ''])
    }
    const [unset] = await rawRows(service, `SELECT code_secret FROM account WHERE id = ${id}`)
    expect(unset?.code_secret).toBeNull()
    const page = await visitor.send(asked, 'main form', { password })
    const secret = secretOn(page)
    expect(secret).toMatch(/^[A-Z2-7]{32}$/u)

    const other = new Visitor(service)
    await signIn(other, email)
    expect(secretOn(await other.get('/account/codes/set-up'))).toBe('')
    const guess = await other.submit('/account/codes/set-up', 'main form', { code: codeOf(secret) })
    expect([guess.status, errorsOf(guess)]).toEqual([422, ['Enter your password']])

    wait(15 * 60 + 1)
    expect(secretOn(await visitor.get('/account/codes/set-up'))).toBe('')
    expect((await visitor.send(page, 'main form', { code: codeOf(secret) })).status).toBe(422)
    const [row] = await rawRows(service, `SELECT codes_since FROM account WHERE id = ${id}`)
    expect(row?.codes_since).toBeNull()
    await setUp(visitor)
    expect((await visitor.get('/account/codes/set-up')).path).toBe('/account/codes')
  })

  it('are not for who has no password here', async () => {
    const { email, id } = await somebody()
    const visitor = new Visitor(service)
    await signIn(visitor, email)
    const asked = await visitor.get('/account/codes/set-up')
    await rawRun(service, `UPDATE account SET password_hash = NULL WHERE id = ${id}`)
    expect((await visitor.get('/account/codes/set-up')).path).toBe('/account/codes')
    expect((await visitor.send(asked, 'main form', { password })).path).toBe('/account/codes')
  })

  it('are asked for after the password, and until then nothing is open', async () => {
    const { email, secret } = await withCodes()
    const visitor = new Visitor(service)
    const page = await visitor.get('/account?x=1')
    const asked = await visitor.send(page, 'main form', { email, password })
    expect(asked.path).toBe('/sign-in/code')
    for (const path of ['/', '/account', '/account/codes']) {
      expect((await visitor.get(path)).path).toContain('/sign-in')
    }
    expect((await visitor.fetch('/api/v1/plans')).status).toBe(401)
    const wrong = await give(visitor, '000000')
    expect([wrong.status, errorsOf(wrong)[0]]).toEqual([422, expect.stringContaining('This code is wrong')])
    expect((await give(visitor, '')).status).toBe(422)
    const before = visitor.cookie('throughline')
    const done = await give(visitor, codeOf(secret))
    expect(done.status).toBe(200)
    expect(visitor.cookie('throughline')).not.toBe(before)
    const told = await trailOf(service, 'account.signed-in', 'account.sign-in-failed')
    const own = told.filter(({ subject }) => subject === email)
    expect(own.map(({ details }) => details.by ?? details.why)).toEqual([
      'password',
      'code',
      'password and code',
    ])
  })

  it('lead to the page that was asked for at first', async () => {
    const { email, secret } = await withCodes()
    const visitor = new Visitor(service)
    await visitor.send(await visitor.get('/account?x=1'), 'main form', { email, password })
    expect((await give(visitor, codeOf(secret))).path).toBe('/account?x=1')
  })

  it('are accepted half a minute early or late, and not a minute', async () => {
    const { email, secret } = await withCodes()
    for (const [seconds, accepted] of [
      [-60, false],
      [60, false],
      [-30, true],
    ] as const) {
      const visitor = new Visitor(service)
      await signIn(visitor, email)
      expect([seconds, isIn(await give(visitor, codeOf(secret, seconds)))]).toEqual([seconds, accepted])
    }
    wait(90)
    const visitor = new Visitor(service)
    await signIn(visitor, email)
    expect(isIn(await give(visitor, codeOf(secret, 30)))).toBe(true)
  })

  it('are accepted once, and none before an accepted one after it', async () => {
    const { email, secret } = await withCodes()
    const [one, two, three] = [new Visitor(service), new Visitor(service), new Visitor(service)]
    for (const visitor of [one, two, three]) await signIn(visitor, email)
    const code = codeOf(secret)
    expect(isIn(await give(one, code))).toBe(true)
    expect((await give(two, code)).status).toBe(422)
    expect((await give(two, codeOf(secret, -30))).status).toBe(422)
    wait(30)
    expect(isIn(await give(three, codeOf(secret)))).toBe(true)
  })

  it('are accepted once although two give the same at the same time', async () => {
    const { email, secret } = await withCodes()
    const visitors = [new Visitor(service), new Visitor(service), new Visitor(service)]
    for (const visitor of visitors) await signIn(visitor, email)
    const opened = await Promise.all(
      visitors.map(async (visitor) => ({ visitor, page: await visitor.get('/sign-in/code') })),
    )
    const code = codeOf(secret)
    const visits = await Promise.all(
      opened.map(({ visitor, page }) => visitor.send(page, 'main form', { code })),
    )
    expect(visits.map(({ status }) => status).sort()).toEqual([200, 422, 422])
  })

  it('must follow within ten minutes', async () => {
    const { email, secret } = await withCodes()
    const visitor = new Visitor(service)
    const page = await signIn(visitor, email)
    wait(601)
    const late = await visitor.send(page, 'main form', { code: codeOf(secret) })
    expect(late.path).toBe('/sign-in?again=1')
    expect(errorsOf(late)[0]).toContain('This page was open for too long')
    expect((await visitor.get('/sign-in/code')).path).toBe('/sign-in?again=1')
  })

  it('are asked of nobody who has not given the password', async () => {
    expect((await new Visitor(service).get('/sign-in/code')).path).toBe('/sign-in?again=1')
    expect((await new Visitor(service).get('/sign-in/recovery-code')).path).toBe('/sign-in?again=1')
  })

  it('no longer help where the password was changed after it was given', async () => {
    const { email, id, secret } = await withCodes()
    const thief = new Visitor(service)
    await signIn(thief, email)
    await rawRun(service, `UPDATE account SET password_hash = 'another' WHERE id = ${id}`)
    expect((await thief.get('/sign-in/code')).path).toBe('/sign-in?again=1')
    expect(codeOf(secret)).toMatch(/^\d{6}$/u)
  })

  it('cannot be guessed at without end', async () => {
    const { email, secret } = await withCodes()
    const thief = new Visitor(service)
    const page = await signIn(thief, email)
    for (let time = 0; time < 10; time += 1) {
      expect((await thief.send(page, 'main form', { code: String(100_000 + time) })).status).toBe(422)
    }
    const refused = await thief.send(page, 'main form', { code: codeOf(secret) })
    expect(refused.status).toBe(429)
    expect((await give(thief, 'aaaaa-bbbbb', '/sign-in/recovery-code')).status).toBe(429)
  })

  it('have recovery codes, which work once each, however they are written', async () => {
    const { email, visitor: owner, recoveryCodes } = await withCodes()
    const [first = '', second = ''] = recoveryCodes
    const visitor = new Visitor(service)
    await signIn(visitor, email)
    const done = await give(visitor, ` ${first.toUpperCase().replace('-', ' ')} `, '/sign-in/recovery-code')
    expect(isIn(done)).toBe(true)
    expect(done.document.querySelector('main')?.textContent).toContain(
      'The recovery code that you used is used up.',
    )
    const again = new Visitor(service)
    await signIn(again, email)
    const refused = await give(again, first, '/sign-in/recovery-code')
    expect([refused.status, errorsOf(refused)[0]]).toEqual([422, expect.stringContaining('used already')])
    expect(isIn(await give(again, second, '/sign-in/recovery-code'))).toBe(true)
    expect((await owner.get('/account/codes')).document.querySelector('main')?.textContent).toContain(
      '8 recovery codes are left.',
    )
    const told = await trailOf(service, 'account.signed-in')
    expect(told.at(-1)?.details.by).toBe('password and recovery code')
  })

  it('have recovery codes of this account alone', async () => {
    const [one, two] = [await withCodes(), await withCodes()]
    const visitor = new Visitor(service)
    await signIn(visitor, one.email)
    expect((await give(visitor, two.recoveryCodes[0] ?? '', '/sign-in/recovery-code')).status).toBe(422)
  })

  it('have new recovery codes for who gives the password again', async () => {
    const { email, visitor, recoveryCodes } = await withCodes()
    const wrong = await visitor.submit('/account/codes/recovery-codes', 'main form', { password: 'wrong' })
    expect([wrong.status, errorsOf(wrong)]).toEqual([422, ['This is not your password']])
    const made = recoveryCodesOn(
      await visitor.submit('/account/codes/recovery-codes', 'main form', { password }),
    )
    expect(made).toHaveLength(10)
    const other = new Visitor(service)
    await signIn(other, email)
    expect((await give(other, recoveryCodes[0] ?? '', '/sign-in/recovery-code')).status).toBe(422)
    expect(isIn(await give(other, made[0] ?? '', '/sign-in/recovery-code'))).toBe(true)
  })

  it('are turned off by who gives the password again', async () => {
    const { email, visitor } = await withCodes()
    for (const given of ['', 'wrong']) {
      expect((await visitor.submit('/account/codes/off', 'main form', { password: given })).status).toBe(422)
    }
    const off = await visitor.submit('/account/codes/off', 'main form', { password })
    expect(off.document.querySelector('main')?.textContent).toContain('One-time codes are off.')
    expect(isIn(await signIn(new Visitor(service), email))).toBe(true)
    const told = await trailOf(service, 'account.codes-set')
    expect(told.filter(({ subject }) => subject === email).map(({ details }) => details.on)).toEqual([
      true,
      false,
    ])
  })

  it('that an administrator asks for are set up before anything else, and not turned off', async () => {
    const { email, id } = await somebody()
    await rawRun(
      service,
      `UPDATE account SET codes_required = ${kind === 'sqlite' ? 1 : true} WHERE id = ${id}`,
    )
    const visitor = new Visitor(service)
    const owed = await visitor.send(await visitor.get('/account?x=1'), 'main form', { email, password })
    expect(owed.path).toBe('/account/codes')
    for (const path of ['/', '/account', '/account/codes/off', '/account/password']) {
      expect([path, (await visitor.get(path)).path]).toEqual([path, '/account/codes'])
    }
    expect((await visitor.fetch('/api/v1/plans')).status).toBe(403)
    const offered = await visitor.submit('/account/codes', 'main form')
    expect(offered.document.querySelector('#password')).toBeNull()
    const { done, secret } = await setUp(visitor)
    expect(done.document.querySelector('main .govuk-button')?.getAttribute('href')).toBe('/account?x=1')
    expect(isIn(await visitor.get('/account'))).toBe(true)
    expect((await visitor.get('/account/codes/off')).path).toBe('/account/codes')
    const other = new Visitor(service)
    await signIn(other, email)
    expect(isIn(await give(other, codeOf(secret)))).toBe(true)
  })

  it('are owed after the password where both are', async () => {
    const { email, id } = await somebody({ mustChangePassword: true })
    await rawRun(
      service,
      `UPDATE account SET codes_required = ${kind === 'sqlite' ? 1 : true} WHERE id = ${id}`,
    )
    const visitor = new Visitor(service)
    expect((await signIn(visitor, email)).path).toBe('/sign-in/choose-password')
    expect((await visitor.get('/account/codes')).path).toBe('/sign-in/choose-password')
    const next = await visitor.submit('/sign-in/choose-password', 'main form', {
      password: 'granite-pelican-teapot-7',
    })
    expect(next.path).toBe('/account/codes')
  })

  it('are asked for after a new password by mail too', async () => {
    const { id, secret } = await withCodes()
    await service.app.get(Invitations).sendReset({ name: 'Ada' }, id)
    const link = linkIn(server.mails.at(-1))
    const visitor = new Visitor(service)
    const asked = await visitor.submit(link, 'main form', { password: 'granite-pelican-teapot-7' })
    expect(asked.path).toBe('/sign-in/code')
    expect(isIn(await give(visitor, codeOf(secret)))).toBe(true)
    expect((await trailOf(service, 'account.signed-in')).at(-1)?.details.by).toBe('reset and code')
  })

  it('are turned off by an administrator where phone and recovery codes are lost', async () => {
    const { email, id } = await withCodes()
    await service.app.get(OneTimeCodes).turnOff({ name: 'Ada' }, id)
    expect(isIn(await signIn(new Visitor(service), email))).toBe(true)
    const told = await trailOf(service, 'account.codes-set')
    expect(told.at(-1)).toMatchObject({ actor: 'Ada', subject: email, details: { on: false } })
  })

  it('whose secret was put at another account open nothing there', async () => {
    const [one, two] = [await withCodes(), await withCodes()]
    const [row] = await rawRows(service, `SELECT code_secret FROM account WHERE id = ${one.id}`)
    await rawRun(
      service,
      `UPDATE account SET code_secret = '${String(row?.code_secret)}' WHERE id = ${two.id}`,
    )
    const visitor = new Visitor(service)
    await signIn(visitor, two.email)
    expect((await give(visitor, codeOf(one.secret))).status).toBe(422)
  })
})
