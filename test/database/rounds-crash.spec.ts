import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import type { ReturnView, RoundView } from '../../src/commissions/views.js'
import { runCli, ServiceProcess } from '../support/compiled.js'
import type { Place } from '../support/places.js'
import { openRaw } from '../support/raw-database.js'
import { commissionFor, Round, seenIn } from '../support/rounds.js'
import { seededAt, TestService } from '../support/service.js'
import { makePeople } from '../support/visitor.js'

const scope = { plans: ['annual-report-2013'], agencies: [], openOnly: true, filter: '' }

/** Many returns are accepted at once, and the kill comes with the first answer: in the middle of the next. */
describe('a service that is killed while it accepts returns', () => {
  let place: Place
  let after: ServiceProcess
  let commission = 0
  const acknowledged = new Set<number>()
  let asked = 0

  beforeAll(async () => {
    const preparing = await TestService.start('sqlite', { at: seededAt })
    place = preparing.place
    await makePeople(preparing, ['office'])
    const round = await Round.open(preparing, commissionFor('2017-04-18', { scope }))
    commission = round.id
    round.endOf(round.given.signOffBy)
    const office = await round.answerer('office')
    const { returns } = (await preparing.get<RoundView>(`/commissions/${commission}`)).body
    for (const { id } of returns) {
      await round.answerAll('office', id, (ref) => `${ref}: as it was sent.`)
      await round.returns.submit(office, id)
    }
    await preparing.app.close()

    const before = await ServiceProcess.start(place)
    before.giveWay()
    // The one with the fewest lines first, then the longest: the first answer finds the service in the middle of that.
    const [shortest, ...others] = (await submitted(before)).sort((one, other) => one.lines - other.lines)
    const inOrder = [...(shortest ? [shortest] : []), ...others.reverse()]
    const killing: Promise<NodeJS.Signals | null>[] = []
    const accepting = inOrder.map(async ({ id, seen }) => {
      asked += 1
      const answer = await before.ask<ReturnView>(`/returns/${id}/accept`, { seen })
      if (answer?.status !== 201) return
      acknowledged.add(id)
      if (killing.length === 0) killing.push(before.end('SIGKILL'))
    })
    await Promise.all(accepting)
    expect(await Promise.all(killing)).toEqual(['SIGKILL'])
    after = await ServiceProcess.start(place)
  }, 120_000)

  afterAll(async () => {
    await after.end('SIGTERM')
    await place.remove()
  })

  /** The returns that wait, each with the revisions that the programme office is shown. */
  const submitted = async (service: ServiceProcess) => {
    const round = await service.ask<RoundView>(`/commissions/${commission}`)
    const waiting = (round?.body.returns ?? []).filter(({ state }) => state === 'submitted')
    return Promise.all(
      waiting.map(async ({ id }) => {
        const view = await service.ask<ReturnView>(`/returns/${id}`)
        if (!view) throw new Error(`The return ${id} was not answered.`)
        return { id, seen: seenIn(view.body), lines: view.body.lines }
      }),
    )
  }

  it('had been asked for more than it could do', async () => {
    expect(acknowledged.size).toBeGreaterThan(0)
    expect(asked).toBeGreaterThan(acknowledged.size)
    expect((await submitted(after)).length).toBeGreaterThan(0)
  })

  it('has of each return every line as an update, or none, as its state says', async () => {
    const database = await openRaw(place)
    const rows = await database.rows(
      `SELECT r.id, r.state, COUNT(l.id) AS lines,
        SUM(CASE WHEN EXISTS (SELECT 1 FROM update_action ua JOIN "update" u ON u.id = ua.update_id
          WHERE ua.action_id = l.action_id AND u.on_behalf_of_id = r.agency_id) THEN 1 ELSE 0 END) AS updated
      FROM "return" r JOIN return_line l ON l.return_id = r.id GROUP BY r.id, r.state ORDER BY r.id`,
    )
    await database.close()
    expect(rows.length).toBeGreaterThan(5)
    for (const { id, state, lines, updated } of rows) {
      const due = state === 'accepted' ? Number(lines) : 0
      expect([id, state, Number(updated)]).toEqual([id, state, due])
      if (acknowledged.has(Number(id))) expect(state).toBe('accepted')
    }
  })

  it('has a step for every move, and a whole trail', async () => {
    const database = await openRaw(place)
    const apart = await database.rows(
      `SELECT r.id FROM "return" r LEFT JOIN return_step s ON s.return_id = r.id AND s.to_state = 'accepted'
      WHERE (r.state = 'accepted') <> (s.id IS NOT NULL)`,
    )
    await database.close()
    expect(apart).toEqual([])
    const { code, stdout } = await runCli(place, 'verify')
    expect([code, stdout]).toEqual([0, expect.stringMatching(/^The audit trail is whole/u)])
  })

  it('accepts the next', async () => {
    const [next] = await submitted(after)
    expect((await after.ask(`/returns/${next?.id ?? 0}/accept`, { seen: next?.seen }))?.status).toBe(201)
  })
})
