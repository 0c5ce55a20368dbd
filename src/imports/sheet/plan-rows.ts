import type { ReadCell } from '../../documents/reading/read-book.js'
import type { ColumnChoice } from './column-mapping.js'
import { Findings } from '../checking/finding.js'
import type { ImportField } from './import-field.js'
import { isImportField } from './import-field.js'
import { cellAt, filledColumns, type KeptSheet } from './kept-book.js'

/** What a row is in which one cell alone is filled: the heading of a theme, or an action without anything beside it. */
export type LoneRows = 'themes' | 'actions'

export interface TableLayout {
  /** The row of the headings, counted from 0. */
  header: number
  loneRows: LoneRows
  choices: readonly ColumnChoice[]
  headings: readonly string[]
}

type OneCell = Exclude<ImportField, 'step' | 'partners' | 'measure' | 'note' | 'theme'>

/** An action as its row gives it, with the steps of the rows below. */
export interface RawAction {
  /** Counted from 0. */
  row: number
  cells: Partial<Record<OneCell, ReadCell>>
  theme: ReadCell | null
  steps: ReadCell[]
  partners: ReadCell[]
  measures: ReadCell[]
  notes: { heading: string; cell: ReadCell }[]
}

export interface RawPlan {
  actions: RawAction[]
  /** How many actions take the theme from a row above them. */
  carriedThemes: number
}

const notPlan =
  /^(?:(?:sub-?|grand )?totals?\b|notes?\b ?:?|key\b ?:?|source\b ?:|\*|footnote|end of (?:plan|sheet)|page \d)/iu
const bullet = /^(?:[-•–—*▪◦‣·]|\(?[a-z]\)|\(?[ivx]{1,4}\)) ?\S/u

/** Reads the rows below the headings: actions, themes between them, steps below them, and what belongs to no action. */
export class PlanRows {
  private readonly actions: RawAction[] = []
  private theme: ReadCell | null = null
  private carriedThemes = 0
  /** Rows with a single cell that wait for an action below them. */
  private lone: { row: number; cell: ReadCell }[] = []
  private readonly columns: { column: number; field: ImportField }[]

  constructor(
    private readonly sheet: KeptSheet,
    private readonly layout: TableLayout,
    private readonly findings: Findings,
  ) {
    this.columns = layout.choices.flatMap((choice, column) =>
      isImportField(choice) ? [{ column, field: choice }] : [],
    )
  }

  /** Reads the row with this number; every row below the headings in its turn. */
  read(row: number): void {
    const filled = filledColumns(this.sheet, row)
    if (filled.length === 0) return
    const first = cellAt(this.sheet, row, filled[0] ?? 0)
    if (this.isHeaderAgain(row, filled)) {
      this.findings.leftOut(row, first.text, 'The headings again.')
      return
    }
    if (notPlan.test(first.text.trim()) && !this.isWhole(row)) {
      this.findings.leftOut(row, first.text, 'A note or a total, and no action.')
      return
    }
    if (filled.length === 1 && this.takesLone(row, filled[0] ?? 0)) return
    this.take(this.rawOf(row))
  }

  done(): RawPlan {
    this.leaveLoneOut(this.lone)
    return { actions: this.actions, carriedThemes: this.carriedThemes }
  }

  private isHeaderAgain(row: number, filled: readonly number[]): boolean {
    const { headings } = this.layout
    const same = filled.filter(
      (column) => cellAt(this.sheet, row, column).text.trim().replaceAll(/\s+/gu, ' ') === headings[column],
    )
    return filled.length > 1 && same.length === filled.length
  }

  /** Whether a row has the words of an action and something beside them. */
  private isWhole(row: number): boolean {
    const has = (...fields: ImportField[]) =>
      this.columns.some(({ column, field }) => fields.includes(field) && this.isFilled(row, column))
    return has('text', 'title') && has('lead', 'parties', 'timescale')
  }

  private isFilled(row: number, column: number): boolean {
    const { text, kind } = cellAt(this.sheet, row, column)
    return text.trim() !== '' || kind === 'formula'
  }

  /** A row with one cell: a step, the heading of a theme, or the words of an action without anything beside them. */
  private takesLone(row: number, column: number): boolean {
    const field = this.columns.find((one) => one.column === column)?.field
    const cell = cellAt(this.sheet, row, column)
    if (field === 'step') return false
    if (field === 'theme') {
      this.theme = cell
      return true
    }
    if (this.layout.loneRows === 'actions') {
      if (field === 'text' || field === 'title') return false
      this.leaveLoneOut([{ row, cell }])
      return true
    }
    const last = this.actions.at(-1)
    if (field === 'text' && last && bullet.test(cell.text.trim())) return false
    this.lone.push({ row, cell })
    return true
  }

