/**
 * Makes the big register: on top of the full seed so many made-up borough plans that it holds 10,000 actions and 100,000
 * updates. Each made-up action repeats the words, leads, steps, quotes and dates of one of the seed, so that its page is
 * as heavy as a real one; then people speak of it every quarter for two and a half years.
 *
 * The rows go in by plain SQL, since through the services it would take many minutes, but into the same tables with
 * every constraint and trigger in force and with the audit chain carried on. At the end the foreign keys are checked,
 * and the service's own check of the chain is asked.
 */
import assert from 'node:assert/strict'
import { join } from 'node:path'
import Sqlite from 'better-sqlite3'
import { makePlans } from './big/plans.mjs'
import { makeUpdates } from './big/updates.mjs'
import { Writer } from './big/writer.mjs'
import { databaseName } from './tools/places.mjs'

export const bigActions = 10_000
export const bigUpdates = 100_000
/** A cut-off in the last quarter in which something is said, for reports. */
export const bigCutOff = '2019-12-31'

/** Fills a folder's seeded register up. */
export function makeBigRegister(folder) {
  const database = new Sqlite(join(folder, databaseName))
  database.pragma('foreign_keys = ON')
  database.pragma('synchronous = OFF')
  const count = (table) => database.prepare(`SELECT COUNT(*) AS total FROM "${table}"`).get().total
  database.transaction(() => {
    const writer = new Writer(database)
    makePlans(writer, bigActions - count('action'))
    makeUpdates(writer, bigUpdates - count('update'))
    writer.finish()
  })()
  assert.equal(count('action'), bigActions)
  assert.equal(count('update'), bigUpdates)
  assert.deepEqual(database.pragma('foreign_key_check'), [])
  database.pragma('wal_checkpoint(TRUNCATE)')
  database.close()
}
