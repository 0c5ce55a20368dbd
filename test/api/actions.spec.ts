import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { actionStatuses } from '../../src/actions/action-status.js'
import { actionExample, actionInFullExample } from '../../src/register/api-examples.js'
import { flagCodes } from '../../src/register/flags.js'
import { timelinesses } from '../../src/register/timeliness.js'
import type { ActionView } from '../../src/register/views.js'
import { type DatabaseKind, databaseKinds } from '../support/places.js'
import { action, actionsOf, type Page, type ProblemBody, refsOf } from '../support/register.js'
import { sceneNow, startScene } from '../support/scene.js'
import type { TestService } from '../support/service.js'

type Test = (action: ActionView) => boolean
interface Filter {
  query: string
  keeps: Test
}

const codes = (found: ActionView) => found.flags.map((flag) => flag.code)
const leads = (found: ActionView, slug: string) => found.leads.some(({ agency }) => agency === slug)
const isPartner = (found: ActionView, slug: string) => found.partners.some(({ agency }) => agency === slug)

const filters: Filter[] = [
  ...['annual-report-2013', 'lcrb-strategy-2012', 'bromley-2012', 'merton-2013', 'egve-2016'].map((slug) => ({
    query: `plan=${slug}`,
    keeps: (found: ActionView) => found.plan === slug,
  })),
  { query: 'theme=PW', keeps: ({ themeCode }) => themeCode === 'PW' },
  {
    query: `theme=${encodeURIComponent('Partnership working and information sharing')}`,
    keeps: ({ theme }) => theme === 'Partnership working and information sharing',
  },
  ...['action', 'recommendation', 'area_for_improvement', 'next_step', 'commitment'].map((kind) => ({
    query: `kind=${kind}`,
    keeps: (found: ActionView) => found.kind === kind,
  })),
  { query: 'lead=home-office', keeps: (found) => leads(found, 'home-office') },
  { query: 'lead=london-borough-of-merton', keeps: ({ ref }) => ref === 'MER13-7.3' },
  { query: 'partner=mopac', keeps: (found) => isPartner(found, 'mopac') },
  { query: 'agency=mopac', keeps: (found) => isPartner(found, 'mopac') || leads(found, 'mopac') },
  ...['not_started', 'in_progress', 'complete_reported', 'paused', 'closed_not_delivered', 'superseded'].map(
    (status) => ({ query: `status=${status}`, keeps: (found: ActionView) => found.status === status }),
  ),
  ...['red', 'amber', 'green', 'none'].map((confidence) => ({
    query: `confidence=${confidence}`,
    keeps: (found: ActionView) => found.confidence === confidence,
  })),
  ...timelinesses.map((timeliness) => ({
    query: `timeliness=${timeliness}`,
    keeps: (found: ActionView) => found.timeliness === timeliness,
  })),
  ...['no-lead', 'provisional-lead', 'no-timescale', 'vague-timescale', 'silent-for-two-quarters'].map(
    (flag) => ({
      query: `flag=${flag}`,
      keeps: (found: ActionView) => found.flags.some(({ code }) => code === flag),
    }),
  ),
  { query: 'flag=past-its-date-without-an-update', keeps: (found) => codes(found).includes('past-its-date-without-an-update') }, // prettier-ignore
  { query: 'flag=partner-never-confirmed', keeps: ({ ref }) => ref === 'MER13-7.3' },
  {
    query: 'priority=leadership',
    keeps: ({ priorities }) => priorities.some(({ code }) => code === 'leadership'),
  },
  { query: 'dueBefore=2014-04-29', keeps: ({ timescale: { end } }) => end !== null && end <= '2014-04-29' },
  { query: 'dueBefore=2014-12-31', keeps: ({ timescale: { end } }) => end !== null && end <= '2014-12-31' },
  { query: 'dueAfter=2017-03-31', keeps: ({ timescale: { end } }) => end !== null && end >= '2017-03-31' },
  { query: 'dueAfter=2017-04-01', keeps: ({ timescale: { end } }) => end !== null && end >= '2017-04-01' },
  {
    query: 'dueAfter=2017-03-31&dueBefore=2017-03-31',
    keeps: ({ timescale: { end } }) => end === '2017-03-31',
  },
  {
    query: 'plan=annual-report-2013&kind=action&lead=home-office&status=in_progress',
    keeps: (found) =>
      found.plan === 'annual-report-2013' &&
      found.kind === 'action' &&
      leads(found, 'home-office') &&
      found.status === 'in_progress',
  },
  {
    query: 'plan=bromley-2012&flag=provisional-lead&timeliness=no_date&sort=-ref',
    keeps: (found) =>
      found.plan === 'bromley-2012' &&
      codes(found).includes('provisional-lead') &&
      found.timeliness === 'no_date',
  },
]

