import { statusFacts } from '../../actions/action-status.js'
import { type Day, inWords } from '../../clock/dates.js'
import type { Cell } from '../../documents/workbook/sheet.js'
import type { ImgReport } from '../img/img.model.js'
import { dayInWords } from '../shared/words.js'
import { columns, type DataTable } from './data-table.js'

/** What differs between the opening and the closing: one row for each change of an action. */
export function changeTable({ changes, register }: ImgReport): DataTable {
  const titles = new Map(register.groups.flatMap(({ rows }) => rows.map(({ ref, title }) => [ref, title])))
  const date = (value: Day | null) => dayInWords(value, 'No end date')
  const rows: Cell[][] = [
    ...changes.statusMoves.map(({ ref, title, from, to, says }) => [
      ...['Status moved', ref, title, statusFacts[from].label, statusFacts[to].label, null, says],
    ]),
    ...changes.dateMoves.map(({ ref, title, from, to, days, reason, agreedBy }) => [
      ...['End date moved', ref, title, date(from), date(to), days, reason, agreedBy ?? null],
    ]),
    ...(changes.askedDates ?? []).map(({ ref, title, from, to, reason, became }) => [
      ...['End date asked for', ref, title, date(from), date(to), null, `${reason} ${became}.`],
    ]),
    ...changes.leadMoves.map(({ ref, title, from, to }) => [
      ...['Lead changed', ref, title, from, to, null, null],
    ]),
    ...changes.added.flatMap(({ plan, refs }) =>
      refs.map((ref) => ['New', ref, titles.get(ref) ?? null, null, null, null, `In the plan “${plan}”`]),
    ),
    ...changes.closed.map(({ ref, title, status, says }) => [
      ...['Closed', ref, title, null, statusFacts[status].label, null, says],
    ]),
    ...changes.reopened.map(({ ref, title, status, says }) => [
      ...['Reopened', ref, title, null, statusFacts[status].label, null, says],
    ]),
  ]
  return {
    name: 'Changes',
    title: `Changes since ${inWords(changes.since)}`,
    says: 'One row for each change: an action that changed in several ways has several rows.',
    columns: columns(
      ...([['Change', 18], ['Ref', 15], ['Title', 50], ['From', 28], ['To', 28]] as const),
      ...([['Days moved', 10], ['What is said of it', 60], ['Agreed by', 26]] as const),
    ), // prettier-ignore
    rows: rows.map((row) => [...row, ...Array<null>(8 - row.length).fill(null)]),
    empty: 'Nothing changed',
  }
}
