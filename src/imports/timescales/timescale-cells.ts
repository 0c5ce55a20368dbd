import type { NewTimescale } from '../../actions/change.js'
import type { ReadCell } from '../../documents/reading/read-book.js'
import type { Findings } from '../checking/finding.js'
import { readTimescale, type ReadTimescale, type TimescaleContext } from './timescale.js'

/** The timescale of an action by its cells; null where they say nothing. What is not understood is remarked on. */
export function timescaleOf(
  cells: { timescale?: ReadCell; starts?: ReadCell },
  context: TimescaleContext,
  findings: Findings,
): NewTimescale | null {
  const due = cells.timescale && read(cells.timescale, context, findings)
  const from = cells.starts && read(cells.starts, context, findings)
  if (!due) return from ? withStart(null, from, cells.starts, findings) : null
  return from ? withStart(due, from, cells.starts, findings) : newTimescale(due, [due.asWritten])
}

function read(cell: ReadCell, context: TimescaleContext, findings: Findings): ReadTimescale {
  const found = readTimescale(cell.text.trim(), context, cell.day)
  if (!found.understood) findings.remark(cell, found.reason ?? 'It is not a time that is known.')
  else if (found.basis === 'inferred') findings.remark(cell, found.reason ?? '')
  return found
}

const newTimescale = (
  { start, end, precision, basis, reason }: Omit<ReadTimescale, 'asWritten' | 'understood'>,
  asWritten: string[],
): NewTimescale => ({ asWritten, start, end, precision, basis, reason })

/** A column of its own says when the action begins. */
function withStart(
  due: ReadTimescale | null,
  from: ReadTimescale,
  cell: ReadCell | undefined,
  findings: Findings,
): NewTimescale {
  const asWritten = [from.asWritten, ...(due ? [due.asWritten] : [])]
  if (!due) {
    return newTimescale(
      { ...from, end: null, precision: from.start === null ? from.precision : 'open' },
      asWritten,
    )
  }
  if (from.start === null) return newTimescale(due, asWritten)
  if (due.end !== null && from.start > due.end) {
    if (cell) findings.remark(cell, 'The start lies after the end: it stays as written, without a date.')
    return newTimescale(due, asWritten)
  }
  const reason =
    [from.basis === 'inferred' ? from.reason : null, due.reason].filter((one) => one !== null).join(' ') ||
    null
  const basis = from.basis === 'inferred' ? 'inferred' : due.basis
  return newTimescale({ ...due, start: from.start, basis, reason }, asWritten)
}
