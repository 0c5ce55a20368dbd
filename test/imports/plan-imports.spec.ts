import { readFileSync } from 'node:fs'
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import type { ActionView } from '../../src/register/views.js'
import type { PlanView } from '../../src/register/views.js'
import { errorsOf, makeAccount, rawRows, trailOf } from '../support/accounts.js'
import { TestService } from '../support/service.js'
import { makePeople, type Visit, Visitor } from '../support/visitor.js'
import { signIn } from '../support/accounts.js'

const fileOf = (path: string) =>
  new File([readFileSync(new URL(path, import.meta.url))], path.split('/').at(-1) ?? path)

const wordsOf = ({ document }: Visit, selector = 'main') =>
  document.querySelector(selector)?.textContent.replaceAll(/\s+/gu, ' ').trim() ?? ''

const facts = {
  ...{ title: 'Test plan of Alderbrook', slug: 'alderbrook-2013', prefix: 'ALD13', programme: 'EGYV' },
  ...{
    geography: 'borough',
    area: 'Alderbrook',
    published: '7 May 2013',
    period: '2013-14',
    standing: 'final',
  },
  ...{ marking: '', licence: 'By permission, for a test', note: '' },
}

describe('a council’s plan on its way in', () => {
  let service: TestService
  let olive: Visitor
  let other: Visitor
  let path: string

  beforeAll(async () => {
    service = await TestService.start('sqlite')
    await makePeople(service, ['office', 'council', 'reader'])
    await makeAccount(service, 'second@example.org', { roles: [{ role: 'programme_office' }] })
    olive = await Visitor.signedIn(service, 'office')
    other = new Visitor(service)
    await signIn(other, 'second@example.org')
  }, 60_000)

  afterAll(() => service.stop())

  it('begins with a file of a council that is registered with it', async () => {
    const plans = await olive.get('/plans')
    expect(wordsOf(plans)).toContain('Take in a plan from a spreadsheet')
    const empty = await olive.submit('/plan-imports/new', 'main form', { name: 'Alderbrook Council' })
    expect([empty.status, errorsOf(empty)]).toEqual([422, ['Choose a file']])
    const read = await olive.submit('/plan-imports/new', 'main form', {
      name: 'Alderbrook Council',
      file: fileOf('plans/tidy.xlsx'),
    })
    expect(read.status).toBe(200)
    path = read.path
    expect(path).toMatch(/^\/plan-imports\/\d+$/u)
    expect(wordsOf(read)).toContain('6 actions found in the file.')
    const again = await olive.submit('/plan-imports/new', 'main form', {
      name: 'The ALDERBROOK Council.',
      file: fileOf('plans/tidy.xlsx'),
    })
    expect(errorsOf(again)).toEqual(['“Alderbrook Council” is in the register: choose it'])
  })

  it('goes no further than its columns, facts and agencies are understood', async () => {
    const early = await olive.get(`${path}/check`)
    expect(wordsOf(early)).toContain('Confirm what the columns mean.')
    expect(wordsOf(early)).toContain('Give the facts of the plan.')
    const table = await olive.submit(`${path}/table`, 'main form', { header: '99' })
    expect(errorsOf(table)).toEqual(['Enter the number of a row with others below it: 1 to 6'])
    const twice = await olive.submit(`${path}/columns`, 'main form', { 'column-7': 'lead' })
    expect(errorsOf(twice)).toEqual([
      'Only one column can be “Lead”: “Lead” (column D) and “Notes” (column G) are',
    ])
    const columns = await olive.submit(`${path}/columns`, 'main form')
    expect(columns.path).toBe(path)
    const wrong = await olive.submit(`${path}/facts`, 'main form', {
      ...{
        title: '',
        slug: 'merton-2013',
        prefix: 'MER13',
        programme: '',
        published: 'soon',
        period: 'ever',
        licence: '',
      },
    })
    expect(errorsOf(wrong)).toEqual([
      'Enter the title of the plan',
      'Another plan has the address “merton-2013”: choose another one',
      'Actions of another plan begin with “MER13-”: choose another prefix',
      'Choose the programme',
      'Enter when the plan was published, such as 14 March 2014 or March 2014',
      'Enter the period as years or months, such as 2013-14 or April 2013 to March 2015, or leave it empty',
      'Say by what licence or whose permission the words of the plan are used',
    ])
    expect((await olive.submit(`${path}/facts`, 'main form', facts)).path).toBe(path)
  })

  it('asks what unknown names mean', async () => {
    const page = await olive.get(`${path}/agencies`)
    expect(
      [...page.document.querySelectorAll('legend')].map(({ textContent }) => textContent.trim()),
    ).toEqual(['“Police”', '“Youth Offending Team”'])
    const wrong = await olive.send(page, 'main form', { 'means-1': 'other', 'other-1': 'Metropolitan Polis' })
    expect(errorsOf(wrong)[0]).toMatch(
      /^“Metropolitan Polis” is no name of the register: did you mean .*“Metropolitan Police/u,
    )
    const done = await olive.send(page, 'main form', {
      ...{ 'means-1': 'other', 'other-1': 'Metropolitan Police Service' },
      ...{ 'means-2': 'new', 'name-2': 'Alderbrook Youth Offending Team', 'parent-2': 'Alderbrook Council' },
    })
    expect(done.path).toBe(path)
    const late = await olive.send(page, 'main form')
    expect(errorsOf(late)).toEqual(['Choose what one name or more means'])
    expect(wordsOf(await olive.get(`${path}/agencies`))).toContain(
      'A new agency: Alderbrook Youth Offending Team, a unit of Alderbrook Council',
    )
  })

  it('shows every action as it would stand, and hands out what was found as a file', async () => {
    const check = await olive.get(`${path}/check`)
    const rows = [...check.document.querySelectorAll('.tl-table--many tbody tr')].map(({ textContent }) =>
      textContent.replaceAll(/\s+/gu, ' ').trim(),
    )
    expect(rows).toHaveLength(6)
    expect(rows[1]).toContain(
      '“by spring 2014”by 31 May 2014 (season, our reading). Spring is read as March to May.',
    )
    expect(rows[2]).toContain('“Q3” names no year: it is the only one in the plan’s own period')
    const response = await olive.fetch(`${path}/problems`)
    expect(response.headers.get('Content-Type')).toContain('text/csv')
    expect(await response.text()).toContain(
      'Action plan,F3,by spring 2014,May stand as it is,Spring is read as March to May.,',
    )
    const draft = await olive.send(check, 'form[action$="/draft"]')
    expect(wordsOf(draft)).toContain('A draft of 6 actions that waits for approval by a second person.')
    expect(wordsOf(await other.get('/plans'), '#from-spreadsheets ~ table')).toContain(
      'Test plan of Alderbrook',
    )
    expect((await olive.submit(`${path}/facts`, 'main form', facts)).status).toBe(409)
  })

  it('is approved by somebody who had no hand in it, and by nobody else', async () => {
    const own = await olive.get(path)
    expect(wordsOf(own)).toContain('Somebody else has to approve it: you had a hand in this plan.')
    const form = await other.get(path)
    const token = own.document.querySelector<HTMLInputElement>('form input[name="_csrf"]')?.value ?? ''
    const refused = await olive.fetch(`${path}/approve`, {
      method: 'POST',
      body: new URLSearchParams({ _csrf: token, revision: '6' }),
    })
    expect(refused.status).toBe(403)
    const before = new Date().toISOString()
    const approved = await other.send(form, 'form[action$="/approve"]')
    expect(wordsOf(approved)).toContain('The plan is in the register, with 6 actions.')
    const { body: plans } = await service.get<{ items: PlanView[] }>('/plans')
    expect(plans.items.find(({ slug }) => slug === 'alderbrook-2013')).toMatchObject({
      ...{ title: 'Test plan of Alderbrook', publisher: 'Alderbrook Council', actionCount: 6 },
      themes: [
        { code: 'T1', title: 'Prevention' },
        { code: 'T2', title: 'Enforcement' },
      ],
    })
    const { body } = await service.get<ActionView>('/actions/ALD13-1.1')
    expect(body).toMatchObject({
      ...{ status: 'not_started', text: 'Test action 1: do the thing that is numbered 1.' },
      leads: [{ agency: 'alderbrook-council', asWritten: 'Alderbrook Council' }],
      partners: [{ agency: 'metropolitan-police-service' }, { agency: 'alderbrook-youth-offending-team' }],
      timescale: { asWritten: ['31/03/2014'], end: '2014-03-31', precision: 'day', basis: 'stated' },
    })
    // Entered live: known from the approval on, whenever it was published.
    const [known] = await rawRows(
      service,
      `SELECT known_from, recorded_at FROM plan WHERE slug = 'alderbrook-2013'`,
    )
    expect(String(known?.known_from) >= before).toBe(true)
    expect(known?.known_from).toBe(known?.recorded_at)
    const past = await service.get('/actions/ALD13-1.1?asAt=2016-12-31')
    expect(past.status).toBe(404)
  })

  it('is not approved twice, and every step stands in the trail', async () => {
    const again = await other.get(path)
    expect(again.document.querySelector('form[action$="/approve"]')).toBeNull()
    const moves = await trailOf(service, 'plan-import.read', 'plan-import.moved', 'plan.published')
    expect(moves.map(({ kind: what, subject }) => `${what} ${subject}`).slice(-4)).toEqual([
      ...[
        'plan-import.read 1',
        'plan-import.moved 1',
        'plan.published alderbrook-2013',
        'plan-import.moved 1',
      ],
    ])
  })

  it('remembers the columns of the council, quotes a status as the first update, and can be abandoned', async () => {
    const read = await olive.submit('/plan-imports/new', 'main form', {
      ...{ council: 'alderbrook-council', file: fileOf('plans/statuses.csv') },
    })
    const columns = await olive.get(`${read.path}/columns`)
    expect(wordsOf(columns)).toContain('A colour is a judgement of the day')
    await olive.send(columns, 'main form')
    await olive.submit(`${read.path}/facts`, 'main form', {
      ...facts,
      slug: 'alderbrook-2014',
      prefix: 'ALD14',
      title: 'Second',
    })
    await olive.submit(`${read.path}/agencies`, 'main form', { 'means-1': 'text' })
    await olive.submit(`${read.path}/check`, 'form[action$="/draft"]')
    const taken = await olive.submit(read.path, 'form[action$="/take-back"]')
    expect(wordsOf(taken)).toContain('The plan can be changed again.')
    await olive.submit(`${read.path}/check`, 'form[action$="/draft"]')
    await other.submit(read.path, 'form[action$="/approve"]')
    const { body } = await service.get<ActionView>('/actions/ALD14-R1')
    expect(body).toMatchObject({
      status: 'complete_reported',
      kind: 'recommendation',
      leads: [],
      latestUpdate: { narrative: 'Completed' },
    })
    expect(body.note).toBe('The plan names “Police” as lead; no agency of the register is meant by it.')

    const third = await olive.submit('/plan-imports/new', 'main form', {
      ...{ council: 'alderbrook-council', file: fileOf('plans/statuses.csv') },
    })
    expect(wordsOf(await olive.get(`${third.path}/columns`))).toContain('It begins: “R1”, “R2”, “R3”.')
    const gone = await olive.submit(`${third.path}/abandon`, 'main form')
    expect([gone.path, wordsOf(gone)]).toEqual(['/plan-imports', expect.stringContaining('Abandoned')])
  })

  it('is no business of others', async () => {
    const carys = await Visitor.signedIn(service, 'council')
    expect((await carys.get(path)).status).toBe(403)
    const list = await carys.get('/plan-imports')
    expect(wordsOf(list)).not.toContain('Alderbrook')
    const form = await carys.get('/plan-imports/new')
    expect(
      [...form.document.querySelectorAll('#council option')].map(({ textContent }) => textContent),
    ).toContain('London Borough of Merton')
    expect(form.document.querySelector('#name')).toBeNull()
    const rob = await Visitor.signedIn(service, 'reader')
    expect((await rob.get('/plan-imports')).status).toBe(403)
    expect(wordsOf(await rob.get('/plans'))).not.toContain('spreadsheet')
  })

  it('can be written into the template, which has no problem as it is', async () => {
    const response = await olive.fetch('/plan-imports/template')
    const file = new File([Buffer.from(await response.arrayBuffer())], 'template.xlsx')
    const read = await olive.submit('/plan-imports/new', 'main form', { council: 'alderbrook-council', file })
    await olive.submit(`${read.path}/columns`, 'main form')
    await olive.submit(`${read.path}/facts`, 'main form', {
      ...facts,
      slug: 'alderbrook-2015',
      prefix: 'ALD15',
    })
    const check = await olive.get(`${read.path}/check`)
    expect(wordsOf(check)).toContain('Nothing stands in the way.')
    expect(wordsOf(check)).toContain(
      'ALD15-1.1 Example: replace this row with the first action of the plan (2 steps)',
    )
  })

  it('is refused where another plan was given its address or prefix between the draft and the approval', async () => {
    const file = new File(['Ref,Action,Lead\n1,Do it,Home Office\n'], 'plan.csv')
    const draft = async (slug: string, prefix: string) => {
      const read = await olive.submit('/plan-imports/new', 'main form', {
        council: 'alderbrook-council',
        file,
      })
      await olive.submit(`${read.path}/columns`, 'main form')
      await olive.submit(`${read.path}/facts`, 'main form', { ...facts, slug, prefix })
      await olive.submit(`${read.path}/check`, 'form[action$="/draft"]')
      return other.get(read.path)
    }
    const pages = [await draft('race-2016', 'RACE16'), await draft('race-2016', 'RACE17')]
    pages.push(await draft('race-2017', 'RACE16'))
    const answers = await Promise.all(pages.map((page) => other.send(page, 'form[action$="/approve"]')))
    for (const answer of answers) expect([200, 409, 422]).toContain(answer.status)
    const [first] = pages
    const refs = await rawRows(service, "SELECT ref FROM action WHERE ref LIKE 'RACE16-%'")
    expect(refs).toEqual([{ ref: 'RACE16-1' }])
    const late = first && (await other.send(first, 'form[action$="/approve"]'))
    expect([409, 422]).toContain(late?.status)
  })
})
