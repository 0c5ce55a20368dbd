/** The rows that an update makes, by raw better-sqlite3: shared by what writes are held against. */
import Sqlite from 'better-sqlite3'
import { inProject } from '../tools/places.mjs'

const { hashOf } = await import(inProject('dist', 'audit', 'chain.js'))

/** Opens a register with the pragmas of the service and gives what writes into it. */
export function openRaw(file) {
  const database = new Sqlite(file)
  database.pragma('journal_mode = WAL')
  database.pragma('synchronous = FULL')
  return database
}

/** What puts the rows of updates, and audit lines, into a register: inside a transaction of whoever calls. */
export function rawUpdates(database, narrative) {
  /** An INSERT of these columns, with the parameters named after them. */
  function insertInto(table, columns) {
    const names = columns.map((column) => `"${column}"`).join(', ')
    return database.prepare(
      `INSERT INTO "${table}" (${names}) VALUES (${columns.map((column) => `@${column}`).join(', ')})`,
    )
  }

  const revisionColumns = [
    ...[
      'action_id',
      'number',
      'title',
      'status',
      'status_reason',
      'completed_on',
      'confidence',
      'timescale_id',
    ],
    ...['assignments_set_in', 'said_in', 'author', 'reason', 'known_from', 'recorded_at'],
  ]
  const updateColumns = [
    ...['plan_id', 'theme_id', 'on_as_written', 'on_start', 'on_end', 'on_precision', 'status', 'confidence'],
    ...['narrative', 'next_step', 'evidence', 'said_by', 'on_behalf_of_id', 'section', 'note', 'known_from'],
    'recorded_at',
  ]
  const lineColumns = ['sequence', 'at', 'actor', 'kind', 'subject', 'details', 'previous_hash', 'hash']
  const insertRevision = insertInto('revision', revisionColumns)
  const insertUpdate = insertInto('update', updateColumns)
  const insertJoin = insertInto('update_action', ['update_id', 'action_id', 'revision', 'same_words_since'])
  const insertLine = insertInto('audit_line', lineColumns)
  const moveAction = database.prepare('UPDATE action SET revision = ? WHERE id = ?')
  const moveHead = database.prepare('UPDATE audit_head SET sequence = ?, at = ?, hash = ? WHERE id = 1')

  const newest = new Map(
    database
      .prepare('SELECT r.* FROM action a JOIN revision r ON r.action_id = a.id AND r.number = a.revision')
      .all()
      .map((revision) => [revision.action_id, revision]),
  )
  const head = database.prepare('SELECT sequence, hash FROM audit_head').get()

  function update(action, now) {
    const today = now.slice(0, 10)
    const times = { known_from: now, recorded_at: now }
    const before = newest.get(action.id)
    const number = before.number + 1
    const after = { ...before, ...times, number, confidence: 'amber', said_in: number, author: 'Raw SQLite' }
    moveAction.run(number, action.id)
    insertRevision.run(after)
    const { lastInsertRowid: updateId } = insertUpdate.run({
      ...{ plan_id: action.plan_id, theme_id: null, on_as_written: null, on_start: today, on_end: today },
      ...{
        on_precision: 'day',
        status: after.status,
        confidence: after.confidence,
        narrative,
        next_step: null,
      },
      ...{
        evidence: '[]',
        said_by: after.author,
        on_behalf_of_id: null,
        section: null,
        note: null,
        ...times,
      },
    })
    insertJoin.run({ update_id: updateId, action_id: action.id, revision: number, same_words_since: now })
    const changed = { said: true, confidence: after.confidence }
    append(now, after.author, 'action.revised', action.ref, { revision: number, changed })
    const told = { update: updateId, actions: [action.ref], by: after.author }
    append(now, after.author, 'update.recorded', action.ref, told)
    newest.set(action.id, after)
  }

  function append(at, actor, kind, subject, told) {
    const { hash: previousHash, sequence } = head
    const line = {
      sequence: sequence + 1,
      at,
      actor,
      kind,
      subject,
      details: JSON.stringify(told),
      previousHash,
    }
    head.sequence = line.sequence
    head.hash = hashOf(line)
    insertLine.run({ ...line, previous_hash: previousHash, hash: head.hash })
  }

  return { update, append, close: (now) => moveHead.run(head.sequence, now, head.hash) }
}
