import { type Day, quarterInWords, quarterOf } from '../../clock/dates.js'
import type { ActionView } from '../../register/views.js'
import { groupBy } from '../shared/footing.js'
import { asSentence, count, figure, inList } from '../shared/words.js'
import { allProposed, lateInWords, leadNames, movesInWords } from './action-words.js'
import { isOpen } from './counts.js'
import { type Unnumbered, says } from './paragraph.js'
import type { DueRow, DueTable, Point } from './scrutiny.model.js'

/** What falls due when, and which open actions have no end date. */
export function timetable(actions: readonly ActionView[], today: Day): Unnumbered[] {
  const open = actions.filter(isOpen)
  if (open.length === 0) return [says('No action is open: nothing falls due.')]
  const dated = open.filter((action) => action.timescale.end !== null)
  const undated = open.filter((action) => action.timescale.end === null)
  return [
    dated.length === 0
      ? says('No open action has an end date: nothing falls due on a known day.')
      : says(dueSentence(dated, open.length), { due: dueTable(dated, allProposed(actions), today) }),
    ...(undated.length > 0 ? [undatedParagraph(undated, open.length)] : []),
  ]
}

function dueSentence(dated: readonly ActionView[], open: number): string {
  const late = dated.filter((action) => action.timeliness === 'overdue').length
  const soon = dated.filter((action) => action.timeliness === 'due_this_quarter').length
  const told = [
    { number: late, words: 'late' },
    { number: soon, words: 'due by the end of this quarter' },
    { number: dated.length - late - soon, words: 'due later' },
  ].filter(({ number }) => number > 0)
  const parts = told.map(({ number, words }) => `${figure(number)} ${number === 1 ? 'is' : 'are'} ${words}`)
  return `Of the ${count(open, 'open action')}, ${inList(parts)}.`
}

function dueTable(dated: readonly ActionView[], saidOfAll: boolean, today: Day): DueTable {
  const inOrder = dated.toSorted((one, other) =>
    (one.timescale.end ?? '').localeCompare(other.timescale.end ?? ''),
  )
  const groups = groupBy(inOrder, (action) => {
    if (action.timeliness === 'overdue') return 'Late'
    return quarterInWords(quarterOf(action.timescale.end ?? today))
  })
  return {
    caption: 'What falls due when',
    groups: [...groups].map(([heading, due]) => ({
      heading,
      rows: due.map((action) => dueRow(action, saidOfAll, today)),
    })),
  }
}

function dueRow(action: ActionView, saidOfAll: boolean, today: Day): DueRow {
  const { asWritten, basis, end } = action.timescale
  const words = asWritten.map((wording) => `“${wording}”`).join('; ')
  const reading = basis === 'inferred' ? 'Our reading of ' : 'As written: '
  const names = leadNames(action.leads, saidOfAll)
  return {
    ref: action.ref,
    title: action.title,
    end: end ?? today,
    timeliness: action.timeliness,
    late: lateInWords(action, today),
    leads: names.length > 0 ? inList(names) : 'None named',
    asWritten: words === '' ? null : `${reading}${words}`,
    moved: movesInWords(action),
  }
}

/** The undated, told apart by the words that the plan has in place of a date. */
function undatedParagraph(undated: readonly ActionView[], open: number): Unnumbered {
  const byWording = groupBy(undated, (action) =>
    action.timescale.asWritten.map((words) => `“${words}”`).join('; '),
  )
  const points = [...byWording].map(([wording, actions]): Point => ({
    text:
      wording === ''
        ? `No timescale is given: ${count(actions.length, 'action')}`
        : `${wording}: ${count(actions.length, 'action')}`,
    refs: actions.map((action) => action.ref),
  }))
  const text =
    undated.length === open
      ? `None of the ${count(open, 'open action')} has an end date.`
      : `${count(undated.length, 'open action has', 'open actions have')} no end date.`
  const closing = points.some((point) => point.text.startsWith('“'))
    ? ' In place of a date the plan says:'
    : ''
  return says(`${asSentence(text)}${closing}`, { points })
}
