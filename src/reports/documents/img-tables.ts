import { actionStatuses, statusFacts } from '../../actions/action-status.js'
import { confidenceFacts } from '../../actions/confidence.js'
import type { Cell } from '../../documents/workbook/sheet.js'
import { timelinesses, timelinessFacts } from '../../register/timeliness.js'
import type { ImgReport, LeadRow, TallyRow } from '../img/img.model.js'
import { changeTable } from './change-table.js'
import { columns, type DataTable, day, type EditionTables, joined, columnsOfStanding } from './data-table.js'

/** The data beside the IMG report. */
export function imgTables(report: ImgReport): EditionTables {
  const register = registerTable(report)
  return {
    subject: report.frame.title,
    cutOff: report.summary.closingDay,
    register,
    tables: [
      summaryTable(report),
      footingTable(report),
      register,
      changeTable(report),
      leadsTable(report),
      ...returnsTables(report),
      flagsTable(report),
      ...setAsideTables(report),
    ],
    meanings: meaningsOf(report),
    contact: 'The programme office that issued the report.',
  }
}

/** The counts of each theme, of each plan and of all, as the tables of the report have them. */
function summaryTable({ themes, summary }: ImgReport): DataTable {
  const row = (plan: string, theme: string, tally: TallyRow): Cell[] => [
    ...[plan, theme, tally.actions, tally.notStarted, tally.inProgress, tally.complete, tally.other],
    ...[tally.overdue, tally.noDate, tally.noLead, tally.silent],
  ]
  return {
    name: 'Summary',
    title: 'Summary: counts of actions by plan and theme',
    says: 'The rows “All themes” and “All plans” are the totals of the rows above them.',
    columns: columns(
      ...([['Plan', 40], ['Theme', 36], ['Actions', 10], ['Not started', 11], ['In progress', 11]] as const),
      ...([['Complete', 11], ['Other', 10], ['Overdue', 10], ['No end date', 10], ['No lead', 10]] as const),
      ['Silent', 10],
    ), // prettier-ignore
    rows: [
      ...themes.plans.flatMap((plan) => [
        ...plan.rows.map((tally) => row(plan.title, tally.label, tally)),
        row(plan.title, 'All themes', plan.total),
      ]),
      row('All plans', 'All themes', summary.total),
    ],
    empty: 'No plan',
  }
}

/** Open actions at the opening and at the closing, and what lies between. */
function footingTable({ themes, summary }: ImgReport): DataTable {
  const all = [
    ...themes.plans.map(({ title, footing }) => ({ title, footing })),
    { title: 'All plans', footing: summary.footing },
  ]
  return {
    name: 'Footing',
    title: 'Footing: open actions from the opening to the closing',
    says: 'Opening and added, less closed, is closing. The last row is the total.',
    columns: columns(['Plan', 40], ['Opening', 12], ['Added', 12], ['Closed', 12], ['Closing', 12]),
    rows: all.map(({ title, footing: { opening, added, closed, closing } }) => [
      ...[title, opening, added, closed, closing],
    ]),
    empty: 'No plan',
  }
}

/** Annex A: one row an action. */
function registerTable({ register }: ImgReport): DataTable {
  return {
    name: 'Register',
    title: 'Register: one row for each action',
    says: 'An empty cell means that the plan, or the register, says nothing.',
    columns: [
      ...columns(['Ref', 15], ['Plan', 30], ['Theme', 28], ['Title', 40], ['Text of the plan', 60]),
      ...columnsOfStanding,
    ],
    rows: register.groups.flatMap(({ plan, theme, rows }) =>
      rows.map((row): Cell[] => [
        ...[row.ref, plan, theme, row.title, row.text, joined(row.leads), joined(row.partners)],
        ...[joined(row.asWritten), row.asRead, day(row.end), statusFacts[row.status].label],
        ...[timelinessFacts[row.timeliness].label, confidenceFacts[row.confidence].label],
        ...[row.statement?.words ?? null, row.statement?.by ?? null, row.statement?.said ?? null],
      ]),
    ),
    empty: 'No action',
  }
}

