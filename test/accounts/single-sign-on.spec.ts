import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals'
import { Invitations } from '../../src/accounts/invitations.js'
import { errorsOf, isIn, makeAccount, rawRows, rawRun, signIn, trailOf } from '../support/accounts.js'
import { linkIn, writtenMails } from '../support/mail.js'
import { OidcTestProvider, publicUrl, signOn } from '../support/oidc.js'
import { databaseKinds } from '../support/places.js'
import { TestService } from '../support/service.js'
import { Visitor } from '../support/visitor.js'

// The provider warns that it keeps everything in memory, which is what a test wants.
jest.spyOn(console, 'warn').mockReturnValue()

describe.each(databaseKinds)('single sign-on on %s', (kind) => {
  let provider: OidcTestProvider
  let service: TestService
  let counter = 0

  beforeAll(async () => {
    provider = await OidcTestProvider.start()
    service = await TestService.start(kind, { seed: 'none', settings: provider.settings })
  })

  afterAll(async () => {
    await service.stop()
    await provider.stop()
  })

  const somebody = async (asked?: Parameters<typeof makeAccount>[2]) => {
    counter += 1
    const email = `person${counter}@example.org`
    return { email, subject: `subject-${counter}`, id: await makeAccount(service, email, asked) }
  }

  const headingOf = ({ document }: { document: Document }) => document.querySelector('h1')?.textContent

  it('lets in whom the provider knows by a checked address, to the page that was asked for', async () => {
    const { email, subject, id } = await somebody({ password: null })
    provider.person = { subject, email: email.toUpperCase() }
    const visitor = new Visitor(service)
    const visit = await signOn(visitor, provider, '/account?x=1')
    expect([visit.path, visit.status]).toEqual(['/account?x=1', 200])
    const [row] = await rawRows(service, `SELECT single_sign_on_subject FROM account WHERE id = ${id}`)
    expect(row?.single_sign_on_subject).toBe(`${provider.issuer} ${subject}`)
    const told = await trailOf(service, 'account.signed-in')
    expect(told.at(-1)).toMatchObject({ subject: email, details: { by: 'single sign-on' } })
  })

  it('asks for what it needs, and takes the answer once and from the browser that asked', async () => {
    const { email, subject } = await somebody()
    provider.person = { subject, email }
    const visitor = new Visitor(service)
    const response = await visitor.fetch('/sign-in/single-sign-on')
    const asked = new URL(response.headers.get('Location') ?? '')
    expect(asked.origin).toBe(provider.issuer)
    expect(Object.fromEntries(asked.searchParams)).toMatchObject({
      ...{ response_type: 'code', code_challenge_method: 'S256', client_id: 'throughline' },
      ...{ redirect_uri: `${publicUrl}/sign-in/single-sign-on/callback`, scope: 'openid email profile' },
      ...{ state: expect.stringMatching(/.{20}/u), nonce: expect.stringMatching(/.{20}/u) },
    })
    const answer = await provider.answerTo(asked.href)
    const stranger = await new Visitor(service).get(answer)
    expect([stranger.status, errorsOf(stranger)[0]]).toEqual([
      422,
      expect.stringContaining('You were not signed in'),
    ])
    const otherAsked = new Visitor(service)
    await otherAsked.fetch('/sign-in/single-sign-on')
    expect((await otherAsked.get(answer)).status).toBe(422)
    expect(isIn(await visitor.get(answer))).toBe(true)
    expect((await visitor.get(answer)).status).toBe(422)
  })

  it('gives the browser a new session', async () => {
    const { email, subject } = await somebody()
    provider.person = { subject, email }
    const visitor = new Visitor(service)
    await visitor.get('/sign-in')
    const before = visitor.cookie('throughline')
    await signOn(visitor, provider)
    expect(visitor.cookie('throughline')).not.toBe(before)
  })

  it('knows a person by the subject from then on, whatever the address has become', async () => {
    const { email, subject } = await somebody()
    provider.person = { subject, email }
    await signOn(new Visitor(service), provider)
    provider.person = { subject, email: 'married@example.org' }
    const visit = await signOn(new Visitor(service), provider, '/account')
    expect([isIn(visit), visit.html.includes(email)]).toEqual([true, true])
  })

  it('does not give an account to somebody else who has got its address', async () => {
    const { email, subject } = await somebody()
    provider.person = { subject, email }
    await signOn(new Visitor(service), provider)
    provider.person = { subject: 'another-person', email }
    const visit = await signOn(new Visitor(service), provider)
    expect([visit.status, headingOf(visit)]).toEqual([403, 'You have no account here'])
  })

  it('takes no address that the provider has not checked', async () => {
    const { email, subject } = await somebody()
    provider.person = { subject, email, checked: false }
    expect((await signOn(new Visitor(service), provider)).status).toBe(403)
    provider.person = { subject }
    const visit = await signOn(new Visitor(service), provider)
    expect([visit.status, headingOf(visit)]).toEqual([403, 'You have no account here'])
  })

  it('lets nobody in without an account, and makes none', async () => {
    const before = await rawRows(service, 'SELECT * FROM account')
    provider.person = { subject: 'stranger', email: 'stranger@example.org' }
    const visitor = new Visitor(service)
    const visit = await signOn(visitor, provider)
    expect(visit.status).toBe(403)
    expect(visit.document.querySelector('main')?.textContent).toContain('stranger@example.org')
    expect(isIn(await visitor.get('/account'))).toBe(false)
    expect(await rawRows(service, 'SELECT * FROM account')).toHaveLength(before.length)
    expect((await trailOf(service, 'account.sign-in-failed')).at(-1)).toMatchObject({
      ...{ subject: 'stranger@example.org', details: { why: 'single sign-on without an account' } },
    })
  })

  it('lets in who was invited, who then has no need of the invitation', async () => {
    const { email, subject, id } = await somebody({ state: 'invited', password: null })
    await service.app.get(Invitations).invite({ name: 'Ada' }, id)
    const link = linkIn((await writtenMails(service)).at(-1)?.mail)
    provider.person = { subject, email }
    expect(isIn(await signOn(new Visitor(service), provider))).toBe(true)
    expect((await new Visitor(service).get(link)).status).toBe(410)
  })

  it('lets nobody into a disabled account', async () => {
    const [fresh, linked] = [await somebody({ state: 'disabled' }), await somebody()]
    provider.person = { subject: fresh.subject, email: fresh.email }
    expect((await signOn(new Visitor(service), provider)).status).toBe(403)
    provider.person = { subject: linked.subject, email: linked.email }
    await signOn(new Visitor(service), provider)
    await rawRun(service, `UPDATE account SET state = 'disabled' WHERE id = ${linked.id}`)
    expect((await signOn(new Visitor(service), provider)).status).toBe(403)
  })

  it('asks neither for a password nor for a code of ours: the provider answers for them', async () => {
    const { email, subject } = await somebody({ mustChangePassword: true })
    provider.person = { subject, email }
    expect(isIn(await signOn(new Visitor(service), provider, '/account'))).toBe(true)
    expect((await signIn(new Visitor(service), email)).path).toBe('/sign-in/choose-password')
  })

  it('that the person does not want ends on the sign-in page', async () => {
    provider.person = null
    const visit = await signOn(new Visitor(service), provider)
    expect([visit.status, errorsOf(visit)[0]]).toEqual([
      422,
      expect.stringContaining('You were not signed in'),
    ])
    expect((await trailOf(service, 'account.sign-in-failed')).at(-1)?.details.why).toBe(
      'single sign-on: access_denied',
    )
  })

  it('leads nowhere else afterwards', async () => {
    const { email, subject } = await somebody()
    provider.person = { subject, email }
    const visitor = new Visitor(service)
    const response = await visitor.fetch('/sign-in/single-sign-on?next=//evil.example')
    const done = await visitor.fetch(await provider.answerTo(response.headers.get('Location') ?? ''))
    expect(done.headers.get('Location')).toBe('/')
  })
})

