import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import type { ActionView, AgencyView } from '../../src/register/views.js'
import { databaseKinds } from '../support/places.js'
import type { Page } from '../support/register.js'
import { startScene } from '../support/scene.js'
import type { TestService } from '../support/service.js'
import { makePeople, type Visit, Visitor } from '../support/visitor.js'
import { all, errorsIn, hrefOf, one, refsIn, words } from './seen.js'

const resultIn = (visit: Visit) => one(visit, '.tl-list-head h2')

describe.each(databaseKinds)('the list of actions on %s', (kind) => {
  let service: TestService
  let office: Visitor

  beforeAll(async () => {
    service = await startScene(kind)
    await makePeople(service, ['office', 'owner', 'council', 'reader', 'administrator'])
    office = await Visitor.signedIn(service, 'office')
  })

  afterAll(() => service.stop())

  const asTheApi = async (query: string) => {
    const { body } = await service.get<Page<ActionView>>(`/actions?${query}`)
    return { refs: body.items.map(({ ref }) => ref), total: body.total }
  }

  /** What the Metropolitan Police Service and its units lead or are partner in. */
  const refsOfThePolice = async () => {
    const { body } = await service.get<{ items: AgencyView[] }>('/agencies?pageSize=200')
    const units = new Set(['metropolitan-police-service'])
    // Parents may stand after their units: as often as there are agencies is often enough.
    for (let round = 0; round < body.items.length; round += 1) {
      for (const { slug, parent } of body.items) if (parent !== null && units.has(parent)) units.add(slug)
    }
    const found = [...units].map((slug) => asTheApi(`agency=${slug}&pageSize=200`))
    return new Set((await Promise.all(found)).flatMap(({ refs }) => refs))
  }

  it('shows the first fifty, says how many there are and leads to the others', async () => {
    const visit = await office.get('/actions')
    expect([visit.status, visit.document.title]).toEqual([200, 'Actions – Throughline'])
    expect([one(visit, 'h1'), resultIn(visit), one(visit, 'caption')]).toEqual([
      'Actions',
      '168 actions',
      'Actions 1 to 50 of 168',
    ])
    expect(refsIn(visit)).toEqual((await asTheApi('')).refs)
    expect(hrefOf(visit, '.govuk-pagination a', 'Next')).toBe('/actions?page=2')
  })

  it('says which page it is, and shows the first for one that is not there', async () => {
    const second = await office.get('/actions?page=2')
    expect([second.document.title, one(second, 'h1')]).toEqual([
      'Actions (page 2 of 4) – Throughline',
      'Actions (page 2 of 4)',
    ])
    expect(refsIn(second)).toEqual((await asTheApi('page=2')).refs)
    const beyond = await office.get('/actions?page=9&plan=merton-2013')
    expect(beyond.path).toBe('/actions?plan=merton-2013')
  })

  it.each([
    ['plan=merton-2013', 'in “Home Office Peer Review and Gang Call-in”'],
    ['plan=annual-report-2013&theme=PW', 'under “'],
    ['status=in_progress', 'in progress'],
    ['status=complete_reported', 'complete (reported)'],
    ['timeliness=overdue', 'overdue'],
    ['timeliness=no_date', 'without a date'],
    ['confidence=amber', 'confidence amber'],
    ['confidence=none', 'not rated'],
    ['flag=no-lead', 'flagged “no lead”'],
    ['kind=area_for_improvement', 'of the kind “area for improvement”'],
    ['lead=home-office', 'led by Home Office'],
    ['partner=mopac', 'with Mayor’s Office for Policing and Crime as partner'],
    ['agency=metropolitan-police-service', 'with Metropolitan Police Service as lead or partner'],
    ['priority=leadership', 'serving “'],
    [
      'dueAfter=2014-01-01&dueBefore=2014-12-31',
      'due on or after 1 January 2014, due on or before 31 December 2014',
    ],
    ['q=zebra', 'mentioning “zebra”'],
    ['status=not_started&timeliness=overdue&lead=home-office', 'not started, overdue, led by Home Office'],
  ])('finds by %s what the API finds, and says so in words', async (query, said) => {
    const visit = await office.get(`/actions?${query}`)
    const { refs, total } = await asTheApi(query)
    expect(visit.status).toBe(200)
    expect(refsIn(visit)).toEqual(refs)
    if (total > 0) expect(resultIn(visit).replaceAll("'", '’')).toContain(`${total} of 168 actions, `)
    expect(one(visit, '#list').replaceAll("'", '’')).toContain(said)
  })

  it.each(['ref', '-ref', 'title', '-title', 'status', 'confidence', '-due', 'due', 'updated', '-updated'])(
    'sorts by %s as the API does',
    async (sort) => {
      const visit = await office.get(`/actions?sort=${sort}`)
      expect(refsIn(visit)).toEqual((await asTheApi(`sort=${sort}`)).refs)
      const sorted = all(visit, 'th[aria-sort]:not([aria-sort=none])')
      expect(sorted.map((head) => head.getAttribute('aria-sort'))).toEqual([
        sort.startsWith('-') ? 'descending' : 'ascending',
      ])
      // The same heading turns it round.
      const turned = sort.startsWith('-') ? sort.slice(1) : `-${sort}`
      expect(sorted[0]?.querySelector('a')?.getAttribute('href')).toBe(`/actions?sort=${turned}`)
    },
  )

  it('can be shown by 25 and by 100 a page', async () => {
    const visit = await office.get('/actions?pageSize=25&plan=annual-report-2013')
    expect(refsIn(visit)).toHaveLength(25)
    expect(hrefOf(visit, '#list a', '100')).toBe('/actions?plan=annual-report-2013&pageSize=100')
    expect(hrefOf(visit, '.govuk-pagination a', 'Next')).toContain('pageSize=25&page=2')
  })

  it('keeps what the form leaves empty out of the address', async () => {
    const form = '#filter form'
    const visit = await office.submit('/actions?sort=due', form, { status: 'in_progress' })
    expect(visit.path).toBe('/actions?status=in_progress&sort=due')
    const searched = await office.submit(visit.path, 'form[role=search]', { q: '  wards_visited ' })
    expect(searched.path).toBe('/actions?q=wards_visited&status=in_progress&sort=due')
    expect(refsIn(searched)).toEqual(['MER13-7.1'])
  })

  it('takes dates in three boxes, and keeps them when they are none', async () => {
    const form = '#filter form'
    const dated = { 'dueAfter-day': '1', 'dueAfter-month': 'January', 'dueAfter-year': '2017' }
    const visit = await office.submit('/actions', form, dated)
    expect(visit.path).toBe('/actions?dueAfter=2017-01-01')
    expect(all(visit, '[name^=dueAfter-]').map((box) => box.getAttribute('value'))).toEqual([
      '1',
      '1',
      '2017',
    ])
    const wrong = await office.submit('/actions', form, { ...dated, 'dueAfter-day': '32' })
    expect([wrong.status, errorsIn(wrong)]).toEqual([
      422,
      ['Due from must be a real date, such as 31 12 2013'],
    ])
    expect(wrong.document.querySelector('[name=dueAfter-day]')?.getAttribute('value')).toBe('32')
    expect(resultIn(wrong)).toBe('168 actions')
    const half = await office.submit('/actions', form, { 'dueBefore-day': '3' })
    expect(errorsIn(half)).toEqual(['Due to must include a month and a year'])
    expect(half.document.querySelector('.govuk-error-summary a')?.getAttribute('href')).toBe(
      '#dueBefore-month',
    )
    expect(half.document.getElementById('dueBefore-month')).not.toBeNull()
  })

  it('shows each filter as a tag that takes it away, and one link that takes all away', async () => {
    const visit = await office.get('/actions?plan=annual-report-2013&theme=PW&timeliness=overdue&sort=due')
    const tags = all(visit, '.moj-filter-tags a').map((tag) => [words(tag), tag.getAttribute('href')])
    expect(tags).toEqual([
      ['Remove this filter: Timeliness: Overdue', '/actions?plan=annual-report-2013&theme=PW&sort=due'],
      // A theme without its plan may be that of another.
      [expect.stringContaining('Plan: '), '/actions?timeliness=overdue&sort=due'],
      [expect.stringContaining('Theme: '), '/actions?plan=annual-report-2013&timeliness=overdue&sort=due'],
    ])
    expect(hrefOf(visit, '.tl-applied a', 'Clear all')).toBe('/actions?sort=due')
  })

  it('offers the themes of the plan that is chosen, and drops the theme with the plan', async () => {
    expect(all(await office.get('/actions'), '#theme')).toHaveLength(0)
    const visit = await office.get('/actions?plan=annual-report-2013&theme=PW')
    expect(all(visit, '#theme option').map((option) => option.getAttribute('value'))).toContain('OC')
    const other = await office.send(visit, '#filter form', { plan: 'merton-2013' })
    expect(other.path).toBe('/actions?plan=merton-2013')
  })

  it.each([
    [
      'status=done',
      'Status must be one of: Not started, In progress, Complete (reported)',
      '#status',
      'done',
    ],
    ['flag=x', 'Flag must be one of: No lead,', '#flag', 'x'],
    ['plan=x', 'No plan “x” is in the register: choose one from the list', '#plan', 'x'],
    ['lead=x', 'No agency “x” is registered: choose one from the list', '#lead', 'x'],
    ['priority=x', 'No priority “x” is in the register', '#priority', 'x'],
    ['plan=merton-2013&theme=PW', 'No theme “PW” stands in “Home Office Peer Review', '#theme', 'PW'],
  ])(
    'says what is wrong with %s, keeps it and does not filter by it',
    async (query, sentence, field, kept) => {
      const visit = await office.get(`/actions?${query}`)
      expect([visit.status, visit.document.title]).toEqual([422, 'Error: Actions – Throughline'])
      expect(errorsIn(visit)).toEqual([expect.stringContaining(sentence)])
      expect(visit.document.querySelector('.govuk-error-summary a')?.getAttribute('href')).toBe(field)
      expect(words(visit.document.querySelector(`${field}-error`))).toContain(sentence)
      expect((visit.document.querySelector(field) as HTMLSelectElement).value).toBe(kept)
      const others = query.split('&').slice(0, -1).join('&')
      expect(resultIn(visit)).toContain(`${(await asTheApi(others)).total} `)
    },
  )

  it.each([
    ['sort=colour', 'Sort must be one of: ref, title, status, confidence, due, updated'],
    ['page=0', 'The page must be a whole number from 1'],
    ['pageSize=7', 'The page size must be one of: 25, 50, 100'],
    ['dueBefore=soon', 'Due to must be a real date, such as 2014-03-31'],
    ['dueAfter=2014-02-01&dueBefore=2014-01-01', 'Due to must be the same as or after Due from'],
    ['status=paused&status=superseded', 'Status can be filtered by one value at a time'],
    [`q=${'x'.repeat(201)}`, 'Search must have at most 200 characters'],
    ['asAt=soon', 'The day must be a real date'],
  ])('refuses %s with a sentence whose link leads somewhere', async (query, sentence) => {
    const visit = await office.get(`/actions?${query}`)
    expect([visit.status, errorsIn(visit)]).toEqual([422, [expect.stringContaining(sentence)]])
    const href = visit.document.querySelector('.govuk-error-summary a')?.getAttribute('href') ?? ''
    expect(visit.document.querySelector(href)).not.toBeNull()
  })

  it('says why there is nothing', async () => {
    const visit = await office.get('/actions?q=unfindable&status=paused')
    expect(one(visit, '.tl-empty')).toBe(
      'None of 168 actions passes the filter: paused, mentioning “unfindable”.',
    )
    expect(all(visit, 'table')).toHaveLength(0)
  })

  it('escapes what was searched for, and takes every character', async () => {
    const visit = await office.get(`/actions?q=${encodeURIComponent('<b>"\'&%_\\\0')}`)
    expect([visit.status, one(visit, '.tl-empty')]).toEqual([
      200,
      expect.stringContaining('mentioning “<b>"\'&%_\\”'),
    ])
  })

  it('can be read as known on a past day, and stays there', async () => {
    const query = 'asAt=2013-12-31'
    const visit = await office.get(`/actions?${query}`)
    const { total } = await asTheApi(query)
    expect(resultIn(visit)).toBe(`${total} actions`)
    expect(one(visit, '.tl-as-known')).toContain('As known on 31 December 2013')
    const links = all(visit, 'table a, .govuk-pagination a').map((link) => link.getAttribute('href'))
    expect(links.filter((href) => !href?.includes(query))).toEqual([])
    // A past day can be read and not changed.
    expect(all(visit, 'input[type=checkbox]')).toHaveLength(0)
    const later = await office.get(`/actions?plan=egve-2016&${query}`)
    expect(one(later, '.tl-empty')).toMatch(/^The plan “.+” was not known yet on 31 December 2013\.$/u)
  })

  it('shows an agency owner what is the agency’s, a council officer the plan, an administrator nothing', async () => {
    const owner = await (await Visitor.signedIn(service, 'owner')).get('/actions?pageSize=100')
    const theirs = await refsOfThePolice()
    expect(new Set(refsIn(owner))).toEqual(theirs)
    expect(resultIn(owner)).toBe(`${theirs.size} actions`)
    expect(all(owner, 'tbody input[type=checkbox]')).toHaveLength(theirs.size)
    const leads = all(owner, '#lead option').map((option) => option.getAttribute('value'))
    expect(leads).not.toContain('department-for-education')
    const council = await (await Visitor.signedIn(service, 'council')).get('/actions?pageSize=100')
    expect(resultIn(council)).toBe(`${(await asTheApi('plan=merton-2013')).total} actions`)
    const administrator = await Visitor.signedIn(service, 'administrator')
    expect((await administrator.get('/actions')).status).toBe(403)
    expect((await administrator.get('/actions.csv')).status).toBe(403)
  })

  it('lets a reader read and download, and select nothing', async () => {
    const visit = await (await Visitor.signedIn(service, 'reader')).get('/actions')
    expect(all(visit, 'input[type=checkbox], form[action="/bulk-update"]')).toHaveLength(0)
    expect(hrefOf(visit, 'a', 'CSV')).toBe('/actions.csv')
  })

  it('has a name for every field, every table heading its scope, and no id twice', async () => {
    const visit = await office.get('/actions?plan=annual-report-2013')
    for (const field of all(visit, 'input:not([type=hidden]), select')) {
      expect([field.id, words(visit.document.querySelector(`label[for="${field.id}"]`))]).toEqual([
        field.id,
        expect.stringMatching(/\S/u),
      ])
    }
    expect(all(visit, 'th:not([scope])')).toHaveLength(0)
    const ids = all(visit, '[id]').map(({ id }) => id)
    expect(ids).toHaveLength(new Set(ids).size)
  })
})
