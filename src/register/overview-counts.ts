import { actionStatuses, type ActionStatus, statusFacts } from '../actions/action-status.js'
import { confidences, type Confidence } from '../actions/confidence.js'
import { type FlagCode, flagCodes } from './flags.js'
import type { ActionFact } from './overview-fact.js'
import { type Timeliness, timelinesses } from './timeliness.js'

/** What some actions come to. Each of the three scales adds up to the total. */
export interface Counts {
  total: number
  byStatus: Record<ActionStatus, number>
  byTimeliness: Record<Timeliness, number>
  byConfidence: Record<Confidence, number>
  byFlag: Record<FlagCode, number>
  /** Still owed. */
  open: number
  /** Reported or verified. */
  complete: number
  /** Closed without delivery, or superseded. */
  closedOtherwise: number
  /** With one flag or more. */
  flagged: number
}

/** Counts facts on every scale. */
export function countsOf(facts: Iterable<ActionFact>): Counts {
  const counts: Counts = {
    ...{ total: 0, open: 0, complete: 0, closedOtherwise: 0, flagged: 0 },
    byStatus: noughts(actionStatuses),
    byTimeliness: noughts(timelinesses),
    byConfidence: noughts(confidences),
    byFlag: noughts(flagCodes),
  }
  for (const { status, timeliness, confidence, flags } of facts) {
    const { open, complete } = statusFacts[status]
    counts.total += 1
    counts.byStatus[status] += 1
    counts.byTimeliness[timeliness] += 1
    counts.byConfidence[confidence] += 1
    counts[open ? 'open' : complete ? 'complete' : 'closedOtherwise'] += 1
    if (flags.length > 0) counts.flagged += 1
    for (const flag of flags) counts.byFlag[flag] += 1
  }
  return counts
}

/** The facts of each key, in their order. */
export function groupsBy(
  facts: Iterable<ActionFact>,
  keyOf: (fact: ActionFact) => string,
): Map<string, ActionFact[]> {
  return groupsByEach(facts, (fact) => [keyOf(fact)])
}

/** The same where a fact has several keys, and stands under each of them; once, although it may be named twice over. */
export function groupsByEach(
  facts: Iterable<ActionFact>,
  keysOf: (fact: ActionFact) => readonly string[],
): Map<string, ActionFact[]> {
  const groups = new Map<string, ActionFact[]>()
  for (const fact of facts) {
    for (const key of keysOf(fact)) {
      const group = groups.get(key)
      if (!group) groups.set(key, [fact])
      else if (group.at(-1) !== fact) group.push(fact)
    }
  }
  return groups
}

function noughts<Key extends string>(keys: readonly Key[]): Record<Key, number> {
  return Object.fromEntries(keys.map((key) => [key, 0])) as Record<Key, number>
}
