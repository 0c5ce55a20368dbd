import { Worker } from 'node:worker_threads'
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

/** What the thread tells, in this order: each sheet, its rows, and at the end what kind of file it was. */
export type ReadAnswer =
  | { sheet: string; hidden: boolean }
  | { rows: FoundCell[][] }
  | { done: ReadBook['kind'] }
  | { refused: string }

export const rowsAtOnce = 500

const worker = new URL('./reading.worker.js', import.meta.url)

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
 * Reads in a thread of its own, which is given only so much memory and time, and is gone afterwards.
 *
 * @throws FileRefused
 */
export function readInThread(file: GivenFile, limits: ReadLimits): Promise<ReadBook> {
  return new Promise((resolve, reject) => {
    const thread = new Worker(worker, {
      workerData: { name: file.name, bytes: file.bytes, limits },
      // The library writes to the console what it does not understand.
      ...{ stdout: true, stderr: true },
      resourceLimits: { maxOldGenerationSizeMb: mostMemoryMb },
    })
    thread.unref()
    const builder = new BookBuilder()
    const end = (settle: () => void) => {
      clearTimeout(patience)
      void thread.terminate()
      settle()
    }
    const tooMuch = () =>
      new FileRefused(
        `${quotedName(file.name)} takes too long to read: it holds more than a spreadsheet of this size should. Copy its cells into a new workbook, and send that.`,
      )
    const patience = setTimeout(() => end(() => reject(tooMuch())), longestMs)
    thread.on('message', (answer: ReadAnswer) => {
      if ('sheet' in answer) builder.sheet(answer.sheet, answer.hidden)
      else if ('rows' in answer) builder.add(answer.rows)
      else if ('done' in answer) end(() => resolve(builder.done(answer.done)))
      else end(() => reject(new FileRefused(answer.refused)))
    })
    thread.on('error', (error: Error & { code?: string }) =>
      end(() => reject(error.code === 'ERR_WORKER_OUT_OF_MEMORY' ? tooMuch() : error)),
    )
    thread.on('exit', () => end(() => reject(tooMuch())))
  })
}
