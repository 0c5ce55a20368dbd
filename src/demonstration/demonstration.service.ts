import { join } from 'node:path'
import { Injectable } from '@nestjs/common'
import { FirstAccount, type FirstSignIn } from '../accounts/first-account.js'
import { isIllustrative, isUntouched } from '../audit/illustrative-register.js'
import { Ledger } from '../audit/ledger.service.js'
import { Clock } from '../clock/clock.js'
import { Illustrative, illustrativeNotice } from '../config/illustrative.js'
import { Settings, SettingsError } from '../config/settings.js'
import { Database } from '../database/database.js'
import { SeedingService } from '../seeding/seeding.service.js'
import { Cast, type Credential } from './cast.service.js'
import { demonstrationAuthor } from './demonstration-author.js'
import { momentOfStory, readStory } from './read-story.js'
import { StoryEditions } from './story-editions.service.js'
import { StoryEvents } from './story-events.service.js'
import { StoryReturns } from './story-returns.service.js'
import { StoryRounds } from './story-rounds.service.js'
import { playScenes } from './timeline.js'

/** Told of each step of the making: what it is, and what came of it. */
export type Progress = (what: string, outcome: string) => void

const noRoom =
  'SEED=demo makes a register of its own, and this one holds entries already: set DATA_DIR (or DATABASE_URL) to an empty ' +
  'place, or leave SEED=demo out.'
const unfinished =
  'The making of the demonstration was interrupted, and it cannot be taken up again: empty DATA_DIR (or the database of ' +
  'DATABASE_URL), which holds only illustrative data, and start once more.'

/**
 * Makes the demonstration: a programme in its second year, told by the files of `seeds/demo` and done by the same services
 * that people use, with the clock held at the moments of the story.
 */
@Injectable()
export class DemonstrationService {
  constructor(
    private readonly database: Database,
    private readonly ledger: Ledger,
    private readonly clock: Clock,
    private readonly settings: Settings,
    private readonly illustrative: Illustrative,
    private readonly seeding: SeedingService,
    private readonly firstAccount: FirstAccount,
    private readonly cast: Cast,
    private readonly rounds: StoryRounds,
    private readonly returns: StoryReturns,
    private readonly events: StoryEvents,
    private readonly editions: StoryEditions,
  ) {}

  /**
   * Makes the demonstration where the register is empty.
   *
   * @param seeds the folder of the seed files; the story stands in its folder `demo`
   * @param parts what of it is made; without its reports it takes a few seconds
   * @returns how its people sign in, shown once; null where it was made before
   * @throws SettingsError where the register holds something else
   */
  async make(
    seeds: string,
    tell: Progress = () => undefined,
    parts: 'all' | 'without reports' = 'all',
  ): Promise<Credential[] | null> {
    if (await isIllustrative(this.database)) {
      if (!(await this.isFinished())) throw new SettingsError(unfinished)
      return null
    }
    if (!(await isUntouched(this.database))) throw new SettingsError(noRoom)
    const story = readStory(join(seeds, 'demo'))
    const [begins, ends] = [momentOfStory(story.begins), momentOfStory(story.ends)]
    this.clock.holdAt(begins)
    await this.note('demonstration.begun')
    this.illustrative.mark()
    tell('Register', `${await this.seeding.seed(seeds)} actions entered from the source documents`)
    // The first account is the settings' where they name one; else it is the first of the story's.
    const first = this.settings.ADMIN_EMAIL === undefined ? null : await this.firstAccount.make()
    const credentials = [...(first ? [credentialOf(first)] : []), ...(await this.cast.engage(story))]
    tell('People', `${credentials.length} accounts, all of them made up`)
    const reports = parts === 'all' ? this.editions.scenes(story, (path) => tell('Report', path)) : []
    const scenes = [
      ...[...this.rounds.scenes(story), ...this.returns.scenes(story)],
      ...[...this.events.scenes(story), ...reports],
    ]
    await playScenes(this.clock, scenes, ends)
    this.clock.holdAt(ends)
    await this.note('demonstration.finished')
    this.clock.goOnFrom(await this.ledger.lastMoment())
    tell('Story', `${story.rounds.length} quarterly rounds, up to ${story.ends}`)
    return credentials
  }

  private async note(kind: 'demonstration.begun' | 'demonstration.finished'): Promise<void> {
    await this.ledger.write(demonstrationAuthor, (write) => {
      write.tell({ kind, subject: 'register', details: { notice: illustrativeNotice } })
      return Promise.resolve()
    })
  }

  private async isFinished(): Promise<boolean> {
    const lines = await this.database.select(
      `SELECT sequence FROM audit_line WHERE kind = 'demonstration.finished'`,
    )
    return lines.length > 0
  }
}

/** The first account, where the settings name one. */
function credentialOf({ email, oneTimePassword }: FirstSignIn): Credential {
  const password = oneTimePassword ?? 'as set in ADMIN_PASSWORD'
  return { name: 'Programme office', role: 'First account', email, password }
}
