import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { ChangeRefused } from '../../src/actions/action-errors.js'
import { Clock } from '../../src/clock/clock.js'
import type { Day } from '../../src/clock/dates.js'
import type { FlagCode } from '../../src/register/flags.js'
import { FlagSetAsides } from '../../src/register/flag-set-asides.service.js'
import { momentOf } from '../../src/register/moment.js'
import type { ActionFact } from '../../src/register/overview-fact.js'
import { OverviewReader } from '../../src/register/overview-reader.js'
import { OverviewService } from '../../src/register/overview.service.js'
import { RegisterService } from '../../src/register/register.service.js'
import { NotAllowed } from '../../src/web/problems.js'
import { aPerson } from '../builders/person.js'
import { databaseKinds } from '../support/places.js'
import { action, refsOf } from '../support/register.js'
import { seededAt, TestService } from '../support/service.js'

const ref = 'AR13-PW-08'
const code: FlagCode = 'vague-timescale'
const office = aPerson('programme_office', { name: 'Olive Office' })
const because = 'The letter of June names no day.'

describe.each(databaseKinds)('a flag set aside on %s', (kind) => {
  let service: TestService
  const decisions = () => service.app.get(FlagSetAsides)
  const on = (day: Day) => (service.clock.instant = `${day}T09:00:00.000Z`)
  const codesOf = async (asAt?: string) => {
    const { flags, setAside } = await action(service, ref, asAt)
    return [flags.map((flag) => flag.code).includes(code), setAside.map((flag) => flag.code)]
  }
  const factOf = async (): Promise<ActionFact | undefined> =>
    [...(await service.app.get(OverviewService).facts(null)).values()].find((fact) => fact.ref === ref)
  const listed = async (asAt?: string) =>
    (await refsOf(service, `flag=${code}${asAt ? `&asAt=${asAt}` : ''}`)).includes(ref)
  /** What the same database gives to somebody who reads all of it anew. */
  const readAnew = () =>
    new OverviewService(service.app.get(OverviewReader), service.app.get(Clock)).facts(null)

  beforeAll(async () => {
    service = await TestService.start(kind, { at: seededAt })
  })

  afterAll(() => service.stop())

  it.each([
    ['until', { until: '2017-01-20', reason: because }, 'must be after today'],
    ['until', { until: '2018-01-21', reason: because }, 'for a year at most'],
    ['reason', { until: '2017-02-01', reason: ' ' }, 'Enter the reason'],
    ['reason', { until: '2017-02-01', reason: 'x'.repeat(2001) }, '2,000 characters'],
  ])('is refused for its %s', async (_, given, sentence) => {
    on('2017-01-20')
    const wrong = decisions().setAside(office, ref, code, given)
    await expect(wrong).rejects.toThrow(ChangeRefused)
    await expect(wrong).rejects.toThrow(sentence)
  })

  it('is for the programme office to decide, of a flag that the action carries', async () => {
    const given = { until: '2017-02-01', reason: because }
    await expect(decisions().setAside(aPerson('reader'), ref, code, given)).rejects.toThrow(NotAllowed)
    await expect(decisions().countAgain(aPerson('auditor'), ref, code, 'No')).rejects.toThrow(NotAllowed)
    await expect(decisions().setAside(office, ref, 'no-timescale', given)).rejects.toThrow('does not carry')
    await expect(decisions().countAgain(office, ref, code, 'No')).rejects.toThrow('is not set aside')
  })

  it('leaves the flags, the filter and the overview, and says why', async () => {
    expect([await codesOf(), await listed()]).toEqual([[true, []], true])
    expect((await factOf())?.flags).toContain(code)
    await decisions().setAside(office, ref, code, { until: '2018-01-20', reason: because })
    expect([await codesOf(), await listed()]).toEqual([[false, [code]], false])
    expect((await action(service, ref)).setAside).toEqual([
      { code, reason: 'Known only to the season.', until: '2018-01-20', because, by: 'Olive Office' },
    ])
    const fact = await factOf()
    expect([fact?.flags.includes(code), fact?.setAside]).toEqual([false, [code]])
    expect([...(await service.app.get(OverviewService).facts(null))]).toEqual([...(await readAnew())])
  })

  it('is not known of on a day before it was decided', async () => {
    expect([await codesOf('2017-01-19'), await listed('2017-01-19')]).toEqual([[true, []], true])
    expect([await codesOf('2017-01-20'), await listed('2017-01-20')]).toEqual([[false, [code]], false])
    const snapshot = await service.app.get(RegisterService).snapshot(momentOf('2017-01-20') ?? never())
    expect(snapshot.actions.find((one) => one.ref === ref)?.setAside).toHaveLength(1)
  })

  it('takes another end by another decision', async () => {
    on('2017-01-25')
    await decisions().setAside(office, ref, code, { until: '2017-02-01', reason: 'Shorter.' })
    expect((await action(service, ref)).setAside).toMatchObject([
      { until: '2017-02-01', because: 'Shorter.' },
    ])
  })

  it('counts again on the day after its last, without anybody’s doing', async () => {
    on('2017-02-01')
    expect([await codesOf(), (await factOf())?.setAside]).toEqual([[false, [code]], [code]])
    on('2017-02-02')
    expect([await codesOf(), await listed()]).toEqual([[true, []], true])
    expect((await factOf())?.flags).toContain(code)
  })

  it('counts again when the decision is taken back', async () => {
    await decisions().setAside(office, ref, code, { until: '2017-06-30', reason: because })
    expect(await codesOf()).toEqual([false, [code]])
    on('2017-02-03')
    await decisions().countAgain(office, ref, code, 'The day is known now.')
    expect([await codesOf(), (await factOf())?.setAside]).toEqual([[true, []], []])
    expect(await codesOf('2017-02-02')).toEqual([false, [code]])
  })
})

function never(): never {
  throw new Error('A day is a moment.')
}
