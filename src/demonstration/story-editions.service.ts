import { setTimeout as after } from 'node:timers/promises'
import { Injectable } from '@nestjs/common'
import type { Person } from '../accounts/person.js'
import { endOfDay } from '../clock/dates.js'
import { EditionMoves } from '../reports/issuing/edition-moves.service.js'
import { EditionPrinting } from '../reports/making/edition-printing.service.js'
import { EditionsService } from '../reports/making/editions.service.js'
import { ReportsService } from '../reports/reports.service.js'
import { EditionWriting } from '../reports/writing/edition-writing.service.js'
import { Cast } from './cast.service.js'
import { momentOfStory } from './read-story.js'
import type { Story, StoryImg, StoryScrutiny } from './story-shape.js'
import type { Scene } from './timeline.js'

/** Told of each edition as it is made. */
export type EditionTold = (path: string) => void

/** The reports of the story: written by one person, approved and issued by another. */
@Injectable()
export class StoryEditions {
  constructor(
    private readonly editions: EditionsService,
    private readonly reports: ReportsService,
    private readonly writing: EditionWriting,
    private readonly printing: EditionPrinting,
    private readonly moves: EditionMoves,
    private readonly cast: Cast,
  ) {}

  scenes(story: Story, tell: EditionTold): Scene[] {
    const ids = new Map<StoryImg, string>()
    return [
      ...story.img.flatMap((img): Scene[] => [
        { at: momentOfStory(img.made), play: async () => ids.set(img, await this.write(story, img)) },
        {
          at: momentOfStory(img.issued),
          play: async () => tell(await this.issue(story, ids.get(img) ?? '')),
        },
      ]),
      ...story.scrutiny.map((draft): Scene => ({
        at: momentOfStory(draft.made),
        play: async () => tell(await this.draft(story, draft)),
      })),
    ]
  }

  private async write(story: Story, img: StoryImg): Promise<string> {
    const office = await this.cast.person(story.people, 'office')
    const { id } = await this.editions.make(office, {
      ...{ kind: 'img', plan: null, title: null, knownBy: endOfDay(img.cutOff) },
    })
    const parts: [name: string, content: unknown][] = [
      ['decisions', { items: img.decisions }],
      ...(img.outcomes ? [['outcomes', { items: img.outcomes }] as [string, unknown]] : []),
      ...Object.entries(img.paragraphs).map(([name, text]): [string, unknown] => [name, { text }]),
    ]
    for (const [name, content] of parts) await this.save(office, id, name, content)
    await this.printed(office, id)
    await this.moves.move(office, id, { to: 'in_review' })
    return id
  }

  private async issue(story: Story, id: string): Promise<string> {
    const approver = await this.cast.person(story.people, 'approver')
    await this.moves.move(approver, id, { to: 'approved' })
    const { work } = await this.moves.move(approver, id, { to: 'issued' })
    const edition = await work
    if (edition.state !== 'issued') throw new Error(edition.failure ?? `${id} could not be issued.`)
    return this.editions.pdfPath(edition)
  }

  private async draft(story: Story, { plan, cutOff, by, sections }: StoryScrutiny): Promise<string> {
    const officer = await this.cast.person(story.people, by)
    const edition = await this.editions.make(officer, {
      ...{ kind: 'scrutiny', plan, title: null, knownBy: endOfDay(cutOff) },
    })
    const parts = await this.writing.parts(officer, edition.id)
    for (const { heading, text } of sections) {
      const part = parts.find(({ label }) => label.toLowerCase().includes(heading))
      if (!part) throw new Error(`The report of ${plan} has no section on ${heading}.`)
      await this.save(officer, edition.id, part.name, { text })
    }
    await this.printed(officer, edition.id)
    return this.editions.pdfPath(edition)
  }

  private async save(person: Person, id: string, name: string, content: unknown): Promise<void> {
    const { print } = await this.writing.save(person, id, name, { revision: 0, content })
    // All parts are shown by one print: it is waited for where it is needed.
    print.catch(() => undefined)
  }

  /** Waits for the print and for its check: without both nothing is approved. */
  private async printed(person: Person, id: string): Promise<void> {
    const edition = await this.printing.print(id)
    if (edition.printState !== 'printed') throw new Error(edition.failure ?? `${id} could not be printed.`)
    for (let tries = 0; (await this.reports.checks(person, id)) === null; tries += 1) {
      if (tries > 40) throw new Error(`The print of ${id} could not be checked.`)
      await this.reports.checked(person, id)
      await after(250)
    }
  }
}
