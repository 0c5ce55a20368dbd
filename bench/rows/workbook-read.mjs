/**
 * A 10,000-line workbook read: our gate, the process and the cells that come out of it, against the library alone reading the
 * same bytes in the thread that asks.
 *
 * Fair, because both make every cell of the same file, in turns, in one process. Ours also opens the archive twice, counts what
 * it unpacks, and starts a process for each file; what it gives for that is the second row: how long others wait meanwhile.
 */
import assert from 'node:assert/strict'
import { read } from '@e965/xlsx'
import ExcelJS from 'exceljs'
import { inPairs } from '../tools/pairs.mjs'
import { inProject } from '../tools/places.mjs'

const lines = 10_000
const rounds = 7
const warmUps = 1

export default async function workbookRead() {
  const { readSpreadsheet } = await import(inProject('dist', 'documents', 'reading', 'read-spreadsheet.js'))
  const bytes = await bigWorkbook()
  let longest = 0
  const readOurs = async () => {
    const watch = watchLoop((blocked) => (longest = Math.max(longest, blocked)))
    const began = performance.now()
    const book = await readSpreadsheet({ name: 'plan.xlsx', bytes })
    const took = performance.now() - began
    clearInterval(watch)
    assert.equal(book.sheets[0].rows.length, lines + 1)
    return (lines / took) * 1000
  }
  const readPlainly = async () => {
    const began = performance.now()
    const book = read(bytes, { dense: true, cellNF: true })
    assert.equal(book.Sheets.Plan['!data'].length, lines + 1)
    return (lines / (performance.now() - began)) * 1000
  }
  const { ours, theirs, ratio } = await inPairs(rounds, readOurs, readPlainly, warmUps)
  return [
    {
      what: `a workbook of ${lines} lines read`,
      against: 'the library alone, in the thread that asks',
      ours: `${((lines / ours) * 1000).toFixed(0)} ms`,
      theirs: `${((lines / theirs) * 1000).toFixed(0)} ms`,
      ...{ ratio, atLeast: 0.4 },
    },
    {
      what: 'others wait while it is read',
      ours: `${longest.toFixed(0)} ms`,
      ...{ value: longest, unit: ' ms', atMost: 200 },
    },
  ]
}

/** Tells how long the thread was not free, again and again. */
function watchLoop(tell) {
  let last = performance.now()
  return setInterval(() => {
    const now = performance.now()
    tell(now - last)
    last = now
  }, 5)
}

async function bigWorkbook() {
  const book = new ExcelJS.Workbook()
  const sheet = book.addWorksheet('Plan')
  sheet.addRow(['Ref', 'Theme', 'Action', 'Lead', 'By when', 'Status', 'Progress'])
  for (let line = 0; line < lines; line += 1) {
    sheet.addRow([
      ...[`P-${line}`, `Theme ${line % 12}`, `Action ${line}: agree, write down and report. `.repeat(4)],
      ...[`Agency ${line % 40}`, new Date(Date.UTC(2018, line % 12, 1 + (line % 28))), 'In progress'],
      `The working group met for the ${line}th time and agreed the next steps. `.repeat(4),
    ])
  }
  return Buffer.from(await book.xlsx.writeBuffer())
}
