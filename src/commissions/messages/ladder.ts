import { addDays, type Day } from '../../clock/dates.js'
import { isWeekend, workingDaysBefore } from '../commission/commission-calendar.js'
import { type MessageKind, type Rung, rungs } from './message.entity.js'

/** The days of a round that its messages go by. */
export interface RoundDays {
  /** The day on which the agencies were asked. */
  openedOn: Day
  dueOn: Day
}

interface LadderStep {
  kind: MessageKind
  /** The day it falls on; on a weekend it waits for the Monday. */
  on: (round: RoundDays) => Day
  /** The last of those who are written to; everybody before them on the ladder is written to as well. */
  upTo: Rung
}

/** The one table of who is written to, and when, while a return has not been answered. */
export const ladder: readonly LadderStep[] = [
  { kind: 'invitation', on: ({ openedOn }) => openedOn, upTo: 'owner' },
  { kind: 'before', on: ({ dueOn }) => workingDaysBefore(dueOn, 5), upTo: 'owner' },
  { kind: 'on the day', on: ({ dueOn }) => dueOn, upTo: 'owner' },
  { kind: 'after', on: ({ dueOn }) => addDays(dueOn, 3), upTo: 'deputy' },
  { kind: 'after', on: ({ dueOn }) => addDays(dueOn, 7), upTo: 'accountable' },
]

/** A step with its day. */
export interface DatedStep {
  kind: MessageKind
  upTo: Rung
  day: Day
}

/** The days of all steps of a round. What would fall before the opening, or on its day, is in the invitation already. */
export function stepsOf(round: RoundDays): DatedStep[] {
  const opening = workingDayFrom(round.openedOn)
  return ladder
    .map(({ kind, upTo, on }) => ({ kind, upTo, day: workingDayFrom(on(round)) }))
    .filter(({ kind, day }) => kind === 'invitation' || day > opening)
}

/** The newest step whose day has come. Earlier ones that were missed are in it: they are not sent after. */
export function stepOn(round: RoundDays, day: Day): DatedStep | null {
  return stepsOf(round).findLast((step) => step.day <= day) ?? null
}

/** The rung above; the last one has none above it and stays. */
export function rungAfter(rung: Rung | null): Rung {
  const next = rung === null ? 0 : rungs.indexOf(rung) + 1
  return rungs[Math.min(next, rungs.length - 1)] ?? 'accountable'
}

/** The people up to a rung; where there are none so far, those of the first rung that has any. */
export function peopleUpTo<Someone extends { rung: Rung }>(
  people: readonly Someone[],
  upTo: Rung,
): Someone[] {
  const height = ({ rung }: Someone) => rungs.indexOf(rung)
  const lowest = Math.min(...people.map(height))
  const reached = Math.max(rungs.indexOf(upTo), lowest)
  return people.filter((someone) => height(someone) <= reached)
}

/** The day itself, or the Monday after a weekend. */
function workingDayFrom(day: Day): Day {
  return isWeekend(day) ? workingDayFrom(addDays(day, 1)) : day
}
