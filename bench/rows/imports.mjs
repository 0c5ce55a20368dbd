/**
 * A council's plan of 10,000 lines: an .xlsx read, its columns mapped, every line checked, loaded as a draft and approved by a
 * second person, against raw SQLite inserting the same rows in one transaction.
 *
 * Fair, because both write to copies of one register on the same disk with synchronous=FULL, and take turns. The service also
 * unpacks and reads the workbook, understands every cell of it three times (dry run, draft, approval), and keeps the file.
 */
import { join } from 'node:path'
import { startBare } from '../tools/child.mjs'
import { memoryOf } from '../tools/memory.mjs'
import { inPairs } from '../tools/pairs.mjs'
import { databaseName, removeFolder, workFolder } from '../tools/places.mjs'
import { seedRegister } from '../tools/registers.mjs'

const lines = 10_000

export default async function imports() {
  const register = await seedRegister()
  const folders = [workFolder(register), workFolder(register)]
  const ours = await startBare('../tools/plan-importer.mjs', folders[0], String(lines))
  try {
    // One plan more, so that there are rows to insert again.
    await ours.ask('import')
    const raw = await startBare(
      'plan-writer.mjs',
      join(folders[1], databaseName),
      join(folders[0], databaseName),
    )
    try {
      const pairs = await inPairs(
        3,
        () => ours.ask('import'),
        () => raw.ask('write'),
        0,
      )
      const { peak } = memoryOf(ours.pid)
      return [
        {
          what: '10,000-line workbook read, checked and loaded',
          against: 'raw SQLite inserting the same rows in one transaction, full sync',
          ours: `${(lines / pairs.ours).toFixed(1)} s`,
          theirs: `${(lines / pairs.theirs).toFixed(1)} s`,
          ...{ ratio: pairs.ratio, atLeast: 0.08 },
        },
        {
          what: 'the same, memory at most',
          ours: `${peak.toFixed(0)} MB`,
          ...{ value: peak, unit: ' MB', atMost: 1000 },
        },
      ]
    } finally {
      await raw.stop()
    }
  } finally {
    await ours.stop()
    for (const folder of folders) removeFolder(folder)
  }
}
