import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { byLink } from '../../src/commissions/returns/answerer.js'
import { CommissionsService } from '../../src/commissions/commission/commissions.service.js'
import { roundsKnown } from '../../src/commissions/round-known.js'
import type { ReturnState } from '../../src/commissions/returns/return-state.js'
import type { ReturnLineView, ReturnView } from '../../src/commissions/views.js'
import { addDays, type Day, endOfDay, startOfDay } from '../../src/clock/dates.js'
import { ActionsService } from '../../src/actions/actions.service.js'
import { Ledger } from '../../src/audit/ledger.service.js'
import { AuditTrail } from '../../src/audit/trail.service.js'
import { Database } from '../../src/database/database.js'
import { everything } from '../../src/register/moment.js'
import { ReadingService } from '../../src/register/reading.service.js'
import { personOf } from '../support/account-people.js'
import { makeAccount, trailOf } from '../support/accounts.js'
import { action } from '../support/register.js'
import { commissionFor, Round, saying } from '../support/rounds.js'
import { seededAt, TestService } from '../support/service.js'
import { makePeople, people } from '../support/visitor.js'

const reports: Day[] = ['2017-04-18', '2017-07-18', '2017-10-17', '2018-01-16']
const scope = { plans: [], agencies: ['department-of-health'], openOnly: true, filter: '' }
const health = 'department-of-health'

function firstLine(views: ReturnView[], is: (line: ReturnLineView) => boolean): { id: number; ref: string } {
  for (const { id, lineViews } of views) {
    const found = lineViews.find(is)
    if (found) return { id, ref: found.ref }
  }
  throw new Error('No return has such a line.')
}

/** Makes an agency partner of an action; the documents of the seeds name none. */
async function makePartner(service: TestService, ref: string, agency: string): Promise<void> {
  const assigned = { agency, asWritten: agency, provisional: false }
  const { leads, revision } = await action(service, ref)
  await service.app
    .get(Ledger)
    .write({ name: 'Test' }, (write) =>
      service.app
        .get(ActionsService)
        .revise(write, ref, revision, { assignments: { leads, partners: [assigned] } }, write.now, 'A test'),
    )
}

