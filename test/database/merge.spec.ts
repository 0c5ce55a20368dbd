import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { AccountsService } from '../../src/accounts/accounts.service.js'
import { PeopleService } from '../../src/accounts/people.service.js'
import { canSpeakFor, canUpdate, sightOf } from '../../src/accounts/rights.js'
import { ActionsService } from '../../src/actions/actions.service.js'
import { AgencyChanges } from '../../src/agencies/agency-changes.service.js'
import { AgencyNotFound, AgencyRefused } from '../../src/agencies/agency-errors.js'
import { Ledger } from '../../src/audit/ledger.service.js'
import { AuditTrail } from '../../src/audit/trail.service.js'
import { ownersOf, ReadingService } from '../../src/register/reading.service.js'
import { OverviewService } from '../../src/register/overview.service.js'
import { RegisterService } from '../../src/register/register.service.js'
import type { Moment } from '../../src/register/moment.js'
import { StoryService } from '../../src/register/story.service.js'
import type { RevisionView } from '../../src/register/history.service.js'
import type { AgencyView, PlanView } from '../../src/register/views.js'
import { EditionVerification } from '../../src/reports/editions/edition-verification.service.js'
import { databaseKinds } from '../support/places.js'
import { openRaw } from '../support/raw-database.js'
import { action, type Page, refsOf, say } from '../support/register.js'
import { printedReport } from '../support/report.js'
import { seededAt, TestService } from '../support/service.js'

const probation = 'london-probation-trust'
const youth = 'bromley-youth-offending-team'
const care = 'bromley-childrens-social-care'
const before = '2017-01-20T09:00:00.000Z'
const firstMerge = '2017-02-01T09:00:00.000Z'
const between = '2017-02-15T09:00:00.000Z'
const secondMerge = '2017-03-01T09:00:00.000Z'
const author = { name: 'Ada Administrator' }

