import { refuseMove, statusFacts } from '../actions/action-status.js'
import type { LineAnswer } from '../commissions/returns/return-lines.js'
import type { ReadBook, ReadCell } from '../documents/reading/read-book.js'
import { type AnswerColumn, answerColumns, forTheLead } from './answer-columns.js'
import { type AnswerLine, type AnswerSheet, versionHeading } from './answer-line.js'
import { readTable, type ReadRow } from './answer-reading.js'
import { boxOf, firstBox, isLocked, rowOf, sheetNames } from './answer-workbook.js'
import { readBox } from './box-reading.js'
import { type CellProblem, problemAt } from './cell-problem.js'
import { same, sameWords, shown } from './cell-said.js'
import { fieldChanges, type FieldChange } from './field-changes.js'

/** What a line says that it did not say before. */
export interface LineChange {
  ref: string
  version: number
  answer: LineAnswer
  fields: FieldChange[]
}

export interface Comparison {
  changes: LineChange[]
  problems: CellProblem[]
  /** Lines of the workbook as it went out that are not in the file; nothing changes for them. */
  missing: string[]
}

/** What is known of a ref besides the lines that may be answered. */
export interface LineSource {
  sheet: AnswerSheet
  /** The line as it stood at a version; null where there is none such. */
  lineAt: (ref: string, version: number) => AnswerLine | null
  /** Why a ref that is no line cannot be answered: unknown, or somebody else's. */
  whyNot: (ref: string) => string
  /** When a line changed since that version, and by whom: "on 3 June 2014 at 14:05 by Olive Office". */
  changedSince: (ref: string) => string
}

/** Compares the lines of a workbook with what they said when it went out. An unchanged line is no change, however old it is. */
export function compareAnswers(book: ReadBook, source: LineSource): Comparison {
  const { sheet } = source
  const columns = answerColumns(sheet.questions)
  const headings = [
    ...sheet.references.map(({ heading }) => heading),
    versionHeading,
    ...columns.map(({ heading }) => heading),
  ]
  const { rows, problems } = readTable(book, sheetNames.answers, headings)
  const reading: Reading = { source, columns, first: firstBox(sheet), seen: new Map() }
  const changes: LineChange[] = []
  // Cells under a wrong heading say nothing that could be compared.
  if (problems.every(({ cell }) => cell !== null) && !hasWrongHeading(problems)) {
    for (const row of rows) {
      const found = compareRow(reading, row)
      problems.push(...found.problems)
      if (found.change) changes.push(found.change)
    }
  }
  const missing = sheet.lines.map(({ ref }) => ref).filter((ref) => !reading.seen.has(ref))
  return { changes, problems, missing: problems.length > 0 ? [] : missing }
}

const hasWrongHeading = (problems: readonly CellProblem[]) =>
  problems.some(({ sentence }) => sentence.startsWith('The heading of this column'))

interface Reading {
  source: LineSource
  columns: readonly AnswerColumn[]
  first: number
  /** Where each ref stood first. */
  seen: Map<string, string>
}

interface Compared {
  change: LineChange | null
  problems: CellProblem[]
}

const refused = (...problems: CellProblem[]): Compared => ({ change: null, problems })

function compareRow(reading: Reading, { cells }: ReadRow): Compared {
  const { source, seen } = reading
  const refCell = cells[0] ?? noCell
  const ref = refCell.text.trim()
  const before = seen.get(ref)
  if (ref === '')
    return refused(
      at(
        refCell,
        'The ref is missing. Each row with an answer begins with the ref of its action, as it was.',
      ),
    )
  if (before !== undefined) {
    return refused(
      at(refCell, `${ref} stands twice: here and in ${before}. An action can be answered once.`, ref),
    )
  }
  seen.set(ref, refCell.address)
  const now = source.sheet.lines.find((line) => line.ref === ref)
  if (!now) return refused(at(refCell, source.whyNot(ref), ref))
  const versionCell = cells[reading.first - 1] ?? noCell
  const version = Number(versionCell.text)
  const line = Number.isInteger(version) ? source.lineAt(ref, version) : null
  if (!line) {
    return refused(
      at(
        versionCell,
        `The version of ${ref} was altered. It is a locked cell: leave it as it was.`,
        ref,
        versionHeading,
      ),
    )
  }
  return compareLine(reading, cells, line, now)
}

function compareLine(
  reading: Reading,
  cells: readonly ReadCell[],
  line: AnswerLine,
  now: AnswerLine,
): Compared {
  const boxes = changedBoxes(reading, cells, line)
  const isStale = now.version !== line.version
  // Of a line that moved on, what the locked cells said is gone.
  const locked = isStale ? [] : changedLocks(reading, cells, line)
  if (boxes.length === 0) return { change: null, problems: locked }
  if (isStale) {
    if (saysTheSame(reading, boxes, line, now)) return { change: null, problems: [] }
    const [first] = boxes
    const sentence = `${line.ref} has changed ${reading.source.changedSince(line.ref)}, after this workbook was made, and this answer was written without knowing it. Take a new workbook for this line, or answer it on its page.`
    return refused(at(first?.cell ?? noCell, sentence, line.ref, first?.column.heading))
  }
  const read = readBoxes(boxes, line)
  if (read.problems.length > 0) return refused(...locked, ...read.problems)
  const fields = fieldChanges(line, read.answer, reading.source.sheet.questions)
  if (fields.length === 0) return { change: null, problems: locked }
  const wrong = wrongTogether(reading, cells, line, read.answer)
  if (locked.length + wrong.length > 0) return refused(...locked, ...wrong)
  return { change: { ref: line.ref, version: line.version, answer: read.answer, fields }, problems: [] }
}

