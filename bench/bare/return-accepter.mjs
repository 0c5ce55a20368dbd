/**
 * What the acceptance of a return is held against: raw better-sqlite3 putting the rows of all its updates into the same
 * tables in one transaction, with the step of the return and the chained audit lines. It reads nothing, checks nothing and
 * answers nobody. Every message asks for one return; it answers with lines a second.
 */
import { openRaw, rawUpdates } from './raw-updates.mjs'

const [file, narrative, agency] = process.argv.slice(2)
const database = openRaw(file)
const { update, append, close } = rawUpdates(database, narrative)
const waiting = database
  .prepare(
    `SELECT r.id FROM "return" r JOIN agency g ON g.id = r.agency_id WHERE g.slug = ? AND r.state = 'submitted' ORDER BY r.id`,
  )
  .all(agency)
const linesOf = database.prepare(
  'SELECT a.* FROM return_line l JOIN action a ON a.id = l.action_id WHERE l.return_id = ? ORDER BY l."position"',
)
const moveReturn = database.prepare(`UPDATE "return" SET state = 'accepted' WHERE id = ?`)
const insertStep = database.prepare(
  `INSERT INTO return_step (return_id, "number", from_state, to_state, reason, questions, via, account_id, author, "at")
  VALUES (?, 2, 'submitted', 'accepted', NULL, '{}', 'account', NULL, 'Raw SQLite', ?)`,
)

const accept = database.transaction((id, actions) => {
  const now = new Date().toISOString()
  for (const action of actions) update(action, now)
  moveReturn.run(id)
  insertStep.run(id, now)
  const told = { from: 'submitted', to: 'accepted', reason: null, via: 'account' }
  append(now, 'Raw SQLite', 'return.moved', String(id), told)
  close(now)
})

process.on('message', () => {
  const { id } = waiting.shift()
  const actions = linesOf.all(id)
  const began = performance.now()
  accept(id, actions)
  process.send((actions.length / (performance.now() - began)) * 1000)
})
process.send('ready')
