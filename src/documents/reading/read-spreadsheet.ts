import { Problem } from '../../web/problems.js'
import { type GivenFile, type ReadBook, readLimits, type ReadLimits } from './read-book.js'
import { readCells, refuseTooLarge } from './read-cells.js'
import { BookBuilder, readInProcess } from './reading-process.js'

/** Run from TypeScript, as the tests do, there is no compiled file for a process to start with. */
const compiled = import.meta.url.endsWith('.js')

/** As many as may wait for the one that is being read. */
const mostWaiting = 20

let waiting = 0
let before: Promise<unknown> = Promise.resolve()

/**
 * Reads an .xlsx, .ods or .csv that anybody may have made: what it is, is asked of its content; nothing of it is run, and no
 * more of it is unpacked than the limits allow. One file is read at a time, by a process beside the one that answers requests.
 *
 * @throws FileRefused whose message says what is wrong and what is allowed
 */
export async function readSpreadsheet(file: GivenFile, more: Partial<ReadLimits> = {}): Promise<ReadBook> {
  const limits = { ...readLimits, ...more }
  refuseTooLarge(file, limits)
  if (waiting >= mostWaiting)
    throw new Problem(503, 'Busy', 'Many files are being read at the moment. Send yours again in a minute.')
  waiting += 1
  const turn = before.then(() => (compiled ? readInProcess(file, limits) : readHere(file, limits)))
  before = turn.catch(() => undefined)
  try {
    return await turn
  } finally {
    waiting -= 1
  }
}

async function readHere(file: GivenFile, limits: ReadLimits): Promise<ReadBook> {
  const { kind, sheets } = await readCells(file, limits)
  const builder = new BookBuilder()
  for (const { name, hidden, rows } of sheets) {
    builder.sheet(name, hidden)
    builder.add(rows)
  }
  return builder.done(kind)
}
