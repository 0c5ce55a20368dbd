import type { ReadCell } from '../../documents/reading/read-book.js'
import type { NewPlan } from '../../plans/plans.service.js'

const numbered =
  /^(?:(?:strategic |key )?(?:theme|objective|priority|aim|outcome|section|strand|part|area) ?)?([A-Z]|\d{1,2}(?:\.\d{1,2}){0,2})(?: ?[.:)\u2013\u2014-] ?| )\S/iu

/** The themes of a plan in the order in which they are first named, each with a code: its own number where it has one. */
export class PlanThemes {
  readonly all: NewPlan['themes'] = []
  private readonly byTitle = new Map<string, string>()
  private readonly codes = new Set<string>()

  /** The code of the theme that a cell names, a new one where it is named first. */
  codeOf(cell: ReadCell | null): string | null {
    const title = cell?.text.trim().replaceAll(/\s+/gu, ' ') ?? ''
    if (title === '') return null
    const key = title.toLowerCase()
    const known = this.byTitle.get(key)
    if (known !== undefined) return known
    const code = this.newCode(title)
    this.byTitle.set(key, code)
    this.codes.add(code)
    this.all.push({ code, title: title.slice(0, 300) })
    return code
  }

  private newCode(title: string): string {
    const own = numbered.exec(title)?.[1]?.toUpperCase()
    // "A safer borough" begins with a word, not with a letter that counts.
    if (own !== undefined && !this.codes.has(own) && !/^[A-Z] \S/u.test(title)) return own
    for (let number = this.all.length + 1; ; number += 1) {
      const code = `T${number}`
      if (!this.codes.has(code)) return code
    }
  }
}
