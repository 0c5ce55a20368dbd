import type { RuleResult } from './pdf-checks.js'
import { type RuleName, ruleNames, rules } from './rules.js'

/** How many findings of a rule are told; the others are counted. */
const told = 5

interface OfRule {
  count: number
  first: string[]
  notes: string[]
}

/** What was found against the rules so far. */
export class Findings {
  private readonly found = new Map<RuleName, OfRule>()
  private readonly places = new Map<number, number>()

  /** @param where the page, from 1; null where it is the whole document */
  add(rule: RuleName, words: string, where: number | null = null): void {
    const of = this.of(rule)
    of.count += 1
    if (of.first.length < told) of.first.push(where === null ? words : `Page ${where}: ${words}`)
  }

  /** Says which page is which, by their numbers in the file. */
  order(pages: number[]): void {
    pages.forEach((page, index) => this.places.set(page, index + 1))
  }

  /** @param page the number of the page in the file; null where it is the whole document */
  addOn(rule: RuleName, words: string, page: number | null): void {
    this.add(rule, words, page === null ? null : (this.places.get(page) ?? null))
  }

  /** What is to be known of a rule that is no fault: how much was looked at. */
  note(rule: RuleName, words: string): void {
    this.of(rule).notes.push(words)
  }

  results(): RuleResult[] {
    return ruleNames.map((name) => {
      const { clause, rule } = rules[name]
      const { count, first, notes } = this.of(name)
      const more = count > first.length ? [`and ${count - first.length} more`] : []
      return { clause, rule, passed: count === 0, findings: [...first, ...more, ...notes] }
    })
  }

  private of(rule: RuleName): OfRule {
    const before = this.found.get(rule)
    if (before) return before
    const made = { count: 0, first: [], notes: [] }
    this.found.set(rule, made)
    return made
  }
}

/** The beginning of a text, to be told in a finding. */
export function quoted(text: string): string {
  const plain = text.replaceAll(/\s+/gu, ' ').trim()
  const characters = Array.from(plain)
  return `“${characters.length <= 60 ? plain : `${characters.slice(0, 59).join('')}…`}”`
}
