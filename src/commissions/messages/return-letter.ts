import { type Day, inWords } from '../../clock/dates.js'
import type { MessageKind, Rung } from './message.entity.js'
import type { WaitingFacts } from './waiting-returns.js'

const longestSubject = 300

/** A return in a letter, with why its reader is written to and the words or the address that open it. */
export interface LetterItem {
  waiting: WaitingFacts
  kind: MessageKind
  rung: Rung
  link: string
  /** Whether the link is the reader's own and opens the return without an account. */
  ownLink: boolean
}

/** What the template of the letter is filled with. */
export interface ReturnLetter {
  subject: string
  name: string
  question: boolean
  late: boolean
  invitation: boolean
  returns: { heading: string; sentences: string[]; link: string }[]
  ownLink: boolean
  /** Until when links of the reader's own open their returns; of several the first to end. */
  until: string
  address: string
}

/**
 * One letter about everything that is asked of somebody on a day. Its days are all written out, so that it stays true when it
 * is read, or sent, a day later.
 */
export function returnLetter(
  reader: { name: string },
  items: readonly LetterItem[],
  day: Day,
  address: string,
): ReturnLetter {
  const kinds = items.map(({ kind }) => kind)
  const isLate = ({ kind, waiting }: LetterItem) => kind !== 'question' && day > waiting.dueOn
  const ends = items.flatMap(({ ownLink, waiting }) => (ownLink ? [waiting.freezeOn] : []))
  return {
    ...{ subject: inOneLine(subjectOf(items, isLate)), name: reader.name, address },
    question: kinds.every((kind) => kind === 'question'),
    late: items.some(isLate),
    invitation: kinds.includes('invitation'),
    returns: items.map((item) => ({
      heading: `${item.waiting.agency.name}: ${item.waiting.commission}`,
      sentences: [...standingOf(item, isLate(item)), ...whyYou(item)],
      link: item.link,
    })),
    ownLink: ends.length > 0,
    until: ends.length > 0 ? onDay(ends.sort()[0] ?? '') : '',
  }
}

function subjectOf(items: readonly LetterItem[], isLate: (item: LetterItem) => boolean): string {
  const [first] = items
  if (!first) return 'Returns'
  const isQuestion = items.every(({ kind }) => kind === 'question')
  const days = items.filter(({ kind }) => kind !== 'question').map(({ waiting }) => waiting.dueOn)
  const soonest = onDay(days.sort()[0] ?? first.waiting.dueOn)
  const due = `${items.some(isLate) ? 'was due on' : 'due on'} ${soonest}`
  if (items.length > 1) {
    return isQuestion
      ? `Questions about ${items.length} returns`
      : `${items.length} returns, the first ${due}`
  }
  const { name } = first.waiting.agency
  return isQuestion ? `A question about the return of ${name}` : `Return ${due}: ${name}`
}

/** As a head of a mail can have it, and the table keep it. */
function inOneLine(subject: string): string {
  const line = subject.replaceAll(/\s+/gu, ' ')
  return line.length <= longestSubject ? line : `${line.slice(0, longestSubject - 1)}…`
}

function standingOf({ waiting, kind }: LetterItem, late: boolean): string[] {
  const { dueOn, lines, linesAnswered, state, questions } = waiting
  if (kind === 'question') {
    const many = questions === 1 ? 'one question' : `${questions} questions`
    return [`Sent back with ${many}.`]
  }
  const due = `${late ? 'It was due on' : 'Due on'} ${onDay(dueOn)}.`
  if (state === 'awaiting_sign_off') {
    return [`${due} It is written, and waits for a second person of the agency to sign it off.`]
  }
  return [`${due} ${openLines(lines, lines - linesAnswered)}`]
}

function openLines(lines: number, open: number): string {
  if (open === 0) return 'Every line has an answer: it has only to be sent.'
  if (lines === 1) return 'Its one line is still open.'
  return `${open} of ${lines} lines ${open === 1 ? 'is' : 'are'} still open.`
}

function whyYou({ waiting, rung, kind }: LetterItem): string[] {
  const { agency, insteadOf } = waiting
  const standsIn =
    insteadOf === null ? [] : [`${agency.name} has no contact of its own, so we write to ${insteadOf}.`]
  if (kind === 'question' || rung === 'owner') return standsIn
  const as = rung === 'deputy' ? 'deputy' : 'the person who is accountable'
  return [...standsIn, `We write to you as ${as}, since nobody else has answered.`]
}

const weekdays = ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday'] as const

/** "Friday 5 July 2013" */
function onDay(day: Day): string {
  return `${weekdays[new Date(`${day}T00:00:00Z`).getUTCDay()] ?? ''} ${inWords(day)}`
}
