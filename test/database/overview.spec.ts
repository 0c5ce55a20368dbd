import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import type { Sight } from '../../src/accounts/rights.js'
import { actionStatuses } from '../../src/actions/action-status.js'
import { confidences } from '../../src/actions/confidence.js'
import { Ledger } from '../../src/audit/ledger.service.js'
import { Clock } from '../../src/clock/clock.js'
import { Database } from '../../src/database/database.js'
import { insertRow } from '../../src/database/rows.js'
import { ActionPriority } from '../../src/actions/action.entity.js'
import type { ActionFilter } from '../../src/register/action-filter.js'
import { flagCodes } from '../../src/register/flags.js'
import { type Moment, momentOf } from '../../src/register/moment.js'
import { countsOf, groupsBy, groupsByEach } from '../../src/register/overview-counts.js'
import { OverviewReader } from '../../src/register/overview-reader.js'
import type { ActionFact } from '../../src/register/overview-fact.js'
import { OverviewService } from '../../src/register/overview.service.js'
import { ReferenceService } from '../../src/register/reference.service.js'
import { RegisterService } from '../../src/register/register.service.js'
import { timelinesses } from '../../src/register/timeliness.js'
import { databaseKinds } from '../support/places.js'
import { say } from '../support/register.js'
import { startScene } from '../support/scene.js'
import { TestService } from '../support/service.js'

const everything: Sight = 'everything'
const agencies: Sight = { agencies: ['metropolitan-police-service', 'home-office'], plans: [] }
const plan: Sight = { agencies: [], plans: ['merton-2013'] }
const nothing: Sight = { agencies: [], plans: [] }

/** Moments, each with those who read it. */
const moments: [string, Moment, Sight[]][] = [
  ['now', null, [everything, agencies, plan, nothing]],
  ['on the day before the scene', momentOf('2017-01-31'), [everything, plan]],
  ['at the end of 2013', momentOf('2013-12-31'), [everything, agencies]],
  ['before anything was known', momentOf('2011-12-31'), [everything]],
]

