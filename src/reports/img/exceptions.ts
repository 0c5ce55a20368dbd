import { type Day, daysBetween, inWords } from '../../clock/dates.js'
import type { ActionView } from '../../register/views.js'
import { groupBy } from '../shared/footing.js'
import { statementOf } from '../shared/statements.js'
import { ageInWords, asSentence, count, figure } from '../shared/words.js'
import type { ExceptionLine, ExceptionList } from './common.model.js'
import { isLeaderless, isOverdue, isRed, isRedated, isSilent } from './tally.js'

/**
 * What a minister must see first: red, overdue, re-dated, silent, without a lead, in this order. Red, overdue and
 * re-dated actions stand each on a line; those that are only silent or without a lead stand together, a line a plan.
 */
export function exceptionsOf(
  actions: readonly ActionView[],
  today: Day,
  most: number,
  nameOf: GroupName,
): ExceptionList {
  const troubled = actions.filter((action) => troublesOf(action).length > 0)
  const alone = troubled.filter((action) => gravity(action, today) >= standsAlone)
  const others = troubled.filter((action) => gravity(action, today) < standsAlone)
  const together = [...groupBy(others, groupKey).values()]
  alone.sort((one, other) => gravity(other, today) - gravity(one, today))
  together.sort((one, other) => gravityOf(other, today) - gravityOf(one, today))

  const places = Math.max(most - together.length, Math.min(alone.length, Math.ceil(most / 2)))
  const shown = alone.slice(0, places)
  const groups = together.slice(0, most - shown.length)
  return {
    lines: [
      ...shown.map((action) => lineOf(action, today)),
      ...groups.map((group) => groupLine(group, today, nameOf)),
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
export function candidatesOf(actions: readonly ActionView[], today: Day): Candidate[] {
  return actions
    .filter((action) => troublesOf(action).length > 0)
    .sort((one, other) => gravity(other, today) - gravity(one, today))
    .map((action) => ({ ref: action.ref, what: action.title, why: whyOf(action, today) }))
}

type Trouble = 'red' | 'overdue' | 'redated' | 'silent' | 'no lead'
const standsAlone = 1_000

function troublesOf(action: ActionView): Trouble[] {
  const troubles: Trouble[] = []
  if (isRed(action)) troubles.push('red')
  if (isOverdue(action)) troubles.push('overdue')
  if (isRedated(action)) troubles.push('redated')
  if (isSilent(action)) troubles.push('silent')
  if (isLeaderless(action)) troubles.push('no lead')
  return troubles
}

function gravity(action: ActionView, today: Day): number {
  const { end, timesRedated } = action.timescale
  let weight = 0
  for (const trouble of troublesOf(action)) {
    if (trouble === 'red') weight += 1_000_000
    else if (trouble === 'overdue')
      weight += 10_000 + (end === null ? 0 : Math.min(daysBetween(end, today), 80_000))
    else if (trouble === 'redated') weight += standsAlone * Math.min(timesRedated, 5)
    else if (trouble === 'silent') weight += 100
    else weight += 10
  }
  return weight
}

const gravityOf = (group: readonly ActionView[], today: Day): number =>
  group[0] ? gravity(group[0], today) : 0

const groupKey = (action: ActionView): string => `${action.plan} ${troublesOf(action).join()}`

function lineOf(action: ActionView, today: Day): ExceptionLine {
  return {
    refs: [action.ref],
    shown: action.ref,
    others: '',
    what: action.title,
    why: whyOf(action, today),
    statement: action.latestUpdate ? statementOf(action.latestUpdate, today) : null,
  }
}

function whyOf(action: ActionView, today: Day): string {
  const troubles = troublesOf(action).map((trouble) => troubleWords(trouble, action, today))
  return asSentence(troubles.join('; '))
}

function groupLine(group: readonly ActionView[], today: Day, nameOf: GroupName): ExceptionLine {
  const [first] = group
  const refs = group.map((action) => action.ref)
  if (!first) throw new Error('A group of exceptions has no action.')
  if (refs.length === 1) return lineOf(first, today)
  const others = `and ${figure(refs.length - 1)} more`
  return {
    refs,
    shown: `${first.ref} ${others}`,
    others,
    what: nameOf(group),
    why: asSentence(
      troublesOf(first)
        .map((trouble) => groupWords[trouble])
        .join('; '),
    ),
    statement: null,
  }
}

function troubleWords(trouble: Trouble, action: ActionView, today: Day): string {
  const { end, timesRedated, daysSlipped } = action.timescale
  if (trouble === 'red') return 'rated red'
  if (trouble === 'overdue') return end === null ? 'overdue' : `overdue by ${overdueAge(end, today)}`
  if (trouble === 'redated')
    return `date moved ${count(timesRedated, 'time')}, ${count(daysSlipped, 'day')} in all`
  if (trouble === 'no lead') return 'no lead'
  if (troublesOf(action).length > 1) return 'silent'
  return `silent since ${inWords(action.latestUpdate?.knownFrom ?? action.knownFrom)}`
}

/** In days while they can be grasped: "88 days", "38 months". */
function overdueAge(end: Day, today: Day): string {
  const days = daysBetween(end, today)
  return days < 100 ? count(days, 'day') : ageInWords(end, today)
}

const groupWords: Record<Trouble, string> = {
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