/** Whether somebody else, or the same workbook before, has said all of it by now. */
function saysTheSame(
  { source: { sheet } }: Reading,
  boxes: readonly Box[],
  line: AnswerLine,
  now: AnswerLine,
): boolean {
  const { answer, problems } = readBoxes(boxes, line)
  return problems.length === 0 && fieldChanges(now, answer, sheet.questions).length === 0
}

interface Box {
  column: AnswerColumn
  cell: ReadCell
}

function changedBoxes({ columns, first }: Reading, cells: readonly ReadCell[], line: AnswerLine): Box[] {
  return columns.flatMap((column, place) => {
    const cell = cells[first + place] ?? noCell
    return same(boxOf(line, column), cell) ? [] : [{ column, cell }]
  })
}

function changedLocks(
  { source: { sheet }, columns }: Reading,
  cells: readonly ReadCell[],
  line: AnswerLine,
): CellProblem[] {
  const row = rowOf(line, columns)
  return sheet.references.flatMap(({ heading, moves }, place) => {
    const cell = cells[place] ?? noCell
    const was = row[place] ?? null
    if (moves || sameWords(was, cell)) return []
    const sentence = `This cell is locked and was changed. What the plan or the register says cannot be changed in a workbook. Put back what it said: “${shown(was)}”`
    return [at(cell, sentence, line.ref, heading)]
  })
}

function readBoxes(boxes: readonly Box[], line: AnswerLine): { answer: LineAnswer; problems: CellProblem[] } {
  let answer: LineAnswer = { ...line.answer }
  const problems: CellProblem[] = []
  for (const { column, cell } of boxes) {
    const read = isLocked(line, column) ? { wrong: notTheLead } : readBox(column, cell, line)
    if ('wrong' in read) {
      problems.push(at(cell, read.wrong, line.ref, column.heading))
      continue
    }
    const { questions, ...said } = read.said
    answer = { ...answer, ...said }
    if (column.field.startsWith('question ')) answer.questions = answered(answer, column, questions ?? {})
  }
  return { answer, problems }
}

const notTheLead = `This cell is locked: only a lead of the action says this. It must say “${forTheLead}”.`

function answered({ questions }: LineAnswer, { field }: AnswerColumn, said: Record<string, string>) {
  const key = field.slice('question '.length)
  return { ...Object.fromEntries(Object.entries(questions).filter(([other]) => other !== key)), ...said }
}

/** What is wrong with boxes that are each right by themselves. */
function wrongTogether(
  reading: Reading,
  cells: readonly ReadCell[],
  line: AnswerLine,
  answer: LineAnswer,
): CellProblem[] {
  const problem = (field: AnswerColumn['field'], sentence: string): CellProblem => {
    const place = reading.columns.findIndex((column) => column.field === field)
    return at(cells[reading.first + place] ?? noCell, sentence, line.ref, reading.columns[place]?.heading)
  }
  const isEmpty = saysNothing(answer)
  if (answer.nothingToReport) {
    return isEmpty
      ? []
      : [
          problem(
            'nothingToReport',
            'This says Yes, and other boxes of the row are filled in. Clear this box, or all the others.',
          ),
        ]
  }
  // Whoever takes an answer away says nothing.
  if (isEmpty) return []
  const to = answer.status ?? line.status
  const refusal = refuseMove(line.status, to, {
    ...{
      role: line.role,
      hasEvidence: answer.evidence.length > 0,
      reason: answer.reason,
      supersededBy: null,
    },
  })
  const unanswered = reading.source.sheet.questions.filter(
    ({ key, required }) => required && !answer.questions[key],
  )
  return [
    ...(answer.narrative === ''
      ? [problem('narrative', 'Say here what has happened: a row with an answer needs words.')]
      : []),
    ...(refusal
      ? [problem(refusal.field === 'supersededBy' ? 'status' : refusal.field, refusal.message)]
      : []),
    ...wrongDate(line, answer, statusFacts[to].open).map(([field, sentence]) => problem(field, sentence)),
    ...unanswered.map(({ key }) =>
      problem(`question ${key}`, 'This question must be answered in a row with an answer.'),
    ),
  ]
}

/** Whether there is no word, no move and no evidence in it. */
function saysNothing(answer: LineAnswer): boolean {
  const { narrative, status, confidence, end, reason, nextStep, evidence, questions } = answer
  const fields = [narrative, status, confidence, end, reason, nextStep]
  return fields.every((value) => !value) && evidence.length === 0 && Object.keys(questions).length === 0
}

function wrongDate(
  line: AnswerLine,
  { end, reason }: LineAnswer,
  open: boolean,
): [AnswerColumn['field'], string][] {
  if (end === null || end === line.end) return []
  if (!open)
    return [['end', 'The action is closed by its status: its target date cannot move. Clear this box.']]
  return reason ? [] : [['reason', 'The target date moves: say here why.']]
}

const noCell: ReadCell = { address: '', text: '', kind: 'empty', day: null }

const at = (cell: ReadCell, sentence: string, ref?: string, column?: string) =>
  problemAt(sheetNames.answers, cell, sentence, {
    ...(ref === undefined ? {} : { ref }),
    ...(column === undefined ? {} : { column }),
  })
