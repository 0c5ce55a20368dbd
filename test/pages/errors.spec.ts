import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals'
import { Database } from '../../src/database/database.js'
import { EditionsService } from '../../src/reports/making/editions.service.js'
import { PageDrawer } from '../../src/web/pages/page-drawer.js'
import { plainErrorPage, wordsOfError } from '../../src/web/pages/error-page.js'
import { FormExpired, Problem, TooManyTries } from '../../src/web/problems.js'
import { databaseKinds } from '../support/places.js'
import { openRaw } from '../support/raw-database.js'
import { TestService } from '../support/service.js'
import { makePeople, type Visit, Visitor } from '../support/visitor.js'

const heading = ({ document }: Visit) => document.querySelector('h1')?.textContent.trim()
const text = ({ document }: Visit) => document.querySelector('main')?.textContent ?? ''
const links = ({ document }: Visit) =>
  [...document.querySelectorAll('nav[aria-label="Menu"] a')].map((link) => link.textContent.trim())

/** What every page of an error is. */
function expectErrorPage(visit: Visit, status: number, title: string): void {
  expect([visit.path, visit.status, heading(visit)]).toEqual([visit.path, status, title])
  expect(visit.headers.get('content-type')).toBe('text/html; charset=utf-8')
  expect(visit.document.title).toBe(`${title} – Throughline`)
  expect(visit.document.querySelectorAll('h1')).toHaveLength(1)
  expect(visit.document.querySelector('main a[href="/"]')).not.toBeNull()
}

