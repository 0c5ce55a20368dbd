import { addDays, type Day, inWords, quarterAfter, quarterOf } from '../../clock/dates.js'
import type { ActionView, RegisterSnapshot } from '../../register/views.js'
import { groupBy, mustAddUp } from '../shared/footing.js'
import { mostNamed } from '../shared/timeline.js'
import { asSentence, count, figure, inList } from '../shared/words.js'
import type { ForwardPart } from './later.model.js'
import { dueBetween, someLines, timescaleRead } from './lines.js'
import { isDateless } from './tally.js'

/** A month lists so many; the others stand in Annex A. */
const mostLines = 40

/** Section 6: what falls due from the cut-off to the end of the second quarter after it. */
export function forwardPart(closing: RegisterSnapshot): ForwardPart {
  const until = quarterAfter(closing.cutOff, 2).end
  const from = addDays(closing.cutOff, closing.cutOff === quarterOf(closing.cutOff).end ? 1 : 0)
  const due = dueBetween(closing.actions, from, until)
  const byMonth = groupBy(due, (action) => (action.timescale.end ?? '').slice(0, 7))
  const months = monthsBetween(from, until).map((month) => ({
    label: monthLabel(month),
    value: byMonth.get(month)?.length ?? 0,
  }))
  mustAddUp(
    months.map((month) => month.value),
    due.length,
    'The months of the forward look',
  )
  const busy = months.filter((month) => month.value > 0)
  return {
    ...{ from, until, months },
    chartTitle:
      due.length <= mostNamed
        ? 'Each action on the day that it falls due'
        : 'Actions falling due, week by week',
    marks: due.map(({ ref, timescale }) => ({ ref, end: timescale.end ?? '' })),
    says:
      busy.length === 0
        ? `No action falls due by ${inWords(until)}.`
        : `${asSentence(count(due.length, 'action'))} ${due.length === 1 ? 'falls' : 'fall'} due by ${inWords(until)}: ` +
          `${inList(busy.map((month) => `${figure(month.value)} in ${month.label}`))}.`,
    due: [...byMonth].map(([month, actions]) => ({
      month: monthLabel(month),
      ...someLines(actions, mostLines, leadAndDate),
    })),
    beyond: beyondWords(closing, until),
  }
}

function leadAndDate(action: ActionView): string {
  const lead = action.leads.length === 0 ? 'No lead' : inList(action.leads.map((each) => each.name))
  return `${timescaleRead(action.timescale)}. ${lead}.`
}

function beyondWords(closing: RegisterSnapshot, until: Day): string {
  const later = dueBetween(closing.actions, addDays(until, 1), '9999-12-31').length
  const never = closing.actions.filter(isDateless).length
  const sentences = [
    later === 0
      ? 'Nothing falls due after that.'
      : `After that, ${count(later, 'action')} ${later === 1 ? 'falls' : 'fall'} due.`,
    never === 0
      ? ''
      : `${asSentence(count(never, 'open action'))} ${never === 1 ? 'has' : 'have'} no end date and will never fall due as the register stands.`,
  ]
  return sentences.filter((sentence) => sentence !== '').join(' ')
}

/** The months after the cut-off, and its own one while that is not over: "2014-01". */
function monthsBetween(from: Day, until: Day): string[] {
  const found: string[] = []
  let day = from
  while (day <= until) {
    const month = day.slice(0, 7)
    found.push(month)
    while (day.slice(0, 7) === month) day = addDays(day, 1)
  }
  return found
}

/** "January 2014" */
const monthLabel = (month: string) => inWords(`${month}-01`).replace(/^1 /u, '')
