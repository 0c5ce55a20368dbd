import type { Findings } from './findings.js'
import { quoted } from './findings.js'
import { Gathered, type MarkIndex } from './marks.js'
import type { Part, StructureCheck } from './structure-reader.js'

export interface HeadingFound {
  /** 1 to 6; 0 of a heading without a number. */
  level: number
  gathered: Gathered
}

/** Gathers the headings. Their order is judged at the end, once their words are known. */
export class HeadingCheck implements StructureCheck {
  readonly headings: HeadingFound[] = []

  constructor(private readonly marks: MarkIndex) {}

  enter({ standard }: Part): void {
    const level = levelOf(standard)
    if (level === null) return
    const gathered = new Gathered(true)
    this.headings.push({ level, gathered })
    this.marks.begin(gathered)
  }

  leave({ standard }: Part): void {
    if (levelOf(standard) !== null) this.marks.end()
  }

  judge(findings: Findings): void {
    const numbered = this.headings.filter(({ level }) => level > 0)
    if (numbered.length > 0 && numbered.length < this.headings.length)
      findings.add('headingKinds', 'some headings have a number for their level and some have none')
    let before = 0
    for (const { level, gathered } of numbered) {
      const [page = null] = gathered.pages
      if (before === 0 && level !== 1)
        findings.addOn('headings', `the first heading, ${quoted(gathered.text)}, is of level ${level}`, page)
      else if (level > before + 1)
        findings.addOn(
          'headings',
          `${quoted(gathered.text)} is of level ${level} and follows one of level ${before}`,
          page,
        )
      before = level
    }
  }
}

function levelOf(role: string): number | null {
  if (role === 'H') return 0
  const level = /^H([1-6])$/u.exec(role)?.[1]
  return level === undefined ? null : Number(level)
}
