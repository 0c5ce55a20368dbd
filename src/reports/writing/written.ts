import type { Day } from '../../clock/dates.js'

/**
 * What people have written into an edition, gathered from its parts. A part is named by its place:
 *
 *   decisions                 what is sought of ministers
 *   outcomes                  what became of the decisions of the edition before, in their order
 *   left-out                  exceptions that are left out, each with its reason
 *   theme.PLAN.CODE           the programme office's paragraph on a theme (Markdown)
 *   corrections               corrections to earlier editions (Markdown)
 *   recommendations           of a scrutiny report, in order
 *   front                     rows of the front block, by label
 *   section.NUMBER            the officer's text of a section (Markdown)
 *   exempt                    what is not for publication, and on which ground (Markdown)
 */
export interface Written {
  /** Null while nobody has written them; an empty list when none is sought. */
  decisions: Decision[] | null
  outcomes: string[]
  leftOut: { ref: string; reason: string }[]
  recommendations: string[] | null
  front: Record<string, string>
  exempt: { ground: string; text: string } | null
  /** Markdown by the name of the part: themes, sections and corrections. */
  texts: Record<string, string>
}

export interface Decision {
  what: string
  who: string
  byWhen: Day | null
}

/** What the content of each kind of part holds. */
export interface PartContents {
  decisions: { items: Decision[] }
  outcomes: { items: string[] }
  'left-out': { items: { ref: string; reason: string }[] }
  recommendations: { items: string[] }
  front: { rows: Record<string, string> }
  exempt: { ground: string; text: string }
  text: { text: string }
}

export const nothingWritten: Written = {
  ...{ decisions: null, outcomes: [], leftOut: [], recommendations: null },
  ...{ front: {}, exempt: null, texts: {} },
}

/** The last saving of each part, put together. */
export function writtenOf(parts: readonly { part: string; content: unknown }[]): Written {
  const content = new Map(parts.map(({ part, content: saved }) => [part, saved]))
  const of = <Name extends keyof PartContents>(name: Name) =>
    content.get(name) as PartContents[Name] | undefined
  const structured = new Set(['decisions', 'outcomes', 'left-out', 'recommendations', 'front', 'exempt'])
  const texts = parts
    .filter(({ part }) => !structured.has(part))
    .map(({ part, content: saved }) => [part, (saved as PartContents['text']).text] as const)
    .filter(([, text]) => text.trim() !== '')
    .sort(([one], [other]) => (one < other ? -1 : 1))
  const exempt = of('exempt')
  return {
    decisions: of('decisions')?.items ?? null,
    outcomes: of('outcomes')?.items ?? [],
    leftOut: of('left-out')?.items ?? [],
    recommendations: of('recommendations')?.items ?? null,
    front: of('front')?.rows ?? {},
    exempt: exempt && exempt.text.trim() !== '' ? exempt : null,
    texts: Object.fromEntries(texts),
  }
}

/** The name of the part that holds the programme office's paragraph on a theme. */
export const themePart = (plan: string, code: string) => `theme.${plan}.${code}`

/** The name of the part that holds the officer's text of a section. */
export const sectionPart = (number: number) => `section.${number}`
