import { Injectable } from '@nestjs/common'
import { addDays } from '../clock/dates.js'
import { CommissionsService } from '../commissions/commission/commissions.service.js'
import type { NewCommission } from '../commissions/views.js'
import { Cast } from './cast.service.js'
import { momentOfStory } from './read-story.js'
import type { RoundKey, Story, StoryRound } from './story-shape.js'
import type { Scene } from './timeline.js'

/** The commissions of the story: planned, opened on their day and closed after their freeze. */
@Injectable()
export class StoryRounds {
  private readonly ids = new Map<RoundKey, number>()

  constructor(
    private readonly commissions: CommissionsService,
    private readonly cast: Cast,
  ) {}

  scenes(story: Story): Scene[] {
    return story.rounds.flatMap((round) => [
      { at: momentOfStory(round.planned), play: () => this.plan(story, round) },
      { at: momentOfStory(`${round.opens} 06:00`), play: () => this.byCalendar() },
      { at: momentOfStory(`${addDays(round.freeze, 1)} 06:00`), play: () => this.byCalendar() },
    ])
  }

  /** Id of the commission of a round. */
  id(round: RoundKey): number {
    const id = this.ids.get(round)
    if (id === undefined) throw new Error(`The round ${round} of the demonstration is not planned yet.`)
    return id
  }

  private async plan(story: Story, round: StoryRound): Promise<void> {
    const office = await this.cast.person(story.people, 'office')
    this.ids.set(round.key, await this.commissions.make(office, commissionOf(story, round)))
  }

  private async byCalendar(): Promise<void> {
    await this.commissions.openDue()
  }
}

function commissionOf({ scope, questions }: Story, round: StoryRound): NewCommission {
  const { title, period, opens, due, signOff, freeze, reporting } = round
  return {
    ...{ title, periodStart: period[0], periodEnd: period[1] },
    ...{ opensOn: opens, dueOn: due, signOffBy: signOff, freezeOn: freeze, reportingDate: reporting },
    questions,
    scope: { plans: scope, agencies: [], openOnly: true, filter: '' },
  }
}
