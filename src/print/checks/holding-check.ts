import type { Findings } from './findings.js'
import type { RuleName } from './rules.js'
import type { Part, StructureCheck } from './structure-reader.js'

interface Holding {
  rule: RuleName
  /** What it may hold; undefined for anything. */
  holds?: string[]
  /** What it must stand in; undefined for anything. */
  in?: string[]
}

const groups = ['THead', 'TBody', 'TFoot']

/** What may stand in what: ISO 32000-1:2008, 14.8.4.3. */
const holdings: Record<string, Holding> = {
  Table: { rule: 'tables', holds: ['TR', 'Caption', ...groups] },
  THead: { rule: 'tables', holds: ['TR'], in: ['Table'] },
  TBody: { rule: 'tables', holds: ['TR'], in: ['Table'] },
  TFoot: { rule: 'tables', holds: ['TR'], in: ['Table'] },
  TR: { rule: 'tables', holds: ['TH', 'TD'], in: ['Table', ...groups] },
  TH: { rule: 'tables', in: ['TR'] },
  TD: { rule: 'tables', in: ['TR'] },
  L: { rule: 'lists', holds: ['L', 'LI', 'Caption'] },
  LI: { rule: 'lists', holds: ['Lbl', 'LBody'], in: ['L'] },
  LBody: { rule: 'lists', in: ['LI'] },
  TOC: { rule: 'contents', holds: ['TOC', 'TOCI', 'Caption'] },
  TOCI: { rule: 'contents', in: ['TOC'] },
}

/** Checks that tables, lists and tables of contents hold what they may hold, and stand where they may stand. */
export class HoldingCheck implements StructureCheck {
  constructor(private readonly findings: Findings) {}

  leave(part: Part): void {
    const holding = holdings[part.standard]
    if (!holding) return
    const { rule, holds, in: within } = holding
    const wrong = holds ? part.kids.find((kid) => !holds.includes(kid)) : undefined
    if (wrong !== undefined)
      this.findings.addOn(rule, `a ${part.standard} holds ${wrong || 'a part of no known role'}`, part.page)
    const parent = part.parent?.standard ?? ''
    if (within && !within.includes(parent))
      this.findings.addOn(rule, `a ${part.standard} stands in ${parent || 'nothing'}`, part.page)
    this.captions(part, rule)
    if (part.standard === 'Table') this.groups(part)
  }

  private captions({ standard, page, kids }: Part, rule: RuleName): void {
    const places = kids.flatMap((kid, index) => (kid === 'Caption' ? [index] : []))
    if (!['Table', 'L', 'TOC'].includes(standard) || places.length === 0) return
    const [place] = places
    const atEdge = place === 0 || (standard === 'Table' && place === kids.length - 1)
    if (places.length > 1 || !atEdge)
      this.findings.addOn(rule, `a ${standard} has a caption in its middle, or more than one`, page)
  }

  private groups({ page, kids }: Part): void {
    const count = (role: string): number => kids.filter((kid) => kid === role).length
    const [heads, bodies, feet] = [count('THead'), count('TBody'), count('TFoot')]
    if (heads > 1 || feet > 1) this.findings.addOn('tables', `a table has more than one head or foot`, page)
    if ((heads > 0 || feet > 0) && bodies === 0)
      this.findings.addOn('tables', `a table has a head or a foot and no body`, page)
  }
}
