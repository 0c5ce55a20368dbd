import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { SettingsError } from '../../src/config/settings.js'
import { sentenceFor } from '../../src/failures.js'
import { errorsOf, isIn, makeAccount, rawRows, signIn } from '../support/accounts.js'
import { newPlace } from '../support/places.js'
import { firstEmail, TestService } from '../support/service.js'
import { password, type Visit, Visitor } from '../support/visitor.js'

const start = '2013-12-02T09:00:00.000Z'

describe('the pages of signing in', () => {
  let service: TestService

  beforeAll(async () => {
    service = await TestService.start('sqlite', { seed: 'none', at: start })
    await makeAccount(service, 'person@example.org')
    await makeAccount(service, 'new@example.org', { mustChangePassword: true })
  })

  afterAll(() => service.stop())

  const headingsOf = ({ document }: Visit) =>
    [...document.querySelectorAll('h1')].map((heading) => heading.textContent)

  it('have each a title and a heading of their own', async () => {
    const visitor = new Visitor(service)
    const owing = new Visitor(service)
    await signIn(visitor, 'person@example.org')
    await signIn(owing, 'new@example.org')
    const pages = [
      await new Visitor(service).get('/sign-in'),
      await new Visitor(service).get('/sign-in/forgotten'),
      await new Visitor(service).submit('/sign-in/forgotten', 'main form', { email: 'person@example.org' }),
      await new Visitor(service).get('/sign-in/link/nothing'),
      await owing.get('/sign-in/choose-password'),
      await visitor.get('/account/codes'),
      await visitor.submit('/account/codes', 'main form'),
      await visitor.submit('/account/codes/set-up', 'main form', { password }),
    ]
    const titles = pages.map(({ document }) => document.title)
    expect(new Set(titles).size).toBe(pages.length)
    for (const page of pages) {
      const [heading, ...others] = headingsOf(page)
      expect(others).toEqual([])
      expect(page.document.title).toBe(`${heading ?? ''} – Throughline`)
    }
  })

  it('take a password from a password manager and let it be shown', async () => {
    const owing = new Visitor(service)
    await signIn(owing, 'new@example.org')
    const [old, chosen] = [
      await new Visitor(service).get('/sign-in'),
      await owing.get('/sign-in/choose-password'),
    ].map(({ document }) => document.querySelector('#password'))
    expect(old?.getAttribute('autocomplete')).toBe('current-password')
    expect(chosen?.getAttribute('autocomplete')).toBe('new-password')
    for (const field of [old, chosen]) {
      expect(field?.closest('[data-module=govuk-password-input]')).not.toBeNull()
      for (const name of ['maxlength', 'minlength', 'pattern', 'onpaste', 'value']) {
        expect([name, field?.hasAttribute(name)]).toEqual([name, false])
      }
    }
  })

  it('name what is wrong at the top and at the field, and keep the email alone', async () => {
    const visit = await signIn(new Visitor(service), 'person@example.org', 'not-the-password')
    expect(visit.document.title).toBe('Error: Sign in – Throughline')
    const link = visit.document.querySelector('.govuk-error-summary a')
    expect(link?.getAttribute('href')).toBe('#email')
    expect(visit.document.querySelector('#email-error')?.textContent).toContain(link?.textContent)
    expect(visit.document.querySelector('#email')?.getAttribute('aria-describedby')).toBe('email-error')
    expect(visit.html).not.toContain('not-the-password')
  })

  it('give a form that was open too long again, with the email and where it led', async () => {
    const visitor = new Visitor(service)
    const page = await visitor.get('/sign-in?next=%2Faccount')
    service.clock.instant = '2013-12-02T12:00:00.000Z'
    const late = await visitor.send(page, 'main form', { email: 'person@example.org', password })
    expect([late.status, headingsOf(late)]).toEqual([422, ['Sign in']])
    expect(errorsOf(late)).toEqual([
      'This page was open for too long, or your browser takes no cookies. Enter your password again',
    ])
    expect(late.document.querySelector('#email')?.getAttribute('value')).toBe('person@example.org')
    const done = await visitor.send(late, 'main form', { password })
    expect([isIn(done), done.path]).toEqual([true, '/account'])
  })

  it('do the same for a browser without cookies, for a forgotten password and for a link', async () => {
    const form = (path: string, body: Record<string, string>) =>
      fetch(service.url + path, { method: 'POST', body: new URLSearchParams(body), redirect: 'manual' })
    const signedIn = await form('/sign-in', { email: 'person@example.org', password })
    expect([signedIn.status, await signedIn.text()]).toEqual([
      422,
      expect.stringContaining('takes no cookies'),
    ])
    const forgotten = await form('/sign-in/forgotten', { email: 'person@example.org' })
    expect([forgotten.status, await forgotten.text()]).toEqual([
      422,
      expect.stringContaining('Send it again'),
    ])
    const link = await form('/sign-in/link/abc', { password })
    expect([link.status, link.headers.get('Location')]).toEqual([303, '/sign-in/link/abc?again=1'])
    const code = await form('/sign-in/code', { code: '123456' })
    expect([code.status, code.headers.get('Location')]).toEqual([303, '/sign-in/code?again=1'])
  })

  it('do nothing with a form of another site', async () => {
    const visitor = new Visitor(service)
    await visitor.get('/sign-in')
    const stranger = await new Visitor(service).get('/sign-in')
    const token = stranger.document.querySelector<HTMLInputElement>('input[name=_csrf]')?.value ?? ''
    const body = new URLSearchParams({ email: 'person@example.org', password, _csrf: token })
    const answer = await visitor.fetch('/sign-in', { method: 'POST', body })
    expect(answer.status).toBe(422)
    expect((await visitor.get('/account')).path).toContain('/sign-in')
  })

  it('lead to no other site', async () => {
    for (const next of ['//evil.example', '/\\evil.example', 'https://evil.example', '/\t/evil.example']) {
      const visitor = new Visitor(service)
      const page = await visitor.get(`/sign-in?next=${encodeURIComponent(next)}`)
      expect(page.document.querySelector<HTMLInputElement>('input[name=next]')?.value).toBe('/')
      const token = page.document.querySelector<HTMLInputElement>('input[name=_csrf]')?.value ?? ''
      const body = new URLSearchParams({ email: 'person@example.org', password, next, _csrf: token })
      const answer = await visitor.fetch('/sign-in', { method: 'POST', body })
      expect([answer.status, answer.headers.get('Location')]).toEqual([303, '/'])
    }
  })

  it('pass by who is signed in already', async () => {
    const visitor = new Visitor(service)
    await signIn(visitor, 'person@example.org')
    expect((await visitor.get('/sign-in?next=/account')).path).toBe('/account')
  })

  it('say so where a sign-out was not done, and offer it again', async () => {
    const visitor = new Visitor(service)
    await signIn(visitor, 'person@example.org')
    for (const token of ['', 'f'.repeat(64)]) {
      const stale = await visitor.get('/account')
      stale.document.querySelector('header input[name=_csrf]')?.setAttribute('value', token)
      const kept = await visitor.send(stale, 'header form[action="/sign-out"]')
      expect([kept.status, headingsOf(kept)]).toEqual([422, ['You are still signed in']])
      expect(kept.document.title).toBe('You are still signed in – Throughline')
      expect(isIn(await visitor.get('/account'))).toBe(true)
      const button = kept.document.querySelector('main form[action="/sign-out"] button')
      expect(button?.textContent.trim()).toBe('Sign out')
      const out = await visitor.send(kept, 'main form[action="/sign-out"]')
      expect([out.path, out.document.querySelector('main')?.textContent]).toEqual([
        '/sign-in',
        expect.stringContaining('You have signed out.'),
      ])
      expect((await visitor.get('/account')).path).toContain('/sign-in')
      await signIn(visitor, 'person@example.org')
    }
  })

  it('show no part of the service before a code or a password is given', async () => {
    const { document } = await new Visitor(service).get('/sign-in')
    expect(document.querySelector('nav')).toBeNull()
    expect(document.querySelector('header form')).toBeNull()
    const owing = new Visitor(service)
    await signIn(owing, 'new@example.org')
    const page = await owing.get('/sign-in/choose-password')
    const links = [...page.document.querySelectorAll('nav a')].map((link) => link.textContent.trim())
    expect(links).toEqual(['Home', 'Help'])
  })

  it('have no style, script or handler that the policy would forbid', async () => {
    const visitor = new Visitor(service)
    await signIn(visitor, 'person@example.org')
    const page = await visitor.submit('/account/codes/set-up', 'main form', { password })
    expect(page.document.querySelector('main svg')).not.toBeNull()
    expect(page.document.querySelector('main [style], style')).toBeNull()
    expect(page.document.querySelector('script:not([src])')).toBeNull()
    expect(page.headers.get('Cache-Control')).toBe('no-store')
    expect(page.headers.get('Referrer-Policy')).toBe('same-origin')
  })
})

