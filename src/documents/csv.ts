import { stringify } from 'csv-stringify/sync'

export const csvType = 'text/csv; charset=utf-8; header=present'

/** Excel takes a CSV for the machine's old code page unless it begins so; other readers skip it. */
export const byteOrderMark = '\ufeff'

/**
 * Rows as CSV after RFC 4180, CRLF at the end of each. A text that begins as a formula does (= + - @, tab, carriage return)
 * gets an apostrophe before it, so that no spreadsheet runs it; numbers stay as they are.
 */
export function csvRecords(rows: readonly (readonly (string | number | null)[])[]): string {
  // By itself the library quotes a line break only where it is the one between records.
  return stringify([...rows], { record_delimiter: '\r\n', escape_formulas: true, quoted_match: /[\r\n]/u })
}
