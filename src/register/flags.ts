import type { Day } from '../clock/dates.js'
import type { FlagFacts, RestsOn } from './flags/rule.js'
import { rules } from './flags/rules.js'

export type { FlagFacts, RestsOn } from './flags/rule.js'

/** The assurance flags: rules that anyone can read. A flag never changes a status. */
export type FlagCode = (typeof rules)[number]['code']
export const flagCodes: readonly FlagCode[] = rules.map(({ code }) => code)

/** The sentence of each rule. */
export const flagRules = ofEach(({ sentence }) => sentence)

/** The part of an action that holds the facts of each rule. */
export const flagRestsOn: Record<FlagCode, RestsOn> = ofEach(({ restsOn }) => restsOn)

/** "No lead", "Provisional lead": the code as words. */
export function flagLabel(code: FlagCode): string {
  const words = code.replaceAll('-', ' ')
  return words.charAt(0).toUpperCase() + words.slice(1)
}

export interface Flag {
  code: FlagCode
  reason: string
}

/** The flags that an action carries on a day, each with the facts it rests on, in the order of the rules. */
export function flagsOf(facts: FlagFacts, today: Day): Flag[] {
  const flags: Flag[] = []
  for (const { code, raise } of rules) {
    const reason = raise(facts, today)
    if (reason !== null) flags.push({ code, reason })
  }
  return flags
}

/** What the programme office has decided of a flag of one action. */
export interface SetAside {
  code: FlagCode
  /** The last day on which the flag does not count. */
  until: Day
  because: string
  by: string
}

/** A flag that does not count, and why: the facts that it rests on, and what the programme office says. */
export type FlagSetAsideView = Flag & SetAside

/** Parts the flags that count on a day from those that are set aside on it. */
export function partSetAside(
  raised: Flag[],
  decided: readonly SetAside[],
  today: Day,
): { flags: Flag[]; setAside: readonly FlagSetAsideView[] } {
  const inForce = decided.filter(({ until }) => until >= today)
  if (inForce.length === 0) return { flags: raised, setAside: noneSetAside }
  const setAside: FlagSetAsideView[] = []
  const flags = raised.filter((flag) => {
    const decision = inForce.find(({ code }) => code === flag.code)
    if (decision) setAside.push({ ...flag, ...decision })
    return decision === undefined
  })
  return { flags, setAside }
}

/** Shared by the many actions of which nothing is set aside. */
const noneSetAside: readonly FlagSetAsideView[] = Object.freeze([])

function ofEach<Value>(valueOf: (rule: (typeof rules)[number]) => Value): Record<FlagCode, Value> {
  return Object.fromEntries(rules.map((rule) => [rule.code, valueOf(rule)])) as Record<FlagCode, Value>
}
