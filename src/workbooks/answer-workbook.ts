import { actionStatuses, statusFacts } from '../actions/action-status.js'
import { type Instant } from '../clock/dates.js'
import type { AnswerLook, CellRule } from '../documents/workbook/answer-cells.js'
import { line, oneTable, section } from '../documents/workbook/front-sheets.js'
import { type Cell, columnLetters, headingRow, type Sheet } from '../documents/workbook/sheet.js'
import type { Workbook } from '../documents/workbook/workbook.js'
import {
  allowedWords,
  type AnswerColumn,
  answerColumns,
  forTheLead,
  longestQuestionAnswer,
} from './answer-columns.js'
import { type AnswerLine, type AnswerSheet, versionHeading } from './answer-line.js'

/** What the workbook says of itself. */
export interface AnswerFacts {
  title: string
  subject: string
  marking: string
  dated: Instant
  /** What to do, in a few lines. */
  instructions: readonly string[]
  /** What is allowed, and until when, and to whom it goes. */
  facts: readonly string[]
  code: string
}

export const sheetNames = {
  instructions: 'Instructions',
  answers: 'Answers',
  whole: 'Whole return',
  allowed: 'Allowed words',
} as const

/** The workbook that is filled in: instructions, the lines with their boxes, the questions of the whole, the words of the lists. */
export function answerWorkbook(facts: AnswerFacts, sheet: AnswerSheet): Workbook {
  const columns = answerColumns(sheet.questions)
  const lists = listsOf(columns, sheet.lines)
  return {
    ...{ title: facts.title, subject: facts.subject, keywords: `action plan, answers, ${facts.marking}` },
    ...{ dated: facts.dated, marking: facts.marking },
    sheets: [
      instructionsSheet(facts),
      answersSheet(sheet, columns, lists),
      ...(sheet.whole.length > 0 ? [wholeSheet(sheet)] : []),
      allowedSheet(lists),
    ],
  }
}

function instructionsSheet(facts: AnswerFacts): Sheet {
  return {
    name: sheetNames.instructions,
    title: facts.title,
    lines: [
      line(`Protective marking: ${facts.marking}`),
      section('What to do'),
      ...facts.instructions.map((text, place) => line(`${place + 1}. ${text}`)),
      section('What to know'),
      ...facts.facts.map(line),
      section('Code of this workbook'),
      line('By this code the service knows its own workbook. Leave it as it is.'),
      line(facts.code),
    ],
    ...{ width: 110, table: null },
  }
}

/** Where the boxes begin, counted from 0. */
export const firstBox = ({ references }: Pick<AnswerSheet, 'references'>) => references.length + 1

function answersSheet(
  sheet: AnswerSheet,
  columns: readonly AnswerColumn[],
  lists: readonly WordList[],
): Sheet {
  const first = firstBox(sheet)
  const lastLetters = columnLetters(first + columns.length - 1)
  const answers: Sheet = {
    name: sheetNames.answers,
    title: 'Answers: one row for each action',
    lines: oneTable(
      `Fill in the boxes in the columns ${columnLetters(first)} to ${lastLetters}. The other columns are locked: they say where the action stands.`,
    ),
    table: {
      name: 'Answers',
      columns: [
        ...sheet.references,
        { heading: versionHeading, width: 9 },
        ...columns.map(({ heading, width }) => ({ heading, width })),
      ],
      rows: [sheet.lines.map((one) => rowOf(one, columns))],
    },
  }
  const lookOf = (row: number, at: number) => lookOfBox(sheet.lines[row], columns[at - first])
  const top = headingRow(answers) + 1
  const rules = columns.flatMap((column, place) =>
    rulesOf(column, columnLetters(first + place), top, sheet.lines, lists),
  )
  return { ...answers, answers: { frozen: 2, lookOf, rules } }
}

/** The cells of a row: what is known, the version, the boxes. */
export function rowOf(one: AnswerLine, columns: readonly AnswerColumn[]): Cell[] {
  return [...one.reference, one.version, ...columns.map((column) => boxOf(one, column))]
}

/** What a box holds when it goes out. */
export function boxOf(one: AnswerLine, column: AnswerColumn): Cell {
  return isLocked(one, column) ? forTheLead : column.of(one.answer)
}

export const isLocked = ({ judges }: AnswerLine, { judged }: AnswerColumn) => judged && !judges

function lookOfBox(one: AnswerLine | undefined, column: AnswerColumn | undefined): AnswerLook | null {
  if (!one || !column || isLocked(one, column)) return null
  return column.holds === 'day' ? 'answerDay' : 'answer'
}

/** The words of one drop-down, and where they stand. */
interface WordList {
  heading: string
  words: readonly string[]
  place: string
}

