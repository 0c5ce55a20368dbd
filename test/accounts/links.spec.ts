import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals'
import { AccountRefused } from '../../src/accounts/accounts.service.js'
import { Afterwards } from '../../src/accounts/afterwards.js'
import { Invitations } from '../../src/accounts/invitations.js'
import { databaseKinds } from '../support/places.js'
import { errorsOf, isIn, makeAccount, rawRows, rawRun, signIn, trailOf } from '../support/accounts.js'
import { linkIn, MailServer } from '../support/mail.js'
import { TestService } from '../support/service.js'
import { password, Visitor } from '../support/visitor.js'

const start = Date.parse('2013-12-02T09:00:00.000Z')
const newPassword = 'granite-pelican-teapot-7'
const otherPassword = 'velvet-anchor-mustard-9'
const author = { name: 'Ada Administrator' }

describe.each(databaseKinds)('a link from a mail on %s', (kind) => {
  let service: TestService
  let server: MailServer
  let counter = 0
  let day = 0

  beforeAll(async () => {
    server = await MailServer.start()
    service = await TestService.start(kind, {
      seed: 'none',
      at: new Date(start).toISOString(),
      settings: { SMTP_URL: server.url, PUBLIC_URL: 'http://throughline.example.org' },
    })
  })

  beforeEach(() => {
    server.mails.length = 0
    day += 10
    service.clock.instant = new Date(start + day * 86_400_000).toISOString()
  })

  afterAll(async () => {
    await service.stop()
    await server.stop()
  })

  const wait = (minutes: number) => {
    service.clock.instant = new Date(Date.parse(service.clock.now()) + minutes * 60_000).toISOString()
  }

  const somebody = async (asked?: Parameters<typeof makeAccount>[2]) => {
    counter += 1
    const email = `person${counter}@example.org`
    return { email, id: await makeAccount(service, email, asked) }
  }

  const invited = async () => {
    const { email, id } = await somebody({ state: 'invited', password: null })
    expect(await service.app.get(Invitations).invite(author, id)).toEqual({ how: 'sent' })
    return { email, id, link: linkIn(server.mails.at(-1)) }
  }

  const askReset = async (email: string, visitor = new Visitor(service)) => {
    const visit = await visitor.submit('/sign-in/forgotten', 'main form', { email })
    await service.app.get(Afterwards).settled()
    return visit
  }

  const resetLink = async (email: string) => {
    await askReset(email)
    return linkIn(server.mails.at(-1))
  }

  const choose = (visitor: Visitor, link: string, chosen: string) =>
    visitor.submit(link, 'main form', { password: chosen })

  it('invites: the person chooses a password and is signed in', async () => {
    const { email, link } = await invited()
    const [mail] = server.mails
    expect(mail?.to).toMatchObject({ value: [{ address: email }] })
    expect(mail?.subject).toBe('Your account on Throughline')
    expect(mail?.text).toContain('Ada Administrator has made an account')
    expect(mail?.text).toContain(`http://throughline.example.org${link}`)
    expect(mail?.text).toMatch(/by \d+ \w+ 201[34] at 09:00:/u)
    const visitor = new Visitor(service)
    const page = await visitor.get(link)
    expect(page.document.querySelector('h1')?.textContent).toBe('Choose a password')
    expect(page.document.querySelector('main')?.textContent).toContain(`Welcome, Person of ${email}.`)
    const done = await visitor.send(page, 'main form', { password: newPassword })
    expect([done.path, done.status]).toEqual(['/', 200])
    expect(done.document.querySelector('main')?.textContent).toContain('Your password is set.')
    expect(isIn(await signIn(new Visitor(service), email, newPassword))).toBe(true)
    const told = await trailOf(service, 'account.invited', 'account.password-set', 'account.signed-in')
    expect(
      told.filter(({ subject }) => subject === email).map(({ actor, details }) => [actor, details]),
    ).toEqual([
      ['Ada Administrator', { until: expect.any(String) }],
      [`Person of ${email}`, { how: 'invitation' }],
      [`Person of ${email}`, { by: 'invitation', address: expect.any(String) }],
      [`Person of ${email}`, { by: 'password', address: expect.any(String) }],
    ])
  })

  it('is not used up by who only looks at it', async () => {
    const { link } = await invited()
    for (const method of ['GET', 'HEAD', 'GET', 'OPTIONS']) await fetch(service.url + link, { method })
    expect(isIn(await choose(new Visitor(service), link, newPassword))).toBe(true)
  })

  it('is not used up by a password that is refused', async () => {
    const { email, link } = await invited()
    const visitor = new Visitor(service)
    for (const [chosen, words] of [
      ['', 'Enter a password'],
      ['too short', 'The password must have at least 12 characters'],
      [`${email}1`, 'The password must not be your name'],
    ] as const) {
      const visit = await choose(visitor, link, chosen)
      expect([visit.status, errorsOf(visit)[0]]).toEqual([422, expect.stringContaining(words)])
    }
    expect(isIn(await choose(visitor, link, newPassword))).toBe(true)
  })

  it('works once', async () => {
    const { email, link } = await invited()
    await choose(new Visitor(service), link, newPassword)
    const again = await new Visitor(service).get(link)
    expect([again.status, again.document.querySelector('h1')?.textContent]).toEqual([
      410,
      'This link does not work any more',
    ])
    expect(isIn(await signIn(new Visitor(service), email, newPassword))).toBe(true)
  })

  it('works once although it is used by two at the same time', async () => {
    const { email, link } = await invited()
    const visitors = [new Visitor(service), new Visitor(service), new Visitor(service)]
    const opened = await Promise.all(
      visitors.map(async (visitor) => ({ visitor, page: await visitor.get(link) })),
    )
    const chosen = [newPassword, otherPassword, 'crimson-ladder-biscuit-3']
    const visits = await Promise.all(
      opened.map(({ visitor, page }, at) => visitor.send(page, 'main form', { password: chosen[at] ?? '' })),
    )
    expect(visits.map(({ status }) => status).sort()).toEqual([200, 410, 410])
    const winner = visits.findIndex(({ status }) => status === 200)
    expect(isIn(await signIn(new Visitor(service), email, chosen[winner]))).toBe(true)
  })

  it('that never was is answered like one that has ended', async () => {
    for (const path of ['/sign-in/link/x', `/sign-in/link/${'x'.repeat(43)}`, '/sign-in/link/%00']) {
      expect([path, (await new Visitor(service).get(path)).status]).toEqual([
        path,
        path.endsWith('%00') ? 404 : 410,
      ])
    }
  })

  it('to a new account ends after seven days, or when another is sent', async () => {
    const first = await invited()
    wait(7 * 24 * 60 - 1)
    expect((await new Visitor(service).get(first.link)).status).toBe(200)
    wait(2)
    expect((await new Visitor(service).get(first.link)).status).toBe(410)
    await service.app.get(Invitations).invite(author, first.id)
    const second = linkIn(server.mails.at(-1))
    await service.app.get(Invitations).invite(author, first.id)
    expect((await new Visitor(service).get(second)).status).toBe(410)
    expect(isIn(await choose(new Visitor(service), linkIn(server.mails.at(-1)), newPassword))).toBe(true)
  })

  it('is sent as an invitation only to who has not come yet, and as a reset only to who has', async () => {
    const invitations = service.app.get(Invitations)
    const [active, fresh, disabled] = [
      await somebody(),
      await somebody({ state: 'invited' }),
      await somebody({ state: 'disabled' }),
    ]
    await expect(invitations.invite(author, active.id)).rejects.toThrow(AccountRefused)
    await expect(invitations.invite(author, disabled.id)).rejects.toThrow(AccountRefused)
    await expect(invitations.sendReset(author, fresh.id)).rejects.toThrow(AccountRefused)
    await expect(invitations.sendReset(author, disabled.id)).rejects.toThrow(AccountRefused)
    expect(await invitations.sendReset(author, active.id)).toEqual({ how: 'sent' })
    expect(server.mails).toHaveLength(1)
    expect(await trailOf(service, 'account.reset-asked')).toContainEqual({
      ...{
        actor: author.name,
        kind: 'account.reset-asked',
        subject: active.email,
        details: { address: null },
      },
    })
  })

  it('that could not be mailed still stands, and the mail is kept', async () => {
    const { id } = await somebody({ state: 'invited', password: null })
    server.refuses = true
    const delivery = await service.app.get(Invitations).invite(author, id)
    server.refuses = false
    expect(delivery).toMatchObject({ how: 'failed', file: expect.stringContaining('.eml') })
    const rows = await rawRows(service, `SELECT * FROM single_use_link WHERE account_id = ${id}`)
    expect(rows).toHaveLength(1)
  })

  it('opens nothing where the account was disabled meanwhile', async () => {
    const { id, link } = await invited()
    const visitor = new Visitor(service)
    const page = await visitor.get(link)
    await rawRun(service, `UPDATE account SET state = 'disabled' WHERE id = ${id}`)
    expect((await visitor.send(page, 'main form', { password: newPassword })).status).toBe(410)
    expect((await visitor.get(link)).status).toBe(410)
  })

  it('replaces a forgotten password, ends every session and every other link, and tells the owner', async () => {
    const { email } = await somebody()
    const elsewhere = new Visitor(service)
    await signIn(elsewhere, email)
    const [first, second] = [await resetLink(email), await resetLink(email)]
    const visitor = new Visitor(service)
    expect((await visitor.get(second)).document.querySelector('h1')?.textContent).toBe(
      'Choose a new password',
    )
    expect(isIn(await choose(visitor, second, newPassword))).toBe(true)
    expect((await elsewhere.get('/account')).path).toContain('/sign-in?next')
    expect((await new Visitor(service).get(first)).status).toBe(410)
    expect((await signIn(new Visitor(service), email, password)).status).toBe(422)
    expect(isIn(await signIn(new Visitor(service), email, newPassword))).toBe(true)
    await service.app.get(Afterwards).settled()
    expect(server.mails.at(-1)?.text).toContain('Your password was changed on')
    expect(server.mails.at(-1)?.to).toMatchObject({ value: [{ address: email }] })
  })

  it('no longer takes a browser as known that had signed in with the old password', async () => {
    const { email, id } = await somebody()
    const thief = new Visitor(service)
    await signIn(thief, email)
    await choose(new Visitor(service), await resetLink(email), newPassword)
    const rows = await rawRows(service, `SELECT * FROM known_browser WHERE account_id = ${id}`)
    expect(rows).toHaveLength(1)
    for (let time = 0; time < 10; time += 1) await signIn(thief, email, `wrong ${time}`)
    expect((await signIn(thief, email, newPassword)).status).toBe(429)
  })

  it('for a new password ends after an hour', async () => {
    const { email } = await somebody()
    const link = await resetLink(email)
    wait(59)
    expect((await new Visitor(service).get(link)).status).toBe(200)
    wait(2)
    expect((await new Visitor(service).get(link)).status).toBe(410)
  })

  it('is promised in the same words to every address, and mailed to accounts in use alone', async () => {
    const [active, fresh, disabled] = [
      await somebody(),
      await somebody({ state: 'invited' }),
      await somebody({ state: 'disabled' }),
    ]
    const asked = [active.email, fresh.email, disabled.email, 'nobody@example.org']
    const answers = []
    for (const email of asked) {
      const visit = await askReset(email)
      answers.push([visit.status, visit.html.replaceAll(email, '').replaceAll(/value="[0-9a-f]{64}"/gu, '')])
    }
    for (const answer of answers) expect(answer).toEqual(answers[0])
    expect(server.mails.map(({ to }) => to)).toMatchObject([{ value: [{ address: active.email }] }])
    const told = (await trailOf(service, 'account.reset-asked')).filter(({ actor }) => actor === 'Nobody')
    expect(told.slice(-4).map(({ subject }) => subject)).toEqual(asked)
  })

  it('does not fill anybody’s letter box: three mails an hour to one address', async () => {
    const { email } = await somebody()
    const words = new Set<string | null | undefined>()
    for (let time = 0; time < 6; time += 1) {
      words.add((await askReset(email)).document.querySelector('main')?.textContent)
    }
    expect(server.mails).toHaveLength(3)
    expect(words.size).toBe(1)
    wait(61)
    await askReset(email)
    expect(server.mails).toHaveLength(4)
  })

  it('is mailed to no more than twenty addresses an hour that one place asks for', async () => {
    const visitor = new Visitor(service)
    const page = await visitor.get('/sign-in/forgotten')
    const emails = []
    for (let time = 0; time < 22; time += 1) emails.push((await somebody({ password: null })).email)
    for (const email of emails) {
      await visitor.send(page, 'main form', { email })
      await service.app.get(Afterwards).settled()
    }
    expect(server.mails).toHaveLength(20)
  })

  it('never leads where the request says that it is', async () => {
    const { email } = await somebody()
    const visitor = new Visitor(service)
    const page = await visitor.get('/sign-in/forgotten')
    const token = page.document.querySelector<HTMLInputElement>('input[name=_csrf]')?.value ?? ''
    await visitor.fetch('/sign-in/forgotten', {
      method: 'POST',
      body: new URLSearchParams({ email, _csrf: token }),
      headers: {
        'X-Forwarded-Host': 'evil.example',
        Forwarded: 'host=evil.example',
        Origin: 'http://evil.example',
      },
    })
    await service.app.get(Afterwards).settled()
    expect(server.mails.at(-1)?.text).toContain('http://throughline.example.org/sign-in/link/')
    expect(server.mails.at(-1)?.text).not.toContain('evil')
  })

  it('is in no line of the trail, also where it is used in a wrong way', async () => {
    const [signedIn, other] = [await somebody(), await somebody()]
    const link = await resetLink(other.email)
    const visitor = new Visitor(service)
    await signIn(visitor, signedIn.email)
    expect((await visitor.fetch(link, { method: 'POST' })).status).toBe(303)
    const secret = link.split('/').at(-1) ?? ''
    expect(JSON.stringify(await rawRows(service, 'SELECT * FROM audit_line'))).not.toContain(secret)
    expect((await visitor.get(link)).status).toBe(200)
  })

  it('is kept as a hash', async () => {
    const { email } = await somebody()
    const secret = (await resetLink(email)).split('/').at(-1) ?? ''
    expect(secret).toMatch(/^[\w-]{43}$/u)
    for (const table of ['single_use_link', 'audit_line', 'session']) {
      expect(JSON.stringify(await rawRows(service, `SELECT * FROM ${table}`))).not.toContain(secret)
    }
  })
})
