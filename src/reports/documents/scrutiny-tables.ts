import { statusFacts } from '../../actions/action-status.js'
import { confidenceFacts } from '../../actions/confidence.js'
import type { Cell } from '../../documents/workbook/sheet.js'
import { type Timeliness, timelinessFacts } from '../../register/timeliness.js'
import type { DueRow, PlanRow, ScrutinyReport } from '../scrutiny/scrutiny.model.js'
import { columns, type DataTable, day, type EditionTables, columnsOfStanding } from './data-table.js'

/** The data beside a council's report. */
export function scrutinyTables(report: ScrutinyReport): EditionTables {
  const register = planTable(report)
  return {
    subject: `${report.frame.title} (${report.council})`,
    cutOff: report.cutOff,
    register,
    tables: [summaryTable(report), register, timetable(report)],
    meanings: meaningsOf(report),
    contact: contactOf(report),
  }
}

/** The officer that the front block names, where it names one. */
function contactOf({ frontBlock, council }: ScrutinyReport): string {
  const officer = frontBlock.find(({ label }) => /contact/iu.test(label))?.value
  return officer ?? `${council}, which issued the report.`
}

const paragraphsOf = ({ sections }: ScrutinyReport) => sections.flatMap(({ paragraphs }) => paragraphs)

/** The counts by theme, as the table of the report has them. */
function summaryTable(report: ScrutinyReport): DataTable {
  const progress = paragraphsOf(report).find((paragraph) => paragraph.progress)?.progress
  return {
    name: 'Summary',
    title: 'Summary: counts of actions by theme',
    says: progress ? `${progress.note} The last row is the total.` : 'The plan has no actions to count.',
    columns: [
      { heading: 'Theme', width: 50 },
      ...(progress?.columns ?? []).map(({ label }) => ({ heading: label, width: 14 })),
    ],
    rows: progress
      ? [
          ...progress.rows.map(({ theme, cells }): Cell[] => [theme, ...cells]),
          ['All themes', ...progress.total],
        ]
      : [],
    empty: 'No actions',
  }
}

/** The action plan: one row an action. */
function planTable({ actionPlan }: ScrutinyReport): DataTable {
  return {
    name: 'Action plan',
    title: 'Action plan: one row for each action',
    says: 'An empty cell means that the plan, or the register, says nothing.',
    columns: [
      ...columns(['Ref', 15], ['Theme', 28], ['Title', 40], ['Text of the plan', 60], ['Steps', 60]),
      ...columnsOfStanding,
    ],
    rows: actionPlan.groups.flatMap(({ theme, rows }) =>
      rows.map((row): Cell[] => [
        ...[row.ref, theme, row.title, row.text, stepsOf(row), row.leads, row.partners],
        ...[row.timescaleAsWritten, row.timescale, day(row.end), statusFacts[row.status].label],
        ...[timelinessFacts[timelinessOfRow(row)].label, confidenceFacts[row.confidence ?? 'none'].label],
        ...[row.statement?.words ?? null, row.statement?.by ?? null, row.statement?.said ?? null],
      ]),
    ),
    empty: 'No action',
  }
}

const stepsOf = ({ steps }: PlanRow): Cell =>
  steps.length === 0
    ? null
    : steps
        .map(({ ref, text, status }) => `${ref} (${statusFacts[status ?? 'not_started'].label}): ${text}`)
        .join('\n')

/** The report leaves out what is not worth a word beside the status: no date, or one that is still far. */
function timelinessOfRow({ timeliness, end, status }: PlanRow): Timeliness {
  if (timeliness !== null) return timeliness
  return end === null || !statusFacts[status].open ? 'no_date' : 'not_yet_due'
}

/** What falls due when, then the open actions that have no end date. */
function timetable(report: ScrutinyReport): DataTable {
  const due = paragraphsOf(report).flatMap((paragraph) => paragraph.due?.groups ?? [])
  const open = report.actionPlan.groups
    .flatMap(({ rows }) => rows)
    .filter(({ status, end }) => statusFacts[status].open && end === null)
  return {
    name: 'Timetable',
    title: 'Timetable: what falls due when',
    says: 'The open actions by their end date; those without one come last.',
    columns: columns(
      ...([['When', 40], ['End date', 20], ['Ref', 15], ['Title', 50], ['Leads', 30]] as const),
      ...([['Timeliness', 20], ['How late', 16], ['Timescale as written', 34], ['How it moved', 40]] as const),
    ), // prettier-ignore
    rows: [
      ...due.flatMap(({ heading, rows }) => rows.map((row) => dueRow(heading, row))),
      ...open.map((row): Cell[] => [
        ...['No end date', null, row.ref, row.title, row.leads, timelinessFacts.no_date.label],
        ...[null, row.timescaleAsWritten, null],
      ]),
    ],
    empty: 'No action is open',
  }
}

function dueRow(group: string, row: DueRow): Cell[] {
  const { end, ref, title, leads, timeliness, late, asWritten, moved } = row
  return [group, day(end), ref, title, leads, timelinessFacts[timeliness].label, late, asWritten, moved]
}

function meaningsOf({ made }: ScrutinyReport): EditionTables['meanings'] {
  return [
    { column: 'Ref', word: 'Ref', meaning: 'The name of the action on the register; it never changes.' },
    { column: 'Title', word: 'Title', meaning: 'A short name for the action. Our words, not the plan’s.' },
    { column: 'Text of the plan', word: 'Text of the plan', meaning: 'The plan’s own words.' },
    {
      column: 'Timescale as written',
      word: 'Timescale as written',
      meaning: 'The plan’s own words; “Timescale as read” and “End date” are how they were read.',
    },
    ...made.definitions.flatMap(({ heading, terms }) =>
      terms.map(({ term, meaning }) => ({ column: heading, word: term, meaning })),
    ),
  ]
}
