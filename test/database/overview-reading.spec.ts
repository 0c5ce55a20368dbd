import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { AgencyChanges } from '../../src/agencies/agency-changes.service.js'
import { momentOf } from '../../src/register/moment.js'
import { OverviewReadingService } from '../../src/register/overview-reading.service.js'
import { RegisterService } from '../../src/register/register.service.js'
import { aPerson } from '../builders/person.js'
import { databaseKinds } from '../support/places.js'
import { say } from '../support/register.js'
import { startScene } from '../support/scene.js'
import type { TestService } from '../support/service.js'

const office = aPerson('programme_office')
const council = aPerson('council_officer', { plans: ['merton-2013'] })
const owner = aPerson('agency_owner', { agencies: ['home-office'] })
const stranger = aPerson('agency_owner', { agencies: ['redthread'] })
const endOf2013 = momentOf('2013-12-31')

describe.each(databaseKinds)('the register from above on %s', (kind) => {
  let service: TestService
  const reading = () => service.app.get(OverviewReadingService)

  beforeAll(async () => {
    service = await startScene(kind)
  })

  afterAll(() => service.stop())

  it('has the plans of which a person sees an action, and counts what the list has', async () => {
    const slugs = async (person = office) => (await reading().plans(person, null)).map(({ slug }) => slug)
    expect(await slugs()).toHaveLength(5)
    expect(await slugs(council)).toEqual(['merton-2013'])
    expect(await slugs(owner)).toEqual(['annual-report-2013'])
    expect(await slugs(stranger)).toEqual([])
    for (const person of [office, council, owner]) {
      for (const plan of await reading().plans(person, null)) {
        const sight = person === office ? 'everything' : { agencies: person.agencies, plans: person.plans }
        const list = (filter: object) =>
          service.app.get(RegisterService).list({ ...filter, sight }, null, 1, 1)
        expect([plan.slug, plan.actionCount]).toEqual([plan.slug, (await list({ plan: plan.slug })).total])
        for (const { code, actionCount } of plan.themes) {
          const { total } = await list({ plan: plan.slug, theme: code })
          expect([code, actionCount]).toEqual([code, total])
        }
      }
    }
  })

  it('shows a stranger to a plan neither its other themes nor what these are measured by', async () => {
    const [whole] = await reading().plans(office, null)
    const [seen] = await reading().plans(owner, null)
    expect(seen?.actionCount).toBeLessThan(whole?.actionCount ?? 0)
    expect(seen?.themes.every(({ actionCount }) => actionCount > 0)).toBe(true)
    const own = (await reading().plans(council, null))[0]
    expect(own).toEqual((await reading().plans(office, null)).find(({ slug }) => slug === 'merton-2013'))
  })

  it('counts of agencies what the person sees', async () => {
    const of = async (person = office) =>
      (await reading().agencies(person, null)).find(({ slug }) => slug === 'home-office')
    expect((await of())?.leadCount).toBe(54)
    expect((await of(owner))?.leadCount).toBe(54)
    expect(await of(council)).toMatchObject({ leadCount: 0, partnerCount: 0 })
  })

  it('tells of a plan its publisher and its notes, and refuses it to who has no part in it', async () => {
    const { plan, facts } = await reading().plan(council, 'merton-2013', null)
    expect(plan).toMatchObject({
      ...{ publisherSlug: 'london-borough-of-merton', publisherAsWritten: 'Merton' },
    })
    expect(plan.note).toContain('Two documents in one')
    expect(facts).toHaveLength(plan.actionCount)
    await expect(reading().plan(council, 'bromley-2012', null)).rejects.toMatchObject({ status: 403 })
    await expect(reading().plan(office, 'nowhere-2012', null)).rejects.toMatchObject({ status: 404 })
    await expect(reading().plan(office, 'egve-2016', endOf2013)).rejects.toMatchObject({ status: 404 })
  })

  it('tells of a theme likewise', async () => {
    const { theme, facts } = await reading().theme(office, 'merton-2013', '5.1', null)
    expect([theme.title, facts.length]).toEqual(['Strong local leadership', theme.actionCount])
    await expect(reading().theme(office, 'merton-2013', '9.9', null)).rejects.toMatchObject({ status: 404 })
    const { plan } = await reading().plan(owner, 'annual-report-2013', null)
    const every = (await reading().plans(office, null))[0]?.themes ?? []
    for (const { code } of every) {
      const seen = plan.themes.some((one) => one.code === code)
      const asked = reading().theme(owner, 'annual-report-2013', code, null)
      if (seen) expect((await asked).facts.length).toBeGreaterThan(0)
      else await expect(asked).rejects.toMatchObject({ status: 403 })
    }
  })

  it('quotes priorities from the documents that they are known from', async () => {
    const priorities = await reading().priorities(null)
    expect(priorities).toHaveLength(13)
    expect(priorities[0]).toMatchObject({
      ...{
        programme: 'EGYV',
        code: 'leadership',
        section: '2.3',
        plan: 'Home Office Peer Review and Gang Call-in',
      },
    })
    const known = await reading().priorities(endOf2013)
    expect(new Set(known.map(({ programme }) => programme))).toEqual(new Set(['EGYV']))
    const { facts } = await reading().priority(council, 'EGYV', 'leadership', null)
    expect(facts.every(({ plan }) => plan === 'merton-2013')).toBe(true)
    await expect(reading().priority(office, 'EGVE', 'leadership', null)).rejects.toMatchObject({
      status: 404,
    })
  })

  it('knows what an agency itself said last, by a moment and of what is asked', async () => {
    const facts = (await reading().facts(office, null)).filter(({ leads }) => leads.includes('home-office'))
    expect(await reading().lastWord('home-office', facts, null)).toBeNull()
    service.clock.instant = '2017-02-21T09:00:00.000Z'
    const said = { onBehalfOf: 'home-office', narrative: 'We have begun.' }
    expect((await say(service, facts[0]?.ref ?? '', said)).status).toBe(201)
    expect(await reading().lastWord('home-office', facts, null)).toMatchObject({
      ...{ actionId: facts[0]?.id, narrative: 'We have begun.', knownFrom: '2017-02-21' },
    })
    expect(await reading().lastWord('home-office', facts, momentOf('2017-02-20'))).toBeNull()
    expect(await reading().lastWord('home-office', facts.slice(1), null)).toBeNull()
    expect(await reading().lastWord('ministry-of-justice', facts, null)).toBeNull()
  })

  it('reads merged agencies as one: their facts, their plans and their last word', async () => {
    const before = (await reading().agencies(office, null)).find(({ slug }) => slug === 'ministry-of-justice')
    service.clock.instant = '2017-03-01T09:00:00.000Z'
    await service.app
      .get(AgencyChanges)
      .merge({ name: 'Test' }, 'home-office', { into: 'ministry-of-justice', reason: 'Test' })
    service.clock.instant = '2017-03-02T09:00:00.000Z'
    expect(await reading().agencyAsRead('home-office', null)).toBe('ministry-of-justice')
    expect(await reading().agencyAsRead('home-office', endOf2013)).toBe('home-office')
    const facts = await reading().facts(office, null)
    const led = facts.filter(({ leads }) => leads.includes('ministry-of-justice'))
    const { total } = await service.app.get(RegisterService).list({ lead: 'ministry-of-justice' }, null, 1, 1)
    expect([led.length, facts.some(({ leads }) => leads.includes('home-office'))]).toEqual([total, false])
    expect(led.length).toBeGreaterThan(before?.leadCount ?? 0)
    expect(await reading().lastWord('ministry-of-justice', led, null)).toMatchObject({
      narrative: 'We have begun.',
    })
    const published = await reading().publishedBy(office, 'ministry-of-justice', null)
    expect(published.map(({ slug }) => slug)).toEqual(['annual-report-2013', 'egve-2016'])
    const then = (await reading().facts(office, endOf2013)).filter(({ leads }) =>
      leads.includes('home-office'),
    )
    expect(then).toHaveLength(54)
  })
})
