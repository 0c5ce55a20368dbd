import { fork } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { columnLetters } from '../workbook/sheet.js'
import type { FoundCell } from './office-rows.js'
import {
  FileRefused,
  type GivenFile,
  quotedName,
  type ReadBook,
  type ReadCell,
  type ReadLimits,
  type ReadSheet,
} from './read-book.js'

/** What is to be read. */
export interface ReadTask {
  name: string
  bytes: Uint8Array
  limits: ReadLimits
}

/** What the process tells, in this order: each sheet, its rows, and at the end what kind of file it was. */
export type ReadAnswer =
  | { sheet: string; hidden: boolean }
  | { rows: FoundCell[][] }
  | { done: ReadBook['kind'] }
  | { refused: string }
  | { failed: string }

export const rowsAtOnce = 500

const reader = new URL('./reading.child.js', import.meta.url)

/** A file that needs more than this is not one that anybody wrote. */
const mostMemoryMb = 768
const longestMs = 60_000

/** Puts the pieces of a book together. */
export class BookBuilder {
  private readonly sheets: ReadSheet[] = []

  sheet(name: string, hidden: boolean): void {
    this.sheets.push({ name, hidden, rows: [] })
  }

  add(rows: readonly FoundCell[][]): void {
    const into = this.sheets.at(-1)?.rows
    for (const row of rows) {
      const place = (into?.length ?? 0) + 1
      into?.push(row.map((cell, column) => readCell(cell, `${columnLetters(column)}${place}`)))
    }
  }

  done(kind: ReadBook['kind']): ReadBook {
    return { kind, sheets: this.sheets }
  }
}

function readCell(found: FoundCell, address: string): ReadCell {
  if (found === null) return { address, text: '', kind: 'empty', day: null }
  const [kind, text, day] = found
  return { address, text, kind, day }
}

/**
 * Reads in a process of its own, which is given only so much memory and time, and is gone afterwards: what a file does to it,
 * it does not do to the service.
 *
 * @throws FileRefused
 */
export function readInProcess({ name, bytes }: GivenFile, limits: ReadLimits): Promise<ReadBook> {
  return new Promise((resolve, reject) => {
    const child = fork(fileURLToPath(reader), {
      serialization: 'advanced',
      // Nothing that the service was told, keys above all, is of use to a reader of cells.
      env: {},
      // The library writes to the console what it does not understand.
      stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
      execArgv: [`--max-old-space-size=${mostMemoryMb}`],
    })
    const builder = new BookBuilder()
    const end = (settle: () => void) => {
      clearTimeout(patience)
      child.kill('SIGKILL')
      settle()
    }
    const tooMuch = () =>
      new FileRefused(
        `${quotedName(name)} takes too long to read: it holds more than a spreadsheet of this size should. Copy its cells into a new workbook, and send that.`,
      )
    const patience = setTimeout(() => end(() => reject(tooMuch())), longestMs)
    child.on('message', (answer: ReadAnswer) => {
      if ('sheet' in answer) builder.sheet(answer.sheet, answer.hidden)
      else if ('rows' in answer) builder.add(answer.rows)
      else if ('done' in answer) end(() => resolve(builder.done(answer.done)))
      else if ('refused' in answer) end(() => reject(new FileRefused(answer.refused)))
      else end(() => reject(new Error(answer.failed)))
    })
    child.on('error', (error) => end(() => reject(error)))
    child.on('exit', () => end(() => reject(tooMuch())))
    child.send({ name, bytes, limits } satisfies ReadTask)
  })
}
