import type { GivenFile } from '../../documents/reading/read-book.js'
import type { PageFacts, PageLink } from '../../web/pages/frame.js'
import type { MadeWorkbook } from '../../workbooks/workbook-file.js'
import type { KeptLoad } from '../../workbooks/workbook-loads.service.js'
import type { WorkbookPages } from '../paths.js'

/** What a workbook is of, and whoever loads it: the pages are the same for a list, a return and a return by a link. */
export interface WorkbookDoor {
  pages: WorkbookPages
  words: WorkbookWords
  /** Frame of a page with this title. */
  facts: (
    title: string,
    more: { errors?: PageLink[]; status?: number; backToForm?: boolean },
  ) => PageFacts | Promise<PageFacts>
  /** Whose answers it holds, above the heading; null where they are the reader’s own. */
  caption: () => Promise<string | null>
  make: () => Promise<MadeWorkbook>
  load: (file: GivenFile) => Promise<string>
  find: (id: string) => Promise<KeptLoad>
  save: (id: string) => Promise<number>
}

/** How the pages speak of it. */
export interface WorkbookWords {
  /** What a workbook is taken from: a sentence with a link, or the button of the page itself. */
  takeHref: string
  takeText: string
  takeSentence: string
  /** "Record 3 updates" */
  button: (changes: number) => string
  /** What becomes of the changes. */
  sentence: string
  /** Where everything was saved. */
  doneHref: string
  done: (changes: number) => string
}
