import { Injectable } from '@nestjs/common'
import type { Person } from '../accounts/person.js'
import { MessagesService } from '../commissions/messages/messages.service.js'
import { Database } from '../database/database.js'
import { dateMovesKnown, waitingOf } from '../register/date-moves.js'
import { FlagSetAsides } from '../register/flag-set-asides.service.js'
import { RegisterService } from '../register/register.service.js'
import { DateChanges } from '../updates/date-changes.service.js'
import type { NewUpdate } from '../updates/new-update.js'
import { UpdatesService } from '../updates/updates.service.js'
import { Cast } from './cast.service.js'
import { momentOfStory } from './read-story.js'
import type { Story, StoryEvent } from './story-shape.js'
import { updateOf } from './story-words.js'
import type { Scene } from './timeline.js'

/** What happens between the returns: completions checked, dates agreed or refused, flags set aside, letters. */
@Injectable()
export class StoryEvents {
  constructor(
    private readonly database: Database,
    private readonly register: RegisterService,
    private readonly updates: UpdatesService,
    private readonly dates: DateChanges,
    private readonly flags: FlagSetAsides,
    private readonly messages: MessagesService,
    private readonly cast: Cast,
  ) {}

  scenes(story: Story): Scene[] {
    return story.events.map((event) => ({
      at: momentOfStory(event.at),
      play: async () => this.play(story, event, await this.cast.person(story.people, event.by)),
    }))
  }

  private async play(story: Story, event: StoryEvent, person: Person): Promise<void> {
    const reason = event.reason ?? ''
    for (const ref of event.verify ?? []) {
      const narrative = 'Illustrative: the programme office has checked the evidence.'
      await this.say(person, ref, { status: 'complete_verified', narrative })
    }
    for (const ref of event.returned ?? []) {
      await this.say(person, ref, { status: 'in_progress', narrative: reason, reason })
    }
    for (const [ref, line] of Object.entries(event.say ?? {})) {
      const { title } = await this.register.one(ref, null)
      await this.say(person, ref, updateOf(story, line, title))
    }
    if (event.agree) await this.dates.agree(person, await this.waiting(event.agree), reason)
    if (event.refuse) await this.dates.refuse(person, await this.waiting(event.refuse), reason)
    if (event.setAside) {
      const { ref, flag, until } = event.setAside
      await this.flags.setAside(person, ref, flag, { until, reason })
    }
    if (event.letters) await this.messages.daily()
  }

  private async say(person: Person, ref: string, said: Omit<NewUpdate, 'revision'>): Promise<void> {
    const { revision } = await this.register.one(ref, null)
    await this.updates.record(person, ref, { revision, ...said })
  }

  private async waiting(ref: string): Promise<number> {
    const waiting = waitingOf(await dateMovesKnown(this.database, null, { ref, state: 'waiting' }))
    if (!waiting) throw new Error(`The demonstration has no new date of ${ref} that waits.`)
    return waiting.id
  }
}
