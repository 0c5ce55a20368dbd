import { type Day, momentInWords } from '../../clock/dates.js'
import type { ReturnView } from '../../commissions/views.js'
import { count, inList } from '../../reports/shared/words.js'
import { type PageAnswer, pageOf } from '../../web/pages/page.js'
import { periodInWords, returnTag, wayInWords } from '../commissions/commission-words.js'
import { paths } from '../paths.js'
import type { Tag } from '../tags.js'
import { type AnswerCards, cardsOfView } from './answer-cards.js'
import type { Colleague } from './colleagues.js'
import { factsOf, isByLink, type ReturnDoor } from './return-door.js'
import { answeredInWords, dueInWords, isWaiting } from './return-words.js'
import { givenBack, stepInWords } from './return-steps.js'
import { type Task, taskOfWhole, tasksOf } from './return-tasks.js'

interface Question {
  /** "On MER13-7.1" */
  about: string
  text: string
  by: string
  ref: string
  href: string | null
}

interface Link {
  text: string
  href: string
}

interface ReturnPage {
  agency: string
  commission: string
  period: string
  lead: string
  tag: Tag
  /** What the state means for whoever reads. */
  meaning: string[]
  /** What the second person wants changed. */
  givenBack: { text: string; by: string } | null
  questions: Question[]
  /** What to do next, as the first button. */
  next: Link | null
  check: Link | null
  /** What else can be done. */
  more: Link[]
  tasks: Task[]
  wholeTask: Task | null
  signOff: { signAction: string; giveBackHref: string; sentBy: string } | null
  /** The answers to read, where they cannot be written. */
  answers: AnswerCards | null
  units: { name: string; tag: Tag; href: string | null }[]
  submissions: { words: string; href: string; sha256: string }[]
  steps: { what: string; when: string; reason: string | null }[]
}

const draw = pageOf<ReturnPage>('returns/return')

/** What the page rests on besides the return. */
export interface ReturnReading {
  today: Day
  /** People of the agency besides the reader; null for who does not answer. */
  colleagues: readonly Colleague[] | null
}

/** The return: what is asked, what is answered, what comes next. */
export function returnPage(door: ReturnDoor, view: ReturnView, reading: ReturnReading): PageAnswer {
  const { write } = view.may
  return draw(factsOf(door, view, {}), {
    agency: view.agency.name,
    commission: view.commission.title,
    period: periodInWords(view.commission),
    lead: `${dueInWords(view, reading.today)} ${answeredInWords(view)}.`,
    tag: returnTag(view.state),
    meaning: meaningOf(view, reading),
    givenBack: givenBack(view),
    questions: questionsOf(door, view),
    next: write ? nextOf(door, view) : null,
    check: write ? { text: 'Check and send', href: door.pages.check } : null,
    more: write ? moreOf(door, view, reading) : reviewOf(door, view),
    tasks: write ? tasksOf(door, view, reading.today) : [],
    wholeTask: write ? taskOfWhole(door, view) : null,
    signOff: signOffOf(door, view),
    answers: write ? null : cardsOfView(view, null),
    units: view.units.map(({ id, agency, state }) => ({
      ...{ name: agency.name, tag: returnTag(state), href: isByLink(door) ? null : paths.return(id) },
    })),
    submissions: view.submissions.map(({ number, author, via, submittedAt, sha256 }) => ({
      words: `Sent on ${momentInWords(submittedAt)} by ${author}, ${wayInWords(via)}`,
      ...{ href: door.pages.sent(number), sha256 },
    })),
    steps: view.steps.map((step) => ({
      ...{ what: stepInWords(step), when: momentInWords(step.at), reason: step.reason },
    })),
  })
}

function meaningOf(view: ReturnView, { colleagues }: ReturnReading): string[] {
  const { state, needsSecondPerson, may } = view
  const second = needsSecondPerson ? ['A second person of your agency signs it off before it goes.'] : []
  switch (state) {
    case 'open':
      return may.write ? second : ['The agency has not sent it yet.']
    case 'sent_back':
      return ['The programme office has sent it back. Answer what is asked, then send it again.', ...second]
    case 'awaiting_sign_off':
      return may.signOff
        ? ['A colleague has sent it on to you. Read it, then sign it off or give it back.']
        : ['It has been sent on, and waits for a second person to sign it off.', ...whoSigns(colleagues)]
    case 'submitted':
      return ['It is with the programme office, which accepts it or comes back with a question.']
    case 'accepted':
      return ['The programme office has accepted it: what it says is in the register.']
    case 'not_answered':
      return [
        'The commission was closed without an answer. The report says so, with the last known position.',
      ]
  }
}

function whoSigns(colleagues: ReturnReading['colleagues']): string[] {
  if (colleagues === null) return []
  if (colleagues.length === 0) return ['Nobody else of your agency has an account: ask the programme office.']
  return [`It can be signed off by ${inList(colleagues.map(({ name }) => name))}.`]
}

function questionsOf(door: ReturnDoor, { openQuestions, may, lineViews }: ReturnView): Question[] {
  const refs = new Set(lineViews.map(({ ref }) => ref))
  return openQuestions.map(({ part, text, askedBy, askedAt }) => ({
    about: refs.has(part) ? `On ${part}` : 'On the whole return',
    ...{ text, ref: part, by: `${askedBy}, ${momentInWords(askedAt)}` },
    href: may.write && refs.has(part) ? door.pages.line(part) : null,
  }))
}

function nextOf(door: ReturnDoor, view: ReturnView): Link | null {
  const waiting = view.lineViews.filter((line) => isWaiting(view, line))
  const own = waiting.find(({ handedTo }) => handedTo?.accountId === door.who.accountId)
  const next = own ?? waiting.find(({ handedTo }) => handedTo === null) ?? waiting[0]
  if (!next) return null
  const started = view.linesAnswered > 0 ? 'Go on with' : 'Begin with'
  return { text: `${started} ${next.ref}`, href: door.pages.line(next.ref) }
}

function moreOf(door: ReturnDoor, view: ReturnView, { colleagues }: ReturnReading): Link[] {
  const { pages } = door
  const left = view.lineViews.filter(({ answer }) => answer === null).length
  const nothing = {
    text: `Nothing to report on ${leftInWords(left, view.lines)}`,
    href: pages.nothingToReport,
  }
  const canHand = colleagues !== null && colleagues.length > 0
  return [
    ...(left > 0 ? [nothing] : []),
    ...(canHand ? [{ text: 'Hand lines to a colleague', href: pages.handOver }] : []),
    { text: 'Answer in a spreadsheet instead', href: pages.workbook },
  ]
}

function leftInWords(left: number, lines: number): string {
  if (left === lines) return lines === 1 ? 'the line' : 'any line'
  return left === 1 ? 'the line without an answer' : `the ${count(left, 'line')} without an answer`
}

/** The programme office reads and decides on a page of its own. */
function reviewOf(door: ReturnDoor, { may, commission, id }: ReturnView): Link[] {
  if (!door.who.person || !(may.accept || may.sendBack)) return []
  return [{ text: 'Accept it or send it back', href: paths.reviewReturn(commission.id, id) }]
}

function signOffOf({ pages }: ReturnDoor, view: ReturnView): ReturnPage['signOff'] {
  if (!view.may.signOff) return null
  const sent = view.steps.filter(({ to }) => to === 'awaiting_sign_off').at(-1)
  return {
    ...{ signAction: pages.signOff, giveBackHref: pages.giveBack },
    sentBy: sent ? `${sent.author}, ${momentInWords(sent.at)}` : '',
  }
}
