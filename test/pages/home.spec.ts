import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { AccountsService } from '../../src/accounts/accounts.service.js'
import { Passwords } from '../../src/accounts/passwords.js'
import { UpdateDrafts } from '../../src/updates/update-drafts.service.js'
import { Database } from '../../src/database/database.js'
import { say } from '../support/register.js'
import { startScene } from '../support/scene.js'
import { TestService } from '../support/service.js'
import { makePeople, password, people, type Visit, Visitor } from '../support/visitor.js'

const text = (element: Element | null | undefined) => element?.textContent.replace(/\s+/gu, ' ').trim() ?? ''
const all = (visit: Visit, selector: string) => [...visit.document.querySelectorAll(selector)]

/** "Overdue" -> "27" */
function figures(visit: Visit): Record<string, string> {
  return Object.fromEntries(
    all(visit, '.tl-figures__item').map((item) => [
      text(item.querySelector('dt')),
      text(item.querySelector('dd')),
    ]),
  )
}

const section = (visit: Visit, id: string) => visit.document.getElementById(id)?.closest('section') ?? null
const refsIn = (part: Element | null) =>
  [...(part?.querySelectorAll('tbody th .tl-ref') ?? [])].map((ref) => text(ref))

describe('the first page', () => {
  let service: TestService
  let office: Visitor

  beforeAll(async () => {
    service = await startScene('sqlite')
    await makePeople(service, ['office', 'owner', 'council', 'reader', 'auditor', 'administrator'])
    office = await Visitor.signedIn(service, 'office')
  })

  afterAll(() => service.stop())

  /** How many actions the list has for an address of it. */
  async function listed(visitor: Visitor, href: string): Promise<string> {
    const response = await visitor.fetch(`/api/v1${href}`)
    return String(((await response.json()) as { total: number }).total)
  }

  it('says first how things stand, then in figures, each the same as in the list', async () => {
    const visit = await office.get('/')
    expect([visit.status, text(visit.document.querySelector('h1'))]).toEqual([200, 'What needs attention'])
    const shown = figures(visit)
    expect(Object.keys(shown)).toEqual([
      ...[
        'Overdue',
        'Due this quarter',
        'Silent for two quarters',
        'Flagged',
        'Changed since your last visit',
      ],
    ])
    expect(shown.Overdue).toBe(await listed(office, '/actions?timeliness=overdue'))
    expect(shown['Due this quarter']).toBe(await listed(office, '/actions?timeliness=due_this_quarter'))
    expect(shown['Silent for two quarters']).toBe(
      await listed(office, '/actions?flag=silent-for-two-quarters'),
    )
    const lead = text(visit.document.querySelector('.govuk-body-l'))
    expect(lead).toMatch(/^Of the 168 actions, \d+ are open: /u)
    expect(lead).toContain(`${shown.Overdue ?? ''} are overdue`)
    expect(lead).toContain('due by 31 March 2017')
  })

  it.each(['office', 'owner', 'council', 'reader', 'auditor'] as const)(
    'gives %s no more than five of each, with a link to all of them that has as many',
    async (name) => {
      const visitor = await Visitor.signedIn(service, name)
      const visit = await visitor.get('/')
      for (const id of ['overdue', 'due', 'silent']) {
        const part = section(visit, id)
        const heading = text(part?.querySelector('h2'))
        const count = Number(/: (\d+)$/u.exec(heading)?.[1] ?? 0)
        expect([id, refsIn(part).length]).toEqual([id, Math.min(5, count)])
        const link = part?.querySelector('p a')
        expect([id, link !== null && link !== undefined]).toEqual([id, count > 5])
        if (link) {
          expect(text(link)).toContain(`See all ${count} `)
          expect(await listed(visitor, link.getAttribute('href') ?? '')).toBe(String(count))
        }
      }
      for (const row of all(visit, '#flagged ~ table tbody tr')) {
        const href = row.querySelector('a')?.getAttribute('href') ?? ''
        expect([href, await listed(visitor, href)]).toEqual([href, text(row.querySelector('td:last-child'))])
      }
    },
  )

  it('puts the longest overdue, the next due and what was never spoken of first', async () => {
    const visit = await office.get('/')
    const ends = (id: string) =>
      [...(section(visit, id)?.querySelectorAll('time') ?? [])].map((time) => time.getAttribute('datetime'))
    expect(ends('overdue')).toEqual([...ends('overdue')].sort())
    expect(ends('overdue')[0]).toBe('2013-12-31')
    expect(ends('due')).toEqual([...ends('due')].sort())
  })

  it('shows each person what is the person’s', async () => {
    const totals = async (name: 'owner' | 'council') => {
      const visitor = await Visitor.signedIn(service, name)
      const visit = await visitor.get('/')
      const whole = all(visit, '.tl-table--counts .tl-table__whole td').map(
        (cell) => text(cell.querySelector('a')?.firstChild as Element | null) || text(cell),
      )
      expect(whole[0]).toBe(await listed(visitor, '/actions'))
      return { lead: text(visit.document.querySelector('.govuk-body-l')), plans: visit }
    }
    expect((await totals('owner')).lead).toContain('that are yours')
    const { lead, plans } = await totals('council')
    expect(lead).toContain('29 actions that are yours')
    const names = all(plans, '.tl-table--counts tbody th').map((cell) => text(cell))
    expect(names).toEqual(['Home Office Peer Review and Gang Call-in', 'All plans'])
  })

  it('says the totals by a chart, in words and in a table that add up', async () => {
    const visit = await office.get('/')
    const part = section(visit, 'totals')
    const widths = [...(part?.querySelectorAll('rect') ?? [])].map((rect) =>
      Number(rect.getAttribute('width')),
    )
    expect(widths.reduce((sum, width) => sum + width, 0)).toBeCloseTo(100, 1)
    expect(part?.querySelector('svg')?.getAttribute('aria-hidden')).toBe('true')
    expect(visit.html).not.toMatch(/ style=/u)
    const key = [...(part?.querySelectorAll('.tl-key b') ?? [])].map((count) => Number(text(count)))
    expect(key.reduce((sum, count) => sum + count, 0)).toBe(168)
    const rows = [...(part?.querySelectorAll('.tl-two-columns tbody:first-of-type tr td:nth-child(2)') ?? [])]
    expect(rows.reduce((sum, cell) => sum + Number(text(cell)), 0)).toBe(168)
    expect(text(part?.querySelector('p'))).toMatch(/^Of 168 actions, \d+ are complete \(\d%\), /u)
  })

  it('welcomes on the first visit, and later tells what has changed in between', async () => {
    const { instant } = service.clock
    const first = await Visitor.signedIn(service, 'reader')
    await first.get('/')
    const reader = people.reader.email
    await service.app
      .get(Database)
      .write((manager) =>
        manager.query(`UPDATE account SET signed_in_before = NULL WHERE email = '${reader}'`),
      )
    const welcome = await first.get('/')
    expect(text(section(welcome, 'changed'))).toContain('This is your first visit.')
    expect(figures(welcome)['Changed since your last visit']).toBe('–')

    service.clock.instant = '2017-02-21T10:15:00.000Z'
    const second = await Visitor.signedIn(service, 'reader')
    expect(text(section(await second.get('/'), 'changed'))).toContain(
      'Nothing has changed since you last visited on 20 February 2017 at 09:00.',
    )
    await say(service, 'AR13-WG-01')
    service.clock.instant = '2017-02-21T10:16:00.000Z'
    await say(service, 'AR13-WG-02')
    const changed = await second.get('/')
    expect(figures(changed)['Changed since your last visit']).toBe('2')
    expect(refsIn(section(changed, 'changed'))).toEqual(['AR13-WG-02', 'AR13-WG-01'])
    service.clock.instant = instant
  })

  it('reminds of updates that were begun, as long as they could be sent', async () => {
    const council = await Visitor.signedIn(service, 'council')
    expect(section(await council.get('/'), 'drafts')).toBeNull()
    const [account] = await service.app
      .get(Database)
      .select<{ id: number }>('SELECT id FROM account WHERE email = ?', [people.council.email])
    const drafts = service.app.get(UpdateDrafts)
    await drafts.save(account?.id ?? 0, 'MER13-7.1', 1, { narrative: 'Half of it' })
    await drafts.save(account?.id ?? 0, 'AR13-PW-01', 1, { narrative: 'Not mine any more' })
    const part = section(await council.get('/'), 'drafts')
    expect([...(part?.querySelectorAll('a') ?? [])].map((link) => link.getAttribute('href'))).toEqual([
      '/actions/MER13-7.1/update',
    ])
    expect(text(part)).toContain('saved on 20 February 2017 at 09:00')
    expect(section(await council.get('/?asAt=2014-01-01'), 'drafts')).toBeNull()
  })

  it('is read as known on a past day, with that day’s attention', async () => {
    const visit = await office.get('/?asAt=2013-12-31')
    expect(text(visit.document.querySelector('.tl-as-known'))).toContain('As known on 31 December 2013')
    expect(figures(visit)).toMatchObject({ Overdue: '0', 'Due this quarter': '1' })
    expect(section(visit, 'changed')).toBeNull()
    expect(refsIn(section(visit, 'due'))).toEqual(['AR13-F-06'])
    for (const link of all(visit, 'main a[href^="/"]')) {
      const href = link.getAttribute('href') ?? ''
      if (!href.startsWith('/?') && href !== '/') expect(href).toContain('asAt=2013-12-31')
    }
  })

  it('takes the day from the form and carries on at an address of its own', async () => {
    const typed = { 'asAt-day': '31', 'asAt-month': 'Dec', 'asAt-year': '2013' }
    const visit = await office.submit('/', '.tl-as-known-on form', typed)
    expect([visit.status, visit.path]).toEqual([200, '/?asAt=2013-12-31'])
    expect(text(visit.document.querySelector('.tl-as-known-on a'))).toBe('Show the register as it is now')
  })

  it.each([
    ['31', '2', '2014', 'The day must be a real date, such as 31 12 2013', '#asAt-day'],
    ['3', '', '2014', 'The day must include a month', '#asAt-month'],
    [
      '21',
      '2',
      '2017',
      'The day must be today or in the past: what will be known is not known yet',
      '#asAt-day',
    ],
  ])('refuses the day %s %s %s in a sentence', async (day, month, year, sentence, href) => {
    const typed = { 'asAt-day': day, 'asAt-month': month, 'asAt-year': year }
    const visit = await office.submit('/', '.tl-as-known-on form', typed)
    expect([visit.status, visit.document.title.startsWith('Error: ')]).toEqual([422, true])
    const link = visit.document.querySelector('.govuk-error-summary a')
    expect([text(link), link?.getAttribute('href')]).toEqual([sentence, href])
    expect(text(visit.document.querySelector('#asAt-error'))).toContain(sentence)
    expect(visit.document.querySelector('.tl-as-known-on')?.hasAttribute('open')).toBe(true)
    expect(visit.document.querySelector<HTMLInputElement>('#asAt-day')?.value).toBe(day)
  })

  it('refuses a day in the address that is none, or that is to come', async () => {
    expect((await office.get('/?asAt=soon')).status).toBe(422)
    expect((await office.get('/?asAt=2017-02-21')).status).toBe(422)
    expect((await office.get('/?asAt=2017-02-20')).status).toBe(200)
  })

  it('says so where nothing was known yet', async () => {
    const visit = await office.get('/?asAt=2011-12-31')
    expect([visit.status, text(visit.document.querySelector('h1'))]).toEqual([
      ...[200, 'Nothing was known on 31 December 2011'],
    ])
  })

  it('leads an administrator to what an administrator does', async () => {
    const visitor = await Visitor.signedIn(service, 'administrator')
    const visit = await visitor.get('/')
    expect([visit.status, text(visit.document.querySelector('h1'))]).toEqual([200, 'What you look after'])
    expect(all(visit, '.tl-card a').map((link) => link.getAttribute('href'))).toEqual([
      ...['/administration/accounts', '/administration/agencies', '/administration/audit-trail'],
    ])
    expect(visit.html).not.toContain('AR13-')
  })

  it('tells who has no action whom to ask', async () => {
    const passwordHash = await service.app.get(Passwords).hash(password)
    await service.app.get(AccountsService).make(
      { name: 'Test' },
      {
        ...{ email: 'idle@example.org', name: 'Ida Idle', state: 'active', passwordHash },
        ...{ mustChangePassword: false, roles: [{ role: 'agency_owner', agency: 'redthread' }] },
      },
    )
    const visitor = new Visitor(service)
    const visit = await visitor.submit('/sign-in', 'form', { email: 'idle@example.org', password })
    expect([visit.status, text(visit.document.querySelector('h1'))]).toEqual([200, 'No action is yours'])
  })

  it('notes which actions of a marked plan were shown', async () => {
    const council = await Visitor.signedIn(service, 'council')
    const visit = await council.get('/')
    const [line] = await service.app
      .get(Database)
      .select<{ details: string }>(
        `SELECT details FROM audit_line WHERE kind = 'marked.read' ORDER BY sequence DESC LIMIT 1`,
      )
    const told = (JSON.parse(line?.details ?? '{}') as { actions: string[] }).actions
    const shown = new Set(
      ['overdue', 'due', 'silent', 'flagged', 'changed'].flatMap((id) => refsIn(section(visit, id))),
    )
    expect(new Set(told)).toEqual(shown)
  })
})

describe('the first page of an empty register', () => {
  it('says what to do next', async () => {
    const service = await TestService.start('sqlite', { seed: 'none' })
    try {
      await makePeople(service, ['office'])
      const visit = await (await Visitor.signedIn(service, 'office')).get('/')
      expect([visit.status, text(visit.document.querySelector('h1'))]).toEqual([200, 'The register is empty'])
      expect(text(visit.document.querySelector('main'))).toContain('start it again without SEED=none')
    } finally {
      await service.stop()
    }
  })
})
