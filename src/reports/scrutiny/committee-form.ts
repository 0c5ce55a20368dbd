import { cut } from '../shared/words.js'

/**
 * A council's committee form: its front block and its headings belong to the council, so they are data. What
 * the register fills is found by the words of a heading, unless the form says it itself.
 */

export type Holding = 'purpose' | 'summary' | 'progress' | 'timetable' | 'appendices'

export interface FormSection {
  number: number
  heading: string
  filledBy: 'register' | 'officer'
  /** What the officer is to write here, or what the register puts here. */
  guidance: string
  /** What the register puts here; read from the heading where it is left out. */
  holds?: Holding[]
}

export interface CommitteeForm {
  slug: string
  /** Slug of the council in the list of agencies. */
  council: string
  panel: string | null
  frontBlock: { label: string; value: string | null }[]
  recommendationsHeading: string
  sections: FormSection[]
  /** The numbered paragraphs of the report that the form was taken from. */
  paragraphs: { number: string; text: string }[]
}

const wordsOf: Record<Holding, RegExp> = {
  purpose: /purpose/iu,
  summary: /summary/iu,
  progress: /details|progress/iu,
  timetable: /timetable|timescale/iu,
  appendices: /appendi/iu,
}
const holdings = Object.keys(wordsOf) as Holding[]

/**
 * What the register puts into each section, by the section's number. Nothing is put in twice, and what no
 * heading asks for goes to the first section of the register that asks for nothing.
 */
export function holdingsOf(form: CommitteeForm): Map<number, Holding[]> {
  const ours = form.sections.filter((section) => section.filledBy === 'register')
  const left = new Set(holdings)
  const placed = new Map<number, Holding[]>()
  for (const section of ours) {
    const asked = section.holds ?? holdings.filter((holding) => wordsOf[holding].test(section.heading))
    const taken = asked.filter((holding) => left.delete(holding))
    placed.set(section.number, taken)
  }
  const spare = ours.find((section) => placed.get(section.number)?.length === 0)
  if (spare) placed.set(spare.number, [...left])
  return placed
}

/** The word for those who read it: "panel", "commission" or "committee". */
export function bodyOf(form: CommitteeForm): 'panel' | 'commission' | 'committee' {
  if (/panel/iu.test(form.panel ?? '')) return 'panel'
  return /commission/iu.test(form.panel ?? '') ? 'commission' : 'committee'
}

/** What the council wrote under a section in the report that the form was taken from, and where that was. */
export function writtenBefore(form: CommitteeForm, section: number): { in: string; words: string } | null {
  const words = form.paragraphs
    .filter((paragraph) => paragraph.number.startsWith(`${section}.`))
    .map((paragraph) => paragraph.text)
    .join(' ')
  if (words === '') return null
  const date = form.frontBlock.find(({ label }) => isDate(label))?.value ?? null
  return { in: date === null ? 'the earlier report' : `the report of ${date}`, words: cut(words, 160) }
}

/** Whether a row of the front block holds the day of the meeting. */
export function isDate(label: string): boolean {
  return /^date$/iu.test(label.trim())
}
