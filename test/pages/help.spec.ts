import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { absoluteLimit } from '../../src/accounts/session-store.js'
import { accountRoles, roleFacts } from '../../src/accounts/role.js'
import { actionStatuses, statusFacts } from '../../src/actions/action-status.js'
import { confidences, confidenceFacts } from '../../src/actions/confidence.js'
import { flagCodes, flagLabel, flagRules } from '../../src/register/flags.js'
import { timelinesses, timelinessFacts } from '../../src/register/timeliness.js'
import { TestService } from '../support/service.js'
import { makePeople, password, people, type Visit, Visitor } from '../support/visitor.js'

const text = ({ document }: Visit) =>
  document.querySelector('main')?.textContent.replaceAll(/\s+/gu, ' ') ?? ''

describe('help', () => {
  let service: TestService
  let stranger: Visitor

  beforeAll(async () => {
    service = await TestService.start('sqlite', { seed: 'none' })
    await makePeople(service, ['reader'])
    stranger = new Visitor(service)
  })
  afterAll(() => service.stop())

  it.each([
    ['/help', 'Help'],
    ['/help/cookies', 'Cookies'],
    ['/accessibility', 'Accessibility statement'],
  ])('at %s is open to anyone, signed in or not', async (path, title) => {
    for (const visitor of [stranger, await Visitor.signedIn(service, 'reader')]) {
      const visit = await visitor.get(path)
      expect([visit.status, visit.document.title]).toEqual([200, `${title} – Throughline`])
      expect(visit.document.querySelector('h1')?.textContent).toBe(title)
    }
  })

  it('says of every word of the register what it means', async () => {
    const visit = await stranger.get('/help')
    const told = new Map(
      [...visit.document.querySelectorAll('tbody tr')].map((row) => [
        row.querySelector('th')?.textContent,
        row.querySelector('td')?.textContent ?? '',
      ]),
    )
    const facts = [
      ...actionStatuses.map((value) => statusFacts[value]),
      ...timelinesses.map((value) => timelinessFacts[value]),
      ...confidences.map((value) => confidenceFacts[value]),
      ...flagCodes.map((code) => ({ label: flagLabel(code), definition: flagRules[code] })),
      ...accountRoles.map((role) => roleFacts[role]),
    ]
    for (const { label, definition } of facts) {
      expect([label, told.get(label)]).toEqual([label, expect.stringContaining(definition)])
    }
  })

  it('leads from its contents to each part', async () => {
    const { document } = await stranger.get('/help')
    const targets = [...document.querySelectorAll('main nav a')].map(
      (link) => link.getAttribute('href') ?? '',
    )
    expect(targets.length).toBeGreaterThan(10)
    for (const target of targets)
      expect([target, document.querySelectorAll(target).length]).toEqual([target, 1])
  })

  it('names every cookie that the service sets, and no other', async () => {
    const page = await stranger.get('/sign-in')
    const token = page.document.querySelector<HTMLInputElement>('[name=_csrf]')?.value ?? ''
    const response = await stranger.fetch('/sign-in', {
      method: 'POST',
      body: new URLSearchParams({ _csrf: token, email: people.reader.email, password }),
    })
    const cookies = response.headers.getSetCookie()
    const named = [...(await stranger.get('/help/cookies')).document.querySelectorAll('tbody th')].map(
      (cell) => cell.textContent.trim(),
    )
    expect(named).toHaveLength(2)
    expect(cookies.map((cookie) => /^[^=]+/u.exec(cookie)?.[0]).sort()).toEqual([...named].sort())
    for (const cookie of cookies) expect(cookie).toMatch(/HttpOnly/u)
    const told = text(await stranger.get('/help/cookies'))
    expect(told).toContain(`After ${absoluteLimit / 3_600_000} hours`)
  })

  it('does not claim in the accessibility statement what nobody has found', async () => {
    const told = text(await stranger.get('/accessibility'))
    expect(told).toContain('The service was not audited by anyone other than those who built it.')
    expect(told).toContain('Equality Advisory and Support Service')
    expect(told).not.toMatch(
      /fully compliant with the Web Content Accessibility Guidelines version 2\.2 AA standard\./u,
    )
  })
})