describe('an error', () => {
  let service: TestService
  let stranger: Visitor
  let office: Visitor
  let auditor: Visitor
  /** What a browser gets from one request, with nothing filled in. */
  const ask = async (visitor: Visitor, path: string, init: RequestInit = {}): Promise<Visit> => {
    const response = await visitor.fetch(path, init)
    const html = await response.text()
    const { document } = new (await import('jsdom')).JSDOM(html).window
    return { status: response.status, headers: response.headers, path, html, document }
  }

  beforeAll(async () => {
    service = await TestService.start('sqlite')
    await makePeople(service, ['office', 'auditor'])
    stranger = new Visitor(service)
    office = await Visitor.signedIn(service, 'office')
    auditor = await Visitor.signedIn(service, 'auditor')
  })
  afterAll(() => service.stop())

  it.each([
    '/nothing',
    '/plans/annual-report-2013/nothing/here',
    '/reports/new/er',
    '/administration/nobody',
  ])('of an address that is not there: %s', async (path) => {
    for (const visitor of [stranger, office]) {
      const visit = await visitor.get(path)
      expectErrorPage(visit, 404, 'Page not found')
      expect(text(visit)).toContain('There is no page at this address.')
      expect(text(visit)).toContain('If you typed the address, check that it is right.')
      expect(text(visit)).not.toContain('Reference')
    }
  })

  it('shows those who are signed in their navigation, and strangers none', async () => {
    expect(links(await office.get('/nothing'))).toContain('Actions')
    expect(links(await stranger.get('/nothing'))).toEqual([])
  })

  it('of something that the register does not hold names it', async () => {
    const visit = await office.get('/reports/img-1999-01-01')
    expectErrorPage(visit, 404, 'Page not found')
    expect(text(visit)).toContain('There is no report “img-1999-01-01”.')
  })

  it('leaves the addresses of the API and of built files to their own answers', async () => {
    const api = await fetch(`${service.url}/api/v1/nothing`)
    expect([api.status, api.headers.get('content-type')]).toEqual([
      ...[404, 'application/problem+json; charset=utf-8'],
    ])
    expect(await api.json()).toMatchObject({ detail: 'Nothing answers GET /api/v1/nothing.' })
    const asset = await fetch(`${service.url}/assets/nothing.css`)
    expect([asset.status, asset.headers.get('content-type')]).toEqual([
      ...[404, 'application/problem+json; charset=utf-8'],
    ])
  })

  it('of a right that is lacking', async () => {
    const visit = await office.get('/administration/audit-trail')
    expectErrorPage(visit, 403, 'You cannot do this')
    expect(text(visit)).toContain('Your account does not have the right to do this.')
  })

  it('of a form that no page of ours gave', async () => {
    const visit = await ask(office, '/reports/new', {
      ...{ method: 'POST', body: new URLSearchParams({ kind: 'img' }) },
    })
    expectErrorPage(visit, 403, 'This form is out of date')
    expect(text(visit)).toContain('Nothing of it was saved.')
    expect(text(visit)).not.toContain('X-CSRF')
  })

  it.each([
    ['GET', '/sign-out', 'POST'],
    ['DELETE', '/reports', 'GET, HEAD'],
    ['PUT', '/administration/agencies/home-office/merge', 'GET, HEAD, POST'],
    ['POST', '/administration/audit-trail/lines/1', 'GET, HEAD'],
  ])('of the method %s at %s', async (method, path, allowed) => {
    const visit = await ask(office, path, { method })
    expectErrorPage(visit, 405, 'This page does not work that way')
    expect(visit.headers.get('allow')).toBe(allowed)
  })

  it('of a method where there is nothing at all', async () => {
    expectErrorPage(await ask(office, '/nothing', { method: 'POST' }), 404, 'Page not found')
  })

  it('of an address that cannot be read', async () => {
    const visit = await ask(office, '/reports/%E0%A4%A')
    expectErrorPage(visit, 400, 'Your browser’s request cannot be read')
    expect(text(visit)).not.toContain('%E0')
  })

  it('of a form that is too large', async () => {
    const body = new URLSearchParams({ email: 'x'.repeat(1_200_000) })
    expectErrorPage(await ask(stranger, '/sign-in', { method: 'POST', body }), 413, 'That is too large')
  })

  it('of a form in a code that nobody reads', async () => {
    const headers = {
      'Content-Type': 'application/x-www-form-urlencoded',
      'Content-Encoding': 'x-nonsense',
    }
    const visit = await ask(stranger, '/sign-in', { method: 'POST', headers, body: 'email=x' })
    expectErrorPage(visit, 415, 'This cannot be read')
  })

  it('of a report that is not printed yet', async () => {
    const edition = await service.app
      .get(EditionsService)
      .make({ name: 'Test' }, { kind: 'img', plan: null, title: null, knownBy: '2013-12-31T23:59:59.999Z' })
    const visit = await office.get(`/reports/${edition.id}/pdf`)
    expectErrorPage(visit, 409, 'This is not possible yet')
    expect(text(visit)).toContain('is not printed yet')
  })

  it('of input outside a form tells each fault', async () => {
    const one = await auditor.get('/administration/audit-trail.csv?kind=nonsense')
    expectErrorPage(one, 422, 'There is a problem')
    expect(text(one)).toContain('Choose one of the kinds of line that are offered')
    const two = await auditor.get('/administration/audit-trail.csv?kind=nonsense&from-day=1')
    expect([...two.document.querySelectorAll('main li')].map((item) => item.textContent)).toEqual([
      'Choose one of the kinds of line that are offered',
      'The first day must include a month and a year',
    ])
  })

  it('of too many tries says how long to wait', () => {
    expect(wordsOfError(new TooManyTries('Too many.', 170), 'r')).toMatchObject({
      ...{ heading: 'Too many tries', detail: 'Too many.', advice: ['Wait 3 minutes, then try again.'] },
    })
    expect(wordsOfError(new TooManyTries('Too many.', 20), 'r').advice).toEqual([
      'Wait a minute, then try again.',
    ])
    expect(wordsOfError(new FormExpired(), 'r').reference).toBeNull()
  })

  it('nobody foresaw has the reference under which the log knows more', async () => {
    service.app.useLogger(false)
    const raw = await openRaw(service.place)
    await raw.run('ALTER TABLE "edition" RENAME TO "lost"')
    const visit = await office.get('/reports')
    await raw.run('ALTER TABLE "lost" RENAME TO "edition"')
    await raw.close()
    expectErrorPage(visit, 500, 'Sorry, something went wrong')
    expect(visit.document.querySelector('main code')?.textContent).toBe(visit.headers.get('x-request-id'))
    expect(visit.html).not.toContain('SqliteError')
    expect((await office.get('/reports')).status).toBe(200)
  })

  it('in the drawing of its own page falls back to a plain one', async () => {
    service.app.useLogger(false)
    const drawing = jest.spyOn(service.app.get(PageDrawer), 'draw').mockImplementation(() => {
      throw new Error('No page can be drawn.')
    })
    const visit = await office.get('/reports')
    drawing.mockRestore()
    expectErrorPage(visit, 500, 'Sorry, something went wrong')
    expect(text(visit)).toContain(visit.headers.get('x-request-id') ?? 'a reference')
    expect(visit.document.querySelector('link, script')).toBeNull()
  })

  it('has no markup but its own', () => {
    const words = wordsOfError(new Problem(500, 'x', '<script>alert(1)</script>'), '<b>')
    expect(plainErrorPage(words)).not.toMatch(/<script>|<b>/u)
  })
})

describe.each(databaseKinds)('when the database is gone, %s', (kind) => {
  let service: TestService

  beforeAll(async () => {
    service = await TestService.start(kind, { seed: 'none' })
  })
  afterAll(() => service.stop())

  it('people are told so, and pages without it still open', async () => {
    await makePeople(service, ['office'])
    const office = await Visitor.signedIn(service, 'office')
    expect((await office.get('/reports')).status).toBe(200)
    service.app.useLogger(false)
    await service.app.get(Database).close()

    for (const path of ['/', '/reports', '/plans', '/nothing']) {
      const visit = await office.get(path)
      expectErrorPage(visit, 503, 'This is not possible at the moment')
      expect(text(visit)).toContain('The service cannot reach its records at the moment.')
      expect(text(visit)).toContain('Nothing that was saved is lost.')
      expect(visit.document.querySelector('main code')?.textContent).toBe(visit.headers.get('x-request-id'))
    }
    const stranger = new Visitor(service)
    expect((await stranger.get('/help')).status).toBe(200)
    expectErrorPage(await stranger.get('/nothing'), 404, 'Page not found')
    expect((await fetch(`${service.url}/api/v1/health`)).status).toBe(503)
  })
})
