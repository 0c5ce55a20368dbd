import { createHash } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { inWords } from '../../src/clock/dates.js'
import { EditionsService } from '../../src/reports/making/editions.service.js'
import type { ReportView } from '../../src/reports/api/report.view.js'
import { openRaw } from '../support/raw-database.js'
import { TestService } from '../support/service.js'
import { makePeople, type Visit, Visitor } from '../support/visitor.js'

const now = '2017-02-01T09:50:00.000Z'
const summaryOf = ({ document }: Visit): Partial<Record<string, string>> =>
  Object.fromEntries(
    [...document.querySelectorAll('.govuk-summary-list__row')].map((row) =>
      ['dt', 'dd'].map((part) => row.querySelector(part)?.textContent.trim() ?? ''),
    ) as [string, string][],
  )
const errorsOf = ({ document }: Visit) =>
  [...document.querySelectorAll('.govuk-error-summary__list a')].map((link) => [
    link.getAttribute('href'),
    link.textContent,
  ])
const text = ({ document }: Visit) =>
  document.querySelector('main')?.textContent.replaceAll(/\s+/gu, ' ') ?? ''
const tags = ({ document }: Visit) =>
  [...document.querySelectorAll('#standing .govuk-tag')].map((tag) => tag.textContent.trim())

describe('the reports', () => {
  let service: TestService
  let office: Visitor
  let council: Visitor
  let reader: Visitor

  const linesOf = async (kind: string) => {
    const raw = await openRaw(service.place)
    const rows = await raw.rows(
      `SELECT actor, subject, details FROM audit_line WHERE kind = '${kind}' ORDER BY sequence`,
    )
    await raw.close()
    return rows.map(({ actor, subject, details }) => ({
      ...{ actor, subject },
      details: JSON.parse(String(details)) as unknown,
    }))
  }
  /** Opens a report again and again, as its reader does, until nothing is waited for. */
  const whenReady = async (visitor: Visitor, path: string): Promise<Visit> => {
    for (let tries = 0; tries < 300; tries += 1) {
      const visit = await visitor.get(path)
      if (!visit.document.querySelector('[data-refresh-url]')) return visit
      await new Promise((resolve) => setTimeout(resolve, 100))
    }
    throw new Error(`${path} is not ready.`)
  }

  beforeAll(async () => {
    service = await TestService.start('sqlite', { at: '2017-02-01T09:00:00.000Z' })
    await makePeople(service, ['office', 'council', 'reader', 'owner', 'auditor', 'administrator'])
    office = await Visitor.signedIn(service, 'office')
    council = await Visitor.signedIn(service, 'council')
    reader = await Visitor.signedIn(service, 'reader')
    service.clock.instant = '2017-02-01T09:30:00.000Z'
  })
  afterAll(() => service.stop())

  it('are none at first, and the page says so', async () => {
    const visit = await office.get('/reports')
    expect([visit.status, visit.document.title]).toEqual([200, 'Reports – Throughline'])
    expect(text(visit)).toContain('There is no report yet that you may read.')
    expect(visit.document.querySelector('a[href="/reports/new"]')).not.toBeNull()
    expect((await reader.get('/reports')).document.querySelector('a[href="/reports/new"]')).toBeNull()
  })

  describe('are asked for in a form', () => {
    it('that offers what each role may make, with today as the cut-off', async () => {
      const visit = await office.get('/reports/new')
      const kinds = [...visit.document.querySelectorAll<HTMLInputElement>('input[name=kind]')]
      expect(kinds.map(({ value, checked }) => [value, checked])).toEqual([
        ['img', false],
        ['scrutiny', false],
      ])
      const box = (part: string) =>
        visit.document.querySelector<HTMLInputElement>(`input[name=cutOff-${part}]`)?.value
      expect([box('day'), box('month'), box('year')]).toEqual(['1', '2', '2017'])

      const own = await council.get('/reports/new')
      expect(own.document.querySelector<HTMLInputElement>('input[name=kind]')?.type).toBe('hidden')
      expect(
        [...own.document.querySelectorAll<HTMLOptionElement>('#plan option')].map((option) => [
          option.value,
          option.selected,
        ]),
      ).toEqual([
        ['', false],
        ['merton-2013', true],
      ])
    })

    const cutOff = (day: string, month: string, year: string) => ({
      ...{ 'cutOff-day': day, 'cutOff-month': month, 'cutOff-year': year },
    })

    it.each<[string, Record<string, string>, string[][]]>([
      ['nothing chosen', {}, [['#kind', 'Choose the kind of report']]],
      ['nobody to read it', { kind: 'img', audience: '' }, [['#audience', 'Choose whom the report is for']]],
      [
        'a marking that there is not',
        { kind: 'img', marking: 'SECRET' },
        [['#marking', 'Choose the marking of the report']],
      ],
      [
        'a marked plan for the public',
        { kind: 'scrutiny', plan: 'merton-2013', audience: 'public' },
        [
          [
            '#audience',
            expect.stringContaining('a public edition cannot be made of it') as unknown as string,
          ],
        ],
      ],
      [
        'words that are not there',
        { kind: 'img', wordsOf: 'img-2010-01-01-0123456789ab' },
        [['#wordsOf', 'The words must be those of a report of the same kind and plan']],
      ],
      ['no plan', { kind: 'scrutiny' }, [['#plan', 'Choose the plan that the report is about']]],
      [
        'a plan of no council',
        { kind: 'scrutiny', plan: 'egve-2016' },
        [['#plan', 'Choose the plan that the report is about']],
      ],
      [
        'no such day',
        { kind: 'img', ...cutOff('31', '2', '2013') },
        [['#cutOff-day', 'The cut-off must be a real date, such as 31 12 2013']],
      ],
      [
        'half a day',
        { kind: 'img', ...cutOff('31', '', '2013') },
        [['#cutOff-day', 'The cut-off must include a month']],
      ],
      [
        'tomorrow',
        { kind: 'img', ...cutOff('2', '2', '2017') },
        [['#cutOff-day', 'The cut-off must be today or in the past']],
      ],
      [
        'a day before anything was known',
        { kind: 'img', ...cutOff('1', '1', '2001') },
        [
          [
            '#cutOff-day',
            expect.stringMatching(/^Nothing was known by 1 January 2001\./u) as unknown as string,
          ],
        ],
      ],
      [
        'a day before the plan was known',
        { kind: 'scrutiny', plan: 'merton-2013', ...cutOff('1', '3', '2013') },
        [['#cutOff-day', expect.stringContaining('merton-2013 is known from') as unknown as string]],
      ],
      [
        'a title that is too long, and all else',
        { kind: 'nonsense', title: 'x'.repeat(201), ...cutOff('', '', '') },
        [
          ['#kind', 'Choose the kind of report'],
          ['#cutOff-day', 'The cut-off must include a day and a month and a year'],
          ['#title', 'The title must have at most 200 characters'],
        ],
      ],
    ])('that refuses %s and keeps what was typed', async (_, typed, errors) => {
      const visit = await office.submit('/reports/new', 'main form', {
        ...{ title: 'My title', audience: 'ministers', ...typed },
      })
      expect([visit.status, visit.document.title]).toEqual([422, 'Error: Make a report – Throughline'])
      expect(errorsOf(visit)).toEqual(errors)
      for (const [href = ''] of errors) expect(visit.document.querySelector(href)).not.toBeNull()
      for (const name of ['title', 'cutOff-day', 'cutOff-year']) {
        const kept = typed[name] ?? (name === 'title' ? 'My title' : undefined)
        const value = visit.document.querySelector<HTMLInputElement>(`[name="${name}"]`)?.value
        if (kept !== undefined) expect([name, value]).toEqual([name, kept])
      }
    })
  })

  describe('of the Inter-Ministerial Group', () => {
    let path: string
    let id: string
    let ready: Visit

    it('are made, and their page tells where they stand until they are ready', async () => {
      const visit = await office.submit('/reports/new', 'main form', {
        ...{ kind: 'img', title: 'What the group asked for', audience: 'ministers' },
        ...{ 'cutOff-day': '31', 'cutOff-month': '12', 'cutOff-year': '2013' },
      })
      path = visit.path
      id = path.split('/').at(-1) ?? ''
      expect(path).toMatch(/^\/reports\/img-2013-12-31-[0-9a-f]{12}$/u)
      ready = await whenReady(office, path)
      expect(tags(ready)).toEqual(['Draft'])
      expect(ready.document.querySelector('h1')?.textContent).toBe(
        'What the group asked for, as known on 31 December 2013',
      )
      expect(ready.document.querySelector('#standing')?.getAttribute('aria-live')).toBe('polite')
    })

    it('say from what, when and by whom', () => {
      const summary = summaryOf(ready)
      expect(summary).toMatchObject({
        ...{ Kind: 'Progress report to the Inter-Ministerial Group', Plan: 'All plans', Number: id },
        'Cut-off': '31 December 2013, the end of that day in London',
        Made: '1 February 2017 at 09:30 by Olive Office',
      })
      expect(summary['Recorded by']).toContain('what was recorded later is not in it')
      expect(summary['SHA-256 of the data']).toMatch(/^[0-9a-f]{64}$/u)
    })

    it('are read as a page that reaches nothing, and downloaded with their data, and the trail knows', async () => {
      const page = await office.fetch(`${path}/html`)
      expect(page.headers.get('content-security-policy')).toContain(`default-src 'none'`)
      expect(await page.text()).toContain('What the group asked for')
      const pdf = await office.fetch(`${path}/pdf`)
      expect([pdf.headers.get('content-type'), pdf.headers.get('content-disposition')]).toEqual([
        'application/pdf',
        `attachment; filename="${id}-OFFICIAL.pdf"`,
      ])
      const bytes = Buffer.from(await pdf.arrayBuffer())
      expect(text(ready)).toContain(createHash('sha256').update(bytes).digest('hex'))
      const data = await office.fetch(`${path}/data`)
      expect(data.headers.get('content-disposition')).toBe(`attachment; filename="${id}-OFFICIAL.json"`)
      expect(summaryOf(ready)['SHA-256 of the data']).toBe(
        createHash('sha256')
          .update(Buffer.from(await data.arrayBuffer()))
          .digest('hex'),
      )
      expect(await linesOf('report.read')).toEqual([
        { actor: 'Olive Office', subject: id, details: { marking: null } },
      ])
      expect(await linesOf('report.exported')).toEqual([
        { actor: 'Olive Office', subject: id, details: { file: `${id}-OFFICIAL.pdf`, marking: null } },
        { actor: 'Olive Office', subject: id, details: { file: `${id}-OFFICIAL.json`, marking: null } },
      ])
    })

    it('give the page of a minister’s box and of a lead alone, and no other', async () => {
      for (const [end, status] of [
        ['/html?only=box', 200],
        ['/html?lead=home-office', 200],
        ['/html?lead=nobody', 404],
        ['/html?only=nonsense', 404],
        ['/files/nonsense', 404],
      ] as const) {
        expect([end, (await office.get(path + end)).status]).toEqual([end, status])
      }
      const leads = [...ready.document.querySelectorAll('#outputs details a[download]')]
      expect(leads.map((link) => link.getAttribute('href'))).toContain(`${path}/pdf?lead=home-office`)
    })

    it('stand in the list with links to what was printed', async () => {
      const { document } = await reader.get('/reports')
      const cells = [...document.querySelectorAll('tbody tr')].map((row) =>
        [...row.children].map((cell) => cell.textContent.trim().replaceAll(/\s+/gu, ' ')),
      )
      expect(cells).toEqual([
        [
          'What the group asked for, as known on 31 December 2013 Progress report to the Inter-Ministerial Group',
          ...['All plans', '31 December 2013 Q3 2013-14 (October to December 2013)'],
          ...['Ministers OFFICIAL', 'Draft'],
          expect.stringContaining('Page: What the group asked for, as known on 31 December 2013'),
        ],
      ])
      expect(document.querySelector(`a[href="${path}/pdf"]`)).not.toBeNull()
    })

    it('are not a council officer’s, on the pages and on the API, and the trail knows', async () => {
      const before = (await linesOf('access.refused')).length
      expect(text(await council.get('/reports'))).toContain('There is no report yet that you may read.')
      for (const end of ['', '/html', '/pdf', '/data']) {
        const visit = await council.get(path + end)
        expect([end, visit.status]).toEqual([end, 403])
        expect(text(visit)).toContain('Your account does not let you read this report.')
      }
      for (const end of ['', '/html', '/pdf']) {
        const response = await council.fetch(`/api/v1${path}${end}`)
        expect([end, response.status]).toEqual([end, 403])
      }
      const list = (await (await council.fetch('/api/v1/reports')).json()) as { items: ReportView[] }
      expect(list.items).toEqual([])
      const refusals = (await linesOf('access.refused')).slice(before)
      expect(refusals).toHaveLength(7)
      expect(refusals[0]).toEqual({
        ...{ actor: 'Carys Council', subject: 'council@example.org' },
        details: { what: `read the report ${id}`, roles: expect.stringContaining('Council officer') },
      })
    })
  })

  describe('of a council', () => {
    let path: string
    let id: string

    it('are made by its officer, of the own plan only', async () => {
      const day = { 'cutOff-day': '4', 'cutOff-month': '7', 'cutOff-year': '2013' }
      const forged = await council.submit('/reports/new', 'main form', { ...day, kind: 'img' })
      expect([forged.status, errorsOf(forged)]).toEqual([422, [['#kind', 'Choose the kind of report']]])
      const other = await council.submit('/reports/new', 'main form', { ...day, plan: 'bromley-2012' })
      expect([other.status, errorsOf(other)]).toEqual([
        422,
        [['#plan', 'Choose the plan that the report is about']],
      ])
      const visit = await council.submit('/reports/new', 'main form', day)
      path = visit.path
      id = path.split('/').at(-1) ?? ''
      const ready = await whenReady(council, path)
      expect(ready.document.querySelector('h1')?.textContent).toBe(
        'Scrutiny report: Home Office Peer Review and Gang Call-in, as known on 4 July 2013',
      )
      expect(summaryOf(ready)).toMatchObject({
        ...{ 'Marking of the plan': 'Protect', Made: '1 February 2017 at 09:30 by Carys Council' },
      })
    })

    it('are noted with the marking of the plan when they are read', async () => {
      expect((await council.get(`${path}/html`)).status).toBe(200)
      expect((await reader.get(`/api/v1${path}/pdf`)).status).toBe(200)
      expect((await linesOf('report.read')).at(-1)).toEqual({
        ...{ actor: 'Carys Council', subject: id, details: { marking: 'Protect' } },
      })
      expect((await linesOf('report.exported')).at(-1)).toEqual({
        ...{ actor: 'Rob Reader', subject: id },
        details: { file: `${id}-OFFICIAL.pdf`, marking: 'Protect' },
      })
    })

    it('are refused on the API to those who may not make them', async () => {
      const token = async (visitor: Visitor) =>
        (await visitor.get('/help')).document.querySelector<HTMLInputElement>('[name=_csrf]')?.value ?? ''
      const ask = async (visitor: Visitor, body: object) => {
        const headers = { 'Content-Type': 'application/json', 'X-CSRF-Token': await token(visitor) }
        const response = await visitor.fetch('/api/v1/reports', {
          ...{ method: 'POST', headers, body: JSON.stringify(body) },
        })
        return response.status
      }
      const scrutiny = { kind: 'scrutiny', asAt: '2013-07-04', plan: 'merton-2013' }
      expect(await ask(council, { kind: 'img', asAt: '2013-12-31' })).toBe(403)
      expect(await ask(council, { ...scrutiny, plan: 'bromley-2012', asAt: '2017-01-01' })).toBe(403)
      expect(await ask(reader, scrutiny)).toBe(403)
      expect(await ask(council, scrutiny)).toBe(201)
      expect(
        (await linesOf('access.refused')).map(({ details }) => (details as { what: string }).what),
      ).toEqual(
        expect.arrayContaining([
          'make a report (img)',
          'make a report (bromley-2012)',
          'POST /api/v1/reports',
        ]),
      )
    })
  })

  describe('that wait or have failed', () => {
    let id: string
    const setState = async (state: string, failure: string | null) => {
      const raw = await openRaw(service.place)
      const words = failure === null ? 'NULL' : `'${failure}'`
      await raw.run(`UPDATE edition SET print_state = '${state}', failure = ${words} WHERE id = '${id}'`)
      await raw.close()
    }

    beforeAll(async () => {
      service.clock.instant = now
      const report = { kind: 'img', plan: null, title: null, knownBy: '2017-01-31T23:59:59.999Z' } as const
      id = (await service.app.get(EditionsService).make({ name: 'Olive Office' }, report)).id
    })

    it('keep their page up to date with scripts, and without for those who ask for it', async () => {
      const visit = await office.get(`/reports/${id}`)
      expect(tags(visit)).toEqual(['Draft', 'Waiting'])
      expect(visit.headers.get('refresh')).toBeNull()
      const standing = visit.document.querySelector('#standing')
      expect(standing?.getAttribute('data-refresh-url')).toBe(`/reports/${id}`)
      expect(standing?.querySelector(`a[href="/reports/${id}"]`)?.textContent).toBe('See whether it is ready')
      expect(visit.html).toContain(`href="/reports/${id}?reload&#x3D;yes"`)
      const reloading = await office.get(`/reports/${id}?reload=yes`)
      expect(reloading.headers.get('refresh')).toBe('3')
      expect(reloading.html).toContain('Stop that')
      await setState('rendering', null)
      expect(tags(await office.get(`/reports/${id}`))).toEqual(['Draft', 'Being printed'])
    })

    it('say why, and are tried again by those who may make them', async () => {
      await setState('failed', 'There was no paper.')
      const visit = await office.get(`/reports/${id}?reload=yes`)
      expect([tags(visit), visit.headers.get('refresh')]).toEqual([['Draft', 'Not printed'], null])
      expect(text(visit)).toContain('There was no paper.')
      const form = `form[action="/reports/${id}/print"]`
      expect((await reader.get(`/reports/${id}`)).document.querySelector(form)).toBeNull()
      const again = await office.send(visit, form)
      expect(again.path).toBe(`/reports/${id}`)
      expect(tags(await whenReady(office, `/reports/${id}`))).toEqual(['Draft'])
      expect((await office.get(`/reports/${id}`)).document.querySelector(form)).toBeNull()
    })
  })

  it('have a cut-off that may be today: what is known by now', async () => {
    const visit = await office.submit('/reports/new', 'main form', { kind: 'img', audience: 'ministers' })
    const ready = await whenReady(office, visit.path)
    expect(ready.document.title).toContain(`as known on ${inWords(now.slice(0, 10))}`)
    expect(summaryOf(ready).Note).toContain('The cut-off was not over when the report was made')
  })

  it.each(['owner', 'administrator'] as const)('are nothing for the %s', async (name) => {
    const visitor = await Visitor.signedIn(service, name)
    for (const path of ['/reports', '/reports/new']) expect((await visitor.get(path)).status).toBe(403)
    expect(
      [...(await visitor.get('/help')).document.querySelectorAll('nav a')].map((link) => link.textContent),
    ).not.toContain('Reports')
  })
})
