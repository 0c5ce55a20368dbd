import { Injectable } from '@nestjs/common'
import { AgencyRegister, type RegisteredAgency } from '../../agencies/agency-register.service.js'
import { Database } from '../../database/database.js'
import { AgencyNames, type NamedAgency } from './agency-names.js'

/** Under which names the register knows agencies: those that were merged into another are names of that one. */
@Injectable()
export class RegisteredNames {
  constructor(
    private readonly register: AgencyRegister,
    private readonly database: Database,
  ) {}

  /** @param council slug of the council whose plan is read */
  async of(council: string): Promise<AgencyNames> {
    const all = await this.register.all()
    const bySlug = new Map(all.map((agency) => [agency.slug, agency]))
    const readAs = (agency: RegisteredAgency, far = 0): RegisteredAgency => {
      const into = agency.mergedInto && far < 50 ? bySlug.get(agency.mergedInto.slug) : undefined
      return into ? readAs(into, far + 1) : agency
    }
    const aliases = new Map<string, string[]>()
    for (const agency of all) {
      const { slug } = readAs(agency)
      const merged = agency.slug === slug ? [] : namesOf(agency)
      aliases.set(slug, [...(aliases.get(slug) ?? []), ...merged, ...aliasesOf(agency)])
    }
    const above = (agency: RegisteredAgency, far = 0): string[] => {
      const parent = agency.parent && far < 50 ? bySlug.get(agency.parent.slug) : undefined
      return parent ? [readAs(parent).slug, ...above(parent, far + 1)] : []
    }
    const councils = await this.councils()
    const named = all.flatMap((agency): NamedAgency[] => {
      if (agency.mergedInto) return []
      const { slug, name, parent } = agency
      const over = above(agency)
      const known = { slug, name, parent: parent?.name ?? null, above: over, names: namesOf(agency) }
      return [
        { ...known, aliases: aliases.get(slug) ?? [], ofCouncil: over.some((one) => councils.has(one)) },
      ]
    })
    return new AgencyNames(named, council)
  }

  /** Slugs of those that publish the plan of a borough. */
  private async councils(): Promise<ReadonlySet<string>> {
    const rows = await this.database.select<{ slug: string }>(
      `SELECT g.slug FROM plan p JOIN agency g ON g.id = p.publisher_id WHERE p.geography = 'borough'`,
    )
    return new Set(rows.map(({ slug }) => slug))
  }
}

const namesOf = ({ name, abbreviation }: RegisteredAgency) => [
  name,
  ...(abbreviation === null ? [] : [abbreviation]),
]

const aliasesOf = ({ aliases }: RegisteredAgency) =>
  aliases.filter(({ removedAt }) => removedAt === null).map(({ alias }) => alias)
