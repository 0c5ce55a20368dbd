import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { JSDOM, VirtualConsole } from 'jsdom'
import { EditionsService } from '../../src/reports/making/editions.service.js'
import { accountIdOf, personOf } from '../support/account-people.js'
import { rawRows } from '../support/accounts.js'
import { writtenMails } from '../support/mail.js'
import { sayWrongly } from '../support/register.js'
import { TestService } from '../support/service.js'
import { type Filling, people, type Visit, Visitor } from '../support/visitor.js'
import { almighty, routesOf } from './attack.js'
import { addressOf, makeThings, ref, type Things } from './things.js'

/** Markup, a way out of an attribute, a template and a formula: if any page takes it for what it looks like, it shows. */
const evil = (where: string) =>
  `=HYPERLINK("x") ${where} "'><img src=x onerror=alert(1)><script>alert(2)</script><a href="javascript:alert(3)">{{7*7}}`
let service: TestService
let things: Things
let visitor: Visitor
/** Every page and file that shows something of it, by its address. */
const shown = new Map<string, Document>()

async function fill(path: string, selector: string, values: Record<string, Filling>): Promise<Visit> {
  const visit = await visitor.submit(path, selector, values)
  if (visit.status >= 400)
    throw new Error(`${path}: ${visit.status} ${visit.document.querySelector('main')?.textContent ?? ''}`)
  return visit
}

beforeAll(async () => {
  service = await TestService.start('sqlite')
  things = await makeThings(service)
  visitor = await almighty(service)
  const update = `/actions/${ref}/update`
  await fill(update, 'button[value=add-link]', {
    narrative: evil('narrative'),
    'link-1-title': evil('evidence'),
  })
  await fill(update, 'button[value=continue]', {
    nextStep: evil('next step'),
    'link-1-url': 'https://example.org/a"b',
  })
  await fill(`${update}/check`, 'main form button', {})
  await fill('/saved-views/new?list=plan%3Dmerton-2013', 'main form button', {
    name: evil('view').slice(0, 80),
  })
  await fill('/administration/agencies/mopac', 'form[action$=other-names] button', { alias: evil('alias') })
  const recommendation = `/plans/merton-2013/recommendations/${things.recommendation}`
  await fill(`${recommendation}/answer`, 'main form button', {
    ...{ answer: 'accepted_in_part', reason: evil('reason') },
    responsible: evil('responsible').slice(0, 200),
  })
  await fill(`${recommendation}/progress`, 'main form button', { done: evil('done') })
  const reader = await accountIdOf(service, people.reader.email)
  await fill(`/administration/accounts/${reader}/disable`, 'main form button', { reason: evil('disabling') })
  await fill('/account/name', 'main form button', { name: evil('name').slice(0, 200) })
  const office = await personOf(service, 'office')
  const cutOff = { plan: null, knownBy: '2016-12-31T23:59:59.999Z' }
  const { id } = await service.app
    .get(EditionsService)
    .make(
      { ...office, name: evil('name').slice(0, 200) },
      { kind: 'img', ...cutOff, title: evil('title').slice(0, 200) },
    )
  things = { ...things, report: id }
  const account = await accountIdOf(service, people.owner.email)
  await fill(`/administration/accounts/${account}`, 'form[action$=reset] button', {})
  await readAll()
})
afterAll(() => service.stop())

/** Goes over every page that a person can open, and a few more that show what was typed. */
async function readAll(): Promise<void> {
  const auditor = await Visitor.signedIn(service, 'auditor')
  const search = encodeURIComponent(evil('search'))
  const more = [
    `/actions?q=${search}`,
    `/agencies?q=${search}`,
    `/nowhere/${search}`,
    `/sign-in?next=/${search}`,
  ]
  const paths = routesOf(service)
    .filter(({ method, path }) => method === 'GET' && !/\/pdf$/u.test(path))
    .map(({ path }) => addressOf(path, things))
  const [line] = await rawRows(service, disabled)
  more.push(`/administration/audit-trail/lines/${String(line?.sequence)}`)
  for (const path of [
    ...paths,
    ...more,
    `/administration/audit-trail?who=${search}`,
    '/administration/audit-trail',
  ]) {
    for (const who of [visitor, auditor]) {
      const answer = await who.fetch(path)
      const text = await answer.text()
      if (/text\/html/u.test(answer.headers.get('content-type') ?? '')) {
        shown.set(who === visitor ? path : `${path} (auditor)`, pageOf(text))
      }
    }
  }
}

/** Without its complaints: the style of a report is beyond what this parser knows. */
const pageOf = (html: string) => new JSDOM(html, { virtualConsole: new VirtualConsole() }).window.document

