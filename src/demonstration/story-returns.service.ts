import { Injectable } from '@nestjs/common'
import { Database } from '../database/database.js'
import { type Answerer, byAccount, byLink } from '../commissions/returns/answerer.js'
import { ReturnsService } from '../commissions/returns/returns.service.js'
import type { ReturnView } from '../commissions/views.js'
import { Cast } from './cast.service.js'
import { momentOfStory } from './read-story.js'
import {
  type RoundKey,
  roundKeys,
  type Story,
  type StoryLine,
  type StoryReturn,
  type StorySentBack,
} from './story-shape.js'
import { StoryRounds } from './story-rounds.service.js'
import { answerOf } from './story-words.js'
import type { Scene } from './timeline.js'

/** Who signs off where an agency wants a second person, by whoever answers for it. */
const secondOf: Record<string, string> = { holly: 'horace' }

/** How the agencies answer, and what the programme office does with their returns. */
@Injectable()
export class StoryReturns {
  constructor(
    private readonly database: Database,
    private readonly returns: ReturnsService,
    private readonly rounds: StoryRounds,
    private readonly cast: Cast,
  ) {}

  scenes(story: Story): Scene[] {
    const { returns, sentBack, rounds } = story
    return [
      ...returns.flatMap((given) =>
        roundKeys.flatMap((round): Scene[] => {
          const at = given[round]
          return at === undefined
            ? []
            : [{ at: momentOfStory(at), play: () => this.answer(story, given, round) }]
        }),
      ),
      ...sentBack.flatMap((given): Scene[] => [
        { at: momentOfStory(given.at), play: () => this.sendBack(story, given) },
        ...(given.again === undefined
          ? []
          : [{ at: momentOfStory(given.again), play: () => this.answerAgain(story, given) }]),
      ]),
      ...rounds.flatMap(({ key, accepted }) =>
        accepted.map((at): Scene => ({ at: momentOfStory(at), play: () => this.accept(story, key) })),
      ),
    ]
  }

  private async answer(story: Story, given: StoryReturn, round: RoundKey): Promise<void> {
    const id = await this.idOf(round, given.agency)
    const who = await this.answererOf(story, given, id)
    await this.write(story, who, id, linesOf(story, given.agency, round))
    await this.returns.nothingToReport(who, id)
    await this.submit(story, given, who, id)
  }

  private async submit(story: Story, { by }: StoryReturn, who: Answerer, id: number): Promise<void> {
    if ((await this.returns.submit(who, id)) !== 'awaiting_sign_off') return
    const second = await this.cast.person(story.people, secondOf[by ?? ''] ?? '')
    await this.returns.signOff(byAccount(second), id)
  }

  private async write(
    story: Story,
    who: Answerer,
    id: number,
    lines: ReadonlyMap<string, StoryLine>,
  ): Promise<void> {
    const { lineViews } = await this.returns.one(who, id)
    const answers = lineViews.flatMap(({ ref, saved, lastPosition }) => {
      const line = lines.get(ref)
      if (!line) return []
      return [{ part: ref, after: saved, answer: answerOf(story, line, lastPosition.title) }]
    })
    if (answers.length > 0) await this.returns.saveAll(who, id, answers)
  }

  private async sendBack(story: Story, { agency, round, reason, questions }: StorySentBack): Promise<void> {
    const office = await this.cast.person(story.people, 'office')
    await this.returns.sendBack(office, await this.idOf(round, agency), reason, questions)
  }

  private async answerAgain(story: Story, { agency, round, answers }: StorySentBack): Promise<void> {
    const given = story.returns.find((each) => each.agency === agency)
    if (!given) throw new Error(`The demonstration has no returns of ${agency}.`)
    const id = await this.idOf(round, agency)
    const who = await this.answererOf(story, given, id)
    await this.write(story, who, id, new Map(Object.entries(answers ?? {})))
    await this.submit(story, given, who, id)
  }

  /** All that stands as sent in a round, the one that was sent first before the others. */
  private async accept(story: Story, round: RoundKey): Promise<void> {
    const office = await this.cast.person(story.people, 'office')
    const sent = await this.database.select<{ id: number }>(
      `SELECT id FROM "return" WHERE commission_id = ? AND state = 'submitted' ORDER BY answered_at, id`,
      [this.rounds.id(round)],
    )
    for (const { id } of sent) {
      const view = await this.returns.one(byAccount(office), id)
      await this.returns.accept(office, id, seenIn(view))
    }
  }

  private async answererOf(story: Story, { by, link }: StoryReturn, returnId: number): Promise<Answerer> {
    if (by !== undefined) return byAccount(await this.cast.person(story.people, by))
    return byLink({ returnId, name: link ?? '' })
  }

  private async idOf(round: RoundKey, agency: string): Promise<number> {
    const [found] = await this.database.select<{ id: number }>(
      `SELECT r.id FROM "return" r JOIN agency g ON g.id = r.agency_id WHERE r.commission_id = ? AND g.slug = ?`,
      [this.rounds.id(round), agency],
    )
    if (!found) throw new Error(`${agency} was not asked for a return in the round ${round}.`)
    return found.id
  }
}

/** What the agency says of each line in that round. */
function linesOf({ answers }: Story, agency: string, round: RoundKey): Map<string, StoryLine> {
  const lines = new Map<string, StoryLine>()
  for (const { by, refs, [round]: line } of answers) {
    if (by === agency && line) for (const ref of refs) lines.set(ref, line)
  }
  return lines
}

/** The revision of each action that the office is shown. */
function seenIn({ lineViews }: ReturnView): Record<string, number> {
  return Object.fromEntries(lineViews.map(({ ref, currentRevision }) => [ref, currentRevision]))
}
