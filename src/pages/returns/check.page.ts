import { type Day, inWords } from '../../clock/dates.js'
import { wholePart } from '../../commissions/returns/return-lines.js'
import { returnStateFacts } from '../../commissions/returns/return-state.js'
import type { ReturnBlocker, ReturnView } from '../../commissions/views.js'
import { count, inList } from '../../reports/shared/words.js'
import { type PageAnswer, pageOf } from '../../web/pages/page.js'
import { returnTag } from '../commissions/commission-words.js'
import type { Tag } from '../tags.js'
import { type AnswerCards, cardsOfView } from './answer-cards.js'
import { factsOf, type ReturnDoor } from './return-door.js'

interface CheckPage {
  agency: string
  commission: string
  summary: string
  blockers: { text: string; href: string | null }[]
  /** What is worth knowing before it is sent, and keeps nobody from sending it. */
  notes: string[]
  units: { name: string; tag: Tag }[]
  answers: AnswerCards
  send: { action: string; text: string; means: string } | null
  backHref: string
}

const draw = pageOf<CheckPage>('returns/check')

/** What will be sent, and what keeps it from being sent. */
export function checkPage(door: ReturnDoor, view: ReturnView, today: Day): PageAnswer {
  const { blockers, may, needsSecondPerson } = view
  return draw(factsOf(door, view, { title: 'Check and send' }), {
    ...{ agency: view.agency.name, commission: view.commission.title, summary: summaryOf(view) },
    blockers: blockers.map((blocker) => blockerOf(door, blocker)),
    notes: notesOf(view, today),
    units: view.units.map(({ agency, state }) => ({ name: agency.name, tag: returnTag(state) })),
    // Lines without an answer stand among what is still to do.
    answers: { ...cardsOfView(view, (ref) => door.pages.line(ref)), unanswered: [] },
    send:
      blockers.length > 0 || !may.submit
        ? null
        : {
            action: door.pages.check,
            text: needsSecondPerson ? 'Send it on to be signed off' : 'Send the return',
            means: needsSecondPerson
              ? 'A second person of your agency reads it and signs it off before it goes to the programme office. Until then you cannot change it.'
              : 'It goes to the programme office as it stands here, and cannot be changed unless the programme office sends it back.',
          },
    backHref: door.pages.start,
  })
}

function summaryOf({ lineViews, lines }: ReturnView): string {
  const said = lineViews.filter(({ answer }) => answer !== null && !answer.nothingToReport).length
  const nil = lineViews.filter(({ answer }) => answer?.nothingToReport).length
  const open = lines - said - nil
  const parts = [
    ...(said > 0 ? [`${count(said, 'line')} with something to report`] : []),
    ...(nil > 0 ? [`${count(nil, 'line')} with nothing to report`] : []),
    ...(open > 0 ? [`${count(open, 'line')} without an answer`] : []),
  ]
  return `${inList(parts)}.`
}

function blockerOf({ pages }: ReturnDoor, { part, sentence }: ReturnBlocker): CheckPage['blockers'][number] {
  if (part === null) return { text: sentence, href: null }
  return { text: sentence, href: part === wholePart ? pages.questions : pages.line(part) }
}

function notesOf({ units, commission, late }: ReturnView, today: Day): string[] {
  const missing = units.filter(({ state }) => !returnStateFacts[state].answered)
  const names = inList(missing.map(({ agency }) => agency.name))
  const afterwards = today > commission.dueOn
  return [
    ...(late
      ? [`The deadline was ${inWords(commission.dueOn)}: this answer is late, and counts as an answer.`]
      : []),
    ...(missing.length > 0 && afterwards ? [`It goes without ${names}, and says so.`] : []),
  ]
}