const nothing = [
  'plan=atlantis-2012',
  'lead=nobody',
  'partner=home-office',
  'status=complete_verified',
  'theme=pw',
  'priority=wealth',
  'dueBefore=1999-12-31',
  'dueAfter=2050-01-01',
  'flag=date-moved-three-times',
  'plan=merton-2013&lead=home-office',
]

/** What is looked for, and what it finds in the scene. */
const searches: { q: string; finds: string[] }[] = [
  { q: 'zebra', finds: ['MER13-7.2'] },
  { q: '  ZEBRA crossing ', finds: ['MER13-7.2'] },
  { q: '100%', finds: ['MER13-7.1'] },
  { q: '100_', finds: [] },
  { q: '1%0', finds: [] },
  { q: 'wards_visited', finds: ['MER13-7.1'] },
  { q: 'wards-visited', finds: [] },
  { q: 'ward_visited', finds: [] },
  { q: 'C:\\reports', finds: ['MER13-7.1'] },
  { q: '\\%', finds: [] },
  { q: '“école”', finds: ['MER13-7.1'] },
  { q: 'CAFÉ “ÉCOLE”', finds: ['MER13-7.1'] },
  { q: 'ar13-pw-0', finds: [1, 2, 3, 4, 5, 6, 7, 8, 9].map((number) => `AR13-PW-0${number}`) },
  { q: `'; DROP TABLE action; --`, finds: [] },
  { q: 'ask mopac', finds: ['MER13-7.3'] },
  // A step, a quote and a statement of a document.
  { q: 'Set up generic gangs email box', finds: ['BRO12-S1'] },
  { q: 'lead gangs SPOC for the police', finds: ['BRO12-S1'] },
]

/** The keys of the contract, in the order in which it names them. */
const contractKeys = [
  ...[
    'ref',
    'plan',
    'theme',
    'kind',
    'term',
    'title',
    'text',
    'status',
    'confidence',
    'timeliness',
    'timescale',
  ],
  ...['leads', 'partners', 'steps', 'source', 'related', 'priorities', 'flags', 'revision', 'recordedAt'],
  'latestUpdate',
]

const sorts: Record<string, (found: ActionView) => string> = {
  ref: ({ ref }) => ref,
  title: ({ title }) => title.toLowerCase(),
  status: ({ status }) =>
    String(
      [
        ...[
          'not_started',
          'in_progress',
          'paused',
          'complete_reported',
          'complete_verified',
          'closed_not_delivered',
        ],
        'superseded',
      ].indexOf(status),
    ),
  confidence: ({ confidence }) => String(['red', 'amber', 'green', 'none'].indexOf(confidence)),
  due: ({ timescale }) => timescale.end ?? '9999-12-31',
  updated: ({ recordedAt }) => recordedAt,
}
const byCode = (one: string, other: string) => (one < other ? -1 : one > other ? 1 : 0)

const services = {} as Record<DatabaseKind, TestService>

beforeAll(async () => {
  for (const kind of databaseKinds) services[kind] = await startScene(kind)
})

afterAll(async () => {
  for (const kind of databaseKinds) await services[kind].stop()
})

