import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { AuditLine } from '../../src/audit/audit-line.entity.js'
import { Database } from '../../src/database/database.js'
import type { ActionView, AgencyView } from '../../src/register/views.js'
import { one } from '../pages/seen.js'
import { databaseKinds } from '../support/places.js'
import type { Page } from '../support/register.js'
import { startScene } from '../support/scene.js'
import { type TestService, token } from '../support/service.js'
import { makePeople, Visitor } from '../support/visitor.js'
import { readStrictCsv } from './strict-csv.js'

describe.each(databaseKinds)('a download of the list of actions on %s', (kind) => {
  let service: TestService
  let office: Visitor

  beforeAll(async () => {
    service = await startScene(kind)
    await makePeople(service, ['office', 'owner', 'administrator'])
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

  const linesOf = async (what: string) => {
    const { reads } = service.app.get(Database)
    return reads.getRepository(AuditLine).find({ where: { kind: what }, order: { sequence: 'ASC' } })
  }
  const exportLines = () => linesOf('register.exported')

  const refsInCsv = (text: string) =>
    readStrictCsv(text.replace(/^\ufeff/u, ''))
      .slice(1)
      .map(([ref]) => ref)

  it('is all that is filtered, under a name with its day and marking, and a line of the trail', async () => {
    const query = 'plan=merton-2013&flag=no-lead'
    const response = await office.fetch(`/actions.csv?${query}&page=2`)
    expect([response.status, response.headers.get('Content-Disposition')]).toEqual([
      200,
      'attachment; filename="throughline-actions-2017-02-20-OFFICIAL.csv"',
    ])
    expect(response.headers.get('Content-Type')).toBe('text/csv; charset=utf-8; header=present')
    const { refs, total } = await asTheApi(`${query}&pageSize=200`)
    expect(refsInCsv(await response.text())).toEqual(refs)
    const line = (await exportLines()).at(-1)
    expect([line?.actor, line?.subject, JSON.parse(line?.details ?? '')]).toEqual([
      'Olive Office',
      'Actions as CSV',
      { filters: 'flagged “no lead”, in “Home Office Peer Review and Gang Call-in”', actions: total },
    ])
    // The plan has a protective marking: the trail names every action that was handed out.
    const marked = (await linesOf('marked.read')).at(-1)
    expect(JSON.parse(marked?.details ?? '')).toEqual({ actions: refs })
  })

  it('is in the order of the list', async () => {
    const response = await office.fetch('/actions.csv?plan=bromley-2012&sort=-title')
    const { refs } = await asTheApi('plan=bromley-2012&sort=-title&pageSize=200')
    expect(refsInCsv(await response.text())).toEqual(refs)
  })

  it('holds every action, each once', async () => {
    const refs = refsInCsv(await (await office.fetch('/actions.csv')).text())
    expect([refs.length, new Set(refs).size]).toEqual([168, 168])
  })

  it('opens to a token too, and not to an administrator', async () => {
    const response = await fetch(`${service.url}/actions.csv?plan=merton-2013`, {
      headers: { Authorization: `Bearer ${token}` },
    })
    expect(response.status).toBe(200)
    const administrator = await Visitor.signedIn(service, 'administrator')
    expect((await administrator.get('/actions.xlsx')).status).toBe(403)
  })

  it('is what was known on the day that is read', async () => {
    const response = await office.fetch('/actions.xlsx?asAt=2013-12-31')
    expect(response.headers.get('Content-Disposition')).toContain(
      'throughline-actions-2013-12-31-OFFICIAL.xlsx',
    )
    expect((await response.arrayBuffer()).byteLength).toBeGreaterThan(10_000)
    const line = (await exportLines()).at(-1)
    expect(JSON.parse(line?.details ?? '')).toEqual({
      filters: 'as known on 2013-12-31',
      actions: (await asTheApi('asAt=2013-12-31')).total,
    })
  })

  it('is the same bytes while the register is the same', async () => {
    const bytes = async () =>
      Buffer.from(await (await office.fetch('/actions.xlsx?plan=bromley-2012')).arrayBuffer())
    expect((await bytes()).equals(await bytes())).toBe(true)
  })

  it('holds an agency owner’s own actions only', async () => {
    const owner = await Visitor.signedIn(service, 'owner')
    const refs = refsInCsv(await (await owner.fetch('/actions.csv')).text())
    expect(new Set(refs)).toEqual(await refsOfThePolice())
  })

  it('is refused rather than made longer than was asked for', async () => {
    const visit = await office.get('/actions.csv?status=done')
    expect([visit.status, one(visit, 'main')]).toEqual([
      422,
      expect.stringContaining('Status must be one of'),
    ])
  })
})
