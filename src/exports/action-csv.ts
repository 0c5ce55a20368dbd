import { stringify } from 'csv-stringify/sync'
import type { ActionView } from '../register/views.js'
import { actionColumns, type Value } from './action-columns.js'

export const csvType = 'text/csv; charset=utf-8; header=present'

/** Excel takes a CSV for the machine's old code page unless it begins so; other readers skip it. */
const byteOrderMark = '\ufeff'

/**
 * The actions as CSV after RFC 4180, some rows at a time: UTF-8 with a byte order mark, CRLF at the end of each record,
 * days as 2014-03-31. A text that begins as a formula does (= + - @, tab, carriage return) gets an apostrophe before it,
 * so that no spreadsheet runs it; numbers stay as they are.
 */
export async function* actionCsv(batches: AsyncIterable<readonly ActionView[]>): AsyncGenerator<string> {
  yield byteOrderMark + records([actionColumns.map(({ heading }) => heading)])
  for await (const actions of batches) {
    yield records(actions.map((action) => actionColumns.map((column) => inCsv(column.of(action)))))
  }
}

function records(rows: (string | number | null)[][]): string {
  // By itself the library quotes a line break only where it is the one between records.
  return stringify(rows, { record_delimiter: '\r\n', escape_formulas: true, quoted_match: /[\r\n]/u })
}

function inCsv(value: Value): string | number | null {
  return typeof value === 'object' && value !== null ? value.day : value
}
