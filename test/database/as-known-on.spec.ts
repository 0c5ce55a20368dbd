import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { ActionsService } from '../../src/actions/actions.service.js'
import { Ledger } from '../../src/audit/ledger.service.js'
import type { RevisionView } from '../../src/register/history.service.js'
import { RegisterService } from '../../src/register/register.service.js'
import type { ActionView, AgencyView, PlanView } from '../../src/register/views.js'
import { databaseKinds } from '../support/places.js'
import {
  action,
  actionsOf,
  type Page,
  type ProblemBody,
  refsOf,
  say,
  sayWrongly,
} from '../support/register.js'
import { seededAt, TestService } from '../support/service.js'

describe.each(databaseKinds)('the register as known on a past moment, on %s', (kind) => {
  let service: TestService
  const plansOn = async (asAt: string) =>
    (await service.get<Page<PlanView>>(`/plans?asAt=${asAt}`)).body.items.map((plan) => plan.slug)
  const historyOf = async (ref: string, asAt: string) =>
    (await service.get<Page<RevisionView>>(`/actions/${ref}/history?asAt=${asAt}`)).body.items
  const statusOf = async (path: string) => (await service.get<ProblemBody>(path)).status
  const leadCount = async (slug: string, asAt: string) =>
    (await service.get<Page<AgencyView>>(`/agencies?pageSize=200&asAt=${asAt}`)).body.items.find(
      (agency) => agency.slug === slug,
    )?.leadCount

  beforeAll(async () => {
    service = await TestService.start(kind, { at: seededAt })
  })

  afterAll(() => service.stop())

  describe('of the plans', () => {
    it('on 31 December 2013 holds the annual report, London, Bromley and Merton, and not EGVE', async () => {
      expect(await plansOn('2013-12-31')).toEqual([
        ...['annual-report-2013', 'lcrb-strategy-2012', 'bromley-2012', 'merton-2013'],
      ])
      const actions = await actionsOf(service, 'asAt=2013-12-31')
      expect(actions).toHaveLength(162)
      expect(actions.filter((found) => found.plan === 'egve-2016')).toEqual([])
      expect(await statusOf('/actions/EGVE16-N-1?asAt=2013-12-31')).toBe(404)
      expect(await statusOf('/actions/EGVE16-N-1/history?asAt=2013-12-31')).toBe(404)
      expect(await statusOf('/actions/EGVE16-N-1?asAt=2016-11-15')).toBe(200)
    })

    it('on 4 July 2013 holds Merton and not the annual report', async () => {
      expect(await plansOn('2013-07-04')).toEqual(['lcrb-strategy-2012', 'bromley-2012', 'merton-2013'])
      expect(await actionsOf(service, 'asAt=2013-07-04')).toHaveLength(23 + 29 + 29)
      expect(await statusOf('/actions/AR13-PW-01?asAt=2013-07-04')).toBe(404)
    })

    it('knows a plan of a month from the last day of the month, and one of a year from the last of the year', async () => {
      expect(await plansOn('2012-09-29')).toEqual([])
      expect(await plansOn('2012-09-30')).toEqual(['bromley-2012'])
      expect(await plansOn('2012-12-30')).toEqual(['bromley-2012'])
      expect(await plansOn('2012-12-31')).toEqual(['lcrb-strategy-2012', 'bromley-2012'])
      expect(await plansOn('2013-12-30')).not.toContain('annual-report-2013')
    })

    it('begins a day at midnight in London, an hour early by UTC in summer', async () => {
      expect(await plansOn('2013-07-03T22:59:59.999Z')).not.toContain('merton-2013')
      expect(await plansOn('2013-07-03T23:00:00.000Z')).toContain('merton-2013')
      expect(await plansOn('2013-12-30T23:59:59.999Z')).not.toContain('annual-report-2013')
      expect(await plansOn('2013-12-31T00:00:00.000Z')).toContain('annual-report-2013')
      expect(await plansOn('2013-12-31T01:00:00%2B01:00')).toContain('annual-report-2013')
    })

    it('on 1 January 2012 holds nothing at all', async () => {
      expect(await plansOn('2012-01-01')).toEqual([])
      const queries = [
        '',
        'q=gang',
        'kind=action',
        'flag=no-lead',
        'timeliness=no_date',
        'priority=leadership',
        'sort=due',
      ]
      for (const query of queries) {
        const { body } = await service.get<Page<ActionView>>(`/actions?asAt=2012-01-01&${query}`)
        expect([query, body]).toEqual([query, { items: [], page: 1, pageSize: 50, total: 0 }])
      }
      const agencies = (await service.get<Page<AgencyView>>('/agencies?pageSize=200&asAt=2012-01-01')).body
        .items
      expect(agencies.filter((agency) => agency.leadCount + agency.partnerCount > 0)).toEqual([])
    })

    it('counts what an agency leads by the plans known then', async () => {
      expect(await leadCount('bromley-police', '2012-09-29')).toBe(0)
      const led = await refsOf(service, 'lead=bromley-police&asAt=2012-09-30')
      expect(led.length).toBeGreaterThan(0)
      expect(await leadCount('bromley-police', '2012-09-30')).toBe(led.length)
      expect(await leadCount('home-office', '2013-12-30')).toBe(0)
      expect(await leadCount('home-office', '2013-12-31')).toBeGreaterThan(10)
    })
  })

  describe('of our reading', () => {
    it('hides a relation until the plan at its other end is known', async () => {
      const related = async (asAt: string) =>
        (await action(service, 'LCRB12-04', asAt)).related.map(({ ref }) => ref)
      expect(await related('2013-12-30')).not.toContain('AR13-F-11')
      expect(await related('2013-12-31')).toContain('AR13-F-11')
    })

    it('hides a principle until the document that sets it out is known', async () => {
      const before = await actionsOf(service, 'plan=lcrb-strategy-2012&asAt=2013-07-03')
      expect(before).toHaveLength(23)
      expect(before.flatMap((found) => found.priorities)).toEqual([])
      const after = await actionsOf(service, 'plan=lcrb-strategy-2012&asAt=2013-07-04')
      for (const { ref, priorities } of after) expect([ref, priorities.length > 0]).toEqual([ref, true])
    })

    it('finds no action by a principle that was not known', async () => {
      expect(await refsOf(service, 'priority=leadership&asAt=2013-07-03')).toEqual([])
      const known = await actionsOf(service, 'priority=leadership&asAt=2013-07-04')
      expect(known.length).toBeGreaterThan(0)
      for (const { priorities } of known) expect(priorities.map(({ code }) => code)).toContain('leadership')
    })
  })

  describe('of timeliness and flags', () => {
    it('counts from the day of the read, not from today', async () => {
      const on = async (asAt: string) => {
        const { timeliness, flags } = await action(service, 'AR13-PW-08', asAt)
        return [timeliness, flags.some(({ code }) => code === 'past-its-date-without-an-update')]
      }
      expect(await on('2013-12-31')).toEqual(['not_yet_due', false])
      expect(await on('2014-03-31')).toEqual(['not_yet_due', false])
      expect(await on('2014-04-01')).toEqual(['due_this_quarter', false])
      expect(await on('2014-04-30')).toEqual(['due_this_quarter', false])
      expect(await on('2014-05-01')).toEqual(['overdue', true])
    })

    it('takes a day of London also just after midnight in summer', async () => {
      expect((await action(service, 'AR13-PW-08', '2014-04-30T22:59:59Z')).timeliness).toBe(
        'due_this_quarter',
      )
      expect((await action(service, 'AR13-PW-08', '2014-04-30T23:00:00Z')).timeliness).toBe('overdue')
    })

    it('raises silence when two whole quarters have gone by', async () => {
      const silent = async (asAt: string) =>
        (await action(service, 'BRO12-S1', asAt)).flags.some(({ code }) => code === 'silent-for-two-quarters')
      // Known since 30 September 2012: the quarters to 31 December and to 31 March pass in silence.
      expect(await silent('2013-03-31')).toBe(false)
      expect(await silent('2013-04-01')).toBe(true)
    })
  })

  describe('of statements made live', () => {
    const ref = 'AR13-PW-08'
    const first = '2017-02-01T10:00:00.000Z'
    const second = '2017-03-05T16:30:00.000Z'
    const third = '2017-04-10T07:15:00.000Z'

    beforeAll(async () => {
      const asLead = (agency: string) => ({
        leads: [{ agency, asWritten: agency, provisional: false }],
        partners: [],
      })
      service.clock.instant = first
      await say(service, ref, {
        status: 'in_progress',
        confidence: 'amber',
        narrative: 'A zebra was invited.',
      })
      service.clock.instant = second
      await say(service, ref, {
        ...{ confidence: 'green', narrative: 'The giraffe declined.', timescaleEnd: '2017-06-30' },
        reason: 'The venue was not available.',
      })
      service.clock.instant = third
      await say(service, ref, {
        ...{
          status: 'complete_reported',
          narrative: 'All animals came.',
          evidence: [{ title: 'Guest list' }],
        },
      })
      const actions = service.app.get(ActionsService)
      await service.app
        .get(Ledger)
        .write({ name: 'Programme office' }, (write) =>
          actions.revise(
            write,
            'AR13-PW-01',
            null,
            { assignments: asLead('mopac') },
            write.now,
            'Agreed with MOPAC',
          ),
        )
      await say(service, 'BRO12-S1', { steps: [{ ref: 'BRO12-S1.b', status: 'in_progress' }] })
    })

    it('shows each only from its own moment, to the millisecond', async () => {
      const on = async (asAt: string) => {
        const { revision, status, confidence, latestUpdate } = await action(service, ref, asAt)
        return [revision, status, confidence, latestUpdate?.narrative ?? null]
      }
      expect(await on('2017-02-01T09:59:59.999Z')).toEqual([
        2,
        'in_progress',
        'none',
        expect.stringContaining('we are working'),
      ])
      expect(await on(first)).toEqual([3, 'in_progress', 'amber', 'A zebra was invited.'])
      expect(await on('2017-03-05T16:29:59.999Z')).toEqual([
        3,
        'in_progress',
        'amber',
        'A zebra was invited.',
      ])
      expect(await on(second)).toEqual([4, 'in_progress', 'green', 'The giraffe declined.'])
      expect(await on('2017-04-09')).toEqual([4, 'in_progress', 'green', 'The giraffe declined.'])
      expect(await on('2017-04-10')).toEqual([5, 'complete_reported', 'green', 'All animals came.'])
    })

    it('tells the timescale that was in force', async () => {
      const on = async (asAt: string) => {
        const { end, basis, timesRedated, daysSlipped, firstEnd } = (await action(service, ref, asAt))
          .timescale
        return { end, basis, timesRedated, daysSlipped, firstEnd }
      }
      const firstEnd = '2014-04-30'
      expect(await on('2017-03-04')).toEqual({ ...{ end: firstEnd, basis: 'inferred' }, timesRedated: 0, daysSlipped: 0, firstEnd }) // prettier-ignore
      expect(await on('2017-03-05')).toEqual({ ...{ end: '2017-06-30', basis: 'set' }, timesRedated: 1, daysSlipped: 1157, firstEnd }) // prettier-ignore
    })

    it('tells the history that was known', async () => {
      expect((await historyOf(ref, '2017-01-31')).map(({ number }) => number)).toEqual([1, 2])
      expect((await historyOf(ref, '2017-02-01')).map(({ number }) => number)).toEqual([1, 2, 3])
      expect((await historyOf(ref, '2017-04-10')).map(({ number }) => number)).toEqual([1, 2, 3, 4, 5])
    })

    it('filters by what was known', async () => {
      const open = (asAt: string) =>
        refsOf(service, `status=in_progress&plan=annual-report-2013&asAt=${asAt}`)
      expect(await open('2013-12-30')).toEqual([])
      expect(await open('2017-04-09')).toContain(ref)
      expect(await open('2017-04-10')).not.toContain(ref)
      expect(await refsOf(service, 'confidence=green&asAt=2017-03-04')).toEqual([])
      expect(await refsOf(service, 'confidence=green&asAt=2017-03-05')).toEqual([ref])
      expect(await refsOf(service, 'dueAfter=2017-06-01&plan=annual-report-2013&asAt=2017-03-04')).toEqual([])
      expect(await refsOf(service, 'dueAfter=2017-06-01&plan=annual-report-2013&asAt=2017-03-05')).toEqual([
        ref,
      ])
    })

    it('finds no words before they were said', async () => {
      expect(await refsOf(service, 'q=zebra&asAt=2017-01-31')).toEqual([])
      expect(await refsOf(service, 'q=zebra&asAt=2017-02-01')).toEqual([ref])
      expect(await refsOf(service, 'q=giraffe&asAt=2017-02-01')).toEqual([])
      expect(await refsOf(service, 'q=ZEBRA')).toEqual([ref])
    })

    it('tells the leads of that day, and counts them', async () => {
      const leads = async (asAt: string) =>
        (await action(service, 'AR13-PW-01', asAt)).leads.map(({ agency }) => agency)
      const before = await leads('2017-04-09')
      expect(before).not.toContain('mopac')
      expect(await leads('2017-04-10')).toEqual(['mopac'])
      expect(await leadCount('mopac', '2017-04-09')).toBe(0)
      expect(await leadCount('mopac', '2017-04-10')).toBe(1)
      expect(await refsOf(service, 'lead=mopac&asAt=2017-04-09')).toEqual([])
      expect(await refsOf(service, 'agency=mopac&asAt=2017-04-10')).toEqual(['AR13-PW-01'])
    })

    it('tells the steps of that day', async () => {
      const steps = async (asAt: string) =>
        (await action(service, 'BRO12-S1', asAt)).steps.map(({ status }) => status)
      expect(await steps('2017-04-09')).toEqual(['not_started', 'not_started'])
      expect(await steps('2017-04-10')).toEqual(['not_started', 'in_progress'])
    })

    it('counts a day’s last statement in and the next day’s first out, in summer time', async () => {
      service.clock.instant = '2017-07-31T22:59:59.999Z'
      await say(service, 'BRO12-S5', { confidence: 'red' })
      service.clock.instant = '2017-07-31T23:00:00.000Z'
      await say(service, 'BRO12-S5', { confidence: 'amber' })
      expect((await action(service, 'BRO12-S5', '2017-07-31')).confidence).toBe('red')
      expect((await action(service, 'BRO12-S5', '2017-08-01')).confidence).toBe('amber')
    })

    it('puts what is said in the order of the writes also when the clock goes back', async () => {
      service.clock.instant = '2017-04-10T07:14:59.999Z'
      const { status, body } = await say(service, ref, { narrative: 'Said by a clock that went back.' })
      // A millisecond after the last write, whatever the clock says.
      expect([status, body.recordedAt]).toEqual([201, '2017-07-31T23:00:00.001Z'])
      expect((await action(service, ref, '2017-07-31T23:00:00.000Z')).latestUpdate?.narrative).toBe(
        'All animals came.',
      )
      const lines = (await historyOf(ref, '2017-12-31')).map(({ knownFrom }) => knownFrom)
      expect(lines).toEqual([...lines].sort())
    })

    it('lets nobody say from when a thing is known', async () => {
      service.clock.instant = '2017-08-02T09:00:00.000Z'
      for (const field of ['knownFrom', 'recordedAt', 'on']) {
        const { status, body } = await sayWrongly(service, ref, { [field]: '2013-01-01' })
        expect(status).toBe(422)
        expect(body.errors).toEqual([{ field, message: `“${field}” is not a field of this request.` }])
      }
    })
  })

  describe('of a report', () => {
    const snapshot = (knownBy: string, recordedBy: string) =>
      service.app.get(RegisterService).snapshot({ knownBy, recordedBy })

    it('takes what was known by the cut-off and recorded by the moment it was made', async () => {
      service.clock.instant = '2017-09-01T09:00:00.000Z'
      await say(service, 'LCRB12-01', { narrative: 'Recorded on the first of September.' })
      const cutOff = '2017-12-31T23:59:59.999Z'
      const one = (found: ActionView[]) => found.find((candidate) => candidate.ref === 'LCRB12-01')

      const before = await snapshot(cutOff, '2017-09-01T08:59:59.999Z')
      expect(one(before.actions)).toMatchObject({ revision: 1, latestUpdate: null })
      const after = await snapshot(cutOff, '2017-09-01T09:00:00.000Z')
      expect(one(after.actions)?.latestUpdate?.narrative).toBe('Recorded on the first of September.')
      // One revision and one update.
      expect(after.registerRevision).toBe(before.registerRevision + 2)
      expect(after.updates).toHaveLength(before.updates.length + 1)
      expect(after.cutOff).toBe('2017-12-31')
    })

    it('leaves out what was published in time and recorded too late', async () => {
      const nothing = await snapshot('2013-12-31T23:59:59.999Z', '2017-01-16T08:59:59.999Z')
      expect([nothing.actions, nothing.plans, nothing.updates, nothing.registerRevision]).toEqual([
        [],
        [],
        [],
        0,
      ])
      const all = await snapshot('2013-12-31T23:59:59.999Z', seededAt)
      expect(all.actions).toHaveLength(162)
      expect(all.plans).toHaveLength(4)
    })

    it('is the same whenever it is asked for', async () => {
      const asked = () => snapshot('2013-12-31T23:59:59.999Z', seededAt)
      const first = await asked()
      service.clock.instant = '2017-10-01T09:00:00.000Z'
      await say(service, 'AR13-WG-01', { narrative: 'Said long after the cut-off.' })
      expect(await asked()).toEqual(first)
    })
  })
})