describe.each(databaseKinds)('the overview on %s', (kind) => {
  let service: TestService
  const overview = () => service.app.get(OverviewService)

  /** What the same database gives to somebody who reads all of it anew. */
  const readAnew = (moment: Moment) =>
    new OverviewService(service.app.get(OverviewReader), service.app.get(Clock)).facts(moment)

  beforeAll(async () => {
    service = await startScene(kind)
  })

  afterAll(() => service.stop())

  describe.each(moments)('%s', (_, moment, sights) => {
    it.each(sights)(
      'counts what the list counts, by every value of every filter, seen with %j',
      async (sight) => {
        const facts = await overview().seenBy(sight, moment)
        const register = service.app.get(RegisterService)
        for (const { filter, passes } of await choices(service)) {
          const { total } = await register.list({ ...filter, sight }, moment, 1, 1)
          expect([filter, facts.filter(passes).length]).toEqual([filter, total])
        }
      },
    )

    it('holds the actions as their views have them, in the order of the list', async () => {
      const facts = await overview().seenBy('everything', moment)
      const { items } = await service.app.get(RegisterService).list({}, moment, 1, 1000)
      expect(facts.map(({ ref, title, revision, end }) => [ref, title, revision, end])).toEqual(
        items.map(({ ref, title, revision, timescale }) => [ref, title, revision, timescale.end]),
      )
      expect(facts.map(({ changedAt, lastSaid }) => [changedAt, lastSaid])).toEqual(
        items.map(({ recordedAt, latestUpdate }) => [recordedAt, latestUpdate?.knownFrom ?? null]),
      )
    })

    it('comes to the counts of plans, themes and agencies', async () => {
      const facts = await overview().seenBy('everything', moment)
      const reference = service.app.get(ReferenceService)
      const byPlan = groupsBy(facts, ({ plan }) => plan)
      for (const { slug, actionCount, themes } of await reference.plans(moment)) {
        const own = byPlan.get(slug) ?? []
        expect([slug, own.length]).toEqual([slug, actionCount])
        for (const { code, actionCount: ofTheme } of themes) {
          expect([code, own.filter(({ theme }) => theme === code).length]).toEqual([code, ofTheme])
        }
      }
      const led = groupsByEach(facts, ({ leads }) => leads)
      const shared = groupsByEach(facts, ({ partners }) => partners)
      for (const { slug, leadCount, partnerCount } of await reference.agencies(moment)) {
        expect([slug, led.get(slug)?.length ?? 0, shared.get(slug)?.length ?? 0]).toEqual([
          slug,
          leadCount,
          partnerCount,
        ])
      }
    })
  })

  it('adds up on each scale', async () => {
    const counts = countsOf(await overview().seenBy('everything', null))
    const sum = (values: Record<string, number>) => Object.values(values).reduce((a, b) => a + b, 0)
    expect(counts.total).toBeGreaterThan(100)
    expect(sum(counts.byStatus)).toBe(counts.total)
    expect(sum(counts.byTimeliness)).toBe(counts.total)
    expect(sum(counts.byConfidence)).toBe(counts.total)
    expect(counts.open + counts.complete + counts.closedOtherwise).toBe(counts.total)
  })

  it('reads only what has changed, and gives to those before what they had', async () => {
    const before = await overview().facts(null)
    const old = factOf(before, 'AR13-PW-01')
    await say(service, 'AR13-PW-01', { status: 'in_progress', confidence: 'green' })
    const after = await overview().facts(null)
    expect(factOf(after, 'AR13-PW-01')).toMatchObject({
      ...{ status: 'in_progress', confidence: 'green', revision: old.revision + 1 },
    })
    expect(factOf(before, 'AR13-PW-01')).toBe(old)
    expect([...after.values()].filter((fact) => before.get(fact.id) !== fact)).toHaveLength(1)
    expect([...after]).toEqual([...(await readAnew(null))])
  })

  it('keeps a past moment as it was, whatever happens later', async () => {
    const then = momentOf('2017-01-31')
    const before = [...(await overview().facts(then))]
    await say(service, 'AR13-PW-02', { confidence: 'red' })
    expect([...(await overview().facts(then))]).toEqual(before)
  })

  it('notices a new priority of an action', async () => {
    const fact = factOf(await overview().facts(null), 'EGVE16-N-1')
    const [row] = await service.app.get(Database).select<{ id: number; key: string }>(
      `SELECT o.id, pg.code || '/' || o.code AS "key" FROM priority o JOIN programme pg ON pg.id = o.programme_id
        WHERE o.id NOT IN (SELECT priority_id FROM action_priority WHERE action_id = ?) ORDER BY o.id LIMIT 1`,
      [fact.id],
    )
    await service.app.get(Ledger).write({ name: 'Test' }, async (write) => {
      await insertRow(write.manager, ActionPriority, {
        ...{ actionId: fact.id, priorityId: row?.id ?? 0, reason: 'Test', recordedAt: write.now },
      })
      write.tell({
        kind: 'action.revised',
        subject: fact.ref,
        details: { revision: fact.revision, changed: {} },
      })
    })
    expect(factOf(await overview().facts(null), 'EGVE16-N-1').priorities).toContain(row?.key)
    expect([...(await overview().facts(null))]).toEqual([...(await readAnew(null))])
  })

  it('serves every writer with its own change, however many write and read at once', async () => {
    const refs = [...(await overview().facts(null)).values()].slice(10, 40).map(({ ref }) => ref)
    await Promise.all(
      refs.map(async (ref, index) => {
        const { body } = await say(service, ref, { confidence: index % 2 === 0 ? 'amber' : 'red' })
        const fact = factOf(await overview().facts(null), ref)
        expect([ref, fact.revision, fact.confidence]).toEqual([ref, body.revision, body.confidence])
      }),
    )
    expect([...(await overview().facts(null))]).toEqual([...(await readAnew(null))])
  })

  it('goes on to the next day', async () => {
    const end = factOf(await overview().facts(null), 'AR13-PW-08').end
    expect(end).toBe('2017-06-30')
    expect(factOf(await overview().facts(null), 'AR13-PW-08').timeliness).toBe('not_yet_due')
    const { instant } = service.clock
    service.clock.instant = '2017-06-30T22:59:59.000Z'
    expect(factOf(await overview().facts(null), 'AR13-PW-08').timeliness).toBe('due_this_quarter')
    service.clock.instant = '2017-06-30T23:00:00.000Z'
    expect(factOf(await overview().facts(null), 'AR13-PW-08').timeliness).toBe('overdue')
    service.clock.instant = instant
    expect(factOf(await overview().facts(null), 'AR13-PW-08').timeliness).toBe('not_yet_due')
  })

  it('tells of what another instance on the same database has written', async () => {
    const other = await TestService.start(kind, { place: service.place, at: service.clock.now() })
    try {
      await overview().facts(null)
      for (const status of ['in_progress', 'not_started'] as const) {
        const reason = status === 'not_started' ? { reason: 'Said too early' } : {}
        expect((await say(other, 'AR13-PW-03', { status, ...reason })).status).toBe(201)
        expect(factOf(await overview().facts(null), 'AR13-PW-03').status).toBe(status)
      }
    } finally {
      await other.app.close()
    }
  })

  it('forgets all but the last few of the past moments', async () => {
    const asked = ['2014-01-01', '2014-01-02', '2014-01-03', '2014-01-04'].map((day) => momentOf(day))
    const first = factOf(await overview().facts(asked[0] ?? null), 'AR13-PW-01')
    const again = factOf(await overview().facts(asked[0] ?? null), 'AR13-PW-01')
    expect(again).toBe(first)
    for (const moment of asked.slice(1)) await overview().facts(moment)
    expect(factOf(await overview().facts(asked[0] ?? null), 'AR13-PW-01')).not.toBe(first)
  })

  it('is whole again after the database has failed once', async () => {
    const reader = service.app.get(OverviewReader)
    const failsOnce = Object.create(reader) as OverviewReader
    failsOnce.everyId = () => {
      failsOnce.everyId = () => reader.everyId()
      return Promise.reject(new Error('The database is gone.'))
    }
    const anew = new OverviewService(failsOnce, service.app.get(Clock))
    const [first, second] = await Promise.allSettled([anew.facts(null), anew.facts(null)])
    expect([first.status, second.status]).toEqual(['rejected', 'fulfilled'])
    expect([...(await anew.facts(null))]).toEqual([...(await readAnew(null))])
  })
})

