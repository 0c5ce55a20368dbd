import type { ActionView, RegisterSnapshot } from '../../register/views.js'
import type { Glossary } from './scrutiny.model.js'

export interface Term {
  term: string
  meaning: string
}

/** Fields that hold names for machines and not words for readers. */
const notWords = new Set([
  'ref',
  'refs',
  'code',
  'slug',
  'key',
  'symbol',
  'tone',
  'letter',
  'kind',
  'feeds',
  'fedBy',
  'serves',
  'anchor',
  'part',
  'holds',
  'guidance',
  'number',
  'rich',
])

/** Abbreviations that nobody needs explained. */
const everyday = ['UK', 'MP', 'NHS', 'PDF']

/** Every word that the data shows to a reader, in its order. */
export function wordsIn(data: unknown): string[] {
  if (typeof data === 'string') return [data]
  if (Array.isArray(data)) return data.flatMap(wordsIn)
  if (data === null || typeof data !== 'object') return []
  return Object.entries(data).flatMap(([key, value]) => (notWords.has(key) ? [] : wordsIn(value)))
}

/** Those terms that stand as whole words in the texts (one of them, or several: "SPOCs"), by the alphabet. */
export function usedTerms(terms: readonly Term[], texts: readonly string[]): Term[] {
  const text = texts.join('\n')
  const used = terms.filter(({ term }) => wholeWord(term).test(text))
  return used.toSorted((one, other) => one.term.localeCompare(other.term, 'en-GB'))
}

/**
 * Words in capitals that no term explains: "CSF", "RSLs". What stands in brackets after its meaning is
 * explained.
 */
export function unexplainedIn(texts: readonly string[], explained: readonly Term[]): string[] {
  const known = new Set([...everyday, ...explained.map(({ term }) => term)])
  const found = new Set<string>()
  for (const text of texts) {
    if (text === text.toUpperCase()) continue
    for (const [word = ''] of text.matchAll(/(?<![\p{L}\p{N}&-])\p{Lu}{2,6}(?=s?(?![\p{L}\p{N}&-]))/gu))
      found.add(word)
    for (const [, word = ''] of text.matchAll(/\p{L} \((\p{Lu}{2,6})\)/gu)) known.add(word)
  }
  const plural = (word: string) =>
    word.endsWith('S') && (found.has(word.slice(0, -1)) || known.has(word.slice(0, -1)))
  return [...found].filter((word) => !known.has(word) && !plural(word)).sort()
}

/**
 * Abbreviations with the names of the agencies they stand for: of every agency its own, and of those that the
 * plan names also the short forms that the documents use. A service of another council is no meaning of a
 * word in this plan.
 */
export function agencyTerms(
  { plans, agencies }: Pick<RegisterSnapshot, 'plans' | 'agencies'>,
  council: string,
  actions: readonly ActionView[],
): Term[] {
  const named = new Set(
    actions
      .flatMap(({ leads, partners, namedInText }) => [...leads, ...partners, ...namedInText])
      .map(({ agency }) => agency),
  )
  const others = new Set(
    plans
      .filter(({ geography, publisher }) => geography === 'borough' && publisher !== council)
      .map((plan) => plan.publisher),
  )
  const bySlug = new Map(agencies.map((agency) => [agency.slug, agency]))
  const ofAnother = (slug: string | null, depth = 0): boolean => {
    const agency = slug === null ? undefined : bySlug.get(slug)
    if (!agency || depth > 9) return false
    return others.has(agency.name) || ofAnother(agency.parent, depth + 1)
  }
  return agencies.flatMap(({ slug, name, abbreviation, aliases }) => {
    if (ofAnother(slug)) return []
    const short = named.has(slug) ? aliases.filter((alias) => /^\p{Lu}{2,6}$/u.test(alias)) : []
    const terms = new Set([...(abbreviation === null ? [] : [abbreviation]), ...short])
    return [...terms].map((term) => ({ term, meaning: name }))
  })
}

/**
 * The glossary of the report: the council's own meanings before those of the register; null when nothing
 * needs one.
 */
export function glossaryOf(
  own: readonly Term[],
  agencies: readonly Term[],
  shown: unknown,
  quoted: readonly string[],
): Glossary | null {
  const taken = new Set(own.map(({ term }) => term))
  const all = [...own, ...agencies.filter(({ term }) => !taken.has(term))]
  const terms = usedTerms(all, wordsIn(shown))
  const unexplained = unexplainedIn(quoted, all)
  if (terms.length === 0 && unexplained.length === 0) return null
  return { terms, unexplained }
}

function wholeWord(term: string): RegExp {
  const literal = term.replace(/[.*+?^${}()|[\]\\]/gu, String.raw`\$&`)
  return new RegExp(`(?<![\\p{L}\\p{N}&])${literal}s?(?![\\p{L}\\p{N}&])`, 'u')
}
