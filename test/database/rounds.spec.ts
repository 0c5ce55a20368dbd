import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { byLink } from '../../src/commissions/returns/answerer.js'
import { CommissionsService } from '../../src/commissions/commission/commissions.service.js'
import { roundsKnown } from '../../src/commissions/round-known.js'
import { Database } from '../../src/database/database.js'
import { AuditTrail } from '../../src/audit/trail.service.js'
import { everything } from '../../src/register/moment.js'
import { personOf } from '../support/account-people.js'
import { databaseKinds } from '../support/places.js'
import { action } from '../support/register.js'
import { commissionFor, Round, saying, seenIn } from '../support/rounds.js'
import { seededAt, TestService } from '../support/service.js'
import { trailOf } from '../support/trail.js'
import { makePeople } from '../support/visitor.js'

const police = 'metropolitan-police-service'
const health = 'department-of-health'

describe.each(databaseKinds)('a round on %s', (kind) => {
  let service: TestService
  let round: Round
  let returnId = 0
  let healthId = 0

  beforeAll(async () => {
    service = await TestService.start(kind, { at: seededAt })
    await makePeople(service, ['office', 'owner', 'health', 'reader', 'council'])
    round = await Round.open(service, commissionFor('2017-04-18'))
    returnId = await round.returnIdOf(police)
    healthId = await round.returnIdOf(health)
  })

  afterAll(async () => {
    await service.stop()
  })

  it('asks every agency about the lines that it leads or is partner in, with the last position and its age', async () => {
    const view = await round.view('owner', returnId)
    expect(view).toMatchObject({ state: 'open', linesAnswered: 0, late: false, nil: false })
    expect(view.lineViews.length).toBe(view.lines)
    expect(view.blockers.length).toBeGreaterThanOrEqual(view.lines)
    for (const line of view.lineViews) {
      const now = await action(service, line.ref)
      expect(line.lastPosition).toMatchObject({
        title: now.title,
        status: now.status,
        end: now.timescale.end,
      })
      expect(line.lastPosition.narrative).toBe(now.latestUpdate?.narrative ?? null)
      expect(line.currentRevision).toBe(now.revision)
      expect([...now.leads, ...now.partners].map(({ agency }) => agency)).toContain(police)
    }
  })

  it('notes who reads lines of a marked plan, with an account or by a link', async () => {
    const carys = await round.answerer('council')
    const [merton] = await round.returns.list(await personOf(service, 'council'))
    const id = merton?.id ?? 0
    const { lineViews } = await round.returns.one(carys, id)
    await round.returns.one(byLink({ returnId: id, name: 'Nell Newham' }), id)
    const actions = lineViews.map(({ ref }) => ref)
    expect(await trailOf(service, 'marked.read')).toMatchObject([
      { actor: 'Carys Council', details: { actions } },
      { actor: 'Nell Newham', details: { actions } },
    ])
  })

  it('takes as evidence no file that was given for another action', async () => {
    const [line] = (await round.view('owner', returnId)).lineViews
    const evidence = [{ title: 'Notes', url: `/evidence/${'a'.repeat(32)}` }]
    const answer = saying('It was held.', { evidence })
    const saved = round.returns.save(await round.answerer('owner'), returnId, line?.ref ?? '', 0, answer)
    await expect(saved).rejects.toMatchObject({ status: 422, errors: [{ field: 'evidence' }] })
  })

  it('keeps every saving, and tells whoever has not read the newest of it', async () => {
    const amir = await round.answerer('owner')
    const office = await round.answerer('office')
    const [line] = (await round.view('owner', returnId)).lineViews
    const ref = line?.ref ?? ''
    const first = await round.returns.save(amir, returnId, ref, 0, saying('Amir says so.'))
    const late = round.returns.save(office, returnId, ref, 0, saying('Olive says otherwise.'))
    await expect(late).rejects.toMatchObject({
      status: 409,
      part: ref,
      other: { author: 'Amir Owner', number: first },
    })
    expect(await round.returns.save(office, returnId, ref, first, saying('Olive says otherwise.'))).toBe(2)
    const kept = await service.app
      .get(Database)
      .select<{ content: string }>('SELECT content FROM return_answer WHERE return_id = ? ORDER BY id', [
        returnId,
      ])
    expect(kept.map(({ content }) => (JSON.parse(content) as { narrative: string }).narrative)).toEqual([
      'Amir says so.',
      'Olive says otherwise.',
    ])
  })

  it('refuses to be sent before every line is answered, and is frozen as sent', async () => {
    const amir = await round.answerer('owner')
    await expect(round.returns.submit(amir, returnId)).rejects.toMatchObject({ status: 422 })
    await round.answerAll('owner', returnId, (ref) => `${ref}: work goes on.`)
    const waiting = round.returns.submit(amir, returnId)
    await expect(waiting).rejects.toMatchObject({
      errors: expect.arrayContaining([
        { field: 'units', message: expect.stringMatching(/^Trident.* answers before you do\./u) },
      ]) as object,
    })
    expect(await round.unitsAnswer(returnId)).toContain('Trident Gang Crime Command')
    expect(await round.returns.submit(amir, returnId)).toBe('submitted')
    const again = round.returns.save(amir, returnId, 'whole', 0, { questions: {} })
    await expect(again).rejects.toMatchObject({ status: 409 })
    const sent = await round.returns.submission(amir, returnId, 1)
    expect(sent).toMatchObject({ author: 'Amir Owner', without: [], figures: { nothingToReport: 0 } })
    expect((await round.view('owner', returnId)).submissions).toMatchObject([{ number: 1, nil: false }])
  })

  it('goes back with a question of a line, and comes again as a new submission', async () => {
    const office = await personOf(service, 'office')
    const ref = (await round.view('office', returnId)).lineViews[0]?.ref ?? ''
    await expect(round.returns.sendBack(office, returnId, null, {})).rejects.toMatchObject({ status: 422 })
    await round.returns.sendBack(office, returnId, null, { [ref]: 'Since when?' })
    const view = await round.view('owner', returnId)
    expect(view).toMatchObject({ state: 'sent_back', openQuestions: [{ part: ref, text: 'Since when?' }] })
    expect(view.lineViews[0]).toMatchObject({ question: 'Since when?', saved: 2 })
    const amir = await round.answerer('owner')
    await round.returns.save(amir, returnId, ref, 2, saying('Since March.'))
    await round.returns.submit(amir, returnId)
    const sent = await round.view('office', returnId)
    expect(sent).toMatchObject({ state: 'submitted', openQuestions: [], submissions: [{}, { number: 2 }] })
    const before = await round.returns.submission(amir, returnId, 1)
    expect(before.lines[0]?.answer.narrative).toBe('Olive says otherwise.')
  })

  it('is not accepted over an action that has moved on since the programme office read it', async () => {
    const office = await personOf(service, 'office')
    const view = await round.view('office', returnId)
    const ref = view.lineViews[0]?.ref ?? ''
    const stale = { ...seenIn(view), [ref]: 0 }
    const accepted = round.returns.accept(office, returnId, stale)
    await expect(accepted).rejects.toMatchObject({
      status: 409,
      message: expect.stringContaining(ref),
    })
    expect((await round.view('office', returnId)).state).toBe('submitted')
  })

  it('becomes updates of the register in one transaction when it is accepted', async () => {
    const view = await round.view('office', returnId)
    expect(await round.accept(returnId)).toBe(view.lines)
    for (const { ref, currentRevision } of view.lineViews) {
      const now = await action(service, ref)
      expect(now.revision).toBe(currentRevision + 1)
      expect(now.latestUpdate).toMatchObject({
        by: ref === view.lineViews[0]?.ref ? 'Amir Owner' : 'Amir Owner',
      })
    }
    expect((await action(service, view.lineViews[0]?.ref ?? '')).latestUpdate?.narrative).toBe('Since March.')
    expect((await round.view('office', returnId)).state).toBe('accepted')
    await expect(round.accept(returnId)).rejects.toMatchObject({ status: 409 })
  })

  it('takes “nothing to report” of every line as an answer', async () => {
    const hal = await round.answerer('health')
    const { lines } = await round.view('health', healthId)
    await round.unitsAnswer(healthId)
    expect(await round.returns.nothingToReport(hal, healthId)).toBe(lines)
    await round.returns.submit(hal, healthId)
    expect(await round.view('office', healthId)).toMatchObject({ nil: true, state: 'submitted' })
    const { lineViews } = await round.view('office', healthId)
    await round.accept(healthId)
    for (const { ref, lastPosition } of lineViews) {
      const now = await action(service, ref)
      expect(now.latestUpdate).toMatchObject({ narrative: 'Nothing to report.', by: 'Hal Health' })
      expect(now).toMatchObject({ status: lastPosition.status, confidence: lastPosition.confidence })
    }
  })

  it('is closed with the silent ones named, and known at any past moment', async () => {
    const office = await personOf(service, 'office')
    const commissions = service.app.get(CommissionsService)
    const { answered: answeredThen } = (await commissions.round(office, round.id)).commission.rate
    expect(answeredThen).toBeGreaterThan(2)
    round.endOf(round.given.dueOn)
    const beforeClosing = { knownBy: service.clock.now(), recordedBy: everything }
    round.endOf(round.given.freezeOn)
    expect(await commissions.openDue()).toBe(0)
    service.clock.instant = '2017-04-18T06:00:00.000Z'
    expect(await commissions.openDue()).toBe(1)
    const { commission, returns, overTime, byAgency } = await commissions.round(office, round.id)
    expect(commission).toMatchObject({
      state: 'closed',
      rate: { answered: answeredThen, onTime: answeredThen },
    })
    expect(new Set(returns.map(({ state }) => state))).toEqual(
      new Set(['submitted', 'accepted', 'not_answered']),
    )
    expect(overTime).toHaveLength(1)
    expect(byAgency.find(({ slug }) => slug === police)).toMatchObject({ asked: 1, answered: 1, onTime: 1 })
    const database = service.app.get(Database)
    const [then] = await roundsKnown(database, beforeClosing)
    expect(new Set(then?.returns.map(({ state }) => state))).toEqual(
      new Set(['submitted', 'accepted', 'open']),
    )
    const [now] = await roundsKnown(database, { knownBy: everything, recordedBy: everything })
    expect(now?.returns.find(({ agency }) => agency === police)).toMatchObject({
      ...{ state: 'accepted', onTime: true, openQuestions: 0 },
    })
    expect(await roundsKnown(database, { knownBy: seededAt, recordedBy: everything })).toEqual([])
  })

  it.each(['return_answer', 'return_submission', 'return_step'])(
    'has changed nothing in %s, and cannot',
    async (table) => {
      const write = (sql: string) => service.app.get(Database).write((manager) => manager.query(sql))
      for (const sql of [`UPDATE ${table} SET author = 'Somebody else'`, `DELETE FROM ${table}`]) {
        await expect(write(sql)).rejects.toThrow(`${table} is append-only`)
      }
    },
  )

  it('has told the trail all of it', async () => {
    expect((await service.app.get(AuditTrail).verify()).broken).toBeNull()
  })
})
