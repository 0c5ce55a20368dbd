import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { ChangeRefused } from '../../src/actions/action-errors.js'
import { Ledger } from '../../src/audit/ledger.service.js'
import { AuditTrail } from '../../src/audit/trail.service.js'
import { addDays } from '../../src/clock/dates.js'
import { Database } from '../../src/database/database.js'
import { dateMovesKnown } from '../../src/register/date-moves.js'
import { momentOf } from '../../src/register/moment.js'
import { RegisterService } from '../../src/register/register.service.js'
import { DateChanges } from '../../src/updates/date-changes.service.js'
import { type NewUpdate, UpdatesService, type Voice } from '../../src/updates/updates.service.js'
import { Conflict, NotAllowed } from '../../src/web/problems.js'
import { aPerson } from '../builders/person.js'
import { databaseKinds } from '../support/places.js'
import { action, say } from '../support/register.js'
import { seededAt, TestService } from '../support/service.js'

const ref = 'AR13-PW-08'
const owner = aPerson('agency_owner', { name: 'Amir Owner', agencies: ['home-office'] })
const office = aPerson('programme_office', { name: 'Olive Office' })

/** Each step of the story on a day of its own. */
describe.each(databaseKinds)('end dates on %s', (kind) => {
  let service: TestService
  let day = '2017-01-16'
  const one = () => action(service, ref)
  const then = (asAt: string) => service.app.get(RegisterService).one(ref, momentOf(asAt))
  const nextDay = () => {
    day = addDays(day, 1)
    service.clock.instant = `${day}T09:00:00.000Z`
  }
  const asks = async (end: string, more: Partial<NewUpdate> = {}, who = owner) => {
    nextDay()
    const { revision } = await one()
    const said = {
      revision,
      narrative: `For ${end}.`,
      timescaleEnd: end,
      reason: `Because of ${end}.`,
      ...more,
    }
    await service.app.get(UpdatesService).record(who, ref, said)
    return one()
  }
  const moves = () => dateMovesKnown(service.app.get(Database), null, { ref })
  const waitingId = async () => (await one()).dateChange?.id ?? 0

  beforeAll(async () => {
    service = await TestService.start(kind, { at: seededAt })
  })

  afterAll(() => service.stop())

  it('stand with the original first, and the first move needs nobody’s agreement', async () => {
    expect((await one()).timescale.dates).toEqual([
      expect.objectContaining({ end: '2014-04-30', from: null, setOn: '2013-12-31', daysSlipped: 0 }),
    ])
    const { timescale, dateChange } = await asks('2014-06-30')
    expect([timescale.end, dateChange]).toEqual(['2014-06-30', null])
    expect(timescale.dates[1]).toEqual({
      ...{ end: '2014-06-30', from: '2014-04-30', setOn: '2017-01-17', by: 'Amir Owner', daysSlipped: 61 },
      ...{ reason: 'Because of 2014-06-30.', agreedBy: null },
    })
    expect(await moves()).toEqual([
      expect.objectContaining({ from: '2014-04-30', to: '2014-06-30', state: 'agreed', decidedBy: null }),
    ])
  })

  it('wait from the second move on, and all else of the update is recorded', async () => {
    const { revision } = await one()
    const after = await asks('2014-09-30', { confidence: 'red' })
    expect(after).toMatchObject({ revision: revision + 1, confidence: 'red' })
    expect(after.timescale).toMatchObject({ end: '2014-06-30', timesRedated: 1 })
    expect(after.latestUpdate?.narrative).toBe('For 2014-09-30.')
    const history = await service.get<{ items: { reason: string | null }[] }>(`/actions/${ref}/history`)
    expect(history.body.items.at(-1)?.reason).toBeNull()
    expect(after.dateChange).toEqual({
      ...{ id: expect.any(Number), from: '2014-06-30', to: '2014-09-30', daysLater: 92 },
      ...{ by: 'Amir Owner', reason: 'Because of 2014-09-30.', askedAt: '2017-01-18T09:00:00.000Z' },
    })
  })

  it('wait one at a time: to ask again takes the place of what was asked before', async () => {
    const first = await waitingId()
    expect((await asks('2014-10-31')).dateChange?.to).toBe('2014-10-31')
    expect((await moves()).map(({ state }) => state)).toEqual(['agreed', 'overtaken', 'waiting'])
    await expect(service.app.get(DateChanges).agree(office, first, null)).rejects.toThrow(Conflict)
  })

  it('are agreed by the programme office alone, which makes the revision', async () => {
    const id = await waitingId()
    const dates = service.app.get(DateChanges)
    await expect(dates.agree(owner, id, null)).rejects.toThrow(NotAllowed)
    await expect(dates.refuse(owner, id, 'No')).rejects.toThrow(NotAllowed)
    nextDay()
    expect(await dates.agree(office, id, 'The funding letter says so.')).toBe(ref)
    const { timescale, dateChange, latestUpdate } = await one()
    expect([timescale.end, timescale.timesRedated, dateChange]).toEqual(['2014-10-31', 2, null])
    expect(latestUpdate?.narrative).toBe('For 2014-10-31.')
    expect(timescale.dates.at(-1)).toEqual({
      ...{ end: '2014-10-31', from: '2014-06-30', setOn: '2017-01-20', by: 'Amir Owner', daysSlipped: 184 },
      ...{ reason: 'Because of 2014-10-31.', agreedBy: 'Olive Office' },
    })
    const { body } = await service.get<{ items: { author: string; reason: string }[] }>(
      `/actions/${ref}/history`,
    )
    expect(body.items.at(-1)).toMatchObject({ author: 'Olive Office', reason: 'Because of 2014-10-31.' })
    await expect(dates.agree(office, id, null)).rejects.toThrow('has been agreed by Olive Office')
  })

  it('are refused with a reason, and the date that is set stays', async () => {
    await asks('2015-01-31')
    const id = await waitingId()
    nextDay()
    await expect(service.app.get(DateChanges).refuse(office, id, ' ')).rejects.toThrow(ChangeRefused)
    await service.app.get(DateChanges).refuse(office, id, 'The last date holds.')
    expect(await one()).toMatchObject({ dateChange: null, timescale: { end: '2014-10-31' } })
    expect((await moves()).at(-1)).toMatchObject({
      ...{ state: 'refused', decidedBy: 'Olive Office', decisionReason: 'The last date holds.' },
    })
  })

  it('are set at once by the programme office, and overtake what waits', async () => {
    await asks('2015-02-28')
    const { timescale, dateChange } = await asks('2015-03-31', {}, office)
    expect([timescale.end, timescale.timesRedated, dateChange]).toEqual(['2015-03-31', 3, null])
    expect(timescale.dates.at(-1)).toMatchObject({ by: 'Olive Office', agreedBy: 'Olive Office' })
    expect((await moves()).slice(-2).map(({ state }) => state)).toEqual(['overtaken', 'agreed'])
  })

  it('of a return wait as well, unless whoever accepts it agrees', async () => {
    const speak = async (end: string, more: Partial<Voice>) => {
      nextDay()
      const { revision } = await one()
      await service.app.get(Ledger).write(office, (write) => {
        const voice: Voice = { name: 'Pat', role: 'agency_owner', speaksFor: () => true, ...more }
        const said = { revision, narrative: 'By return.', timescaleEnd: end, reason: 'By return.' }
        return service.app.get(UpdatesService).recordAs(write, voice, ref, said)
      })
      return one()
    }
    expect((await speak('2015-04-30', {})).dateChange).toMatchObject({ to: '2015-04-30', by: 'Pat' })
    const agreed = await speak('2015-05-31', { agreesToDates: 'Olive Office' })
    expect(agreed.dateChange).toBeNull()
    expect(agreed.timescale.dates.at(-1)).toMatchObject({ by: 'Pat', agreedBy: 'Olive Office' })
  })

  it('wait no longer when the action is closed', async () => {
    await asks('2016-01-31')
    nextDay()
    const evidence = [{ title: 'Note', url: 'https://www.example.org/note' }]
    expect((await say(service, ref, { status: 'complete_reported', evidence })).status).toBe(201)
    expect((await one()).dateChange).toBeNull()
    expect((await moves()).at(-1)).toMatchObject({
      state: 'overtaken',
      decisionReason: 'The action was closed.',
    })
  })

  it('are known on a past day as they stood then', async () => {
    expect(await then('2017-01-16')).toMatchObject({ dateChange: null, timescale: { dates: [{}] } })
    expect((await then('2017-01-16')).timescale.dates).toHaveLength(1)
    expect((await then('2017-01-18')).dateChange?.to).toBe('2014-09-30')
    expect((await then('2017-01-19')).dateChange?.to).toBe('2014-10-31')
    expect((await then('2017-01-20')).dateChange).toBeNull()
    expect((await then('2017-01-20')).timescale.dates.at(-1)?.agreedBy).toBe('Olive Office')
  })

  it('stand in the trail: who asked, who decided, and what was overtaken', async () => {
    const lines = await service.app
      .get(Database)
      .select<{ kind: string }>(
        `SELECT kind FROM audit_line WHERE kind LIKE 'date-change%' AND subject = ? ORDER BY sequence`,
        [ref],
      )
    const count = (kind: string) => lines.filter((line) => line.kind === kind).length
    expect([count('date-change.asked'), count('date-change.decided')]).toEqual([6, 8])
    expect((await service.app.get(AuditTrail).verify()).broken).toBeNull()
  })
})
