import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { RevisionConflict } from '../../src/actions/action-errors.js'
import {
  type ActionStatus,
  actionStatuses,
  type Requirement,
  statusFacts,
  transitions,
} from '../../src/actions/action-status.js'
import { Ledger } from '../../src/audit/ledger.service.js'
import { AuditTrail } from '../../src/audit/trail.service.js'
import type { RevisionView } from '../../src/register/history.service.js'
import type { ActionView } from '../../src/register/views.js'
import { UpdatesService } from '../../src/updates/updates.service.js'
import { aPerson } from '../builders/person.js'
import { databaseKinds } from '../support/places.js'
import { countRows, openRaw, type RawDatabase } from '../support/raw-database.js'
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

const label = (status: ActionStatus) => statusFacts[status].label

/** What meets each requirement, and the sentence when it is missing. */
const meets: Record<Requirement, object> = {
  evidence: { evidence: [{ title: 'Minutes of 12 January', url: 'https://www.example.org/minutes.pdf' }] },
  reason: { reason: 'Agreed by the board on 12 January.' },
  'superseding action': { supersededBy: 'AR13-PW-01' },
}
const missing: Record<Requirement, (to: ActionStatus) => { field: string; message: string }> = {
  evidence: (to) => ({
    field: 'evidence',
    message: `To move this action to “${label(to)}”, give at least one piece of evidence.`,
  }),
  reason: (to) => ({
    field: 'reason',
    message: `To move this action to “${label(to)}”, say why in the reason.`,
  }),
  'superseding action': (to) => ({
    field: 'supersededBy',
    message: `To move this action to “${label(to)}”, name the action that takes its place.`,
  }),
}
const offerFor = (requires: readonly Requirement[]) =>
  Object.assign({}, ...requires.map((name) => meets[name])) as object

/** The shortest way from the beginning to a status. */
function wayTo(status: ActionStatus): (typeof transitions)[number][] {
  const ways = new Map<ActionStatus, (typeof transitions)[number][]>([['not_started', []]])
  for (const [from, way] of ways) {
    for (const move of transitions.filter((candidate) => candidate.from === from)) {
      if (!ways.has(move.to)) ways.set(move.to, [...way, move])
    }
  }
  const way = ways.get(status)
  if (!way) throw new Error(`Nothing leads to ${status}.`)
  return way
}

const pairs = actionStatuses.flatMap((from) =>
  actionStatuses
    .filter((to) => to !== from)
    .map((to) => ({ from, to, fromLabel: label(from), toLabel: label(to) })),
)
const moveOf = (from: ActionStatus, to: ActionStatus) =>
  transitions.find((candidate) => candidate.from === from && candidate.to === to)
const allowedPairs = pairs.flatMap((pair) => {
  const move = moveOf(pair.from, pair.to)
  return move ? [{ ...pair, ...move }] : []
})
const refusedPairs = pairs.filter(({ from, to }) => !moveOf(from, to))