describe.each(databaseKinds)('GET /actions on %s', (kind) => {
  let service: TestService
  let all: ActionView[]
  const page = async (query: string) => (await service.get<Page<ActionView>>(`/actions?${query}`)).body

  beforeAll(async () => {
    service = services[kind]
    all = await actionsOf(service)
  })

  it('answers with a page of 50 in the order of the plans', async () => {
    const { status, headers, body } = await service.get<Page<ActionView>>('/actions')
    expect(status).toBe(200)
    expect(headers.get('content-type')).toBe('application/json; charset=utf-8')
    expect(Object.keys(body)).toEqual(['items', 'page', 'pageSize', 'total'])
    expect([body.page, body.pageSize, body.total]).toEqual([1, 50, 168])
    expect(body.items).toEqual(all.slice(0, 50))
    expect(body.items[0]?.ref).toBe('AR13-PW-01')
    expect(all.at(-1)?.ref).toBe('EGVE16-N-6')
  })

  it.each(filters)('narrows by $query to what it says, and leaves nothing out', async ({ query, keeps }) => {
    const expected = all.filter(keeps).map(({ ref }) => ref)
    expect(expected.length).toBeGreaterThan(0)
    expect(expected.length).toBeLessThan(168)
    const found = await page(`${query}&pageSize=200`)
    expect(found.items.map(({ ref }) => ref).sort()).toEqual([...expected].sort())
    expect(found.total).toBe(expected.length)
  })

  it.each(nothing)('finds nothing by %s', async (query) => {
    expect(await page(query)).toEqual({ items: [], page: 1, pageSize: 50, total: 0 })
  })

  it('gives every action one status, one confidence and one timeliness', async () => {
    const totals = async (field: string, values: readonly string[]) => {
      let sum = 0
      for (const value of values) sum += (await page(`${field}=${value}&pageSize=1`)).total
      return sum
    }
    expect(await totals('status', actionStatuses)).toBe(168)
    expect(await totals('confidence', ['red', 'amber', 'green', 'none'])).toBe(168)
    expect(await totals('timeliness', timelinesses)).toBe(168)
  })

  it('finds by every flag exactly those that carry it', async () => {
    for (const code of flagCodes) {
      const expected = all.filter((found) => codes(found).includes(code)).map(({ ref }) => ref)
      expect([code, await refsOf(service, `flag=${code}`)]).toEqual([code, expected])
    }
  })

  it.each(searches)('looks for the letters of “$q” and no pattern', async ({ q, finds }) => {
    expect(await refsOf(service, `q=${encodeURIComponent(q)}`)).toEqual(finds)
  })

  it('finds words of ref, title, text, steps and quotes wherever they stand', async () => {
    const word = 'health'
    const has = (text: string) => text.toLowerCase().includes(word)
    const visible = all.filter(
      ({ ref, title, text, steps, source, latestUpdate }) =>
        [ref, title, text, latestUpdate?.narrative ?? ''].some(has) ||
        steps.some((step) => has(step.text)) ||
        source.quotes.some(({ quote }) => has(quote)),
    )
    expect(visible.length).toBeGreaterThan(10)
    expect(await refsOf(service, `q=${word}`)).toEqual(expect.arrayContaining(visible.map(({ ref }) => ref)))
  })

  it('takes no words as no search', async () => {
    expect((await page('q=')).total).toBe(168)
    expect((await page('q=%20%20')).total).toBe(168)
  })

  it.each(Object.keys(sorts))(
    'sorts by %s both ways, and leaves ties in the order of the register',
    async (column) => {
      const key = sorts[column]
      if (!key) throw new Error(column)
      const upwards = [...all].sort((one, other) => byCode(key(one), key(other)))
      const downwards = [...all].sort((one, other) => byCode(key(other), key(one)))
      expect(await refsOf(service, `sort=${column}`)).toEqual(upwards.map(({ ref }) => ref))
      expect(await refsOf(service, `sort=-${column}`)).toEqual(downwards.map(({ ref }) => ref))
    },
  )

  it.each(['', 'sort=due', 'sort=-title', 'flag=no-lead', 'asAt=2013-12-31', 'q=gang'])(
    'pages by sevens through “%s” without a gap or a double',
    async (query) => {
      const whole = await actionsOf(service, query)
      const seen: ActionView[] = []
      for (let number = 1; ; number += 1) {
        const found = await page(`${query}&pageSize=7&page=${number}`)
        expect([found.page, found.pageSize, found.total]).toEqual([number, 7, whole.length])
        seen.push(...found.items)
        if (found.items.length < 7) break
      }
      expect(seen).toEqual(whole)
    },
  )

  it('gives an empty page beyond the last, with the total', async () => {
    expect(await page('page=5')).toEqual({ items: [], page: 5, pageSize: 50, total: 168 })
    expect(await page('page=1000000&pageSize=200')).toEqual({
      items: [],
      page: 1000000,
      pageSize: 200,
      total: 168,
    })
    expect(await page('flag=no-lead&page=99')).toMatchObject({ items: [], page: 99 })
  })

  it('takes pages of 1 to 200', async () => {
    expect((await page('pageSize=1')).items).toEqual(all.slice(0, 1))
    expect((await page('pageSize=1&page=168')).items).toEqual(all.slice(167))
    expect((await page('pageSize=200')).items).toHaveLength(168)
  })

  const wrong = [
    ...['0', '-1', '201', 'abc', '1.5', ''].map((value) => ({
      query: `pageSize=${value}`,
      ...{ field: 'pageSize', message: 'pageSize must be a whole number from 1 to 200.' },
    })),
    ...['0', '-1', 'abc', '1.5', '', '1000001', '1e30'].map((value) => ({
      query: `page=${value}`,
      ...{ field: 'page', message: 'page must be a whole number from 1.' },
    })),
    {
      query: 'status=nearly',
      field: 'status',
      message: `status must be one of ${actionStatuses.join(', ')}.`,
    },
    {
      query: 'kind=wish',
      field: 'kind',
      message: 'kind must be one of action, recommendation, area_for_improvement, next_step, commitment.',
    },
    {
      query: 'confidence=blue',
      field: 'confidence',
      message: 'confidence must be one of red, amber, green, none.',
    },
    {
      query: 'timeliness=soon',
      field: 'timeliness',
      message: `timeliness must be one of ${timelinesses.join(', ')}.`,
    },
    { query: 'flag=no_lead', field: 'flag', message: `flag must be one of ${flagCodes.join(', ')}.` },
    {
      query: 'sort=colour',
      field: 'sort',
      message:
        'sort must be one of ref, -ref, title, -title, status, -status, confidence, -confidence, due, -due, updated, -updated.',
    },
    ...['plan', 'lead', 'partner', 'agency', 'priority'].map((field) => ({
      ...{ query: `${field}=Home%20Office`, field },
      message: `${field} must be a slug: small letters, digits and hyphens.`,
    })),
    { query: 'plan=merton-2013&plan=bromley-2012', field: 'plan', message: 'plan must be a slug: small letters, digits and hyphens.' }, // prettier-ignore
    {
      query: 'dueBefore=2014-02-30',
      field: 'dueBefore',
      message: 'dueBefore must be a day such as 2014-03-31.',
    },
    { query: 'dueAfter=tomorrow', field: 'dueAfter', message: 'dueAfter must be a day such as 2014-01-01.' },
    ...['yesterday', '2013-02-29', '2013-12-31T25:00:00Z', '2013-12-31T12:00:00', '20131231', ''].map(
      (value) => ({
        ...{ query: `asAt=${value}`, field: 'asAt' },
        message: 'asAt must be a day such as 2013-12-31 or an instant such as 2013-12-31T12:00:00Z.',
      }),
    ),
    { query: `q=${'a'.repeat(201)}`, field: 'q', message: 'q must have at most 200 characters.' },
    { query: `theme=${'a'.repeat(301)}`, field: 'theme', message: 'theme must have at most 300 characters.' },
    { query: 'colour=blue', field: 'colour', message: '“colour” is not a field of this request.' },
    { query: 'ref=AR13-PW-01', field: 'ref', message: '“ref” is not a field of this request.' },
  ]

  it.each(wrong)('refuses $query by field and sentence', async ({ query, field, message }) => {
    const { status, headers, body } = await service.get<ProblemBody>(`/actions?${query}`)
    expect(status).toBe(422)
    expect(headers.get('content-type')).toBe('application/problem+json; charset=utf-8')
    expect(body.errors).toEqual([{ field, message }])
    expect(body).toMatchObject({ title: 'Refused', status: 422, detail: message })
  })

  it('tells every wrong field at once', async () => {
    const { body } = await service.get<ProblemBody>('/actions?status=nearly&page=0&colour=blue')
    expect(body.errors?.map(({ field }) => field).sort()).toEqual(['colour', 'page', 'status'])
  })

  it('reads the last day that a calendar can name', async () => {
    expect((await page('asAt=2999-12-31')).total).toBe(168)
    expect((await page('asAt=1900-01-01')).total).toBe(0)
    expect((await page('dueBefore=2999-12-31')).total).toBeGreaterThan(0)
  })
})