  private leaveLoneOut(rows: readonly { row: number; cell: ReadCell }[]): void {
    for (const { row, cell } of rows) {
      this.findings.leftOut(
        row,
        cell.text,
        'One cell alone, and no action follows that it could be the theme of.',
      )
    }
  }

  private rawOf(row: number): RawAction {
    const raw: RawAction = { row, cells: {}, theme: null, steps: [], partners: [], measures: [], notes: [] }
    for (const { column, field } of this.columns) {
      const cell = cellAt(this.sheet, row, column)
      if (!this.refuse(cell)) this.put(raw, field, cell, this.layout.headings[column] ?? '')
    }
    return raw
  }

  /** What only looks like a value is none: it would be another one when the file is opened elsewhere. */
  private refuse(cell: ReadCell): boolean {
    if (cell.kind === 'formula') {
      this.findings.problem(
        cell,
        'The cell holds a formula.',
        'Text or a date: paste what it shows as a value.',
      )
      return true
    }
    if (cell.kind !== 'error') return false
    this.findings.problem(cell, 'The cell holds an error of the spreadsheet.', 'Text, a date, or nothing.')
    return true
  }

  private put(raw: RawAction, field: ImportField, cell: ReadCell, heading: string): void {
    if (cell.text.trim() === '') return
    if (field === 'step') raw.steps.push(cell)
    else if (field === 'partners') raw.partners.push(cell)
    else if (field === 'measure') raw.measures.push(cell)
    else if (field === 'note') raw.notes.push({ heading, cell })
    else if (field === 'theme') raw.theme = cell
    else raw.cells[field] = cell
  }

  private take(raw: RawAction): void {
    const { text, title, ref } = raw.cells
    const last = this.actions.at(-1)
    const words = text ?? title
    if (!words) {
      this.takeWithoutWords(raw, last)
      return
    }
    const refColumn = this.columns.some(({ field }) => field === 'ref')
    if (last && !ref && bullet.test(words.text.trim()) && (refColumn || raw.steps.length === 0)) {
      last.steps.push(words, ...raw.steps)
      this.leaveBesidesStep(raw)
      return
    }
    this.takeLoneAsTheme()
    if (raw.theme === null && this.theme !== null) this.carriedThemes += 1
    this.theme = raw.theme ?? this.theme
    this.actions.push({ ...raw, theme: this.theme })
  }

  private takeWithoutWords(raw: RawAction, last: RawAction | undefined): void {
    if (raw.steps.length > 0 && last) {
      last.steps.push(...raw.steps)
      this.leaveBesidesStep(raw)
      return
    }
    const column = this.columns.find(({ field }) => field === 'text' || field === 'title')?.column ?? 0
    const empty = cellAt(this.sheet, raw.row, column)
    if (
      filledColumns(this.sheet, raw.row).every((one) => !this.columns.some(({ column: own }) => own === one))
    ) {
      const [first = 0] = filledColumns(this.sheet, raw.row)
      const { text } = cellAt(this.sheet, raw.row, first)
      this.findings.leftOut(raw.row, text, 'Nothing stands in the columns that are taken in.')
      return
    }
    if (raw.theme && Object.keys(raw.cells).length === 0) {
      this.theme = raw.theme
      return
    }
    this.findings.problem(empty, 'The row has no words of an action.', 'The sentence that makes the promise.')
  }

  /** A step has words only: what else stands in its row is not lost without a word. */
  private leaveBesidesStep(raw: RawAction): void {
    const beside = [...Object.entries(raw.cells), ...raw.partners.map((cell) => ['partners', cell] as const)]
    for (const [field, cell] of beside) {
      if (field === 'text' || field === 'title' || field === 'ref') continue
      this.findings.add(
        'left out',
        cell.address,
        cell.text,
        'It stands beside a step: a step has words only.',
        '',
      )
    }
  }

  /** The first of the rows with a single cell above an action is the heading of its theme. */
  private takeLoneAsTheme(): void {
    const [first, ...others] = this.lone
    this.lone = []
    if (!first) return
    this.theme = first.cell
    for (const { row, cell } of others) {
      this.findings.leftOut(
        row,
        cell.text,
        `One cell alone below the theme “${first.cell.text.trim().slice(0, 80)}”.`,
      )
    }
  }
}