interface Choice {
  filter: ActionFilter
  passes: (fact: ActionFact) => boolean
}

/** Every value of every filter that an overview can count. */
async function choices(service: TestService): Promise<Choice[]> {
  const reference = service.app.get(ReferenceService)
  const plans = await reference.plans(null)
  const agencies = await reference.agencies(null)
  const priorities = await reference.priorities(null)
  return [
    { filter: {}, passes: () => true },
    ...plans.map(({ slug }): Choice => ({ filter: { plan: slug }, passes: ({ plan }) => plan === slug })),
    ...plans.flatMap(({ slug, themes }) =>
      themes.map(({ code }): Choice => ({
        filter: { plan: slug, theme: code },
        passes: ({ plan, theme }) => plan === slug && theme === code,
      })),
    ),
    ...actionStatuses.map((value): Choice => ({
      filter: { status: value },
      passes: ({ status }) => status === value,
    })),
    ...timelinesses.map((value): Choice => ({
      filter: { timeliness: value },
      passes: ({ timeliness }) => timeliness === value,
    })),
    ...confidences.map((value): Choice => ({
      filter: { confidence: value },
      passes: ({ confidence }) => confidence === value,
    })),
    ...flagCodes.map((value): Choice => ({
      filter: { flag: value },
      passes: ({ flags }) => flags.includes(value),
    })),
    ...priorities.map(({ programme, code }): Choice => ({
      filter: { priority: code },
      passes: ({ priorities: served }) => served.includes(`${programme}/${code}`),
    })),
    // Every agency that leads or is partner, and a few that do not.
    ...agencies
      .filter(({ leadCount, partnerCount }, place) => leadCount + partnerCount > 0 || place % 20 === 0)
      .flatMap(({ slug, partnerCount }): Choice[] => [
        { filter: { lead: slug }, passes: ({ leads }) => leads.includes(slug) },
        partnerCount > 0
          ? { filter: { partner: slug }, passes: ({ partners }) => partners.includes(slug) }
          : {
              filter: { agency: slug },
              passes: ({ leads, partners }) => [...leads, ...partners].includes(slug),
            },
      ]),
    {
      filter: { plan: 'merton-2013', flag: 'no-lead', timeliness: 'no_date', status: 'not_started' },
      passes: ({ plan, flags, timeliness, status }) =>
        plan === 'merton-2013' &&
        flags.includes('no-lead') &&
        timeliness === 'no_date' &&
        status === 'not_started',
    },
  ]
}

function factOf(facts: ReadonlyMap<number, ActionFact>, ref: string): ActionFact {
  const found = [...facts.values()].find((fact) => fact.ref === ref)
  if (!found) throw new Error(`There is no fact of ${ref}.`)
  return found
}
