import { inWords } from '../../clock/dates.js'
import type { ActionView } from '../../register/views.js'
import { count, inList } from '../shared/words.js'
import { allProposed } from './action-words.js'
import { countsInWords, isOpen } from './counts.js'
import type { Counts, Recommendations } from './scrutiny.model.js'

interface Ask {
  heading: string
  /** Place of the section that they stand in; null where they stand before the sections. */
  section: number | null
  /** "A.", "(a)", "2.1" for the first, the second, ... */
  letter: (count: number) => string
  /** "panel" */
  body: string
  actions: readonly ActionView[]
  counts: Counts
  cutOff: string
  /** The officer's own recommendations; they take the place of the proposals. */
  officer: readonly string[]
}

/**
 * What is asked of the panel: the officer's own words, else proposals that rest on the register's figures
 * alone.
 */
export function recommendations(ask: Ask): Recommendations {
  const { heading, section, letter, body, actions, counts, cutOff } = ask
  const officer = ask.officer.filter((text) => text.trim() !== '')
  const own = officer.length > 0
  const texts = own ? officer : proposals(body, actions, counts, cutOff)
  return {
    heading,
    section,
    by: own ? 'officer' : 'register',
    note: own
      ? null
      : 'Draft, proposed from the figures of the register. The officer confirms or replaces them.',
    items: texts.map((text, index) => ({ letter: letter(index + 1), text })),
  }
}

function proposals(body: string, actions: readonly ActionView[], counts: Counts, cutOff: string): string[] {
  const that = `That the ${body}`
  const decides = `${that} decides whether it wishes to receive a further update and, if so, when.`
  if (actions.length === 0) return [`${that} takes note that the plan has no actions.`, decides]
  const progress = `of ${count(counts.actions, 'action')}, ${countsInWords(counts)}`
  const asks = [`${that} takes note of progress as known on ${inWords(cutOff)}: ${progress}.`]
  if (counts.late > 0) {
    const late = actions.filter((action) => action.timeliness === 'overdue').map((action) => action.ref)
    const which = late.length <= 6 ? ` (${inList(late)})` : ''
    const are = count(counts.late, 'action is', 'actions are')
    asks.push(`${that} asks why ${are} late${which} and when each will be done.`)
  }
  const gaps = [
    ...(counts.noLead > 0 ? [`the ${count(counts.noLead, 'action')} without a lead`] : []),
    ...(counts.noEndDate > 0 ? [`the ${count(counts.noEndDate, 'action')} without an end date`] : []),
  ]
  const questions = [
    ...(counts.noLead > 0 ? ['who will lead'] : []),
    ...(counts.noEndDate > 0 ? ['by when each will be done'] : []),
  ]
  if (allProposed(actions) && actions.some(isOpen)) {
    asks.push(`${that} asks that the leads, so far only proposed, be confirmed.`)
  }
  if (gaps.length > 0) asks.push(`${that} considers ${inList(gaps)}, and asks ${inList(questions)}.`)
  return [...asks, decides]
}
