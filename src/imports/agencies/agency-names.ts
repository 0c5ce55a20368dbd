import { distance } from 'fastest-levenshtein'

/** An agency of the register with every name by which documents call it. */
export interface NamedAgency {
  slug: string
  name: string
  /** Name of the agency that it is a unit of. */
  parent: string | null
  /** Slugs of the agencies above it. */
  above: readonly string[]
  /** Its name and its abbreviation. */
  names: readonly string[]
  /** What documents call it besides. */
  aliases: readonly string[]
  /** Whether it is a unit of a council that publishes plans of its own. */
  ofCouncil: boolean
}

/** "The Health & Wellbeing Board." as it is compared: small, without marks and articles. */
export function plainName(name: string): string {
  return name
    .toLowerCase()
    .replaceAll('&', ' and ')
    .replaceAll(/[’'.]/gu, '')
    .replaceAll(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()
    .replace(/^the /u, '')
}

const smallWords = new Set(['of', 'and', 'the', 'for', 'in', 'to', 'a'])
const tokensOf = (plain: string) => plain.split(' ').filter((word) => word !== '' && !smallWords.has(word))

/** Finds agencies by what documents call them. */
export class AgencyNames {
  private readonly byName = new Map<string, { agency: NamedAgency; alias: boolean }[]>()
  private readonly bySlug: ReadonlyMap<string, NamedAgency>

  /** @param council slug of the council whose plan is read: of units with the same name, its own is meant */
  constructor(
    readonly all: readonly NamedAgency[],
    private readonly council: string,
  ) {
    this.bySlug = new Map(all.map((agency) => [agency.slug, agency]))
    for (const agency of all) {
      const names = new Set(agency.names.map(plainName))
      const aliases = new Set(agency.aliases.map(plainName).filter((plain) => !names.has(plain)))
      for (const plain of names) this.note(plain, agency, false)
      for (const plain of aliases) this.note(plain, agency, true)
    }
  }

  private note(plain: string, agency: NamedAgency, alias: boolean): void {
    this.byName.set(plain, [...(this.byName.get(plain) ?? []), { agency, alias }])
  }

  get(slug: string): NamedAgency | null {
    return this.bySlug.get(slug) ?? null
  }

  /**
   * The one agency of that name, or null where none or more than one is called so. “Police” is a local word: what it means for a
   * unit of another council, it does not mean for this one.
   */
  find(name: string): NamedAgency | null {
    const named = this.byName.get(plainName(name)) ?? []
    const own = named.filter(({ agency }) => this.isOwn(agency))
    const meant = own.length > 0 ? own : named.filter(({ agency, alias }) => !isLocal(agency, alias))
    return meant.length === 1 ? (meant[0]?.agency ?? null) : null
  }

  private isOwn({ slug, above }: NamedAgency): boolean {
    return slug === this.council || above.includes(this.council)
  }

  /** Those that a name may mean, the likeliest first. */
  suggest(name: string, most = 5): NamedAgency[] {
    const plain = plainName(name)
    const tokens = tokensOf(plain)
    return this.all
      .map((agency) => ({
        agency,
        score: Math.max(
          ...[...agency.names, ...agency.aliases].map((known) => likeness(plain, tokens, plainName(known))),
        ),
      }))
      .filter(({ score }) => score >= 0.45)
      .sort((one, other) => other.score - one.score || one.agency.name.localeCompare(other.agency.name, 'en'))
      .slice(0, most)
      .map(({ agency }) => agency)
  }
}

const isLocal = ({ above, ofCouncil }: NamedAgency, alias: boolean) =>
  above.length > 0 && (alias || ofCouncil)

/** 1 for the same name: by their letters, or by the words that both have. */
function likeness(plain: string, tokens: readonly string[], known: string): number {
  if (plain === known) return 1
  const longest = Math.max(plain.length, known.length)
  const letters = longest === 0 ? 0 : 1 - distance(plain, known) / longest
  const knownTokens = tokensOf(known)
  const shared = tokens.filter((token) => knownTokens.includes(token)).length
  const words =
    shared === 0
      ? 0
      : shared / Math.min(tokens.length, knownTokens.length) -
        0.1 * Math.abs(tokens.length - knownTokens.length)
  return Math.max(letters, Math.min(words, 0.99))
}