describe.each(databaseKinds)('merged agencies on %s', (kind) => {
  let service: TestService
  let changes: AgencyChanges
  /** What was read before anything was merged. */
  let led: Record<string, string[]>

  const agency = async (slug: string, asAt?: string) => {
    const { body } = await service.get<Page<AgencyView>>(
      `/agencies?pageSize=200${asAt ? `&asAt=${asAt}` : ''}`,
    )
    return body.items.find((item) => item.slug === slug)
  }
  const leadsOf = async (ref: string, asAt?: string) =>
    (await action(service, ref, asAt)).leads.map((lead) => lead.agency)
  const refusal = async (work: Promise<void>) => {
    try {
      await work
    } catch (error) {
      if (error instanceof AgencyRefused) return error.errors
      throw error
    }
    return []
  }
  const givePartner = async (ref: string, partner: string) => {
    const { leads } = await action(service, ref)
    const assignments = { leads, partners: [{ agency: partner, asWritten: 'LPT', provisional: false }] }
    await service.app
      .get(Ledger)
      .write(author, (write) =>
        service.app.get(ActionsService).revise(write, ref, null, { assignments }, write.now, 'Agreed'),
      )
  }
  const owner = async (slug: string) => {
    const id = await service.app.get(AccountsService).make(author, {
      ...{ email: `${slug}@example.org`, name: slug, state: 'active', passwordHash: null },
      ...{ mustChangePassword: false, roles: [{ role: 'agency_owner', agency: slug }] },
    })
    return async () => {
      const person = await service.app.get(PeopleService).find(id, 'session')
      if (!person) throw new Error(`${slug} has no owner.`)
      return person
    }
  }

  beforeAll(async () => {
    service = await TestService.start(kind, { at: seededAt })
    changes = service.app.get(AgencyChanges)
    service.clock.instant = before
    led = {
      [probation]: await refsOf(service, `lead=${probation}`),
      [youth]: await refsOf(service, `lead=${youth}`),
      [care]: await refsOf(service, `lead=${care}`),
    }
  })
  afterAll(() => service.stop())

  describe('where two share an action', () => {
    let ownerOfProbation: Awaited<ReturnType<typeof owner>>
    let ownerOfYouth: Awaited<ReturnType<typeof owner>>
    let asWritten: string[]

    beforeAll(async () => {
      ownerOfProbation = await owner(probation)
      ownerOfYouth = await owner(youth)
      asWritten = (await action(service, 'BRO12-S2')).leads
        .filter((lead) => lead.agency === youth || lead.agency === probation)
        .map((lead) => lead.asWritten)
      await givePartner('BRO12-1.1', probation)
      await say(service, 'BRO12-1.1', { narrative: 'Said for the team.', onBehalfOf: youth })
      service.clock.instant = '2017-01-20T10:00:00.000Z'
      service.clock.instant = firstMerge
      await changes.merge(author, probation, { into: youth, reason: ' They were always one team. ' })
      service.clock.instant = between
    })

    it('reads the action as led by the one, with the words of the plan for both', async () => {
      expect(led[probation]).toContain('BRO12-S2')
      expect(asWritten).toHaveLength(2)
      const { leads } = await action(service, 'BRO12-S2')
      expect(leads.filter((lead) => lead.agency === youth)).toEqual([
        { agency: youth, name: expect.any(String), asWritten: asWritten.join('; '), provisional: expect.any(Boolean) },
      ]) // prettier-ignore
      expect(leads.some((lead) => lead.agency === probation)).toBe(false)
    })

    it('finds by either the actions of both', async () => {
      const both = [...new Set([...(led[probation] ?? []), ...(led[youth] ?? [])])].sort()
      for (const slug of [probation, youth]) {
        expect((await refsOf(service, `lead=${slug}`)).sort()).toEqual(both)
        expect((await refsOf(service, `agency=${slug}`)).sort()).toEqual([...both, 'BRO12-1.1'].sort())
        expect(await refsOf(service, `partner=${slug}`)).toEqual(['BRO12-1.1'])
      }
    })

    it('lists one agency, which has the names of the other, and counts no action twice', async () => {
      expect(await agency(probation)).toBeUndefined()
      const found = await agency(youth)
      expect(found?.leadCount).toBe(new Set([...(led[probation] ?? []), ...(led[youth] ?? [])]).size)
      expect(found?.aliases).toContain('London Probation Trust')
    })

    it('shows a moment before the merge as it was', async () => {
      const day = before.slice(0, 10)
      expect(await leadsOf('BRO12-S2', day)).toEqual(expect.arrayContaining([probation, youth]))
      expect(await refsOf(service, `lead=${probation}&asAt=${day}`)).toEqual(led[probation])
      expect(await refsOf(service, `lead=${youth}&asAt=${day}`)).toEqual(led[youth])
      expect(await agency(probation, day)).toMatchObject({ leadCount: led[probation]?.length })
      expect((await agency(youth, day))?.leadCount).toBe(led[youth]?.length)
      const lastMillisecond = '2017-02-01T08:59:59.999Z'
      expect(await leadsOf('BRO12-S2', lastMillisecond)).toContain(probation)
      expect(await leadsOf('BRO12-S2', firstMerge)).not.toContain(probation)
    })

    it('tells the history under the names of the moment', async () => {
      const sentences = async (asAt: string) => {
        const { body } = await service.get<{ items: RevisionView[] }>(
          `/actions/BRO12-1.1/history?asAt=${asAt}`,
        )
        return body.items.flatMap(({ changed }) => changed.map(({ sentence }) => sentence))
      }
      const told = (name: string) => `Partners changed from none to ${name}, because: Agreed.`
      expect(await sentences('2017-01-31')).toEqual([told('London Probation Trust')])
      expect(await sentences(between)).toEqual([told('Bromley Youth Offending Team')])
    })

    it('takes a statement for the one as a statement for the other', async () => {
      const unheard = async (asAt: string) =>
        (await action(service, 'BRO12-1.1', asAt)).flags
          .filter(({ code }) => code === 'partner-never-confirmed')
          .map(({ reason }) => reason)
      expect(await unheard('2017-01-31')).toEqual(['Not heard from: London Probation Trust.'])
      expect(await unheard(between)).toEqual([])
    })

    it('gives the owner of either the actions of both, to see and to update', async () => {
      for (const find of [ownerOfProbation, ownerOfYouth]) {
        const person = await find()
        const reading = service.app.get(ReadingService)
        for (const ref of [led[probation]?.[0] ?? '', led[youth]?.find((each) => !led[probation]?.includes(each)) ?? '']) {
          const found = await reading.one(person, ref, null)
          expect([ref, canUpdate(person, ownersOf(found))]).toEqual([ref, true])
          await reading.one(person, ref, { knownBy: before, recordedBy: before })
        }
        const { total } = await reading.list(person, {}, null, 1, 200)
        const facts = await service.app.get(OverviewService).seenBy(sightOf(person), null)
        expect(facts).toHaveLength(total)
        expect([canSpeakFor(person, probation), canSpeakFor(person, youth)]).toEqual([true, true])
      }
      const { status } = await say(service, led[probation]?.[0] ?? '', { onBehalfOf: probation })
      expect(status).toBe(201)
    }) // prettier-ignore
  })

  describe('one after another', () => {
    beforeAll(async () => {
      service.clock.instant = secondMerge
      await changes.merge(author, youth, { into: care, reason: 'One service since March.' })
      service.clock.instant = '2017-03-15T09:00:00.000Z'
    })

    it('are read as the last of them', async () => {
      const all = [...new Set(Object.values(led).flat())].sort()
      for (const slug of [probation, youth, care]) {
        expect((await refsOf(service, `lead=${slug}`)).sort()).toEqual(all)
      }
      expect(await agency(youth)).toBeUndefined()
      const found = await agency(care)
      expect(found?.leadCount).toBe(all.length)
      expect(found?.aliases).toEqual(
        expect.arrayContaining(['London Probation Trust', 'Bromley Youth Offending Team']),
      )
      expect(await leadsOf('BRO12-S5')).toContain(care)
    })

    it('name the agency that a statement was made for as it is read', async () => {
      const person = await (await owner('bromley-public-health'))()
      const spoke = async (moment: Moment) =>
        (await service.app.get(StoryService).of(person, 'BRO12-1.1', moment)).statements[0]?.onBehalfOf?.slug
      expect(await spoke(null)).toBe(care)
      expect(await spoke({ knownBy: between, recordedBy: between })).toBe(youth)
    })

    it('were two between the merges', async () => {
      const day = between.slice(0, 10)
      expect(await agency(youth, day)).toBeDefined()
      expect(await agency(probation, day)).toBeUndefined()
      expect(await leadsOf('BRO12-S2', day)).toContain(youth)
    })

    it('cannot go in a circle, be merged again, into themselves, or take names', async () => {
      const wasMerged = (name: string, into: string, on: string) => [
        { field: 'into', message: `${name} was merged into ${into} on ${on} and cannot be changed any more` },
      ]
      const [careName, youthName] = [(await agency(care))?.name ?? '', 'Bromley Youth Offending Team']
      const again = { into: 'home-office', reason: 'Again' }
      expect(await refusal(changes.merge(author, youth, again))).toEqual(
        wasMerged(youthName, careName, '1 March 2017'),
      )
      for (const into of [youth, probation]) {
        const [circle] = await refusal(changes.merge(author, care, { into, reason: 'Circle' }))
        expect(circle?.message).toContain('cannot be changed any more')
      }
      expect(await refusal(changes.merge(author, care, { into: care, reason: 'Itself' }))).toEqual([
        { field: 'into', message: `Choose another agency than ${careName} itself` },
      ])
      expect(await refusal(changes.merge(author, care, { into: 'nobody', reason: 'x' }))).toEqual([
        { field: 'into', message: 'Choose the agency that it is merged into' },
      ])
      expect(await refusal(changes.merge(author, care, { into: 'home-office', reason: ' ' }))).toEqual([
        { field: 'reason', message: 'Say why the two are one agency' },
      ])
      expect(await refusal(changes.addAlias(author, youth, 'YOT'))).toEqual([
        { field: 'alias', message: expect.stringContaining('cannot be changed any more') },
      ])
      await expect(changes.merge(author, 'nobody', again)).rejects.toThrow(AgencyNotFound)
    })

    it('cannot put an agency below its own unit', async () => {
      const merge = changes.merge(author, 'ministry-of-justice', {
        into: 'her-majestys-prison-and-young-offender-institution-isis',
        reason: 'Upside down',
      })
      const [error] = await refusal(merge)
      expect(error?.message).toContain('an agency cannot be merged into one below it')
    })

    it('stand in a table that takes new rows and nothing else', async () => {
      const raw = await openRaw(service.place)
      for (const sql of [`UPDATE agency_merge SET reason = 'x'`, 'DELETE FROM agency_merge']) {
        // SQLite's errors come from outside of this file's own world: they are known by their words alone.
        const outcome = await raw.run(sql).then(() => 'done', String)
        expect(outcome).toContain('append-only')
      }
      const lines = await raw.rows(
        `SELECT subject, details FROM audit_line WHERE kind = 'agency.merged' ORDER BY sequence`,
      )
      expect(lines).toEqual([
        {
          subject: probation,
          details: JSON.stringify({ into: youth, reason: 'They were always one team.' }),
        },
        { subject: youth, details: JSON.stringify({ into: care, reason: 'One service since March.' }) },
      ])
      await raw.close()
      expect((await service.app.get(AuditTrail).verify()).broken).toBeNull()
    })
  })

  it('name the publisher of a plan anew', async () => {
    const publisher = async (asAt = '') => {
      const { body } = await service.get<Page<PlanView>>(`/plans${asAt}`)
      return body.items.find((plan) => plan.slug === 'merton-2013')?.publisher
    }
    const name = await publisher()
    service.clock.instant = '2017-04-01T09:00:00.000Z'
    await changes.merge(author, 'london-borough-of-merton', {
      into: 'london-borough-of-wandsworth',
      reason: 'A shared service',
    })
    expect(await publisher()).toBe('London Borough of Wandsworth')
    expect(await publisher('?asAt=2017-03-31')).toBe(name)
  })

  describe('and the names of an agency', () => {
    const names = async (asAt?: string) => (await agency('schools', asAt))?.aliases ?? []

    it('come and go, and stay in what was known before', async () => {
      service.clock.instant = '2017-05-01T09:00:00.000Z'
      await changes.addAlias(author, 'schools', '  Headteachers’   Board ')
      service.clock.instant = '2017-05-03T09:00:00.000Z'
      expect(await names()).toContain('Headteachers’ Board')
      await changes.removeAlias(author, 'schools', 'Headteachers’ Board')
      service.clock.instant = '2017-05-05T09:00:00.000Z'
      expect(await names('2017-04-30')).not.toContain('Headteachers’ Board')
      expect(await names('2017-05-01')).toContain('Headteachers’ Board')
      expect(await names('2017-05-02')).toContain('Headteachers’ Board')
      expect(await names('2017-05-03')).not.toContain('Headteachers’ Board')
      expect(await names()).not.toContain('Headteachers’ Board')
    })

    it.each([
      ['Enter the other name', '  '],
      ['The other name must have at most 300 characters', 'x'.repeat(301)],
      ['“Schools” is what the agency is called already', 'Schools'],
      [
        '“Headteachers’ Board” was taken away on 3 May 2017: the register keeps that, and cannot be given the name again',
        'Headteachers’ Board',
      ],
    ])('are refused: %s', async (message, alias) => {
      const { name } = (await agency('schools')) ?? { name: '' }
      const told = message.replaceAll('Schools', name)
      const typed = alias === 'Schools' ? name : alias
      expect(await refusal(changes.addAlias(author, 'schools', typed))).toEqual([
        { field: 'alias', message: told },
      ])
    })

    it('cannot be taken away twice', async () => {
      const [error] = await refusal(changes.removeAlias(author, 'schools', 'Headteachers’ Board'))
      expect(error?.message).toContain('is not another name of')
    })
  })

  it('leave an edition that was made before as it was, to the byte', async () => {
    service.clock.instant = '2017-06-01T09:00:00.000Z'
    const made = await Promise.all([
      printedReport(service, { kind: 'scrutiny', plan: 'bromley-2012', asAt: '2017-06-01' }),
      printedReport(service, { kind: 'img', asAt: '2017-06-01' }),
    ])
    const standing = await service.app
      .get(RegisterService)
      .snapshot({ knownBy: '2017-06-01T22:59:59.999Z', recordedBy: '2017-06-01T09:00:01.000Z' })
    // Later on the day of the cut-off: known by its end, and recorded after the editions were made.
    service.clock.instant = '2017-06-01T10:00:00.000Z'
    await changes.merge(author, 'bromley-police', {
      into: 'metropolitan-police-service',
      reason: 'One force',
    })
    await changes.addAlias(author, 'metropolitan-police-service', 'Scotland Yard')
    await changes.addAlias(author, 'bromley-community-safety', 'BCS')
    service.clock.instant = '2017-06-02T10:00:00.000Z'
    for (const { id } of made) {
      expect(await service.app.get(EditionVerification).verify(id)).toEqual({
        whole: true,
        says: ['it rebuilds to the same bytes'],
      })
    }
    const moment = { knownBy: '2017-06-01T22:59:59.999Z', recordedBy: '2017-06-01T09:00:01.000Z' }
    expect(await service.app.get(RegisterService).snapshot(moment)).toEqual(standing)
    const later = await printedReport(service, { kind: 'scrutiny', plan: 'bromley-2012', asAt: '2017-06-01' })
    expect(later.id).not.toBe(made[0].id)
  })
})