/** The line that tells why an account was disabled. */
const disabled = `SELECT sequence FROM audit_line WHERE kind = 'account.changed' AND details LIKE '%disabling%'`

/** What a page would run, or leads to, that none of ours does. */
function danger(document: Document): string[] {
  const found: string[] = []
  for (const element of document.querySelectorAll('*')) {
    const tag = element.tagName.toLowerCase()
    if (tag === 'script' && element.getAttribute('src') === null)
      found.push('a script that stands in the page')
    if (tag === 'img' && element.getAttribute('src') === 'x') found.push('a picture that was typed')
    for (const { name, value } of element.attributes) {
      if (/^on/iu.test(name)) found.push(`${tag} ${name}`)
      if (
        /^\s*(?:javascript|data|vbscript):/iu.test(value) &&
        /^(?:href|src|action|formaction)$/u.test(name)
      ) {
        if (!(tag === 'img' && value.startsWith('data:image/')))
          found.push(`${tag} ${name}=${value.slice(0, 30)}`)
      }
    }
  }
  return found
}

describe('what somebody has typed', () => {
  it('is shown as text on every page, and runs on none', () => {
    const found = [...shown].map(([path, document]) => [path, danger(document)] as const)
    expect(found.filter(([, dangers]) => dangers.length > 0)).toEqual([])
    expect(danger(pageOf(`<p>${evil('control')}</p>`)).length).toBeGreaterThan(2)
  })

  it.each([
    'narrative',
    'next step',
    'evidence',
    'view',
    'name',
    'alias',
    'disabling',
    'reason',
    'responsible',
    'done',
  ])('is shown somewhere, or the test sees nothing: %s', (place) => {
    const texts = [...shown.values()].map(({ body }) => body.textContent)
    expect(texts.some((text) => text.includes(evil(place).slice(0, 60)))).toBe(true)
  })

  it('has no script, style or handler beside it on any page: the policy would stop them', () => {
    const inline = [...shown].filter(
      ([path, document]) =>
        !/^\/(?:api|reports)\//u.test(path) && document.querySelector('style, [style]') !== null,
    )
    expect(inline.map(([path]) => path)).toEqual([])
  })

  it('is no formula in a download', async () => {
    const auditor = await Visitor.signedIn(service, 'auditor')
    const csv = await (await visitor.fetch('/actions.csv?plan=merton-2013')).text()
    const trail = await (await auditor.fetch('/administration/audit-trail.csv')).text()
    for (const file of [csv, trail]) {
      expect(file).toContain(`'=HYPERLINK(`)
      expect(file).not.toMatch(/(?:^|,)"?[=+@]/mu)
    }
  })

  it('is answered by the API as JSON, which no browser takes for a page', async () => {
    const { headers } = await visitor.fetch(
      `/api/v1/actions?q=${encodeURIComponent('<img src=x onerror=alert(1)>')}&x=<b>`,
    )
    expect(headers.get('content-type')).toMatch(/^application\/(?:problem\+)?json; charset=utf-8$/u)
    expect(headers.get('x-content-type-options')).toBe('nosniff')
  })

  it('adds no header and no reader to a mail', async () => {
    const mails = await writtenMails(service)
    expect(mails.length).toBeGreaterThan(0)
    for (const { mail } of mails) {
      expect([mail.to].flat().flatMap((to) => to?.value ?? [])).toHaveLength(1)
      expect(mail.html).toBe(false)
    }
  })
})

describe('a link that somebody gives as evidence', () => {
  const bad = [
    ...['javascript:alert(1)', 'JaVaScRiPt:alert(1)', ' javascript:alert(1)', 'java\tscript:alert(1)'],
    ...['data:text/html,<script>alert(1)</script>', 'vbscript:x', 'file:///etc/passwd', '//evil.example/x'],
    ...['/evidence/../../secret-key', '/actions', 'http://', 'ftp://example.org/x'],
  ]

  it.each(bad)('is not %j, by the API', async (url) => {
    const answer = await sayWrongly(service, ref, { evidence: [{ title: 'Proof', url }] })
    expect([answer.status, answer.body.errors?.[0]?.field]).toEqual([422, 'evidence.0.url'])
  })

  it.each(bad.filter((url) => url.trim() === url))('is not %j, by the form', async (url) => {
    const values = { narrative: 'So it is.', 'link-1-title': 'Proof', 'link-1-url': url }
    const page = await visitor.submit(`/actions/${ref}/update`, 'button[value=continue]', values)
    expect(page.status).toBe(422)
    expect(danger(page.document)).toEqual([])
  })
})
