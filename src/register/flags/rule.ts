import { type ActionStatus, statusFacts } from '../../actions/action-status.js'
import type { Confidence } from '../../actions/confidence.js'
import type { Day } from '../../clock/dates.js'
import type { Timeliness } from '../timeliness.js'

/** What the rules look at: an action as it was known on the day of the read. */
export interface FlagFacts {
  status: ActionStatus
  confidence: Confidence
  timeliness: Timeliness
  end: Day | null
  precision: string
  timesRedated: number
  leads: { name: string; provisional: boolean }[]
  partners: { agency: string; name: string }[]
  openSteps: string[]
  hasEvidence: boolean
  /** The day from which the action itself was known. */
  knownFrom: Day
  /** The day from which the latest statement was known, or null when there is none. */
  lastSaid: Day | null
  /** The day from which the words of the latest statement were first known, when it repeats them. */
  sameWordsSince: Day | null
  /** Slugs of the agencies that have spoken in an update. */
  spokenFor: ReadonlySet<string>
}

/** The part of an action that holds the facts of a rule. */
export type RestsOn = 'agencies' | 'timescale' | 'updates' | 'steps' | 'standing'

/** An assurance rule that anyone can read. It changes nothing; it only raises its flag. */
export interface FlagRule<Code extends string = string> {
  /** The name of the rule in words with hyphens. */
  code: Code
  /** The rule as reports and pages print it. */
  sentence: string
  restsOn: RestsOn
  /** The facts that break the rule, as a sentence, or null where the action keeps it. */
  raise: (facts: FlagFacts, today: Day) => string | null
}

/** A rule, with its code kept as a type. */
export function flagRule<const Code extends string>(rule: FlagRule<Code>): FlagRule<Code> {
  return rule
}

/** Whether the action is still owed. */
export const isOpen = ({ status }: FlagFacts) => statusFacts[status].open
/** Whether the action is reported or verified as complete. */
export const isComplete = ({ status }: FlagFacts) => statusFacts[status].complete
