import { type Day, daysBetween, inWords } from '../../clock/dates.js'
import type { ActionView } from '../../register/views.js'
import { groupBy } from '../shared/footing.js'
import { lastWordInWords, type Silence } from '../shared/silence.js'
import { statementOf } from '../shared/statements.js'
import { ageInWords, asSentence, count, figure } from '../shared/words.js'
import type { ExceptionLine, ExceptionList } from './common.model.js'
import { isLeaderless, isOverdue, isRed, isRedated, isSilent } from './tally.js'

/** What an action's troubles are judged by: the day of the cut-off, and who has answered by then. */
export interface JudgedBy {
  today: Day
  silence: Silence
}

/**
 * What a minister must see first: red, overdue, re-dated, silent, not answered for, without a lead, in this order. Red, overdue and
 * re-dated actions stand each on a line; the others stand together, a line a plan.
 */
export function exceptionsOf(
  actions: readonly ActionView[],
  by: JudgedBy,
  most: number,
  nameOf: GroupName,
): ExceptionList {
  const troubled = actions.filter((action) => troublesOf(action, by).length > 0)
  const alone = troubled.filter((action) => gravity(action, by) >= standsAlone)
  const others = troubled.filter((action) => gravity(action, by) < standsAlone)
  const together = [...groupBy(others, (action) => groupKey(action, by)).values()]
  alone.sort((one, other) => gravity(other, by) - gravity(one, by))
  together.sort((one, other) => gravityOf(other, by) - gravityOf(one, by))

  const places = Math.max(most - together.length, Math.min(alone.length, Math.ceil(most / 2)))
  const shown = alone.slice(0, places)
  const groups = together.slice(0, most - shown.length)
  return {
    lines: [
      ...shown.map((action) => lineOf(action, by)),
      ...groups.map((group) => groupLine(group, by, nameOf)),
    ],
    more: moreWords(alone.length - shown.length, together.slice(groups.length).flat().length),
  }
}

/** How a line names many actions: "23 actions of the London 2012 plan". */
export type GroupName = (group: readonly ActionView[]) => string

/** Names groups within one theme or plan, whose name stands above the list: "All 8 actions", "4 of 13 actions". */
export function among(all: readonly ActionView[]): GroupName {
  return (group) =>
    group.length === all.length
      ? `All ${count(all.length, 'action')}`
      : `${figure(group.length)} of ${count(all.length, 'action')}`
}

/** An action that is an exception. */
export interface Candidate {
  ref: string
  what: string
  why: string
}

/** Every exception by itself, the gravest first. */
export function candidatesOf(actions: readonly ActionView[], by: JudgedBy): Candidate[] {
  return actions
    .filter((action) => troublesOf(action, by).length > 0)
    .sort((one, other) => gravity(other, by) - gravity(one, by))
    .map((action) => ({ ref: action.ref, what: action.title, why: whyOf(action, by) }))
}

type Trouble = 'red' | 'overdue' | 'redated' | 'silent' | 'unanswered' | 'no lead'
const standsAlone = 1_000

function troublesOf(action: ActionView, { silence }: JudgedBy): Trouble[] {
  const troubles: Trouble[] = []
  if (isRed(action)) troubles.push('red')
  if (isOverdue(action)) troubles.push('overdue')
  if (isRedated(action)) troubles.push('redated')
  if (isSilent(action)) troubles.push('silent')
  if (silence.unanswered.has(action.ref)) troubles.push('unanswered')
  if (isLeaderless(action)) troubles.push('no lead')
  return troubles
}

function gravity(action: ActionView, by: JudgedBy): number {
  const { end, timesRedated } = action.timescale
  let weight = 0
  for (const trouble of troublesOf(action, by)) {
    if (trouble === 'red') weight += 1_000_000
    else if (trouble === 'overdue')
      weight += 10_000 + (end === null ? 0 : Math.min(daysBetween(end, by.today), 80_000))
    else if (trouble === 'redated') weight += standsAlone * Math.min(timesRedated, 5)
    else if (trouble === 'silent') weight += 100
    else if (trouble === 'unanswered') weight += 50
    else weight += 10
  }
  return weight
}

