/** What a column of a council's plan can mean. */
export const importFields = [
  'ref',
  'theme',
  'title',
  'text',
  'step',
  'lead',
  'partners',
  'parties',
  'timescale',
  'starts',
  'status',
  'kind',
  'measure',
  'note',
] as const
export type ImportField = (typeof importFields)[number]

interface FieldFacts {
  label: string
  /** What stands in such a column, in a sentence. */
  hint: string
  /** Whether several columns may mean it. */
  several: boolean
}

export const fieldFacts: Record<ImportField, FieldFacts> = {
  ref: {
    label: 'Reference',
    hint: 'The council’s own number of the action. It is kept, with the plan’s prefix before it.',
    several: false,
  },
  theme: { label: 'Theme', hint: 'The heading under which the action stands.', several: false },
  title: { label: 'Short title', hint: 'A short name of the action.', several: false },
  text: { label: 'Action', hint: 'The sentence that makes the promise, word for word.', several: false },
  step: { label: 'Step', hint: 'A step or milestone under the action.', several: true },
  lead: { label: 'Lead', hint: 'Who answers for the action.', several: false },
  partners: { label: 'Partners', hint: 'Who else takes part.', several: true },
  parties: {
    label: 'Lead, then partners',
    hint: 'One cell names all: the first is the lead, the others are partners.',
    several: false,
  },
  timescale: {
    label: 'Timescale',
    hint: 'By when it is to be done, in the council’s words.',
    several: false,
  },
  starts: { label: 'Start', hint: 'From when, where a column of its own says so.', several: false },
  status: {
    label: 'Status',
    hint: 'Where the action stood when the plan was published: becomes its first update, which quotes the file.',
    several: false,
  },
  kind: {
    label: 'Kind',
    hint: 'Action, recommendation, area for improvement, next step, commitment.',
    several: false,
  },
  measure: { label: 'Measure', hint: 'How success will be measured.', several: true },
  note: { label: 'Note', hint: 'What else is said of the action, kept with it as a note.', several: true },
}

/** Most characters that a cell of each may have. */
export const longestOf: Record<ImportField, number> = {
  ...{ ref: 28, theme: 300, title: 300, text: 5000, step: 2000, lead: 2000, partners: 2000, parties: 2000 },
  ...{ timescale: 500, starts: 500, status: 200, kind: 200, measure: 2000, note: 5000 },
}

export const isImportField = (value: unknown): value is ImportField =>
  importFields.some((field) => field === value)
