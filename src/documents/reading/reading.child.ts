import { FileRefused } from './read-book.js'
import { readCells } from './read-cells.js'
import { type ReadAnswer, type ReadTask, rowsAtOnce } from './reading-process.js'

const tell = (answer: ReadAnswer) => process.send?.(answer)

/** Tells the book some rows at a time: whoever takes them can do other things in between. */
async function work({ name, bytes, limits }: ReadTask): Promise<void> {
  try {
    const { kind, sheets } = await readCells({ name, bytes: Buffer.from(bytes) }, limits)
    for (const sheet of sheets) {
      tell({ sheet: sheet.name, hidden: sheet.hidden })
      for (let at = 0; at < sheet.rows.length; at += rowsAtOnce)
        tell({ rows: sheet.rows.slice(at, at + rowsAtOnce) })
    }
    tell({ done: kind })
  } catch (error) {
    // An error loses its class on its way between processes.
    if (error instanceof FileRefused) tell({ refused: error.message })
    else tell({ failed: error instanceof Error ? error.message : String(error) })
  }
}

process.once('message', (task: ReadTask) => void work(task))
// Without the service there is nobody to read for.
process.on('disconnect', () => process.exit())