describe('behind https', () => {
  it('cookies are sent over https alone, under names that no other host can set', async () => {
    const settings = { PUBLIC_URL: 'https://throughline.example.org' }
    const service = await TestService.start('sqlite', { seed: 'none', settings })
    await makeAccount(service, 'person@example.org')
    const visitor = new Visitor(service)
    const headers = { 'X-Forwarded-Proto': 'https' }
    const page = await visitor.fetch('/sign-in', { headers })
    const token = /name="_csrf" value="([^"]+)"/u.exec(await page.text())?.[1] ?? ''
    const body = new URLSearchParams({ email: 'person@example.org', password, _csrf: token })
    const answer = await visitor.fetch('/sign-in', { method: 'POST', body, headers })
    expect(answer.status).toBe(303)
    const cookies = answer.headers.getSetCookie()
    expect(cookies.map((cookie) => cookie.split('=')[0]).sort()).toEqual([
      '__Host-throughline',
      '__Host-throughline-browser',
    ])
    for (const cookie of cookies) expect(cookie).toMatch(/; Secure/u)
    expect(answer.headers.get('Strict-Transport-Security')).toBe('max-age=31536000')
    await service.stop()
  })
})

describe('the first account', () => {
  it('is made only with a password that is not easy to guess: one sentence says so', async () => {
    const place = await newPlace('sqlite')
    for (const [given, words] of [
      ['password1234', 'ADMIN_PASSWORD cannot be used. The password is too easy to guess'],
      [`${firstEmail}!`, 'ADMIN_PASSWORD cannot be used. The password must not be your name'],
    ] as const) {
      const settings = { ADMIN_PASSWORD: given }
      const error = await TestService.start('sqlite', { seed: 'none', place, settings }).catch(
        (thrown: unknown) => thrown,
      )
      expect(error).toBeInstanceOf(SettingsError)
      expect(sentenceFor(error)).toContain(words)
    }
    await place.remove()
  })

  it('is as it was at a later start, whatever the setting says then', async () => {
    const place = await newPlace('sqlite')
    const first = await TestService.start('sqlite', { seed: 'none', place })
    await first.app.close()
    const settings = { ADMIN_PASSWORD: 'password1234' }
    const second = await TestService.start('sqlite', { seed: 'none', place, settings })
    expect(await rawRows(second, 'SELECT * FROM account')).toHaveLength(1)
    await second.stop()
  })
})
