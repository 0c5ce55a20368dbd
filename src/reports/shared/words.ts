import { type Day, daysBetween, inWords } from '../../clock/dates.js'

/** "10,000": figures as they are printed. */
export function figure(value: number): string {
  return String(value).replace(/\B(?=(\d{3})+$)/gu, ',')
}

/** "1 action", "38 actions", "no actions". */
export function count(value: number, noun: string, plural = `${noun}s`): string {
  return `${value === 0 ? 'no' : figure(value)} ${value === 1 ? noun : plural}`
}

/** "3 June 2025", or the words for a day that is not known. */
export function dayInWords(day: Day | null, unknown = 'No date'): string {
  return day === null ? unknown : inWords(day)
}

/** "one, two and three" */
export function inList(words: readonly string[]): string {
  if (words.length < 2) return words.join('')
  return `${words.slice(0, -1).join(', ')} and ${words.at(-1) ?? ''}`
}

/** "A sentence": the first letter made large, the rest left as it is. */
export function asSentence(words: string): string {
  return words.charAt(0).toUpperCase() + words.slice(1)
}

/** How old a statement is on a day: "3 days", "7 weeks", "14 months", "3 years". */
export function ageInWords(since: Day, today: Day): string {
  const days = Math.max(0, daysBetween(since, today))
  if (days < 14) return count(days, 'day').replace(/^no days$/u, 'less than a day')
  if (days < 61) return count(Math.floor(days / 7), 'week')
  if (days < 730) return count(Math.floor(days / 30.44), 'month')
  return count(Math.floor(days / 365.25), 'year')
}

/** A text cut to a length between whole characters, with an ellipsis where something is missing. */
export function cut(text: string, most: number): string {
  const characters = Array.from(text)
  if (characters.length <= most) return text
  return `${characters
    .slice(0, most - 1)
    .join('')
    .trimEnd()}…`
}

const rightToLeft = /[\u0590-\u08ff\u202a-\u202e\u2066-\u2069\ufb1d-\ufdff\ufe70-\ufefc]/u

/** A name to be set into a sentence of ours: one that is read from the right is kept apart, so that it turns nothing. */
export function isolated(name: string): string {
  return rightToLeft.test(name) ? `\u2068${name}\u2069` : name
}
