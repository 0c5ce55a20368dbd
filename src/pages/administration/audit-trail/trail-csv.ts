import { stringify } from 'csv-stringify/sync'
import { labelOfKind, sentenceOf } from '../../../audit/event-words.js'
import type { TrailLine } from '../../../audit/trail-reader.service.js'

/** Excel takes a CSV for the machine's old code page unless it begins so; other readers skip it. */
const byteOrderMark = '\ufeff'

const columns: { heading: string; of: (line: TrailLine) => string | number }[] = [
  { heading: 'Line', of: (line) => line.sequence },
  { heading: 'When (UTC)', of: (line) => line.at },
  { heading: 'Who', of: (line) => line.actor },
  { heading: 'What happened', of: sentenceOf },
  { heading: 'Kind', of: (line) => labelOfKind(line.kind) },
  { heading: 'Code of the kind', of: (line) => line.kind },
  { heading: 'About', of: (line) => line.subject },
  { heading: 'Details (JSON)', of: (line) => line.details },
  { heading: 'Hash of the line before', of: (line) => line.previousHash },
  { heading: 'Hash', of: (line) => line.hash },
]

/** Lines as CSV, some at a time; a text that begins as a formula does gets an apostrophe before it. */
export async function* trailCsv(batches: AsyncIterable<readonly TrailLine[]>): AsyncGenerator<string> {
  yield byteOrderMark + records([columns.map(({ heading }) => heading)])
  for await (const lines of batches) yield records(lines.map((line) => columns.map(({ of }) => of(line))))
}

function records(rows: (string | number)[][]): string {
  return stringify(rows, { record_delimiter: '\r\n', escape_formulas: true })
}
