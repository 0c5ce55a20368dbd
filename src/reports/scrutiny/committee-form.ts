import type { CommitteeFormData, FormSection, Holding } from '../../plans/committee-form.js'
import { isWithinSections, numberingOf, stemOf } from '../../plans/numbering.js'
import { cut } from '../shared/words.js'

/**
 * How a council's committee form is read. What the register fills is found by the words of a heading, unless the form says
 * it itself; what the form leaves out is as most councils have it.
 */

const wordsOf: Partial<Record<Holding, RegExp>> = {
  purpose: /purpose/iu,
  summary: /summary/iu,
  changes: /changes since/iu,
  progress: /details|progress/iu,
  timetable: /timetable|timescale/iu,
  appendices: /appendi/iu,
  background: /background/iu,
  recommendations: /^recommendation/iu,
}
const known = Object.keys(wordsOf) as Holding[]

/** What must stand somewhere: what no heading asks for goes to the first section that asks for nothing. */
const owed: readonly Holding[] = ['purpose', 'summary', 'progress', 'timetable', 'appendices']

/** What has a home of its own where no heading asks for it. */
const beside: Partial<Record<Holding, Holding>> = { changes: 'summary', background: 'appendices' }

/** The number under which a section is known: its place in the form. */
export const placeOf = (form: CommitteeFormData, section: FormSection) => form.sections.indexOf(section) + 1

/** What the register puts into each section, by the section's place. Nothing is put in twice. */
export function holdingsOf(form: CommitteeFormData): Map<number, Holding[]> {
  const ours = form.sections.filter((section) => section.filledBy === 'register')
  const placed = new Map<number, Holding[]>()
  const taken = new Set<Holding>()
  const take = (holding: Holding) => !taken.has(holding) && taken.add(holding).has(holding)
  const named = new Set(form.sections.flatMap(({ holds }) => holds ?? []))
  for (const section of ours) {
    const asked =
      section.holds ??
      known.filter((holding) => !named.has(holding) && (wordsOf[holding]?.test(section.heading) ?? false))
    placed.set(placeOf(form, section), asked.filter(take))
  }
  const spare = [...placed].find(([, held]) => held.length === 0)
  if (spare) placed.set(spare[0], owed.filter(take))
  for (const [holding, home] of Object.entries(beside) as [Holding, Holding][]) {
    if (taken.has(holding)) continue
    const [place, held] = [...placed].find(([, each]) => each.includes(home)) ?? [...placed].at(-1) ?? []
    if (place !== undefined && held) placed.set(place, withBeside(held, holding, home))
  }
  return placed
}

function withBeside(held: readonly Holding[], holding: Holding, home: Holding): Holding[] {
  const at = held.includes(home) ? held.indexOf(home) + 1 : held.length
  return [...held.slice(0, at), holding, ...held.slice(at)]
}

/** "section 2" by the council's own number, else by its heading; null where no section holds it. */
export function whereIs(form: CommitteeFormData, held: Map<number, Holding[]>, what: Holding): string | null {
  const place = [...held].find(([, holdings]) => holdings.includes(what))?.[0]
  const section = place === undefined ? undefined : form.sections[place - 1]
  if (!section) return null
  const stem = stemOf(section.number)
  return stem === null ? `“${section.heading}”` : `section ${stem}`
}

/** The number of a section as the council writes it; null where it has none. */
export function labelOf({ number }: FormSection): string | null {
  return number === null ? null : String(number)
}

/** The word for those who read it: "panel", "commission" or "committee". */
export function bodyOf(form: CommitteeFormData): 'panel' | 'commission' | 'committee' {
  if (/panel/iu.test(form.panel ?? '')) return 'panel'
  return /commission/iu.test(form.panel ?? '') ? 'commission' : 'committee'
}

/** How many paragraphs come first, and the number of the one after them: "2.1.", or null where none is numbered. */
export function paragraphNumbering(form: CommitteeFormData) {
  const example = form.paragraphNumbers ?? '1.1'
  const numbering = example === 'none' ? null : numberingOf(example)
  return { within: isWithinSections(example), of: numbering ?? (() => null) }
}

/** The letters of the recommendations, which may be paragraphs of their section: "A.", "(a)", "2.1". */
export function letteringOf(form: CommitteeFormData, section: FormSection | null) {
  const example = form.recommendationsLettering ?? 'A.'
  const stem = section === null ? null : stemOf(section.number)
  const numbering = numberingOf(example)
  return {
    asParagraphs: isWithinSections(example) && stem !== null,
    of: (count: number) => numbering?.(count, stem) ?? `${count}.`,
  }
}

/** "Appendix A" and its letter alone. */
export function appendixOf(form: CommitteeFormData, count: number): { name: string; letter: string } {
  const name = numberingOf(form.appendixName ?? 'Appendix A')?.(count, null) ?? `Appendix ${count}`
  return { name, letter: name.replace(/^\p{L}{2,} /u, '') }
}

/** What the council wrote under a section in the report that the form was taken from, and where that was. */
export function writtenBefore(
  form: CommitteeFormData,
  section: FormSection,
): { in: string; words: string } | null {
  const stem = stemOf(section.number)
  const words = form.paragraphs
    .filter((paragraph) => stem !== null && paragraph.number.startsWith(`${stem}.`))
    .map((paragraph) => paragraph.text)
    .join(' ')
  if (words === '') return null
  const date = form.frontBlock.find(({ label }) => isDate(label))?.value ?? null
  return { in: date === null ? 'the earlier report' : `the report of ${date}`, words: cut(words, 160) }
}

/** Whether a row of the front block holds the day of the meeting. */
export function isDate(label: string): boolean {
  return /^(?:meeting )?date(?: of meeting)?$/iu.test(label.trim().replace(/:$/u, ''))
}