describe.each(databaseKinds)('one action on %s', (kind) => {
  let service: TestService

  beforeAll(() => {
    service = services[kind]
  })

  it('has all keys of the contract, and those of the example, no more and no less', async () => {
    const found = await action(service, 'AR13-PW-08')
    expect(Object.keys(found)).toEqual(Object.keys(actionInFullExample))
    expect(Object.keys(found)).toEqual(expect.arrayContaining(contractKeys))
    expect(Object.keys(found.timescale)).toEqual(Object.keys(actionInFullExample.timescale))
    expect(Object.keys(found.timescale.dates[0] ?? {}).sort()).toEqual(
      Object.keys(actionInFullExample.timescale.dates[0] ?? {}).sort(),
    )
    expect(Object.keys(found.timescale)).toEqual(
      expect.arrayContaining(['asWritten', 'start', 'end', 'precision', 'basis']),
    )
    expect(Object.keys(found.source)).toEqual(['document', 'section', 'quotes'])
    expect(Object.keys(found.leads[0] ?? {})).toEqual(['agency', 'name', 'asWritten', 'provisional'])
    expect(Object.keys(found.source.quotes[0] ?? {})).toEqual(expect.arrayContaining(['section', 'quote']))
  })

  it('is the same alone as in a list, but for its dates', async () => {
    for (const ref of ['AR13-PW-08', 'MER13-7.1', 'BRO12-S3', 'EGVE16-N-1']) {
      const [listed] = await actionsOf(service, `q=${ref}&plan=${(await action(service, ref)).plan}`)
      const { dateChange, timescale, ...alone } = await action(service, ref)
      const { dates, ...dated } = timescale
      expect({ ...alone, timescale: dated }).toEqual(listed)
      expect([dates.at(-1)?.end, dateChange]).toEqual([timescale.end, null])
      expect(Object.keys(listed ?? {})).toEqual(Object.keys(actionExample))
    }
  })

  it('tells what the plan says and what has happened since', async () => {
    expect(await action(service, 'MER13-7.1')).toMatchObject({
      ...{ ref: 'MER13-7.1', plan: 'merton-2013', kind: 'recommendation', term: null },
      ...{ status: 'in_progress', confidence: 'amber', completedOn: null, statusReason: null },
      recordedAt: '2017-02-01T09:00:00.000Z',
      knownFrom: '2013-07-04',
      latestUpdate: {
        narrative: 'Fully 100% of wards_visited agreed, C:\\reports says; the café “ÉCOLE” too.',
        ...{ by: 'Programme office', on: '2017-02-01', onAsWritten: null, nextStep: 'Print the leaflet.' },
        evidence: [
          { title: 'Leaflet', url: 'https://www.example.org/leaflet.pdf' },
          { title: 'Letter', url: null },
        ],
        knownFrom: '2017-02-01',
      },
    })
  })

  it('keeps the plan’s own words on the date when the date is moved', async () => {
    expect((await action(service, 'AR13-PW-08')).timescale).toMatchObject({
      ...{ asWritten: ['in early 2014'], start: null, end: '2017-06-30', precision: 'day', basis: 'set' },
      ...{
        reason: 'The venue was not available.',
        firstEnd: '2014-04-30',
        timesRedated: 1,
        daysSlipped: 1157,
      },
    })
  })

  it('tells why it is paused, closed or superseded', async () => {
    const reason = async (ref: string) => (await action(service, ref)).statusReason
    expect(await reason('BRO12-S3')).toBe('Agreed by the board')
    expect(await reason('MER13-7.6')).toBe('No money')
    expect(await reason('MER13-7.7')).toBe('MER13-7.8')
  })

  it('is on time or late by the day of completion', async () => {
    expect(await action(service, 'BRO12-S4')).toMatchObject({
      ...{ timeliness: 'completed_on_time', completedOn: '2017-02-05' },
    })
    expect(await action(service, 'MER13-7.5')).toMatchObject({
      ...{ timeliness: 'completed_late', completedOn: '2017-02-06' },
    })
    expect((await action(service, 'MER13-7.4')).timeliness).toBe('due_this_quarter')
  })

  it('is read as at a day or an instant', async () => {
    expect((await action(service, 'MER13-7.1', '2017-01-31')).status).toBe('not_started')
    expect((await action(service, 'MER13-7.1', '2017-02-01T09:00:00Z')).status).toBe('in_progress')
    expect((await action(service, 'MER13-7.1', '2017-02-01T10:00:00%2B01:00')).status).toBe('in_progress')
    expect((await action(service, 'MER13-7.1', '2017-02-01T08:59Z')).status).toBe('not_started')
  })

  it('has a history, oldest first, that tells what changed in sentences', async () => {
    const { body } = await service.get<Page<Record<string, unknown>>>('/actions/AR13-PW-08/history')
    expect(body).toEqual({
      items: [
        {
          ...{ number: 1, author: 'Throughline (from the source documents)', reason: null, changed: [] },
          ...{ recordedAt: '2017-01-16T09:00:00.000Z', knownFrom: '2013-12-31T00:00:00.000Z', update: null },
        },
        {
          ...{
            number: 2,
            author: 'Throughline (from the source documents)',
            reason: 'Stated in the document',
          },
          ...{ recordedAt: '2017-01-16T09:00:00.000Z', knownFrom: '2013-12-31T00:00:00.000Z' },
          changed: [
            {
              ...{ field: 'status', from: 'not_started', to: 'in_progress' },
              sentence: 'Status moved from “Not started” to “In progress”, because: Stated in the document.',
            },
          ],
          update: {
            narrative: expect.stringContaining('we are working with the Local Government Association'),
            ...{ by: 'HM Government', on: '2013-12-31', onAsWritten: null },
          },
        },
        {
          ...{ number: 3, author: 'Programme office', reason: 'The venue was not available.' },
          ...{ recordedAt: '2017-02-04T09:00:00.000Z', knownFrom: '2017-02-04T09:00:00.000Z' },
          changed: [
            {
              ...{ field: 'confidence', from: 'none', to: 'red' },
              sentence: 'Confidence moved from Not rated to Red, because: The venue was not available.',
            },
            {
              ...{ field: 'timescale', from: '2014-04-30', to: '2017-06-30' },
              sentence:
                'Target date moved from 30 April 2014 to 30 June 2017, 1157 days later, because: The venue was not available.',
            },
          ],
          update: { narrative: 'Work goes on.', by: 'Programme office', on: '2017-02-04', onAsWritten: null },
        },
      ],
      ...{ page: 1, pageSize: 3, total: 3 },
    })
  })

  it('tells in its history of leads, partners and titles', async () => {
    const { body } = await service.get<Page<{ changed: { sentence: string }[] }>>(
      '/actions/MER13-7.3/history',
    )
    const { title } = await action(service, 'MER13-7.3', '2017-02-09')
    expect(body.items.at(-1)?.changed.map(({ sentence }) => sentence)).toEqual([
      'Leads changed from none to London Borough of Merton, because: Agreed with MOPAC.',
      `Partners changed from none to Mayor's Office for Policing and Crime, because: Agreed with MOPAC.`,
      `Title changed from “${title}” to “Ask MOPAC”, because: Agreed with MOPAC.`,
    ])
  })

  it('tells in its history of a status, in the words of the report', async () => {
    const { body } = await service.get<Page<{ changed: { sentence: string }[] }>>('/actions/BRO12-S3/history')
    expect(body.items.at(-1)?.changed.map(({ sentence }) => sentence)).toEqual([
      'Status moved from “Not started” to “Paused”, because: Agreed by the board.',
    ])
  })
})

