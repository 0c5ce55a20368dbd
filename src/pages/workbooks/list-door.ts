import { Injectable } from '@nestjs/common'
import type { Person } from '../../accounts/person.js'
import { count } from '../../reports/shared/words.js'
import { ListWorkbooks } from '../../workbooks/list-workbooks.service.js'
import { paths } from '../paths.js'
import type { WorkbookDoor } from './workbook-door.js'

/** Workbooks of lists of actions. */
@Injectable()
export class ListDoors {
  constructor(private readonly workbooks: ListWorkbooks) {}

  of(person: Person): WorkbookDoor {
    const pages = paths.listWorkbook()
    return {
      pages,
      words: {
        takeHref: paths.actions(),
        takeText: 'the list of actions',
        takeSentence: 'Take a workbook from',
        button: (changes) => `Record ${count(changes, 'update')}`,
        sentence:
          'Each becomes an update of its action, all of them or none. What is recorded cannot be altered or taken away; a later update can correct it.',
        doneHref: paths.actions(),
        done: (changes) => `${count(changes, 'action')} updated from the workbook`,
      },
      facts: (title, { backToForm, ...more }) => ({
        ...{ title, section: 'actions', wide: true, ...more },
        backLink: backToForm
          ? { text: 'Back to loading a workbook', href: pages.start }
          : { text: 'Back to the actions', href: paths.actions() },
      }),
      caption: () => Promise.resolve(null),
      make: () => this.workbooks.make(person, {}, []),
      load: (file) => this.workbooks.load(person, file),
      find: (id) => this.workbooks.find(person, id),
      save: (id) => this.workbooks.save(person, id),
    }
  }
}
