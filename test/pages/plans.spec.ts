import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { AgencyChanges } from '../../src/agencies/agency-changes.service.js'
import type { AgencyView, PlanView } from '../../src/register/views.js'
import { type Page, say } from '../support/register.js'
import { startScene } from '../support/scene.js'
import type { TestService } from '../support/service.js'
import { makePeople, type Visit, Visitor } from '../support/visitor.js'

const text = (element: Element | null | undefined) => element?.textContent.replace(/\s+/gu, ' ').trim() ?? ''
const all = (within: ParentNode | null, selector: string) => [...(within?.querySelectorAll(selector) ?? [])]
const heading = (visit: Visit) => text(visit.document.querySelector('h1'))
const main = (visit: Visit) => text(visit.document.querySelector('main'))
const refs = (visit: Visit) => all(visit.document, '.tl-as-one tbody th .tl-ref').map(text)

interface CountedRow {
  name: string
  href: string | null
  /** Actions, complete, in progress, not started, paused or closed, overdue, due this quarter, flagged. */
  counts: number[]
  /** Where a count leads, by its label. */
  links: Record<string, string>
}

/** The rows of a table of counts, the whole last. */
function counted(visit: Visit, place = 0): CountedRow[] {
  return all(all(visit.document, '.tl-table--counts')[place] ?? null, 'tbody tr').map((row) => {
    const cells = all(row, 'td')
    const links = cells.flatMap((cell) => {
      const href = cell.querySelector('a')?.getAttribute('href')
      return href ? [[cell.getAttribute('data-label') ?? '', href]] : []
    })
    return {
      name: text(row.querySelector('th a') ?? row.querySelector('th')),
      href: row.querySelector('th a')?.getAttribute('href') ?? null,
      counts: cells.map((cell) => Number.parseInt(text(cell), 10)),
      links: Object.fromEntries(links) as Record<string, string>,
    }
  })
}

/** Every column of the parts adds up to the whole, and the parts of every row to its first count. */
function expectToAddUp(rows: CountedRow[]): void {
  const whole = rows.at(-1)?.counts ?? []
  const sums = whole.map((_, column) =>
    rows.slice(0, -1).reduce((sum, { counts }) => sum + (counts[column] ?? 0), 0),
  )
  expect(sums).toEqual(whole)
  for (const { name, counts } of rows) {
    const [total, ...parts] = counts
    expect([name, parts.slice(0, 4).reduce((sum, count) => sum + count, 0)]).toEqual([name, total])
  }
}