/** One list for each status that a line has, and one for each other column of words. */
function listsOf(columns: readonly AnswerColumn[], lines: readonly AnswerLine[]): WordList[] {
  const lists: Omit<WordList, 'place'>[] = []
  for (const column of columns) {
    for (const one of lines) {
      const words = allowedWords(column, one)
      const heading = listHeading(column, one)
      if (words.length > 0 && !isLocked(one, column) && !lists.some((list) => list.heading === heading)) {
        lists.push({ heading, words })
      }
    }
  }
  const order = (heading: string) =>
    actionStatuses.findIndex((status) => heading === ofStatus(statusFacts[status].label))
  const sorted = [...lists].sort((one, other) => order(one.heading) - order(other.heading))
  return sorted.map((list, place) => {
    const letters = columnLetters(place)
    const last = firstWord + list.words.length - 1
    return { ...list, place: `'${sheetNames.allowed}'!$${letters}$${firstWord}:$${letters}$${last}` }
  })
}

/** The row of the first word: after the title, the line about the table, and the headings. */
const firstWord = 4

const ofStatus = (label: string) => `New status after “${label}”`

function listHeading({ holds, heading }: AnswerColumn, { status }: AnswerLine): string {
  return holds === 'status' ? ofStatus(statusFacts[status].label) : heading
}

function allowedSheet(lists: readonly WordList[]): Sheet {
  const longest = Math.max(1, ...lists.map(({ words }) => words.length))
  const rows = Array.from({ length: longest }, (_, row) => lists.map(({ words }) => words[row] ?? null))
  return {
    name: sheetNames.allowed,
    title: 'Allowed words: what the lists of the sheet Answers offer',
    lines: oneTable('Each column holds the words of one list.'),
    table: {
      name: 'Allowed',
      columns:
        lists.length > 0
          ? lists.map(({ heading }) => ({ heading, width: 30 }))
          : [{ heading: 'Words', width: 30 }],
      rows: [lists.length > 0 ? rows : [['No lists']]],
    },
    answers: { frozen: 1, lookOf: () => null, rules: [] },
  }
}

function rulesOf(
  column: AnswerColumn,
  letters: string,
  top: number,
  lines: readonly AnswerLine[],
  lists: readonly WordList[],
): CellRule[] {
  const open = lines.flatMap((one, row) => (isLocked(one, column) ? [] : [{ one, row: top + row }]))
  const about = { title: column.heading, sentence: column.sentence }
  if (column.holds === 'day') return [{ ...about, allows: 'a day', cells: places(letters, open) }]
  if (column.holds === 'text') {
    return [{ ...about, allows: 'text', longest: column.longest, cells: places(letters, open) }]
  }
  return lists.flatMap((list) => {
    const rows = open.filter(({ one }) => listHeading(column, one) === list.heading)
    return rows.length === 0
      ? []
      : [{ ...about, allows: 'one of' as const, list: list.place, cells: places(letters, rows) }]
  })
}

/** Rows that follow each other as one place: "K4:K9". */
function places(letters: string, rows: readonly { row: number }[]): string[] {
  const found: string[] = []
  for (let from = 0; from < rows.length;) {
    let to = from
    while (rows[to + 1]?.row === (rows[to]?.row ?? 0) + 1) to += 1
    const [first = 0, last = 0] = [rows[from]?.row, rows[to]?.row]
    found.push(first === last ? `${letters}${first}` : `${letters}${first}:${letters}${last}`)
    from = to + 1
  }
  return found
}

function wholeSheet({ whole, wholeVersion }: AnswerSheet): Sheet {
  const title = 'Whole return: questions that are answered once'
  const lines = oneTable('Fill in the boxes in the column D. The other columns are locked.')
  const sheet: Sheet = {
    ...{ name: sheetNames.whole, title, lines },
    table: {
      name: 'Whole',
      columns: wholeHeadings.map((heading, place) => ({ heading, width: [60, 14, 9, 90][place] ?? 20 })),
      rows: [
        whole.map(({ text, required, answer }) => [text, required ? 'Yes' : 'No', wholeVersion, answer]),
      ],
    },
  }
  const first = headingRow(sheet) + 1
  const rule: CellRule = {
    ...{ title: 'Answer', sentence: 'Answer the question at the beginning of the row.' },
    ...{ allows: 'text', longest: longestQuestionAnswer },
    cells: [`D${first}:D${first + whole.length - 1}`],
  }
  return {
    ...sheet,
    answers: { frozen: 1, lookOf: (_, column) => (column === 3 ? 'answer' : null), rules: [rule] },
  }
}

export const wholeHeadings = ['Question', 'Must be answered', versionHeading, 'Answer'] as const
