import { columnLetters } from '../../documents/workbook/sheet.js'
import { knownHeading, plainHeading, whyLeftOut } from './heading-words.js'
import { fieldFacts, type ImportField, importFields, isImportField } from './import-field.js'

/** What a column means: a field, left out by choice, or nothing chosen yet. */
export type ColumnChoice = ImportField | 'left out' | null

/** How a council has named its columns before, by the heading as it is compared. */
export type RememberedColumns = Record<string, string>

export interface GuessedColumn {
  choice: ColumnChoice
  /** From where, in words. */
  reason: string
}

/** What each column means as far as its heading says it: as this council chose last, else by the words of plans. */
export function guessColumns(
  headings: readonly string[],
  remembered: RememberedColumns | null,
): GuessedColumn[] {
  const taken = new Set<ImportField>()
  const free = (field: ImportField) => fieldFacts[field].several || !taken.has(field)
  const guesses = headings.map((heading): GuessedColumn => {
    const before = remembered?.[plainHeading(heading)]
    if (before === 'left out') return { choice: 'left out', reason: 'Left out of this council’s last plan.' }
    if (!isImportField(before) || !free(before)) return { choice: null, reason: '' }
    taken.add(before)
    return { choice: before, reason: 'As in this council’s last plan.' }
  })
  const guess = (exact: boolean) => {
    for (const [column, heading] of headings.entries()) {
      if (guesses[column]?.choice !== null) continue
      const known = knownHeading(heading)
      if (known?.exact !== exact || !free(known.field)) continue
      taken.add(known.field)
      guesses[column] = {
        choice: known.field,
        reason: exact ? 'By its heading.' : 'By a word of its heading.',
      }
    }
  }
  guess(true)
  guess(false)
  return guesses.map((guess, column) =>
    guess.choice === null ? withoutGuess(headings[column] ?? '') : guess,
  )
}

function withoutGuess(heading: string): GuessedColumn {
  const why = whyLeftOut(heading)
  if (why !== null) return { choice: 'left out', reason: why }
  return { choice: null, reason: heading === '' ? 'It has no heading.' : 'Its heading is not known.' }
}

export interface ColumnProblem {
  column: number
  message: string
}

/**
 * What is wrong with a choice of columns: a field twice, nothing that says what is promised, or a column about which nobody
 * has decided.
 *
 * @param empty whether nothing stands in a column: then there is nothing to decide
 */
export function wrongWithColumns(
  headings: readonly string[],
  choices: readonly ColumnChoice[],
  empty: (column: number) => boolean,
): ColumnProblem[] {
  const problems: ColumnProblem[] = []
  for (const field of importFields) {
    const columns = choices.flatMap((choice, column) => (choice === field ? [column] : []))
    if (columns.length < 2 || fieldFacts[field].several) continue
    const named = columns.map((column) => nameOf(headings, column)).join(' and ')
    const message = `Only one column can be “${fieldFacts[field].label}”: ${named} are`
    problems.push({ column: columns[1] ?? 0, message })
  }
  for (const [column, choice] of choices.entries()) {
    if (choice !== null || empty(column)) continue
    problems.push({ column, message: `Choose what ${nameOf(headings, column)} is, or leave it out` })
  }
  if (!choices.some((choice) => choice === 'text' || choice === 'title')) {
    const message = `One column must be “${fieldFacts.text.label}”: what the plan promises`
    problems.push({ column: Math.max(0, choices.indexOf(null)), message })
  }
  const both = choices.includes('parties') && (choices.includes('lead') || choices.includes('partners'))
  if (both) {
    const message = `“${fieldFacts.parties.label}” cannot stand beside a column of leads or of partners`
    problems.push({ column: choices.indexOf('parties'), message })
  }
  return problems
}

/** “Lead officer” (column C) */
export function nameOf(headings: readonly string[], column: number): string {
  const letters = columnLetters(column)
  return headings[column] ? `“${headings[column]}” (column ${letters})` : `column ${letters}`
}

/** The choices as they are remembered for the council's next plan. */
export function toRemember(headings: readonly string[], choices: readonly ColumnChoice[]): RememberedColumns {
  const pairs = headings.flatMap((heading, column): [string, string][] => {
    const plain = plainHeading(heading)
    const choice = choices[column] ?? null
    return plain === '' || choice === null ? [] : [[plain, choice]]
  })
  return Object.fromEntries(pairs)
}