/** Four quarters of rounds, as a programme lives them: the clock is put to each day. */
describe('a year of rounds', () => {
  let service: TestService
  const rounds: Round[] = []
  const stood: ReturnState[] = []
  let commissions: CommissionsService

  beforeAll(async () => {
    service = await TestService.start('sqlite', { at: seededAt })
    await makePeople(service, ['office', 'owner', 'health', 'reader', 'council'])
    commissions = service.app.get(CommissionsService)
  })

  afterAll(() => service.stop())

  it('is opened and closed by its calendar, one round after the other', async () => {
    const office = await personOf(service, 'office')
    for (const day of reports) await commissions.make(office, commissionFor(day, { scope }))
    const states = async () => (await commissions.list(office)).map(({ state }) => state)
    expect(await states()).toEqual(['planned', 'planned', 'planned', 'planned'])
    let moved = 0
    for (let day: Day = '2017-01-17'; day <= '2017-04-30'; day = addDays(day, 1)) {
      service.clock.instant = startOfDay(day)
      moved += await commissions.openDue()
    }
    expect(moved).toBe(2)
    expect(await states()).toEqual(['planned', 'planned', 'planned', 'closed'])
    const [first] = (await commissions.list(office)).slice(-1)
    expect(first?.openedAt).toBe(startOfDay(first?.opensOn ?? ''))
    expect(first?.closedAt).toBe(startOfDay(addDays(first?.freezeOn ?? '', 1)))
    expect(first?.rate.answered).toBe(0)
    const trail = await trailOf(service, 'commission.moved')
    expect(new Set(trail.map(({ actor }) => actor))).toEqual(new Set(['Throughline (calendar)']))
  })

  it('changes the calendar of an open round only to later days, and tells the trail what it was', async () => {
    const office = await personOf(service, 'office')
    const { commission } = await commissions.round(office, 2)
    service.clock.instant = startOfDay(commission.opensOn)
    await commissions.openDue()
    const earlier = { ...commission, dueOn: addDays(commission.dueOn, -1) }
    await expect(commissions.change(office, 2, earlier)).rejects.toMatchObject({ status: 422 })
    const asked = { ...commission, periodStart: '2017-01-01' }
    await expect(commissions.change(office, 2, asked)).rejects.toMatchObject({
      errors: [{ field: 'periodStart' }],
    })
    const before = { knownBy: service.clock.now(), recordedBy: everything }
    await commissions.change(office, 2, commission)
    service.clock.instant = startOfDay(addDays(commission.opensOn, 1))
    await commissions.change(office, 2, { ...commission, dueOn: commission.signOffBy, title: 'Second' })
    await expect(commissions.change(office, 1, commission)).rejects.toMatchObject({ status: 409 })
    const known = await roundsKnown(service.app.get(Database), before)
    expect(known.at(-1)).toMatchObject({ title: commission.title, dueOn: commission.dueOn })
    const now = await roundsKnown(service.app.get(Database), { knownBy: everything, recordedBy: everything })
    expect(now.at(-1)).toMatchObject({ title: 'Second', dueOn: commission.signOffBy })
    await expect(
      commissions.make(office, { ...commission, ...commissionFor('2017-03-01') }),
    ).rejects.toMatchObject({ errors: [{ field: 'dueOn' }] })
  })

  it('is signed off by a second person of the agency where it wants one', async () => {
    await service.app.get(Database).write((manager) =>
      manager.query(
        `INSERT INTO agency_arrangement (agency_id, second_person, author, recorded_at)
          SELECT id, TRUE, 'Test', '2017-06-01T00:00:00.000Z' FROM agency WHERE slug = '${health}'`,
      ),
    )
    await makeAccount(service, 'second@example.org', { roles: [{ role: 'agency_owner', agency: health }] })
    const round = await Round.open(service, {
      ...commissionFor(reports[2] ?? '', { scope }),
      title: 'Signed',
    })
    rounds.push(round)
    const id = await round.returnIdOf(health)
    const hal = await round.answerer('health')
    const second = byLink({ returnId: id, name: 'Second Person' })
    const office = await round.answerer('office')
    await round.unitsAnswer(id)
    await round.answerAll('health', id, () => 'Work goes on.')
    const state = async () => (await round.view('office', id)).state
    expect(await round.returns.submit(hal, id)).toBe('awaiting_sign_off')
    stood.push(await state())
    expect((await round.view('health', id)).may).toMatchObject({ write: false, signOff: false })
    const halByLink = byLink({ returnId: id, name: 'H. Health', email: people.health.email })
    expect((await round.returns.one(halByLink, id)).may.signOff).toBe(false)
    for (const who of [hal, office, halByLink]) {
      await expect(round.returns.signOff(who, id)).rejects.toMatchObject({ status: 403 })
    }
    await expect(round.returns.signBack(second, id, ' ')).rejects.toMatchObject({ status: 422 })
    await round.returns.signBack(second, id, 'The figure for May is missing.')
    stood.push(await state())
    await round.returns.submit(hal, id)
    expect((await round.returns.one(second, id)).may.signOff).toBe(true)
    await round.returns.signOff(second, id)
    stood.push(await state())
    await expect(round.returns.signOff(second, id)).rejects.toMatchObject({ status: 409 })
    await round.returns.sendBack(await personOf(service, 'office'), id, 'And June?', {})
    stood.push(await state())
    await round.returns.submit(hal, id)
    await round.returns.signBack(second, id, 'June, too.')
    expect(await state()).toBe('sent_back')
    expect((await round.view('health', id)).openQuestions).toMatchObject([{ text: 'And June?' }])
    await round.returns.submit(hal, id)
    await round.returns.signOff(second, id)
    await round.accept(id)
    stood.push(await state())
    const { submissions, steps } = await round.view('health', id)
    expect(submissions).toMatchObject([
      { number: 1, author: 'Second Person', via: 'link' },
      { number: 2, author: 'Second Person', via: 'link' },
    ])
    expect(steps).toHaveLength(10)
  })

  it('opens to a link its own return, and nothing else', async () => {
    const [round] = rounds
    if (!round) throw new Error('There is no round.')
    const id = await round.returnIdOf(health)
    const other = byLink({ returnId: id + 1, name: 'Somebody Else' })
    await expect(round.returns.one(other, id)).rejects.toMatchObject({ status: 403 })
    await expect(round.returns.submit(other, id)).rejects.toMatchObject({ status: 403 })
    const refusals = await trailOf(service, 'access.refused')
    expect(refusals.at(-1)).toMatchObject({ actor: 'Somebody Else' })
    const link = byLink({ returnId: id, name: 'Second Person' })
    await expect(round.returns.hand(link, id, ['X'], null)).rejects.toMatchObject({ status: 403 })
    expect(await round.returns.colleagues(link, id)).toEqual([])
  })

  it('is read and answered by the agency’s people, on its behalf by the office, and by nobody else', async () => {
    await makePartner(service, 'AR13-PW-08', 'department-for-education')
    const round = await Round.open(service, commissionFor(reports[3] ?? ''))
    rounds.push(round)
    const id = await round.returnIdOf(health)
    const may = async (name: 'office' | 'owner' | 'health' | 'reader' | 'council') => {
      const view = await round.view(name, id).catch(() => null)
      return view && [view.may.write, view.may.accept]
    }
    expect(await Promise.all((['health', 'office', 'reader', 'owner', 'council'] as const).map(may))).toEqual(
      [...[[true, false], [true, false], [false, false], null, null]],
    )
    const hal = await personOf(service, 'health')
    await expect(round.returns.accept(hal, id, {})).rejects.toMatchObject({ status: 403 })
    await expect(round.returns.sendBack(hal, id, 'Why?', {})).rejects.toMatchObject({ status: 403 })
    await expect(commissions.make(hal, round.given)).rejects.toMatchObject({ status: 403 })
    await expect(commissions.list(hal)).rejects.toMatchObject({ status: 403 })
    const reader = await round.answerer('reader')
    const saved = round.returns.save(reader, id, 'whole', 0, { questions: {} })
    await expect(saved).rejects.toMatchObject({ status: 403 })
    const own = await round.returns.list(await personOf(service, 'council'))
    expect(own.map(({ agency }) => agency.slug)).toContain('merton-overview-and-scrutiny-commission')
    expect(own.length).toBeLessThan((await round.returns.list(await personOf(service, 'reader'))).length)
  })

  it('hands lines to a colleague of the agency, and to nobody else', async () => {
    const round = rounds.at(-1)
    if (!round) throw new Error('There is no round.')
    const id = await round.returnIdOf(health)
    const hal = await round.answerer('health')
    const colleagues = await round.returns.colleagues(hal, id)
    expect(colleagues.map(({ name }) => name)).toContain('Hal Health')
    const [line] = (await round.view('health', id)).lineViews
    const to = colleagues.find(({ name }) => name !== 'Hal Health')?.accountId ?? 0
    await round.returns.hand(hal, id, [line?.ref ?? ''], to)
    expect((await round.view('health', id)).lineViews[0]?.handedTo?.accountId).toBe(to)
    await round.returns.hand(hal, id, [line?.ref ?? ''], null)
    expect((await round.view('health', id)).lineViews[0]?.handedTo).toBeNull()
    const { accountId } = await personOf(service, 'owner')
    await expect(round.returns.hand(hal, id, [line?.ref ?? ''], accountId)).rejects.toMatchObject({
      status: 422,
    })
    await expect(round.returns.hand(hal, id, ['AR13-XX-99'], to)).rejects.toMatchObject({ status: 422 })
  })

  it('lets an agency send without its units once the deadline has passed, and names them', async () => {
    const round = rounds.at(-1)
    if (!round) throw new Error('There is no round.')
    const id = await round.returnIdOf(health)
    const hal = await round.answerer('health')
    await round.returns.nothingToReport(hal, id)
    const { blockers, units } = await round.view('health', id)
    expect(blockers.map(({ part }) => part)).toEqual(units.map(() => null))
    expect(units.length).toBeGreaterThan(0)
    service.clock.instant = endOfDay(addDays(round.given.dueOn, 3))
    const late = await round.view('health', id)
    expect(late).toMatchObject({ blockers: [], late: true, daysLate: 3 })
    await round.returns.submit(hal, id)
    await round.returns.signOff(byLink({ returnId: id, name: 'Second Person' }), id)
    const sent = await round.returns.submission(hal, id, 1)
    expect(sent.without).toEqual(units.map(({ agency }) => agency.name))
    expect(await round.view('health', id)).toMatchObject({ late: true, daysLate: 0 })
  })

  it('moves status, confidence and date by the rules of every update, and names what the rules refuse', async () => {
    const round = rounds.at(-1)
    if (!round) throw new Error('There is no round.')
    const office = await round.answerer('office')
    const { returns } = await commissions.round(await personOf(service, 'office'), round.id)
    const views = await Promise.all(
      returns.filter(({ state }) => state === 'open').map(({ id }) => round.view('office', id)),
    )
    const save = (returnId: number, part: string, more: Parameters<typeof saying>[1]) =>
      round.returns.save(office, returnId, part, 0, saying('It is done.', more))
    const partner = firstLine(views, ({ leads }) => !leads)
    const { id, ref } = firstLine(
      views,
      ({ leads, lastPosition }) => leads && lastPosition.status === 'in_progress',
    )
    const evidence = [{ title: 'Minutes of the board', url: null }]
    const ofPartner = save(partner.id, partner.ref, { status: 'complete_reported', evidence })
    await expect(ofPartner).rejects.toMatchObject({ status: 422 })
    await save(id, ref, { status: 'complete_reported', confidence: 'green', evidence })
    await round.returns.nothingToReport(office, id)
    await round.returns.submit(office, id)
    await round.accept(id)
    const reading = service.app.get(ReadingService)
    const now = await reading.one(await personOf(service, 'office'), ref, null)
    expect(now).toMatchObject({
      ...{ status: 'complete_reported', confidence: 'green', latestUpdate: { by: 'Olive Office', evidence } },
    })
  })

  it('has passed through every state', async () => {
    const office = await personOf(service, 'office')
    const planned = await commissions.make(office, commissionFor('2018-07-17', { scope }))
    await commissions.move(office, planned, 'withdrawn')
    const states = (await commissions.list(office)).map(({ state }) => state)
    expect(new Set(states)).toEqual(new Set(['planned', 'open', 'closed', 'withdrawn']))
    const first = await commissions.round(office, 1)
    stood.push(...first.returns.map(({ state }) => state))
    expect(new Set(stood)).toEqual(
      new Set(['open', 'awaiting_sign_off', 'submitted', 'sent_back', 'accepted', 'not_answered']),
    )
    expect((await service.app.get(AuditTrail).verify()).broken).toBeNull()
  })
})
