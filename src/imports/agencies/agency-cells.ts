import type { NewAssignment } from '../../actions/change.js'
import { type AgencyNames, plainName } from './agency-names.js'

/** What a name of a plan means that is not a name of the register. */
export type AgencyChoice =
  | { means: 'agency'; slug: string }
  | { means: 'new'; name: string; parent: string | null }
  /** It stays as words of the plan, and nobody of the register answers by it. */
  | { means: 'text' }

/** By the name as it is compared. */
export type AgencyChoices = Readonly<Record<string, AgencyChoice>>

/** A name in a cell. */
export interface NamedParty {
  role: 'lead' | 'partner'
  /** As the plan writes it, "(tbc)" and the like included. */
  asWritten: string
  /** The name as it is compared. */
  key: string
  provisional: boolean
  /** Slug of the agency, in the register or about to be; null where the name is unknown or stays as text. */
  agency: string | null
  /** Whether nobody has decided what it means. */
  unknown: boolean
}

const label =
  /(?:^|[\s;,.(])(lead(?: agency| officer| organisation| partner)?|led by|supporting(?: partners?)?|partner(?:s| agencies)?|supported by|support|with)\s*[:\u2013\u2014-]\s*/giu
const provisionalWords =
  /\(?\b(?:tbc|t\.b\.c\.?|tba|to be (?:confirmed|agreed)|proposed|provisional(?:ly)?)\b\)?|\?+$/giu
const nobody =
  /^(?:n\/?a|none|nobody|-+|\?+|tbc|tba|tbd|to be (?:confirmed|agreed|decided)|unknown|vacant)?$/iu

/** The slug that a name not yet registered will have. */
export function slugOf(name: string): string {
  const plain = plainName(name.normalize('NFD').replaceAll(/\p{M}/gu, '')).replaceAll(/[^a-z0-9]+/gu, '-')
  return plain
    .replaceAll(/^-+|-+$/gu, '')
    .slice(0, 80)
    .replace(/-+$/u, '')
}

/** Reads who is named in cells, by the names of the register and by what was decided of the others. */
export class AgencyCells {
  private readonly read = new Map<string, NamedParty[]>()
  /** A plan may name anything, “constructor” too. */
  private readonly choices: ReadonlyMap<string, AgencyChoice>

  constructor(
    private readonly names: AgencyNames,
    choices: AgencyChoices,
  ) {
    this.choices = new Map(Object.entries(choices))
  }

  /**
   * Everybody that a cell names, in its order.
   *
   * @param role that whoever stands there has; `lead then partners`: the first leads, the others are partners
   */
  partiesOf(text: string, role: NamedParty['role'] | 'lead then partners'): NamedParty[] {
    // The same few cells stand in most rows.
    const known = this.read.get(`${role} ${text}`)
    if (known) return known
    const parties = this.readParties(text, role)
    this.read.set(`${role} ${text}`, parties)
    return parties
  }

  private readParties(text: string, role: NamedParty['role'] | 'lead then partners'): NamedParty[] {
    const parts = labelledParts(text)
    const parties = parts.flatMap(({ named, words }) =>
      this.split(words.trim()).flatMap((asWritten): NamedParty[] => {
        const bare = bareName(asWritten)
        if (nobody.test(bare)) return []
        const own = named ?? (role === 'lead then partners' ? 'lead' : role)
        return [{ role: own, asWritten, ...this.meaningOf(asWritten, bare) }]
      }),
    )
    if (role !== 'lead then partners' || parts.some(({ named }) => named !== null)) return parties
    return parties.map((party, index) => ({ ...party, role: index === 0 ? 'lead' : 'partner' }))
  }

  private meaningOf(asWritten: string, bare: string): Omit<NamedParty, 'role' | 'asWritten'> {
    const key = plainName(bare)
    const provisional = new RegExp(provisionalWords.source, 'iu').test(asWritten)
    const found = this.names.find(bare)
    if (found) return { key, provisional, agency: found.slug, unknown: false }
    const choice = this.choices.get(key)
    if (choice === undefined) return { key, provisional, agency: null, unknown: true }
    if (choice.means === 'text') return { key, provisional, agency: null, unknown: false }
    const agency = choice.means === 'agency' ? choice.slug : slugOf(choice.name)
    return { key, provisional, agency, unknown: false }
  }

  private isKnown(words: string): boolean {
    const bare = bareName(words)
    return this.names.find(bare) !== null || this.choices.has(plainName(bare))
  }

  /** The names in a cell. What is one name of the register is not taken apart, whatever marks are in it. */
  private split(words: string): string[] {
    if (nobody.test(bareName(words)) || this.isKnown(words)) return [words]
    const strong = pieces(words, /[;\n\r•|]+/u)
    if (strong.length > 1) return strong.flatMap((piece) => this.split(piece))
    const slashed = pieces(words, /\//u)
    if (slashed.length > 1) return slashed.flatMap((piece) => this.split(piece))
    const listed = pieces(words, /,/u)
    if (listed.length > 1 && listed.some((piece) => this.split(piece).some((one) => this.isKnown(one)))) {
      return listed.flatMap((piece) => this.split(piece.replace(/^and /iu, '')))
    }
    const joined = pieces(words, / and | & | \+ |&/iu)
    return joined.length > 1 && joined.every((piece) => this.isKnown(piece)) ? joined : [words]
  }
}

const pieces = (words: string, mark: RegExp) =>
  words
    .split(mark)
    .map((piece) => piece.trim().replace(/^[-–—*▪·] ?/u, ''))
    .filter((piece) => piece !== '')

const bareName = (asWritten: string) =>
  asWritten
    .replaceAll(provisionalWords, ' ')
    .replaceAll(/\(\s*\)/gu, ' ')
    .replaceAll(/\s+/gu, ' ')
    .trim()
    .replace(/[,;:\s-]+$/u, '')

/** "Lead: X; partners: Y, Z" by its labels. */
function labelledParts(text: string): { named: NamedParty['role'] | null; words: string }[] {
  const found = [...text.matchAll(label)]
  const [first] = found
  if (!first) return [{ named: null, words: text }]
  const before = text.slice(0, first.index).trim()
  const parts = found.map((match, index) => ({
    named: /^(?:lead|led)/iu.test(match[1] ?? '') ? ('lead' as const) : ('partner' as const),
    words: text
      .slice(match.index + match[0].length, found[index + 1]?.index ?? text.length)
      .replace(/[\s;,.]+$/u, ''),
  }))
  return before === '' ? parts : [{ named: null, words: before.replace(/[\s;,.]+$/u, '') }, ...parts]
}

/** Parties as the register notes them: each agency once, a lead no partner besides. */
export function assignmentsOf(parties: readonly NamedParty[]): {
  leads: NewAssignment[]
  partners: NewAssignment[]
} {
  const seen = new Set<string>()
  const of = (role: NamedParty['role']) =>
    parties.flatMap(({ role: own, agency, asWritten, provisional }): NewAssignment[] => {
      if (own !== role || agency === null || seen.has(agency)) return []
      seen.add(agency)
      return [{ agency, asWritten, provisional }]
    })
  const leads = of('lead')
  return { leads, partners: of('partner') }
}
