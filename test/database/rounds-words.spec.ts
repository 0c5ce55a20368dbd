import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import fc from 'fast-check'
import { AnsweredMeanwhile } from '../../src/commissions/returns/answered-meanwhile.js'
import type { LineAnswer } from '../../src/commissions/returns/return-lines.js'
import { Database } from '../../src/database/database.js'
import { Problem } from '../../src/web/problems.js'
import { personOf } from '../support/account-people.js'
import { commissionFor, Round, saying } from '../support/rounds.js'
import { seededAt, TestService } from '../support/service.js'
import { makePeople, type PersonName } from '../support/visitor.js'

const agency = 'department-of-health'

/** What one of two people does next: `read` looks again, and `save` saves after what was last looked at. */
type Deed =
  | { kind: 'read'; who: 0 | 1 }
  | { kind: 'save'; who: 0 | 1; line: number }
  | { kind: 'submit' | 'send back' | 'nothing to report'; who: 0 | 1 }

const who = fc.constantFrom<0 | 1>(0, 1)
const deed: fc.Arbitrary<Deed> = fc.oneof(
  { weight: 3, arbitrary: fc.record({ kind: fc.constant('read' as const), who }) },
  { weight: 6, arbitrary: fc.record({ kind: fc.constant('save' as const), who, line: fc.nat({ max: 1 }) }) },
  {
    weight: 2,
    arbitrary: fc.record({ kind: fc.constantFrom('submit', 'send back', 'nothing to report'), who }),
  },
)
const people: readonly [PersonName, PersonName] = ['office', 'health']

describe('no order of two people’s edits', () => {
  let service: TestService
  let round: Round
  let id = 0
  let words = 0

  beforeAll(async () => {
    service = await TestService.start('sqlite', { at: seededAt })
    await makePeople(service, ['office', 'health'])
    const scope = { plans: [], agencies: [agency], openOnly: true, filter: '' }
    round = await Round.open(service, commissionFor('2017-04-18', { scope }))
    id = await round.returnIdOf(agency)
    await round.unitsAnswer(id)
  })

  afterAll(() => service.stop())

  const kept = () =>
    service.app
      .get(Database)
      .select<{ part: string; revision: number; content: string }>(
        'SELECT part, revision, content FROM return_answer WHERE return_id = ? ORDER BY part, revision',
        [id],
      )
  const narrativeOf = (content: string) => (JSON.parse(content) as LineAnswer).narrative

  /** Two people at one return, each with the savings that they last read. */
  class Pair {
    private readonly read = [new Map<string, number>(), new Map<string, number>()] as const
    /** What was acknowledged, and what was refused with what the refusal told. */
    readonly saved: { part: string; number: number; narrative: string }[] = []
    readonly told: { part: string; after: number; newest: string | null }[] = []

    async does(next: Deed): Promise<void> {
      if (next.kind === 'read') return this.reads(next.who)
      const name = people[next.who]
      const answerer = await round.answerer(name)
      try {
        if (next.kind === 'save') await this.saves(next.who, next.line)
        else if (next.kind === 'submit') await round.returns.submit(answerer, id)
        else if (next.kind === 'nothing to report') await round.returns.nothingToReport(answerer, id)
        else await round.returns.sendBack(await personOf(service, 'office'), id, 'Why?', {})
      } catch (error) {
        // Every refusal is a sentence for whoever asked.
        if (!(error instanceof Problem) || error.message === '') throw error
      }
    }

    async reads(who: 0 | 1): Promise<void> {
      for (const { ref, saved } of (await round.view(people[who], id)).lineViews)
        this.read[who].set(ref, saved)
    }

    private async saves(who: 0 | 1, line: number): Promise<void> {
      const view = await round.view(people[who], id)
      const part = view.lineViews[line % view.lineViews.length]?.ref ?? ''
      const after = this.read[who].get(part) ?? 0
      const narrative = `Words ${(words += 1)} of ${people[who]}.`
      try {
        const number = await round.returns.save(
          await round.answerer(people[who]),
          id,
          part,
          after,
          saying(narrative),
        )
        this.saved.push({ part, number, narrative })
        this.read[who].set(part, number)
      } catch (error) {
        if (!(error instanceof AnsweredMeanwhile)) throw error
        const newest = error.other && (error.other.answer as LineAnswer).narrative
        this.told.push({ part, after, newest })
        expect(error.other?.number).not.toBe(after)
        expect(newest).toBe(view.lineViews.find(({ ref }) => ref === part)?.answer?.narrative ?? newest)
      }
    }
  }

  it('loses a word: what was saved is kept in its place, and what was refused was told with the other’s words', async () => {
    let refused = 0
    await fc.assert(
      fc.asyncProperty(fc.array(deed, { minLength: 5, maxLength: 25 }), async (deeds) => {
        const before = await kept()
        const pair = new Pair()
        await pair.reads(0)
        await pair.reads(1)
        for (const next of deeds) await pair.does(next)
        const after = await kept()
        // Nothing that was there is gone or has another text.
        expect(after).toEqual(expect.arrayContaining(before))
        for (const { part, number, narrative } of pair.saved) {
          const row = after.find((one) => one.part === part && one.revision === number)
          expect(narrativeOf(row?.content ?? '{}')).toBe(narrative)
        }
        // The savings of a part follow each other without a gap.
        for (const part of new Set(after.map((one) => one.part))) {
          const numbers = after.filter((one) => one.part === part).map(({ revision }) => revision)
          expect(numbers).toEqual(numbers.map((_, index) => index + 1))
        }
        refused += pair.told.length
      }),
      { numRuns: 40 },
    )
    expect(refused).toBeGreaterThan(5)
    // What was sent is as it was sent, whatever was written since.
    const { submissions } = await round.view('office', id)
    expect(submissions.length).toBeGreaterThan(1)
  }, 60_000)

  it('loses one when two save at the same moment: one is kept and the other is told', async () => {
    const other = await Round.open(service, commissionFor('2017-07-18', { scope: round.given.scope }))
    const returnId = await other.returnIdOf(agency)
    const [line] = (await other.view('office', returnId)).lineViews
    const tries = await Promise.allSettled(
      (['office', 'health', 'office', 'health'] as const).map(async (name, index) =>
        other.returns.save(await other.answerer(name), returnId, line?.ref ?? '', 0, saying(`Try ${index}.`)),
      ),
    )
    expect(tries.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
    for (const one of tries) {
      if (one.status === 'rejected') expect(one.reason).toBeInstanceOf(AnsweredMeanwhile)
    }
  })
})
