/**
 * What writes are held against: raw better-sqlite3 putting the same rows of an update into the same tables, with their
 * constraints and triggers, WAL and synchronous=FULL, one transaction for each update, chained audit lines included.
 * It reads nothing, checks nothing and answers nobody. Every message asks for so many seconds of it.
 */
import { openRaw, rawUpdates } from './raw-updates.mjs'

const [file, narrative] = process.argv.slice(2)
const database = openRaw(file)
const { update, close } = rawUpdates(database, narrative)
const actions = database.prepare('SELECT * FROM action ORDER BY id').all()

const write = database.transaction((action) => {
  const now = new Date().toISOString()
  update(action, now)
  close(now)
})

let turn = 0
process.on('message', (seconds) => {
  const began = performance.now()
  let written = 0
  while (performance.now() - began < seconds * 1000) {
    write(actions[(turn += 1) % actions.length])
    written += 1
  }
  process.send((written / (performance.now() - began)) * 1000)
})
process.send('ready')
