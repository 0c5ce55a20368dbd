import { byteOrderMark, csvRecords } from '../../documents/csv.js'
import type { Finding, FindingKind } from './finding.js'

const kindWords: Record<FindingKind, string> = {
  problem: 'Must be put right',
  remark: 'May stand as it is',
  'left out': 'Left out',
}

/** What was found in a file, as a file: what must be put right first. */
export function problemFile(findings: readonly Finding[]): string {
  const rows = (Object.keys(kindWords) as FindingKind[]).flatMap((kind) =>
    findings
      .filter((finding) => finding.kind === kind)
      .map(({ sheet, cell, value, words, allowed }) => [sheet, cell, value, kindWords[kind], words, allowed]),
  )
  const heading = ['Sheet', 'Cell', 'Value', 'What it means', 'Problem', 'What is allowed']
  return byteOrderMark + csvRecords([heading, ...rows])
}
