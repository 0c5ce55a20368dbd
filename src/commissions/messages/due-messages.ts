import type { Day, Instant } from '../../clock/dates.js'
import type { MessageKind, Rung } from './message.entity.js'
import { rungs } from './message.entity.js'
import { peopleUpTo, type RoundDays, rungAfter, stepOn } from './ladder.js'

/** Somebody who can be written to about a return. */
export interface Addressee {
  email: string
  name: string
  rung: Rung
}

/** A return of an open commission that waits for its agency, with what its messages go by. */
export interface WaitingReturn extends RoundDays {
  id: number
  commissionId: number
  /** When the programme office sent it back; null while it has not been answered at all. */
  sentBackAt: Instant | null
  /** Whoever is written to for its agency, the first before the others. */
  people: readonly Addressee[]
  /** Who sent it, where it was sent back: they are told of the question. */
  senders: readonly Addressee[]
}

/** A message that was recorded, whatever became of it. */
export interface EarlierMessage {
  returnId: number
  email: string
  day: Day
  madeAt: Instant
  kind: MessageKind
  rung: Rung
}

/** One message to one person: everything that is asked of them today. */
export interface DueMessage {
  email: string
  name: string
  about: { returnId: number; kind: MessageKind; rung: Rung }[]
}

interface Due {
  to: Addressee
  returnId: number
  kind: MessageKind
}

/** Who is written to on a day, and of what: by the ladder, and of questions. Nobody who had a message that day is. */
export function dueMessages(
  waiting: readonly WaitingReturn[],
  earlier: readonly EarlierMessage[],
  writtenToday: ReadonlySet<string>,
  day: Day,
): DueMessage[] {
  const due = waiting.flatMap((one) => {
    const told = earlier.filter(({ returnId }) => returnId === one.id)
    return one.sentBackAt === null ? byLadder(one, told, day) : ofQuestion(one, told, one.sentBackAt)
  })
  return consolidated(due).filter(({ email }) => !writtenToday.has(email))
}

/**
 * Who is written to when the late ones of a commission are chased now: everybody up to the rung above the one that was
 * reached since the deadline. What else is asked of the same people that day goes into the same message.
 */
export function chasedMessages(
  commissionId: number,
  waiting: readonly WaitingReturn[],
  earlier: readonly EarlierMessage[],
  day: Day,
): DueMessage[] {
  const chased = waiting.filter((one) => one.commissionId === commissionId && isLate(one, day))
  const due = chased.flatMap((one): Due[] => {
    const since = earlier.filter((told) => told.returnId === one.id && told.day > one.dueOn)
    return peopleUpTo(one.people, rungAfter(highest(since))).map((to) => ({
      ...{ to, returnId: one.id, kind: 'chased' },
    }))
  })
  const messages = consolidated(due)
  const others = dueMessages(waiting, earlier, new Set(), day)
  return messages.map((message) => {
    const listed = new Set(message.about.map(({ returnId }) => returnId))
    const more = others.find(({ email }) => email === message.email)?.about ?? []
    return { ...message, about: [...message.about, ...more.filter(({ returnId }) => !listed.has(returnId))] }
  })
}

/** Whether its deadline has passed and nobody has answered. */
export function isLate({ dueOn, sentBackAt }: WaitingReturn, day: Day): boolean {
  return sentBackAt === null && day > dueOn
}

function byLadder(one: WaitingReturn, told: readonly EarlierMessage[], day: Day): Due[] {
  const step = stepOn(one, day)
  if (!step) return []
  const hasHeard = ({ email }: Addressee) =>
    told.some((message) => message.email === email && message.day >= step.day)
  return peopleUpTo(one.people, step.upTo)
    .filter((someone) => !hasHeard(someone))
    .map((to) => ({ to, returnId: one.id, kind: step.kind }))
}

function ofQuestion(one: WaitingReturn, told: readonly EarlierMessage[], sentBackAt: Instant): Due[] {
  const hasHeard = ({ email }: Addressee) =>
    told.some(
      (message) => message.email === email && message.kind === 'question' && message.madeAt >= sentBackAt,
    )
  const toTell = one.senders.length > 0 ? one.senders : peopleUpTo(one.people, 'owner')
  return toTell
    .filter((someone) => !hasHeard(someone))
    .map((to) => ({ to, returnId: one.id, kind: 'question' }))
}

function highest(told: readonly EarlierMessage[]): Rung | null {
  const reached = Math.max(-1, ...told.map(({ rung }) => rungs.indexOf(rung)))
  return rungs[reached] ?? null
}

/** One message for each address, in the order in which the addresses come first. */
function consolidated(due: readonly Due[]): DueMessage[] {
  const messages = new Map<string, DueMessage>()
  for (const { to, returnId, kind } of due) {
    const message = messages.get(to.email) ?? { email: to.email, name: to.name, about: [] }
    if (!message.about.some((about) => about.returnId === returnId)) {
      message.about.push({ returnId, kind, rung: to.rung })
    }
    messages.set(to.email, message)
  }
  return [...messages.values()]
}
