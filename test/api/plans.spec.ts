import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { agencyExample, planExample } from '../../src/register/api-examples.js'
import type { AgencyView, PlanView } from '../../src/register/views.js'
import { databaseKinds } from '../support/places.js'
import type { Page, ProblemBody } from '../support/register.js'
import { seededAt, TestService } from '../support/service.js'

describe.each(databaseKinds)('plans and agencies on %s', (kind) => {
  let service: TestService
  const plans = async (query = '') => (await service.get<Page<PlanView>>(`/plans${query}`)).body
  const agencies = async (query = '') => (await service.get<Page<AgencyView>>(`/agencies${query}`)).body

  beforeAll(async () => {
    service = await TestService.start(kind, { at: seededAt })
  })

  afterAll(() => service.stop())

  it('are lists of one envelope', async () => {
    expect(await plans()).toMatchObject({ page: 1, pageSize: 50, total: 5 })
    expect(await agencies()).toMatchObject({ page: 1, pageSize: 50, total: 106 })
    for (const list of [await plans(), await agencies()]) {
      expect(Object.keys(list)).toEqual(['items', 'page', 'pageSize', 'total'])
    }
  })

  it('give each plan the keys of the contract and of the example', async () => {
    const keys = [
      'slug',
      'title',
      'publisher',
      'publishedOn',
      'standing',
      'geography',
      'marking',
      'actionCount',
      'themes',
    ]
    for (const plan of (await plans()).items) {
      expect(Object.keys(plan).sort()).toEqual(Object.keys(planExample).sort())
      expect(Object.keys(plan)).toEqual(expect.arrayContaining(keys))
      for (const theme of plan.themes) expect(Object.keys(theme)).toEqual(['code', 'title', 'actionCount'])
    }
  })

  it('tell of a plan who published it, when as closely as it is known, and how it stands', async () => {
    const { items } = await plans()
    expect(items[0]).toMatchObject({
      ...{ slug: 'annual-report-2013', programme: 'EGYV', publisher: 'Home Office', standing: 'final' },
      publishedOn: { asWritten: 'December 2013', start: '2013-12-01', end: '2013-12-31', precision: 'month' },
      ...{ geography: 'national', marking: null, actionCount: 81 },
    })
    expect(items.map(({ slug, standing, geography }) => [slug, standing, geography])).toEqual([
      ['annual-report-2013', 'final', 'national'],
      ['lcrb-strategy-2012', 'draft', 'region'],
      ['bromley-2012', 'final', 'borough'],
      ['merton-2013', 'draft', 'borough'],
      ['egve-2016', 'final', 'national'],
    ])
  })

  it('give each agency the keys of the contract, in that order of names', async () => {
    const { items } = await agencies('?pageSize=200')
    for (const agency of items) expect(Object.keys(agency).sort()).toEqual(Object.keys(agencyExample).sort())
    const names = items.map(({ name }) => name)
    expect(names).toEqual([...names].sort((one, other) => one.localeCompare(other, 'en')))
  })

  it('know that the MPS and the Met are one, and who is whose service', async () => {
    const { items } = await agencies('?pageSize=200')
    const met = items.filter(({ name, aliases }) =>
      [name, ...aliases].includes('Metropolitan Police Service'),
    )
    expect(met).toHaveLength(1)
    expect(met[0]).toMatchObject({ slug: 'metropolitan-police-service', abbreviation: 'MPS' })
    const slugs = new Set(items.map(({ slug }) => slug))
    const children = items.filter(({ parent }) => parent !== null)
    expect(children).toHaveLength(28)
    for (const { parent } of children) expect(slugs).toContain(parent)
  })

  it('are paged like actions', async () => {
    const whole = (await agencies('?pageSize=200')).items
    expect((await agencies('?pageSize=1&page=106')).items).toEqual(whole.slice(105))
    expect(await agencies('?pageSize=1&page=107')).toEqual({ items: [], page: 107, pageSize: 1, total: 106 })
    expect((await plans('?pageSize=2&page=3')).items.map(({ slug }) => slug)).toEqual(['egve-2016'])
  })

  it.each(['/plans', '/agencies'])('refuse wrong pages and moments of %s', async (path) => {
    for (const [query, field] of [
      ['page=0', 'page'],
      ['pageSize=201', 'pageSize'],
      ['asAt=soon', 'asAt'],
      ['q=x', 'q'],
    ]) {
      const { status, body } = await service.get<ProblemBody>(`${path}?${query ?? ''}`)
      expect([query, status, body.errors?.map((error) => error.field)]).toEqual([query, 422, [field]])
    }
  })
})
