import { daysBetween, type Day, inWords } from '../../clock/dates.js'
import { returnStateFacts } from '../../commissions/returns/return-state.js'
import type { ReturnSummary } from '../../commissions/views.js'
import { count } from '../../reports/shared/words.js'
import { type PageAnswer, pageOf } from '../../web/pages/page.js'
import { fromToday, periodInWords, returnTag } from '../commissions/commission-words.js'
import { paths } from '../paths.js'
import type { Tag } from '../tags.js'
import { answeredInWords } from './return-words.js'

interface ReturnRow {
  agency: string
  href: string
  commission: string
  period: string
  due: string
  dueNote: string | null
  lines: string
  tag: Tag
  next: { text: string; href: string | null }
}

interface ReturnTable {
  id: string
  heading: string
  caption: string
  rows: ReturnRow[]
  empty: string
}

interface ReturnListPage {
  lead: string
  tables: ReturnTable[]
}

const draw = pageOf<ReturnListPage>('returns/list')

/** The returns of somebody who answers for agencies, or for the programme office everything that waits. */
export function returnListPage(
  returns: readonly ReturnSummary[],
  { today, office }: { today: Day; office: boolean },
): PageAnswer {
  const table = (id: string, heading: string, some: ReturnSummary[], empty: string): ReturnTable => ({
    ...{ id, heading, empty, caption: `${heading}: ${count(some.length, 'return')}` },
    rows: some.map((one) => rowOf(one, today, office)),
  })
  const { toTake, toAnswer, sent, earlier } = sorted(returns)
  const tables = office
    ? [
        table('office', 'Waiting for you', toTake, 'No return waits for the programme office.'),
        table('agencies', 'Waiting for the agencies', toAnswer, 'No agency owes a return now.'),
        table('earlier', 'Done', [...sent, ...earlier], 'No return has been accepted or closed yet.'),
      ]
    : [
        table('now', 'Now', [...toAnswer, ...toTake, ...sent], 'No return is asked of you now.'),
        table('earlier', 'Earlier', earlier, 'You have answered no earlier return.'),
      ]
  const lead = office ? officeLead(toTake.length, toAnswer.length) : agencyLead(toAnswer)
  return draw({ title: 'Returns', section: 'returns', wide: true }, { lead, tables })
}

function sorted(returns: readonly ReturnSummary[]) {
  const now = returns.filter(({ commission }) => commission.state === 'open')
  const waits = (one: ReturnSummary) => ['open', 'awaiting_sign_off', 'sent_back'].includes(one.state)
  const byDay = (one: ReturnSummary, other: ReturnSummary) =>
    daysBetween(other.commission.dueOn, one.commission.dueOn)
  return {
    toTake: returns.filter(({ state }) => state === 'submitted'),
    toAnswer: now.filter(waits).sort(byDay),
    sent: now.filter(({ state }) => state === 'accepted' || state === 'not_answered'),
    earlier: returns.filter(({ commission, state }) => commission.state !== 'open' && state !== 'submitted'),
  }
}

function officeLead(toTake: number, toAnswer: number): string {
  const taking =
    toTake === 0
      ? 'No return waits for you'
      : `${count(toTake, 'return')} ${toTake === 1 ? 'waits' : 'wait'} for you`
  const owing =
    toAnswer === 0 ? 'no agency owes one' : `${count(toAnswer, 'agency owes', 'agencies owe')} one`
  return `${taking}; ${owing}.`
}

function agencyLead(toAnswer: readonly ReturnSummary[]): string {
  const [first, ...others] = toAnswer
  if (!first) return 'Nothing is asked of you at the moment.'
  const due = inWords(first.commission.dueOn)
  if (others.length === 0)
    return `You are asked for 1 return, due on ${due}: ${answeredInWords(first).toLowerCase()}.`
  return `You are asked for ${count(toAnswer.length, 'return')}, the first due on ${due}.`
}

function rowOf(one: ReturnSummary, today: Day, office: boolean): ReturnRow {
  const { agency, commission, state, daysLate } = one
  const open = !returnStateFacts[state].answered && state !== 'not_answered'
  const days = daysBetween(today, commission.dueOn)
  return {
    ...{ agency: agency.name, href: paths.return(one.id), commission: commission.title },
    ...{ period: periodInWords(commission), due: inWords(commission.dueOn), tag: returnTag(state) },
    dueNote: open ? (daysLate > 0 ? `${count(daysLate, 'day')} late` : fromToday(days)) : null,
    lines: `${one.linesAnswered} of ${one.lines}`,
    next: nextStep(one, office),
  }
}

/** "Answer the 3 lines left" */
const leftInWords = (left: number): string =>
  left === 1 ? 'Answer the line that is left' : `Answer the ${count(left, 'line')} left`

/** The next thing that somebody does with the return, and where. */
function nextStep(one: ReturnSummary, office: boolean): ReturnRow['next'] {
  const { id, state, lines, linesAnswered, commission } = one
  const pages = paths.returnPages(id)
  switch (state) {
    case 'open':
      if (office) return { text: 'Answer on its behalf', href: pages.start }
      return linesAnswered < lines
        ? { text: leftInWords(lines - linesAnswered), href: pages.start }
        : { text: 'Check it and send it', href: pages.check }
    case 'awaiting_sign_off':
      return { text: 'A second person signs it off', href: pages.start }
    case 'sent_back':
      return {
        text: office ? 'The agency answers your question' : 'Answer what the programme office asks',
        href: pages.start,
      }
    case 'submitted':
      return office
        ? { text: 'Accept it or send it back', href: paths.reviewReturn(commission.id, id) }
        : { text: 'Nothing: the programme office reads it', href: null }
    case 'accepted':
      return { text: 'Nothing: it is in the register', href: null }
    case 'not_answered':
      return { text: 'Nothing: closed without an answer', href: null }
  }
}