const gravityOf = (group: readonly ActionView[], by: JudgedBy): number =>
  group[0] ? gravity(group[0], by) : 0

const groupKey = (action: ActionView, by: JudgedBy): string =>
  `${action.plan} ${troublesOf(action, by).join()}`

function lineOf(action: ActionView, by: JudgedBy): ExceptionLine {
  return {
    refs: [action.ref],
    shown: action.ref,
    others: '',
    what: action.title,
    why: whyOf(action, by),
    statement: action.latestUpdate ? statementOf(action.latestUpdate, by.today) : null,
    lastWord: null,
  }
}

function whyOf(action: ActionView, by: JudgedBy): string {
  const troubles = troublesOf(action, by).map((trouble) => troubleWords(trouble, action, by))
  return asSentence(troubles.join('; '))
}

function groupLine(group: readonly ActionView[], by: JudgedBy, nameOf: GroupName): ExceptionLine {
  const [first] = group
  const refs = group.map((action) => action.ref)
  if (!first) throw new Error('A group of exceptions has no action.')
  if (refs.length === 1) return lineOf(first, by)
  const others = `and ${figure(refs.length - 1)} more`
  return {
    refs,
    shown: `${first.ref} ${others}`,
    others,
    what: nameOf(group),
    why: asSentence(
      troublesOf(first, by)
        .map((trouble) => (trouble === 'unanswered' ? noAnswer(by) : groupWords[trouble]))
        .join('; '),
    ),
    statement: null,
    lastWord: lastWordOf(group, by),
  }
}

/** "last word 3 July 2017, 105 days old": of those that were silent or not answered for, the newest. */
function lastWordOf(group: readonly ActionView[], by: JudgedBy): string | null {
  if (!group.some(({ ref }) => by.silence.unanswered.has(ref))) return null
  const last = group
    .map(({ latestUpdate }) => latestUpdate?.knownFrom ?? '')
    .sort()
    .at(-1)
  return last ? asSentence(lastWordInWords(last, by.today)) : null
}

/** "no answer to the return of Q2 2017-18" */
const noAnswer = ({ silence }: JudgedBy): string =>
  `no answer to the return${silence.round ? ` of ${silence.round.quarter}` : ''}`

function troubleWords(trouble: Trouble, action: ActionView, by: JudgedBy): string {
  const { end, timesRedated, daysSlipped } = action.timescale
  if (trouble === 'red') return 'rated red'
  if (trouble === 'overdue') return end === null ? 'overdue' : `overdue by ${overdueAge(end, by.today)}`
  if (trouble === 'redated')
    return timesRedated === 1
      ? `date moved once, by ${count(daysSlipped, 'day')}`
      : `date moved ${count(timesRedated, 'time')}, ${count(daysSlipped, 'day')} in all`
  if (trouble === 'no lead') return 'no lead'
  if (trouble === 'unanswered') return noAnswer(by)
  if (troublesOf(action, by).length > 1) return 'silent'
  return `silent since ${inWords(action.latestUpdate?.knownFrom ?? action.knownFrom)}`
}

/** In days while they can be grasped: "88 days", "38 months". */
function overdueAge(end: Day, today: Day): string {
  const days = daysBetween(end, today)
  return days < 100 ? count(days, 'day') : ageInWords(end, today)
}

const groupWords: Record<Exclude<Trouble, 'unanswered'>, string> = {
  red: 'rated red',
  overdue: 'overdue',
  redated: 'date moved',
  silent: 'silent for two quarters',
  'no lead': 'no lead',
}

function moreWords(alone: number, together: number): string | null {
  const parts = [
    alone > 0 ? `${figure(alone)} more red, overdue or re-dated` : '',
    together > 0 ? `${figure(together)} more silent or without a lead` : '',
  ].filter((part) => part !== '')
  return parts.length > 0 ? `${asSentence(parts.join('; '))}.` : null
}
