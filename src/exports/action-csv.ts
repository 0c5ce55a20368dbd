import { byteOrderMark, csvRecords } from '../documents/csv.js'
import type { ActionView } from '../register/views.js'
import { actionColumns, type Value } from './action-columns.js'

/**
 * The actions as CSV, some rows at a time: UTF-8 with a byte order mark, days as 2014-03-31. No text of it is ever taken for
 * a formula.
 */
export async function* actionCsv(batches: AsyncIterable<readonly ActionView[]>): AsyncGenerator<string> {
  yield byteOrderMark + csvRecords([actionColumns.map(({ heading }) => heading)])
  for await (const actions of batches) {
    yield csvRecords(actions.map((action) => actionColumns.map((column) => inCsv(column.of(action)))))
  }
}

function inCsv(value: Value): string | number | null {
  return typeof value === 'object' && value !== null ? value.day : value
}
