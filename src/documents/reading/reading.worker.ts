import { parentPort, workerData } from 'node:worker_threads'
import { FileRefused, type ReadLimits } from './read-book.js'
import { readCells } from './read-cells.js'
import { type ReadAnswer, rowsAtOnce } from './reading-thread.js'

const tell = (answer: ReadAnswer) => parentPort?.postMessage(answer)

/** Tells the book some rows at a time: whoever takes them can do other things in between. */
async function work({
  name,
  bytes,
  limits,
}: {
  name: string
  bytes: Uint8Array
  limits: ReadLimits
}): Promise<void> {
  try {
    const { kind, sheets } = await readCells({ name, bytes: Buffer.from(bytes) }, limits)
    for (const sheet of sheets) {
      tell({ sheet: sheet.name, hidden: sheet.hidden })
      for (let at = 0; at < sheet.rows.length; at += rowsAtOnce)
        tell({ rows: sheet.rows.slice(at, at + rowsAtOnce) })
    }
    tell({ done: kind })
  } catch (error) {
    // An error loses its class on its way between threads.
    if (error instanceof FileRefused) tell({ refused: error.message })
    else throw error
  }
}

await work(workerData as { name: string; bytes: Uint8Array; limits: ReadLimits })
