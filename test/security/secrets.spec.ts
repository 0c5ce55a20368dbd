import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { ConsoleLogger } from '@nestjs/common'
import { Secret, TOTP } from 'otpauth'
import { AuditTrail } from '../../src/audit/trail.service.js'
import { signIn } from '../support/accounts.js'
import { linkIn, writtenMails } from '../support/mail.js'
import { databaseKinds } from '../support/places.js'
import { openRaw } from '../support/raw-database.js'
import { TestService, token } from '../support/service.js'
import { makePeople, password, people, Visitor } from '../support/visitor.js'

const wrong = 'not-the-password-but-near-1'
const chosen = 'granite-pelican-teapot-7'

/** Everything that the service prints, at its most talkative. */
class Listener extends ConsoleLogger {
  readonly heard: string[] = []

  constructor() {
    super({ logLevels: ['verbose', 'debug', 'log', 'warn', 'error', 'fatal'], colors: false })
  }

  protected override printMessages(messages: unknown[]): void {
    this.heard.push(...messages.map(String))
  }

  protected override printStackTrace(stack: string): void {
    this.heard.push(stack)
  }
}

describe.each(databaseKinds)('what is secret, on %s', (kind) => {
  let service: TestService
  const listener = new Listener()
  const secrets = new Map<string, string>()

  beforeAll(async () => {
    service = await TestService.start(kind, { seed: 'none' })
    service.app.useLogger(listener)
    await makePeople(service, ['reader', 'office'])
    await journey()
  })
  afterAll(() => service.stop())

  const textOf = (visit: { document: Document }, selector: string) =>
    visit.document.querySelector(selector)?.textContent.trim() ?? ''

  /** Signs in in every way, right and wrong, makes a token, sets up codes, resets the password, and makes things fail. */
  async function journey(): Promise<void> {
    const reader = new Visitor(service)
    await signIn(reader, people.reader.email, wrong)
    await signIn(reader, people.reader.email)
    const make = { name: 'Nightly', scope: 'read the register', days: '30', password }
    const made = await reader.submit('/account/tokens/new', 'main form', make)
    const asked = await reader.submit('/account/codes', 'main form button', {})
    const set = await reader.send(asked, 'main form', { password })
    const seed =
      /[A-Z2-7]{4}(?: [A-Z2-7]{1,4}){7}/u.exec(set.document.body.textContent)?.[0].replaceAll(' ', '') ?? ''
    const code = new TOTP({ secret: Secret.fromBase32(seed) }).generate()
    const codes = await reader.send(set, 'main form', { code })
    const recovery = /[a-z2-9]{5}-[a-z2-9]{5}/u.exec(textOf(codes, 'main'))?.[0] ?? ''
    await fetch(`${service.url}/api/v1/plans`, {
      headers: { Authorization: `Bearer throughline_wrong${wrong}` },
    })
    const stranger = new Visitor(service)
    await stranger.submit('/sign-in/forgotten', 'main form', { email: people.office.email })
    const link = linkIn((await writtenMails(service)).at(-1)?.mail)
    await stranger.submit(link, 'main form', { password: 'short' })
    await stranger.submit(link, 'main form', { password: chosen })
    secrets
      .set('the password', password)
      .set('a wrong password', wrong)
      .set('a chosen password', chosen)
      .set('the token', /throughline_[\w-]{43}/u.exec(made.html)?.[0] ?? '')
      .set('the token of the settings', token)
      .set('the seed of the codes', seed)
      .set('a recovery code', recovery)
      .set('the link', link.split('/').at(-1) ?? '')
      .set('the session', decodeURIComponent(stranger.cookie('throughline') ?? '').slice(2, 34))
      .set('the known browser', stranger.cookie('throughline-browser') ?? '')
  }

  it('was made on the journey: the test sees what it looks for', () => {
    expect([...secrets].filter(([, secret]) => secret.length < 8)).toEqual([])
    expect(secrets.size).toBe(10)
  })

  it('stands in no table', async () => {
    const raw = await openRaw(service.place)
    try {
      const found: string[] = []
      for (const table of await raw.tables()) {
        const rows = JSON.stringify(await raw.rows(`SELECT * FROM "${table}"`))
        for (const [name, secret] of secrets) if (rows.includes(secret)) found.push(`${name} in ${table}`)
      }
      expect(found).toEqual([])
    } finally {
      await raw.close()
    }
  })

  it('is not printed, not even where something fails', async () => {
    const raw = await openRaw(service.place)
    await raw.run('ALTER TABLE single_use_link RENAME TO away')
    const visitor = new Visitor(service)
    const { status } = await visitor.fetch(`/sign-in/link/${secrets.get('the link') ?? ''}`)
    await raw.run('ALTER TABLE away RENAME TO single_use_link')
    await raw.close()
    expect(status).toBe(500)
    const heard = listener.heard.join('\n')
    expect(heard).toContain('GET /sign-in/link/...')
    expect([...secrets].filter(([, secret]) => heard.includes(secret))).toEqual([])
  })

  it('leaves the trail whole, whatever a stranger types as an email address', async () => {
    for (const email of [
      `${'a'.repeat(199)}😀x`,
      `${'b'.repeat(199)}😀@example.org`,
      '\u{1F600}'.repeat(150),
      '‮x@y.z',
    ]) {
      await signIn(new Visitor(service), email, wrong)
      await new Visitor(service).submit('/sign-in/forgotten', 'main form', { email })
    }
    await writtenMails(service)
    expect((await service.app.get(AuditTrail).verify()).broken).toBeNull()
  })
})

describe('whether somebody has an account', () => {
  let service: TestService

  beforeAll(async () => {
    service = await TestService.start('sqlite', { seed: 'none' })
    await makePeople(service, ['reader'])
  })
  afterAll(() => service.stop())

  /** The middle of how long it takes to be refused, in milliseconds. */
  async function timeOf(emails: string[]): Promise<number> {
    const times: number[] = []
    for (const email of emails) {
      const visitor = new Visitor(service)
      const page = await visitor.get('/sign-in')
      const from = performance.now()
      await visitor.send(page, 'main form', { email, password: wrong })
      times.push(performance.now() - from)
    }
    return times.sort((one, other) => one - other)[Math.floor(times.length / 2)] ?? 0
  }

  it('does not show in the time that a refusal takes', async () => {
    await timeOf(['warm@example.org'])
    const known = await timeOf(Array<string>(7).fill(people.reader.email))
    const unknown = await timeOf(Array.from({ length: 7 }, (_, place) => `nobody${place}@example.org`))
    // Without the comparison with nobody's hash it would be a small part of it.
    expect(unknown / known).toBeGreaterThan(0.4)
    expect(unknown / known).toBeLessThan(2.5)
  })

  it('does not show in the answers to a forgotten password, but for the address that was typed', async () => {
    const pages: string[] = []
    for (const email of [people.reader.email, 'nobody@example.org']) {
      const { status, html } = await new Visitor(service).submit('/sign-in/forgotten', 'main form', { email })
      pages.push(`${status} ${html.replaceAll(email, 'X').replaceAll(/value="[^"]+"/gu, '')}`)
    }
    expect(pages[0]).toBe(pages[1])
  })
})
