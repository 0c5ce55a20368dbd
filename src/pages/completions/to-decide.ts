import { pageOf } from '../../web/pages/page.js'
import type { Markup } from '../../web/pages/html.js'
import type { DateRow } from '../actions/action-dates.js'
import type { Paging } from '../paging.js'
import { paths } from '../paths.js'
import type { DecisionForm } from './decision-form.js'

/** How many things wait for the programme office, of each kind. */
export interface Waiting {
  completions: number
  dates: number
}

export interface Row {
  key: { text: string }
  value: { html: Markup }
}

/** One thing that waits, as a card. */
interface Card {
  title: { text: string; headingLevel: number }
  actions: { items: { href: string; text: string }[] }
  rows: Row[]
}

export interface ToDecidePage {
  heading: string
  says: string
  parts: { text: string; href: string; active: boolean }[]
  cards: Card[]
  empty: string
  paging: Paging | null
}

export const toDecidePage = pageOf<ToDecidePage>('completions/to-decide')

export interface DecisionPage {
  ref: string
  title: string
  actionHref: string
  heading: string
  /** The promise, in the words of the plan. */
  text: string
  rows: Row[]
  /** Every end date so far, where it is one that is decided. */
  dates: DateRow[] | null
  /** Null where the reader does not decide, or nothing waits any more. */
  form: DecisionForm | null
  /** Why there is no form. */
  instead: string | null
}

export const decisionPage = pageOf<DecisionPage>('completions/decision')

/** How many of them stand on a page. */
export const pageSize = 20

/** The two parts of what waits, each with its number. */
export function partsOf(waiting: Waiting, active: keyof Waiting): ToDecidePage['parts'] {
  return [
    {
      text: `Completions to verify (${waiting.completions})`,
      href: paths.completions(),
      active: active === 'completions',
    },
    {
      text: `New dates to agree (${waiting.dates})`,
      href: paths.dateChanges(),
      active: active === 'dates',
    },
  ]
}

export function cardOf(ref: string, title: string, rows: Row[], link: { href: string; text: string }): Card {
  return { title: { text: `${ref} ${title}`, headingLevel: 2 }, actions: { items: [link] }, rows }
}

export const onlyTheOffice = 'The programme office decides this.'
