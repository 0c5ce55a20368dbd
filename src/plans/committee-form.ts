/**
 * What a council's committee report looks like, as data: its front block, its headings and their order, how it numbers and
 * letters, and the columns of its own action plan. Nothing of it is code, so that each council has its own.
 */

/** What the register can put into a section. */
export const holdings = [
  ...['purpose', 'summary', 'changes', 'progress', 'timetable'],
  ...['appendices', 'background', 'recommendations', 'recommendations-tracker'],
] as Holding[]
export type Holding =
  | 'purpose'
  | 'summary'
  | 'changes'
  | 'progress'
  | 'timetable'
  | 'appendices'
  | 'background'
  | 'recommendations'
  | 'recommendations-tracker'

/** What a column of the appendix with the action plan can hold. */
export const columnHoldings = [
  ...['ref', 'title', 'recommendation', 'text', 'steps', 'lead', 'partners'],
  ...['timescale-as-written', 'timescale', 'status', 'confidence', 'statement'],
] as ColumnHolding[]
export type ColumnHolding =
  | 'ref'
  /** Our short title. */
  | 'title'
  /** The sentence of the plan with its steps under it. */
  | 'recommendation'
  /** The sentence of the plan alone. */
  | 'text'
  | 'steps'
  | 'lead'
  | 'partners'
  /** The words of the plan. */
  | 'timescale-as-written'
  /** How they were read. */
  | 'timescale'
  | 'status'
  | 'confidence'
  /** The latest statement. */
  | 'statement'

export const sectionWriters = ['register', 'officer'] as const

export interface FormSection {
  /** As the council writes it: 3, "3.0"; null where it gives the section no number. */
  number: number | string | null
  heading: string
  filledBy: (typeof sectionWriters)[number]
  /** What the officer is to write here, or what the register puts here. */
  guidance: string | null
  /** What the register puts here; read from the heading where it is left out. */
  holds?: Holding[] | null
  /** Whether the officer may add paragraphs after the register's; where it is left out, yes. */
  officerMayAdd?: boolean | null
}

export interface PlanColumnData {
  heading: string
  holds: ColumnHolding
}

export interface CommitteeFormData {
  slug: string
  /** Slug of the council. */
  council: string
  panel: string | null
  /** Where the form was taken from, or what it is an example of. */
  note?: string | null
  frontBlock: { label: string; value: string | null }[]
  recommendationsHeading: string
  /** How the first recommendation is lettered: "A.", "1.", "(a)", or as a paragraph of its section, "2.1". */
  recommendationsLettering?: string | null
  /** How the first paragraph of the first section is numbered: "1.1", "1.1.", "1"; "none" where none is. */
  paragraphNumbers?: string | null
  /** What the first appendix is called: "Appendix A", "Appendix 1", "Annex A". */
  appendixName?: string | null
  sections: FormSection[]
  /** The columns of the appendix with the action plan; plain ones where it is left out. */
  planColumns?: PlanColumnData[] | null
  /** A sentence on where the columns come from. */
  planColumnsNote?: string | null
  /** The numbered paragraphs of the report that the form was taken from. */
  paragraphs: { number: string; text: string }[]
}

/** An abbreviation and its meaning, as the council explains it. */
export interface FormTerm {
  term: string
  meaning: string
}
