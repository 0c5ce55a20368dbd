import { Injectable } from '@nestjs/common'
import type { Person } from '../../accounts/person.js'
import { ReturnLinks } from '../../commissions/messages/return-links.js'
import { ReturnsService } from '../../commissions/returns/returns.service.js'
import { count } from '../../reports/shared/words.js'
import { ReturnWorkbooks, type WorkbookAnswerer } from '../../workbooks/return-workbooks.service.js'
import { paths } from '../paths.js'
import { LinkEnded } from '../returns/link-doors.js'
import { doorOfAccount, doorOfLink, factsOf, nameOf, type ReturnDoor } from '../returns/return-door.js'
import type { WorkbookDoor } from './workbook-door.js'

/** Workbooks of returns, for people with an account and for those who come by a mailed link. */
@Injectable()
export class ReturnDoors {
  constructor(
    private readonly workbooks: ReturnWorkbooks,
    private readonly returns: ReturnsService,
    private readonly links: ReturnLinks,
  ) {}

  ofAccount(person: Person, id: number): WorkbookDoor {
    return this.doorOf(doorOfAccount(person, id), null)
  }

  /** @throws LinkEnded */
  async ofLink(token: string): Promise<WorkbookDoor> {
    const link = await this.links.open(token)
    if (!link) throw new LinkEnded()
    return this.doorOf(doorOfLink(link, token), link.id)
  }

  private doorOf(door: ReturnDoor, linkId: number | null): WorkbookDoor {
    const answerer: WorkbookAnswerer = { who: door.who, linkId }
    const { id, pages: ofReturn } = door
    const pages = paths.workbookPages(ofReturn.workbook)
    return {
      pages,
      words: {
        takeHref: pages.file,
        takeText: 'Download the workbook (.xlsx)',
        takeSentence: '',
        button: (changes) => `Save ${count(changes, 'answer')}`,
        sentence:
          'The answers are saved in the return, all of them or none. The return is not sent yet: you do that on its page.',
        doneHref: ofReturn.start,
        done: (changes) =>
          `${count(changes, 'answer')} saved from the workbook. Send the return when all is answered.`,
      },
      facts: async (title, { backToForm, ...more }) => {
        const view = await this.returns.one(door.who, id)
        const back = { text: 'Back to loading a workbook', href: pages.start }
        const facts = factsOf(door, view, { title, ...more, ...(backToForm ? { backLink: back } : {}) })
        return { ...facts, title: `${title} – ${nameOf(view)}`, wide: true }
      },
      caption: async () => nameOf(await this.returns.one(door.who, id)),
      make: () => this.workbooks.make(answerer, id, pages.start),
      load: (file) => this.workbooks.load(answerer, id, file),
      find: (load) => this.workbooks.find(answerer, id, load),
      save: (load) => this.workbooks.save(answerer, id, load),
    }
  }
}