describe.each(databaseKinds)('updates on %s', (kind) => {
  let service: TestService
  let database: RawDatabase
  const waiting: string[] = []

  /** An action that nobody has touched yet. */
  const fresh = () => {
    const ref = waiting.pop()
    if (!ref) throw new Error('There is no untouched action left.')
    return ref
  }
  const freshAt = async (status: ActionStatus) => {
    const ref = fresh()
    for (const { to, requires } of wayTo(status)) {
      expect((await say(service, ref, { status: to, ...offerFor(requires) })).status).toBe(201)
    }
    return ref
  }
  const historyOf = async (ref: string) =>
    (await service.get<Page<RevisionView>>(`/actions/${ref}/history`)).body.items
  const newest = async (ref: string) => {
    const last = (await historyOf(ref)).at(-1)
    if (!last) throw new Error(`${ref} has no history.`)
    return last
  }
  /** Runs the work and gives the number of rows that it added to each table. */
  const rowsAddedBy = async (work: () => Promise<unknown>) => {
    const before = await countRows(database)
    await work()
    const after = await countRows(database)
    const added = Object.entries(after).map(
      ([table, count]) => [table, count - (before[table] ?? 0)] as const,
    )
    return Object.fromEntries(added.filter(([, count]) => count !== 0))
  }

  beforeAll(async () => {
    service = await TestService.start(kind, { at: seededAt })
    database = await openRaw(service.place)
    const untouched = (await actionsOf(service))
      .filter(({ revision }) => revision === 1)
      .map(({ ref }) => ref)
    const kept = ['AR13-PW-01', 'AR13-PW-08', 'BRO12-S1', 'BRO12-S2', 'BRO12-3.1']
    waiting.push(...untouched.filter((ref) => !kept.includes(ref)).reverse())
    service.clock.instant = '2017-02-01T09:00:00.000Z'
  })

  afterAll(async () => {
    await database.close()
    await service.stop()
  })

  describe('that move the status', () => {
    it.each(allowedPairs)('lead from “$fromLabel” to “$toLabel”', async ({ from, to, requires }) => {
      const ref = await freshAt(from)
      const before = await action(service, ref)
      for (const requirement of requires) {
        const others = offerFor(requires.filter((other) => other !== requirement))
        const refused = await sayWrongly(service, ref, { status: to, ...others })
        expect(refused.status).toBe(422)
        expect(refused.body.errors).toEqual([missing[requirement](to)])
        expect(await action(service, ref)).toEqual(before)
      }
      const { status, body } = await say(service, ref, { status: to, ...offerFor(requires) })
      expect(status).toBe(201)
      expect([body.status, body.revision]).toEqual([to, before.revision + 1])
      expect((await newest(ref)).changed).toEqual([expect.objectContaining({ field: 'status', from, to })])
    })

    it.each(refusedPairs)('never lead from “$fromLabel” to “$toLabel”', async ({ from, to }) => {
      const ref = await freshAt(from)
      const before = await action(service, ref)
      const everything = Object.assign({}, ...Object.values(meets)) as object
      const refused = await sayWrongly(service, ref, { status: to, ...everything })
      const next = transitions.filter((move) => move.from === from).map((move) => `“${label(move.to)}”`)
      expect(refused.status).toBe(422)
      expect(refused.body.errors).toEqual([
        {
          field: 'status',
          message: `This action is “${label(from)}” and cannot move to “${label(to)}”. It can move to ${next.join(', ')}.`,
        },
      ])
      expect(await action(service, ref)).toEqual(before)
    })

    it.each(transitions.filter((move) => !move.who.includes('agency_owner')))(
      'from $from to $to are for the programme office alone',
      async ({ from, to, requires }) => {
        const ref = await freshAt(from)
        const { revision } = await action(service, ref)
        const said = { revision, narrative: 'So be it.', status: to, ...offerFor(requires) }
        const { plan } = await action(service, ref)
        const council = aPerson('council_officer', { plans: [plan] })
        const refused = service.app.get(UpdatesService).record(council, ref, said)
        await expect(refused).rejects.toThrow(
          `Only the programme office can move this action to “${label(to)}”.`,
        )
        expect((await action(service, ref)).revision).toBe(revision)
      },
    )

    it('keep the day of completion while it is verified, and lose it when the action is opened again', async () => {
      const ref = await freshAt('in_progress')
      service.clock.instant = '2017-02-02T09:00:00.000Z'
      await say(service, ref, { status: 'complete_reported', ...meets.evidence })
      service.clock.instant = '2017-02-09T09:00:00.000Z'
      expect((await say(service, ref, { status: 'complete_verified' })).body.completedOn).toBe('2017-02-02')
      const reopened = await say(service, ref, { status: 'in_progress', ...meets.reason })
      expect([reopened.body.completedOn, reopened.body.statusReason]).toEqual([null, null])
    })

    it('keep the day of completion when the same status is said again, or none', async () => {
      const ref = await freshAt('in_progress')
      service.clock.instant = '2017-02-10T09:00:00.000Z'
      await say(service, ref, { status: 'complete_reported', ...meets.evidence })
      service.clock.instant = '2017-02-20T09:00:00.000Z'
      for (const status of ['complete_reported', undefined, null]) {
        const said = await say(service, ref, { status })
        expect([said.status, said.body.status, said.body.completedOn]).toEqual([
          201,
          'complete_reported',
          '2017-02-10',
        ])
      }
    })

    it('keep the reason of a pause while the pause is spoken of', async () => {
      const ref = await freshAt('paused')
      for (const status of ['paused', undefined, null]) {
        const said = await say(service, ref, { status })
        expect([said.status, said.body.statusReason]).toEqual([201, 'Agreed by the board on 12 January.'])
      }
    })

    it('say which action takes the place, and refuse one that does not exist, or itself', async () => {
      const ref = fresh()
      const nobody = await sayWrongly(service, ref, { status: 'superseded', supersededBy: 'AR13-XX-99' })
      expect([nobody.status, nobody.body.errors]).toEqual([
        422,
        [{ field: 'supersededBy', message: 'There is no action “AR13-XX-99” in the register.' }],
      ])
      const itself = await sayWrongly(service, ref, { status: 'superseded', supersededBy: ref })
      expect([itself.status, itself.body.errors]).toEqual([
        422,
        [{ field: 'supersededBy', message: `${ref} cannot take its own place.` }],
      ])
      expect(
        (await say(service, ref, { status: 'superseded', ...meets['superseding action'] })).body,
      ).toMatchObject({
        ...{ status: 'superseded', statusReason: 'AR13-PW-01' },
      })
    })

    it('take no white space for a reason', async () => {
      const refused = await sayWrongly(service, fresh(), { status: 'paused', reason: ' \n ' })
      expect(refused.body.errors).toEqual([missing.reason('paused')])
    })
  })

  describe('that move a date', () => {
    it('need a reason', async () => {
      const before = await action(service, 'AR13-PW-08')
      const refused = await sayWrongly(service, 'AR13-PW-08', { timescaleEnd: '2017-06-30' })
      expect([refused.status, refused.body.errors]).toEqual([
        422,
        [{ field: 'reason', message: 'To move the end date of AR13-PW-08, say why in the reason.' }],
      ])
      expect(await action(service, 'AR13-PW-08')).toEqual(before)
    })

    it('keep the first date, and count the moves and the days slipped, also backwards', async () => {
      const moves = [
        { to: '2017-06-30', times: 1, days: 1157, sentence: 'Target date moved from 30 April 2014 to 30 June 2017, 1157 days later' },
        { to: '2017-06-29', times: 2, days: 1156, sentence: 'Target date moved from 30 June 2017 to 29 June 2017, 1 day earlier' },
        { to: '2014-04-30', times: 3, days: 0, sentence: 'Target date moved from 29 June 2017 to 30 April 2014, 1156 days earlier' },
        { to: '2014-04-01', times: 4, days: -29, sentence: 'Target date moved from 30 April 2014 to 1 April 2014, 29 days earlier' },
      ] // prettier-ignore
      for (const { to, times, days, sentence } of moves) {
        const { body } = await say(service, 'AR13-PW-08', { timescaleEnd: to, reason: 'The room was taken.' })
        expect(body.timescale).toMatchObject({
          ...{ end: to, basis: 'set', precision: 'day', reason: 'The room was taken.' },
          ...{ firstEnd: '2014-04-30', timesRedated: times, daysSlipped: days },
        })
        expect((await newest('AR13-PW-08')).changed.map((change) => change.sentence)).toEqual([
          `${sentence}, because: The room was taken.`,
        ])
      }
      expect((await action(service, 'AR13-PW-08')).flags.map((flag) => flag.code)).toContain(
        'date-moved-three-times',
      )
    })

    it('set the first date of an action that had none, without counting a move', async () => {
      const { body } = await say(service, 'BRO12-S1', {
        timescaleEnd: '2017-09-30',
        reason: 'Agreed in council',
      })
      expect(body.timescale).toMatchObject({
        end: '2017-09-30',
        firstEnd: '2017-09-30',
        timesRedated: 0,
        daysSlipped: 0,
      })
      expect((await newest('BRO12-S1')).changed[0]?.sentence).toBe(
        'Target date set to 30 September 2017, because: Agreed in council.',
      )
    })

    it('count no move when the date stays', async () => {
      const { body } = await say(service, 'BRO12-S1', { timescaleEnd: '2017-09-30', reason: 'Confirmed' })
      expect(body.timescale).toMatchObject({ timesRedated: 0, daysSlipped: 0 })
      expect((await newest('BRO12-S1')).changed).toEqual([])
    })

    it('are refused for a closed action', async () => {
      const ref = await freshAt('closed_not_delivered')
      const refused = await sayWrongly(service, ref, { timescaleEnd: '2018-01-01', reason: 'Later' })
      expect([refused.status, refused.body.errors]).toEqual([
        422,
        [{ field: 'timescaleEnd', message: `${ref} is closed: its end date cannot move.` }],
      ])
    })
  })

  describe('of two editors', () => {
    it('tell the second that the first was there, and store nothing of the second', async () => {
      const ref = fresh()
      const read = await action(service, ref)
      const body = (narrative: string) => ({ revision: read.revision, narrative, confidence: 'amber' })
      const first = await service.post<ActionView>(
        `/actions/${ref}/updates`,
        body('The first editor’s words.'),
      )
      expect(first.status).toBe(201)

      const added = await rowsAddedBy(async () => {
        const second = await service.post<ProblemBody>(
          `/actions/${ref}/updates`,
          body('The second editor’s words.'),
        )
        expect(second.status).toBe(409)
        expect(second.body.detail).toBe(
          `${ref} has changed since you read it: you sent revision 1, the register is at revision 2. ` +
            'Nothing was saved. Read the action again and repeat your update on its current revision.',
        )
      })
      expect(added).toEqual({})
      expect(await action(service, ref)).toEqual(first.body)
      expect(await refsOf(service, 'q=second editor’s words')).toEqual([])
    })

    it('tell the second of the first also when the first has made the second’s move impossible', async () => {
      const ref = fresh()
      expect((await say(service, ref, { status: 'complete_reported', ...meets.evidence })).status).toBe(201)
      const late = { revision: 1, narrative: 'We stop for now.', status: 'paused', reason: 'No money' }
      expect((await service.post(`/actions/${ref}/updates`, late)).status).toBe(409)
    })

    it('refuse a revision that does not exist yet', async () => {
      const ref = fresh()
      const ahead = { revision: 2, narrative: 'From the future.' }
      expect((await service.post(`/actions/${ref}/updates`, ahead)).status).toBe(409)
    })

    it('let exactly one of twenty win, and keep its words whole', async () => {
      const ref = fresh()
      const numbers = Array.from({ length: 20 }, (_, index) => index)
      const added = await rowsAddedBy(async () => {
        const answers = await Promise.all(
          numbers.map((number) =>
            service.post<ActionView>(`/actions/${ref}/updates`, {
              revision: 1,
              narrative: `Editor ${number}.`,
            }),
          ),
        )
        const won = answers.filter((answer) => answer.status === 201)
        expect(won).toHaveLength(1)
        expect(answers.filter((answer) => answer.status === 409)).toHaveLength(19)
        expect(await action(service, ref)).toEqual(won[0]?.body)
      })
      expect(added).toEqual({ update: 1, update_action: 1, revision: 1, audit_line: 2 })
    })

    it('let twenty on twenty actions all through, with a whole chain after', async () => {
      const refs = Array.from({ length: 20 }, fresh)
      const answers = await Promise.all(
        refs.map((ref) => say(service, ref, { narrative: `All at once: ${ref}.` })),
      )
      expect(answers.map((answer) => answer.status)).toEqual(refs.map(() => 201))
      expect(answers.map((answer) => answer.body.latestUpdate?.narrative)).toEqual(
        refs.map((ref) => `All at once: ${ref}.`),
      )
      expect((await service.app.get(AuditTrail).verify()).broken).toBeNull()
    })
  })

  describe('in one transaction', () => {
    const said = { status: 'in_progress', confidence: 'amber', timescaleEnd: '2017-12-31', reason: 'Agreed' }

    it('make one revision, one update and their audit lines', async () => {
      const steps = [{ ref: 'BRO12-3.1.b', status: 'in_progress' }]
      const added = await rowsAddedBy(() => say(service, 'BRO12-3.1', { ...said, steps }))
      expect(added).toEqual({
        revision: 1,
        update: 1,
        update_action: 1,
        timescale: 1,
        date_change: 1,
        step_state: 1,
        audit_line: 2,
      })
      const lines = await database.rows(
        'SELECT kind, subject, details FROM audit_line ORDER BY sequence DESC LIMIT 2',
      )
      expect(lines.map(({ kind, subject }) => [kind, subject])).toEqual([
        ['update.recorded', 'BRO12-3.1'],
        ['action.revised', 'BRO12-3.1'],
      ])
      expect(JSON.parse(String(lines[1]?.details))).toMatchObject({
        revision: 2,
        changed: { status: 'in_progress', confidence: 'amber', steps, timescale: { end: '2017-12-31' } },
      })
      expect((await action(service, 'BRO12-3.1')).steps.map((step) => step.status)).toEqual([
        ...['not_started', 'in_progress', 'not_started'],
      ])
    })

    const failures = [
      {
        title: 'a step that the action has not',
        more: { steps: [{ ref: 'BRO12-S2.a', status: 'in_progress' }, { ref: 'BRO12-S1.a', status: 'in_progress' }] },
        error: { field: 'steps', message: 'BRO12-S2 has no step “BRO12-S1.a”.' },
      },
      {
        title: 'a step that is named twice',
        more: { steps: [{ ref: 'BRO12-S2.a', status: 'in_progress' }, { ref: 'BRO12-S2.a', status: 'paused' }] },
        error: { field: 'steps', message: 'The step “BRO12-S2.a” is named twice.' },
      },
      {
        title: 'an agency that nobody registered',
        more: { onBehalfOf: 'nobody' },
        error: { field: 'onBehalfOf', message: 'No agency “nobody” is registered.' },
      },
    ] // prettier-ignore

    it.each(failures)('leave nothing when they name $title', async ({ more, error }) => {
      const before = await action(service, 'BRO12-S2')
      const added = await rowsAddedBy(async () => {
        const refused = await sayWrongly(service, 'BRO12-S2', { ...said, ...more })
        expect([refused.status, refused.body.errors]).toEqual([422, [error]])
      })
      expect(added).toEqual({})
      expect(await action(service, 'BRO12-S2')).toEqual(before)
    })

    it('leave nothing when they fail after everything was stored', async () => {
      const before = await action(service, 'BRO12-S2')
      const added = await rowsAddedBy(async () => {
        const work = service.app.get(Ledger).write({ name: 'Somebody' }, async (write) => {
          await write.manager.query(
            `UPDATE "action" SET "revision" = "revision" + 1 WHERE "ref" = 'BRO12-S2'`,
          )
          write.tell({ kind: 'action.revised', subject: 'BRO12-S2', details: { revision: 2, changed: {} } })
          throw new Error('The lights went out.')
        })
        await expect(work).rejects.toThrow('The lights went out.')
      })
      expect(added).toEqual({})
      expect(await action(service, 'BRO12-S2')).toEqual(before)
    })

    it('refuse a write that tells the audit trail nothing', async () => {
      const before = await action(service, 'BRO12-S2')
      const silent = service.app.get(Ledger).write({ name: 'Somebody' }, async ({ manager }) => {
        await manager.query(`UPDATE "action" SET "revision" = "revision" + 1 WHERE "ref" = 'BRO12-S2'`)
      })
      await expect(silent).rejects.toThrow('A write must tell the audit trail what it changed.')
      expect(await action(service, 'BRO12-S2')).toEqual(before)
    })

    it('go on after a failure: the next update is stored', async () => {
      expect((await say(service, 'BRO12-S2', said)).status).toBe(201)
    })

    it('say who spoke, when, for whom, and with what evidence', async () => {
      service.clock.instant = '2017-05-31T23:30:00.000Z'
      const evidence = [
        { title: 'Report', url: 'https://www.example.org/r.pdf' },
        { title: 'A letter on paper', url: null },
      ]
      const more = { onBehalfOf: 'bromley-police', nextStep: 'Ask the schools.', evidence }
      const { body } = await say(service, 'BRO12-S2', { narrative: 'Half the schools answered.', ...more })
      expect(body.latestUpdate).toEqual({
        ...{
          narrative: 'Half the schools answered.',
          by: 'Programme office',
          nextStep: 'Ask the schools.',
          evidence,
        },
        // Half past midnight in London.
        ...{ on: '2017-06-01', onAsWritten: null, knownFrom: '2017-06-01' },
      })
      const [row] = await database.rows(
        `SELECT g.slug FROM "update" u JOIN agency g ON g.id = u.on_behalf_of_id ORDER BY u.id DESC LIMIT 1`,
      )
      expect(row?.slug).toBe('bromley-police')
    })
  })

  it('hand a conflict to the caller as an error of its own', async () => {
    const stale = service.app
      .get(UpdatesService)
      .record(aPerson('programme_office'), 'BRO12-S2', { revision: 1, narrative: 'Late.' })
    await expect(stale).rejects.toBeInstanceOf(RevisionConflict)
  })
})
