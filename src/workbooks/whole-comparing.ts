import type { ReadBook, ReadCell } from '../documents/reading/read-book.js'
import { longestQuestionAnswer } from './answer-columns.js'
import type { AnswerSheet } from './answer-line.js'
import { readTable } from './answer-reading.js'
import { sheetNames, wholeHeadings } from './answer-workbook.js'
import { refusedKind, tidied } from './box-reading.js'
import { type CellProblem, problemAt, problemOf } from './cell-problem.js'
import type { FieldChange } from './field-changes.js'

/** Answers to what is asked of the whole return, where the workbook changes them. */
export interface WholeChange {
  version: number
  answers: Record<string, string>
  fields: FieldChange[]
}

/** What is known of the answers to the whole return. */
export interface WholeSource {
  sheet: AnswerSheet
  /** The answers by a saving of them; null where there is none such. */
  answersAt: (version: number) => Record<string, string> | null
  changedSince: () => string
}

export function compareWhole(
  book: ReadBook,
  source: WholeSource,
): { change: WholeChange | null; problems: CellProblem[] } {
  const { whole, wholeVersion } = source.sheet
  if (whole.length === 0) return { change: null, problems: [] }
  const name = sheetNames.whole
  const { rows, problems } = readTable(book, name, wholeHeadings)
  if (problems.length > 0) return { change: null, problems }
  const version = Number(rows[0]?.cells[2]?.text)
  const before = Number.isInteger(version) ? source.answersAt(version) : null
  if (rows.length !== whole.length || before === null) {
    const sentence = `This sheet must hold its ${whole.length} questions, each with its version, as they were.`
    return { change: null, problems: [problemOf(name, sentence)] }
  }
  const answers = new Map(Object.entries(before))
  const fields: FieldChange[] = []
  for (const [place, { key, text, answer: now }] of whole.entries()) {
    const [question, , , cell] = rows[place]?.cells ?? []
    if (!question || !cell) continue
    if (words(question.text) !== words(text)) {
      problems.push(
        problemAt(name, question, `This cell is locked and was changed. Put back what it said: “${text}”`),
      )
      continue
    }
    const said = tidied(cell.text)
    const was = before[key] ?? ''
    // What was said, or is said by now: the same file may come twice.
    if ([was, now].some((words) => said === tidied(words)) && refusedKind(cell) === null) continue
    const wrong = refusedAnswer(cell, said, version !== wholeVersion ? source.changedSince() : null)
    if (wrong !== null) problems.push(problemAt(name, cell, wrong, { column: text }))
    if (said === '') answers.delete(key)
    else answers.set(key, said)
    fields.push({ heading: text, was, becomes: said })
  }
  if (problems.length > 0 || fields.length === 0) return { change: null, problems }
  return { change: { version, answers: Object.fromEntries(answers), fields }, problems: [] }
}

const words = (text: string) => text.replaceAll(/\s+/gu, ' ').trim()

function refusedAnswer(cell: ReadCell, said: string, changed: string | null): string | null {
  if (changed !== null)
    return `The answers to the whole return have changed ${changed}, after this workbook was made. Take a new workbook, or answer on the return’s page.`
  const kind = refusedKind(cell)
  if (kind !== null) return kind
  if (said.length <= longestQuestionAnswer) return null
  return `This text has ${said.length.toLocaleString('en-GB')} characters. At most ${longestQuestionAnswer.toLocaleString('en-GB')} are allowed.`
}