describe('single sign-on', () => {
  it('is offered only where it is set up', async () => {
    const service = await TestService.start('sqlite', { seed: 'none' })
    const visitor = new Visitor(service)
    expect((await visitor.get('/sign-in')).html).not.toContain('organisation')
    expect((await visitor.get('/sign-in/single-sign-on')).status).toBe(404)
    expect((await visitor.get('/sign-in/single-sign-on/callback?code=x&state=y')).status).toBe(404)
    await service.stop()
  })

  it('is said to be impossible while the provider is down, and goes on when it is back', async () => {
    const provider = await OidcTestProvider.start()
    const service = await TestService.start('sqlite', { seed: 'none', settings: provider.settings })
    await makeAccount(service, 'person@example.org')
    await provider.stop()
    const visitor = new Visitor(service)
    const down = await visitor.get('/sign-in/single-sign-on')
    expect(down.status).toBe(503)
    expect(down.document.querySelector('main')?.textContent).toContain(
      'The service by which your organisation signs people in does not answer.',
    )
    const { port } = new URL(provider.issuer)
    const back = await OidcTestProvider.start({}, Number(port))
    back.person = { subject: 'person', email: 'person@example.org' }
    expect(isIn(await signOn(visitor, back))).toBe(true)
    const response = await visitor.fetch('/sign-in/single-sign-on')
    const answer = await back.answerTo(response.headers.get('Location') ?? '')
    await back.stop()
    expect((await visitor.get(answer)).status).toBe(503)
    await service.stop()
  })

  it('trusts no provider that is not the one that is set', async () => {
    const liar: Server = createServer((_, response) => {
      response.setHeader('Content-Type', 'application/json')
      response.end(
        JSON.stringify({ issuer: 'https://id.example.org', authorization_endpoint: 'https://evil.example' }),
      )
    })
    await new Promise<void>((resolve) => liar.listen(0, '127.0.0.1', resolve))
    const { port } = liar.address() as AddressInfo
    const settings = {
      ...{ OIDC_ISSUER: `http://127.0.0.1:${port}`, OIDC_CLIENT_ID: 'x', OIDC_CLIENT_SECRET: 'y' },
    }
    const service = await TestService.start('sqlite', { seed: 'none', settings })
    expect((await new Visitor(service).get('/sign-in/single-sign-on')).status).toBe(503)
    await service.stop()
    liar.closeAllConnections()
    await new Promise((resolve) => liar.close(resolve))
  })
})