function leadsTable({ leads }: ImgReport): DataTable {
  const row = (level: string | null, lead: LeadRow): Cell[] => [
    ...[lead.name, level, lead.actions],
    ...actionStatuses.map((status) => lead.byStatus[status]),
    ...timelinesses.map((timeliness) => lead.byTimeliness[timeliness]),
  ]
  return {
    name: 'Leads',
    title: 'Leads: counts of actions by lead agency',
    says: leads.shared,
    columns: [
      ...columns(['Lead', 44], ['Level', 12], ['Actions', 10]),
      ...actionStatuses.map((status) => ({ heading: statusFacts[status].label, width: 13 })),
      ...timelinesses.map((timeliness) => ({ heading: timelinessFacts[timeliness].label, width: 13 })),
    ],
    rows: [
      ...leads.national.map((lead) => row('National', lead)),
      ...leads.local.map((lead) => row('Local', lead)),
      row(null, leads.noLead),
    ],
    empty: 'No lead',
  }
}

/** Each assurance flag with its rule and its count. */
function flagsTable({ quality }: ImgReport): DataTable {
  return {
    name: 'Flags',
    title: 'Flags: how good the register is',
    says: quality.says,
    columns: columns(['Flag', 34], ['Rule', 80], ['Actions', 10], ['Worst lines', 50]),
    rows: quality.flags.map(({ label, rule, count, worst }) => [
      ...[label, rule, count, joined(worst.map(({ ref }) => ref))],
    ]),
    empty: 'No flag',
  }
}

/** How each agency answered its returns; no table where none were commissioned. */
function returnsTables({ leads }: ImgReport): DataTable[] {
  const rows = (leads.asked ?? []).map(({ name, asked, onTime, late, none, silent, last }): Cell[] => [
    ...[name, asked, onTime, late, none, silent ? 'No answer' : last],
    ...[day(silent?.lastWord), joined(silent?.refs)],
  ])
  if (rows.length === 0) return []
  return [
    {
      name: 'Returns',
      title: 'Returns: how the agencies answered',
      says: leads.returns,
      columns: columns(
        ...([['Agency', 44], ['Asked', 10], ['On time', 10], ['Late', 10], ['No answer', 12]] as const),
        ...([['Last return', 16], ['Last word of the silent', 20], ['Lines without an answer', 50]] as const),
      ), // prettier-ignore
      rows,
      empty: 'No return',
    },
  ]
}

/** Flags that the programme office set aside; no table where there are none. */
function setAsideTables({ quality }: ImgReport): DataTable[] {
  const setAside = quality.setAside ?? []
  if (setAside.length === 0) return []
  return [
    {
      name: 'Flags set aside',
      title: 'Flags set aside: they are in no count of the sheet Flags',
      says: 'Each counts again after its last day.',
      columns: columns(
        ...([['Ref', 15], ['Title', 50], ['Flag', 34], ['Why it does not count', 60]] as const),
        ...([['Last day', 20], ['Set aside by', 30]] as const),
      ), // prettier-ignore
      rows: setAside.map(({ ref, title, label, why, until, by }): Cell[] => [
        ...[ref, title, label, why, day(until), by],
      ]),
      empty: 'None',
    },
  ]
}

function meaningsOf({ method, quality }: ImgReport): EditionTables['meanings'] {
  return [
    { column: 'Ref', word: 'Ref', meaning: 'The name of the action on the register; it never changes.' },
    { column: 'Title', word: 'Title', meaning: 'A short name for the action. Our words, not the plan’s.' },
    { column: 'Text of the plan', word: 'Text of the plan', meaning: 'The plan’s own words.' },
    {
      column: 'Timescale as written',
      word: 'Timescale as written',
      meaning: 'The plan’s own words; “Timescale as read” and “End date” are how they were read.',
    },
    { column: 'Other', word: 'Other', meaning: 'Paused, closed without delivery or superseded.' },
    { column: 'Silent', word: 'Silent', meaning: 'Nothing was said of the action for two quarters.' },
    { column: 'No lead', word: 'No lead', meaning: 'Open, and no agency is named as lead.' },
    { column: 'No end date', word: 'No end date', meaning: 'Open, and without an end date.' },
    ...method.status.map(({ code, meaning }) => ({
      ...{ column: 'Status', word: statusFacts[code].label, meaning },
    })),
    ...method.timeliness.map(({ code, meaning }) => ({
      ...{ column: 'Timeliness', word: timelinessFacts[code].label, meaning },
    })),
    ...method.confidence.map(({ code, meaning }) => ({
      ...{ column: 'Confidence', word: confidenceFacts[code].label, meaning },
    })),
    ...quality.flags.map(({ label, rule }) => ({ column: 'Flag', word: label, meaning: rule })),
  ]
}