describe('plans, agencies and priorities', () => {
  let service: TestService
  let office: Visitor
  let owner: Visitor
  let council: Visitor

  beforeAll(async () => {
    service = await startScene('sqlite')
    await makePeople(service, ['office', 'owner', 'council', 'reader', 'administrator'])
    office = await Visitor.signedIn(service, 'office')
    owner = await Visitor.signedIn(service, 'owner')
    council = await Visitor.signedIn(service, 'council')
  })

  afterAll(() => service.stop())

  async function listed(visitor: Visitor, href: string): Promise<number> {
    const response = await visitor.fetch(`/api/v1${href}`)
    return ((await response.json()) as { total: number }).total
  }

  /** Every number that is a link leads to a list of as many. */
  async function expectLinksToAgree(visitor: Visitor, rows: CountedRow[]): Promise<void> {
    const labels = [
      'Actions',
      'Complete',
      'In progress',
      'Not started',
      'Paused or closed',
      'Overdue',
      'Due this quarter',
    ]
    for (const { counts, links } of rows) {
      for (const [label, href] of Object.entries(links)) {
        expect([href, await listed(visitor, href)]).toEqual([href, counts[labels.indexOf(label)]])
      }
    }
  }

  describe('the plans', () => {
    it('stand with counts that add up and lead to as many actions', async () => {
      for (const visitor of [office, owner, council]) {
        const visit = await visitor.get('/plans')
        expect([visit.status, heading(visit)]).toEqual([200, 'Plans'])
        const rows = counted(visit)
        expectToAddUp(rows)
        await expectLinksToAgree(visitor, rows)
        expect(rows.at(-1)?.counts[0]).toBe(await listed(visitor, '/actions'))
      }
    })

    it('are those of the person, on the page as on the API', async () => {
      const slugs = async (visitor: Visitor) =>
        counted(await visitor.get('/plans'))
          .slice(0, -1)
          .map(({ href }) => href?.replace('/plans/', ''))
      const api = async (visitor: Visitor) =>
        ((await (await visitor.fetch('/api/v1/plans')).json()) as Page<PlanView>).items
      expect(await slugs(office)).toHaveLength(5)
      expect(await slugs(council)).toEqual(['merton-2013'])
      expect(await slugs(owner)).toEqual(['annual-report-2013', 'bromley-2012'])
      for (const visitor of [office, council, owner]) {
        expect((await api(visitor)).map(({ slug }) => slug)).toEqual(await slugs(visitor))
      }
      expect((await api(owner)).map(({ actionCount }) => actionCount)).toEqual(
        counted(await owner.get('/plans'))
          .slice(0, -1)
          .map(({ counts }) => counts[0]),
      )
    })

    it('are those that were known on a day', async () => {
      const visit = await office.get('/plans?asAt=2013-06-30')
      expect(counted(visit).map(({ name }) => name)).not.toContain('Ending Gang Violence and Exploitation')
      expectToAddUp(counted(visit))
      for (const { href } of counted(visit).slice(0, -1)) expect(href).toMatch(/\?asAt=2013-06-30$/u)
      expect(main(await office.get('/plans?asAt=2011-01-01'))).toContain(
        'No plan was known on 1 January 2011.',
      )
    })
  })

  describe('one plan', () => {
    it('says what the document says of itself', async () => {
      const facts = async (slug: string) => {
        const { document } = await office.get(`/plans/${slug}`)
        const rows = all(document, '.govuk-summary-list__row')
        return Object.fromEntries(
          rows.map((row) => [text(row.querySelector('dt')), text(row.querySelector('dd'))]),
        )
      }
      expect(await facts('merton-2013')).toEqual({
        ...{
          Publisher: 'London Borough of Merton, named as “Merton”',
          Standing: 'Draft',
          Where: 'Local: Merton',
        },
        ...{ Published: '4 July 2013, written “4th July 2013”', Marking: '“Protect” in the document' },
        Licence: 'None stated in the document',
      })
      expect((await facts('annual-report-2013')).Published).toBe('December 2013, known to the month')
      expect((await facts('egve-2016')).Published).toBe('15 November 2016')
      expect((await facts('lcrb-strategy-2012')).Published).toBe(
        'Undated; by our reading between 1 July 2012 and 31 December 2012',
      )
    })

    it.each(['annual-report-2013', 'lcrb-strategy-2012', 'bromley-2012', 'merton-2013', 'egve-2016'])(
      'has themes that add up: %s',
      async (slug) => {
        const visit = await office.get(`/plans/${slug}`)
        const rows = counted(visit)
        expectToAddUp(rows)
        await expectLinksToAgree(office, rows)
        for (const { href, counts } of rows.slice(0, -1)) {
          if (href === null) continue
          const theme = await office.get(href)
          expect([href, theme.status, refs(theme).length]).toEqual([href, 200, counts[0]])
        }
      },
    )

    it('has its actions by pages, and goes to the first where there is no such page', async () => {
      const first = await office.get('/plans/annual-report-2013')
      const second = await office.get('/plans/annual-report-2013?page=2')
      expect([refs(first).length, refs(second).length]).toEqual([50, 31])
      expect(new Set([...refs(first), ...refs(second)]).size).toBe(81)
      expect(second.document.title).toContain('(page 2 of 2)')
      expect(refs(await office.get('/plans/annual-report-2013?page=9'))).toEqual(refs(first))
      const next = first.document.querySelector('a[rel=next]')?.getAttribute('href')
      expect(next).toBe('/plans/annual-report-2013?page=2')
    })

    it('says what it measures itself by', async () => {
      const visit = await office.get('/plans/lcrb-strategy-2012')
      expect(text(visit.document.getElementById('measures'))).toBe('What it measures itself by')
      expect((await office.get('/plans/bromley-2012')).document.getElementById('measures')).toBeNull()
    })

    it('tells an agency which part of it is shown', async () => {
      const visit = await owner.get('/plans/bromley-2012')
      expect(text(visit.document.querySelector('.govuk-inset-text'))).toBe(
        'You see 7 actions of this plan: those that your agencies lead or are partner in.',
      )
      expect(refs(visit)).toHaveLength(7)
      expect((await council.get('/plans/merton-2013')).document.querySelector('.govuk-inset-text')).toBeNull()
    })

    it('is refused in a sentence to who has no part in it, and not found where there is none', async () => {
      const refused = await council.get('/plans/bromley-2012')
      expect(refused.status).toBe(403)
      expect(main(refused)).toContain('none of its actions belongs to you')
      expect((await council.get('/plans/bromley-2012/themes/ENF')).status).toBe(403)
      expect((await owner.get('/plans/annual-report-2013/themes/PR')).status).toBe(403)
      for (const path of [
        '/plans/none-2012',
        '/plans/bromley-2012/themes/NO',
        '/plans/egve-2016?asAt=2013-12-31',
      ]) {
        expect([path, (await office.get(path)).status]).toEqual([path, 404])
      }
    })

    it('is read as known on a day, and so is all that it leads to', async () => {
      const visit = await office.get('/plans/merton-2013?asAt=2013-07-04')
      expect(main(visit)).toContain('Of 29 actions, 1 is in progress and 28 are not started.')
      for (const link of all(visit.document, 'main a[href^="/"]')) {
        const href = link.getAttribute('href') ?? ''
        if (href !== '/plans/merton-2013') expect(href).toContain('asAt=2013-07-04')
      }
      const now = await office.get('/plans/merton-2013')
      expect(main(now)).toMatch(/Of 29 actions, 2 are complete \(7%\), 2 are in progress/u)
    })
  })

  describe('the agencies', () => {
    const rowsOf = (visit: Visit) =>
      all(visit.document, '.tl-table tbody tr').map((row) => [
        row.querySelector('a')?.getAttribute('href')?.replace('/agencies/', ''),
        ...all(row, 'td').map(text),
      ])

    it('are counted as on the API, by what the person sees', async () => {
      for (const visitor of [office, council]) {
        const { items } = (await (
          await visitor.fetch('/api/v1/agencies?pageSize=200')
        ).json()) as Page<AgencyView>
        const withActions = items.filter(({ leadCount, partnerCount }) => leadCount + partnerCount > 0)
        const visit = await visitor.get('/agencies')
        expect(rowsOf(visit).map(([slug, leads, , partner]) => [slug, leads, partner])).toEqual(
          withActions.map(({ slug, leadCount, partnerCount }) => [
            slug,
            String(leadCount),
            String(partnerCount),
          ]),
        )
        expect(all(visit.document, '.tl-names li')).toHaveLength(items.length - withActions.length)
      }
      expect(main(await council.get('/agencies'))).toContain('an action that you see')
    })

    it.each([
      ['met', 'Metropolitan Police Service', null],
      ['MPS', 'Metropolitan Police Service', null],
      ['merton police', 'Metropolitan Police Service', 'Also “Merton Police”'],
    ])('are found by any of their names: %s', async (words, name, note) => {
      const visit = await office.submit('/agencies', '.tl-search', { q: words })
      const row = all(visit.document, '.tl-table tbody tr').find(
        (one) => text(one.querySelector('a')) === name,
      )
      expect(row).toBeDefined()
      if (note) expect(text(row)).toContain(note)
      expect(visit.document.querySelector<HTMLInputElement>('#q')?.value).toBe(words)
    })

    it('say so where none is found', async () => {
      const visit = await office.get('/agencies?q=%3Cb%3Ezz%26')
      expect(main(visit)).toContain('No agencies go by a name with “<b>zz&” in it.')
      expect(visit.document.querySelector('.tl-empty')).not.toBeNull()
      expect(all(visit.document, 'main a').map((link) => link.getAttribute('href'))).toContain('/agencies')
    })
  })

  describe('one agency', () => {
    it('shows what it leads, overdue first, its names, its units and what it published', async () => {
      const visit = await office.get('/agencies/home-office')
      expect(main(visit)).toMatch(/It leads 54 actions: \d+ are open and \d+ are overdue\./u)
      const tags = all(visit.document, '#lead ~ .tl-as-one tbody tr').map((row) =>
        text(row).includes('Overdue'),
      )
      expect(tags).toHaveLength(50)
      expect(tags.lastIndexOf(true)).toBeLessThan(tags.indexOf(false))
      const link = visit.document.querySelector('#lead ~ p a')
      expect(text(link)).toBe('See all 54, search and filter')
      expect(await listed(office, link?.getAttribute('href') ?? '')).toBe(54)
      const summary = text(visit.document.querySelector('.govuk-summary-list'))
      expect(summary).toContain('Its units')
      expect(summary).toContain('Ending Gang Violence and Exploitation Forum')
      expect(summary).toContain('Ending Gang and Youth Violence: Annual Report 2013')
    })

    it('shows what it is partner in, and its parent', async () => {
      const visit = await office.get('/agencies/mopac')
      expect(main(visit)).toContain('It leads no action. It is partner in 1 action.')
      expect(refs(visit)).toEqual(['MER13-7.3'])
      const trident = await office.get('/agencies/trident-gang-crime-command')
      expect(text(trident.document.querySelector('.govuk-summary-list'))).toContain(
        'Part of Metropolitan Police Service',
      )
    })

    it('shows a person only the actions that are the person’s', async () => {
      const visit = await council.get('/agencies/home-office')
      expect(main(visit)).toContain('It leads no action and is partner in none.')
      expect(main(visit)).toContain('Counted are the actions that your account sees.')
      expect(visit.html).not.toContain('AR13-')
    })

    it('tells what it said last, and what was said of its actions', async () => {
      expect(main(await office.get('/agencies/home-office'))).toContain('It has not spoken for itself')
      await say(service, 'AR13-WG-05', { onBehalfOf: 'home-office', narrative: 'The template is in use.' })
      const visit = await office.get('/agencies/home-office')
      expect(main(visit)).toContain(
        'Its own last word was recorded on 20 February 2017, of AR13-WG-05: “The template is in use.”',
      )
      expect(text(visit.document.querySelector('.tl-history__item'))).toContain('The template is in use.')
      expect(main(await office.get('/agencies/home-office?asAt=2017-02-19'))).toContain(
        'It has not spoken for itself',
      )
    })

    it('is not found where there is none', async () => {
      expect((await office.get('/agencies/nobody')).status).toBe(404)
    })
  })

  describe('the priorities', () => {
    it('are counted as the list counts them, and say that this is our reading', async () => {
      const visit = await office.get('/priorities')
      expect(all(visit.document, '.tl-table--counts caption').map(text)).toEqual([
        ...['Ending Gang and Youth Violence', 'Ending Gang Violence and Exploitation'],
      ])
      expect(main(visit)).toContain('is our reading')
      for (const place of [0, 1]) await expectLinksToAgree(office, counted(visit, place))
      expect(visit.document.querySelector('.tl-table__whole')).toBeNull()
    })

    it('are each shown in the words of the document, with plans and actions that add up', async () => {
      const visit = await office.get('/priorities/EGYV/leadership')
      expect(text(visit.document.querySelector('.tl-passage blockquote'))).toContain(
        'the extent of open and collective leadership',
      )
      expect(text(visit.document.querySelector('.tl-passage figcaption'))).toContain(
        '“Home Office Peer Review and Gang Call-in”, section 2.3.',
      )
      expect(main(visit)).toContain('is our reading')
      const rows = counted(visit)
      expectToAddUp(rows)
      await expectLinksToAgree(office, rows)
      expect(refs(visit)).toHaveLength(rows.at(-1)?.counts[0] ?? 0)
    })

    it('count only what the person sees, and what was known', async () => {
      const visit = await council.get('/priorities/EGYV/leadership')
      expect(refs(visit).every((ref) => ref.startsWith('MER13-'))).toBe(true)
      const then = await office.get('/priorities?asAt=2013-06-30')
      expect(main(then)).toContain('No priority was known on 30 June 2013.')
      expect((await office.get('/priorities/EGYV/leadership?asAt=2013-06-30')).status).toBe(404)
      expect((await office.get('/priorities/EGVE/leadership')).status).toBe(404)
    })
  })

  it('have a title each, one h1, no inline style, and captions on every table', async () => {
    const titles = new Set<string>()
    const paths = [
      ...[
        '/',
        '/plans',
        '/plans/merton-2013',
        '/plans/bromley-2012/themes/ENF',
        '/agencies',
        '/agencies?q=met',
      ],
      ...['/plans/lcrb-strategy-2012/themes/ENF', '/agencies/home-office', '/priorities'],
      ...['/priorities/EGYV/leadership', '/plans/annual-report-2013', '/plans/annual-report-2013?page=2'],
    ]
    for (const path of paths) {
      const { document, html } = await office.get(path)
      titles.add(document.title)
      expect([path, all(document, 'h1').length]).toEqual([path, 1])
      expect([path, / style=| on[a-z]+=/u.test(html)]).toEqual([path, false])
      for (const table of all(document, 'table')) {
        expect([path, table.querySelector('caption') !== null]).toEqual([path, true])
        expect([path, all(table, 'th:not([scope])').length]).toEqual([path, 0])
      }
      const ids = all(document, '[id]').map(({ id }) => id)
      expect([path, ids.length - new Set(ids).size]).toEqual([path, 0])
    }
    expect(titles.size).toBe(paths.length)
  })

  it('are closed to who has no register', async () => {
    const administrator = await Visitor.signedIn(service, 'administrator')
    for (const path of ['/plans', '/plans/merton-2013', '/agencies', '/agencies/mopac', '/priorities']) {
      expect([path, (await administrator.get(path)).status]).toEqual([path, 403])
    }
  })

  it('lead from a merged agency to the one that it was merged into', async () => {
    service.clock.instant = '2017-03-01T09:00:00.000Z'
    await service.app
      .get(AgencyChanges)
      .merge({ name: 'Test' }, 'mopac', { into: 'home-office', reason: 'Test' })
    // Nobody stays signed in for so long.
    const later = await Visitor.signedIn(service, 'office')
    const visit = await later.get('/agencies/mopac')
    expect([visit.status, visit.path, heading(visit)]).toEqual([200, '/agencies/home-office', 'Home Office'])
    expect(main(visit)).toContain('It is partner in 1 action.')
    const then = await later.get('/agencies/mopac?asAt=2017-02-28')
    expect([then.status, then.path]).toEqual([200, '/agencies/mopac?asAt=2017-02-28'])
  })
})