describe('both databases', () => {
  const queries = [
    ...['/actions?pageSize=200', '/actions?pageSize=200&sort=title', '/actions?pageSize=200&sort=-title'],
    ...[
      'ref',
      '-ref',
      'status',
      '-status',
      'confidence',
      '-confidence',
      'due',
      '-due',
      'updated',
      '-updated',
    ].map((sort) => `/actions?pageSize=200&sort=${sort}`),
    ...filters.map(({ query }) => `/actions?pageSize=200&${query}`),
    ...searches.map(({ q }) => `/actions?pageSize=200&q=${encodeURIComponent(q)}`),
    ...['2012-01-01', '2012-12-31', '2013-07-04', '2013-12-31', '2017-02-01', '2017-02-03T09:00:00Z'].flatMap(
      (asAt) => [
        ...[
          `/actions?pageSize=200&asAt=${asAt}`,
          `/plans?asAt=${asAt}`,
          `/agencies?pageSize=200&asAt=${asAt}`,
        ],
      ],
    ),
    ...['/plans', '/agencies?pageSize=200', '/actions/MER13-7.1', '/actions/AR13-PW-08/history'],
    ...['/actions/MER13-7.3/history', '/actions/EGVE16-N-1/history'],
  ]

  it.each(queries)('give the same answer to %s, to the letter', async (query) => {
    const [sqlite, postgres] = [await services.sqlite.get(query), await services.postgres.get(query)]
    expect(sqlite.status).toBe(200)
    expect(JSON.stringify(postgres.body)).toBe(JSON.stringify(sqlite.body))
  })

  it('stand at the same moment', () => {
    expect([services.sqlite.clock.now(), services.postgres.clock.now()]).toEqual([sceneNow, sceneNow])
  })
})
