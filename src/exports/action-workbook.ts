import { type Day, type Instant, inWords } from '../clock/dates.js'
import type { ActionView } from '../register/views.js'
import { actionColumns, stepColumns, stepRows } from './action-columns.js'
import { definitions } from './definitions.js'
import {
  contentsSheet,
  coverSheet,
  line,
  notesSheet,
  oneTable,
  section,
} from '../documents/workbook/front-sheets.js'
import type { Cell, Sheet, SheetTable } from '../documents/workbook/sheet.js'
import { type Workbook, workbookBytes } from '../documents/workbook/workbook.js'

/** What the spreadsheet says of itself. */
export interface WorkbookFacts {
  /** The day that the register is read as known on. */
  day: Day
  /** Whether that is a past day. */
  past: boolean
  /** "23 actions, overdue, led by Home Office" */
  selection: string
  /** The day of the download, and for whom. */
  madeOn: Day
  madeFor: string
  dated: Instant
  marking: string
  /** "Illustrative data" of a demonstration; null where the data are real. */
  notice: string | null
  /** Plans with a protective marking of their own, of those whose actions may be here. */
  markedPlans: readonly { title: string; marking: string }[]
  /** Where the service is. */
  address: string
}

const emptyCells =
  'An empty cell means that the plan, or the register, says nothing. The words are explained on the sheet Notes.'
const nothing = 'No action passes the filter'

/**
 * The actions as an accessible spreadsheet after the checklist of the Analysis Function: cover, contents and notes, one named
 * table a sheet, one header row, no merged cells, no blank rows or columns, dates as dates, nothing told by colour.
 */
export function actionWorkbook(
  facts: WorkbookFacts,
  batches: AsyncIterable<readonly ActionView[]>,
): AsyncGenerator<Buffer> {
  return workbookBytes(workbookOf(facts, batches))
}

function workbookOf(facts: WorkbookFacts, batches: AsyncIterable<readonly ActionView[]>): Workbook {
  const steps: string[][] = []
  const tables = [actionsSheet(batches, steps), stepsSheet(steps)]
  const sheets = [cover(facts), contentsSheet(tables), notesSheet(definitions), ...tables]
  return {
    title: titleOf(facts),
    subject: facts.selection,
    keywords: `action plan, progress, ${facts.marking}`,
    ...{ dated: facts.dated, marking: facts.marking, sheets },
  }
}

const titleOf = ({ day }: WorkbookFacts) => `Throughline: register of actions as known on ${inWords(day)}`

function cover(facts: WorkbookFacts): Sheet {
  const marked = facts.markedPlans.map(({ title, marking }) =>
    line(`The plan “${title}” was published with the marking “${marking}”.`),
  )
  const lines = [
    line(`Protective marking: ${facts.marking}`),
    ...(facts.notice === null ? [] : [line(`${facts.notice}.`)]),
    ...marked,
    section('What this is'),
    line('What government programmes have promised in their action plans, and where each promise stands.'),
    line(`Which actions: ${facts.selection}.`),
    line(
      `As known on: ${inWords(facts.day)}. ${facts.past ? 'What became known later is left out.' : ''}`.trim(),
    ),
    line(`Downloaded on ${inWords(facts.madeOn)} for ${facts.madeFor}.`),
    section('How to read it'),
    line(
      'The sheet Contents names the sheets. The sheet Notes says what the words mean, and which words are the plans’ own and which are ours.',
    ),
  ]
  return coverSheet(titleOf(facts), lines, `The programme office, through ${facts.address}/help`)
}

/** @param steps is filled with the steps of the actions as they pass by */
function actionsSheet(batches: AsyncIterable<readonly ActionView[]>, steps: string[][]): Sheet {
  async function* rows(): AsyncGenerator<Cell[][]> {
    let any = false
    for await (const actions of batches) {
      any = true
      steps.push(...actions.flatMap(stepRows))
      yield actions.map((action) => actionColumns.map((column) => column.of(action)))
    }
    // A table has at least one row.
    if (!any) yield [[nothing]]
  }
  return {
    name: 'Actions',
    title: 'Actions: one row for each action',
    lines: oneTable(emptyCells),
    table: { name: 'Actions', columns: actionColumns, rows: rows() },
  }
}

/** Written after the actions, so that their steps are known by then. */
function stepsSheet(steps: readonly string[][]): Sheet {
  function* rows(): Generator<string[][]> {
    for (let from = 0; from < steps.length; from += 1000) yield steps.slice(from, from + 1000)
    if (steps.length === 0) yield [['No steps']]
  }
  const table: SheetTable = { name: 'Steps', columns: stepColumns, rows: rows() }
  return {
    name: 'Steps',
    title: 'Steps: what the plans list below their actions',
    lines: oneTable('There is one row for each step of the actions on the sheet Actions.'),
    table,
  }
}
