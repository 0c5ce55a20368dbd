/**
 * What the taking in of a plan is held against: raw better-sqlite3 putting the rows of a plan that was taken in into the same
 * tables in one transaction, with the chained audit lines. It reads no workbook, checks nothing and answers nobody.
 */
import { createHash } from 'node:crypto'
import Sqlite from 'better-sqlite3'

const [file, pattern] = process.argv.slice(2)
const database = new Sqlite(file)
database.pragma('journal_mode = WAL')
database.pragma('synchronous = FULL')
database.pragma('foreign_keys = ON')

const source = new Sqlite(pattern, { readonly: true })
const plan = source.prepare(`SELECT * FROM plan WHERE slug = 'bench-1'`).get()
const hanging = (table) =>
  source
    .prepare(
      `SELECT t.* FROM "${table}" t JOIN action a ON a.id = t.action_id WHERE a.plan_id = ? ORDER BY t.id`,
    )
    .all(plan.id)
const rows = {
  theme: source.prepare('SELECT * FROM theme WHERE plan_id = ? ORDER BY id').all(plan.id),
  action: source.prepare('SELECT * FROM action WHERE plan_id = ? ORDER BY id').all(plan.id),
  source: hanging('source'),
  timescale: hanging('timescale'),
  revision: hanging('revision'),
  assignment: hanging('assignment'),
}
const lines = source.prepare(`SELECT * FROM audit_line WHERE subject LIKE 'BENCH1-%' ORDER BY sequence`).all()
source.close()

function inserter(table, row) {
  const columns = Object.keys(row).filter((name) => name !== 'id')
  const names = columns.map((name) => `"${name}"`).join(', ')
  const statement = database.prepare(
    `INSERT INTO "${table}" (${names}) VALUES (${columns.map(() => '?').join(', ')})`,
  )
  return (given) => statement.run(...columns.map((name) => given[name])).lastInsertRowid
}
const insert = Object.fromEntries(
  Object.entries(rows).map(([table, [first]]) => [table, inserter(table, first)]),
)
const insertPlan = inserter('plan', plan)
const insertLine = inserter('audit_line', lines[0])
const head = database.prepare('SELECT * FROM audit_head WHERE id = 1')
const moveHead = database.prepare('UPDATE audit_head SET sequence = ?, hash = ? WHERE id = 1')

let number = 0
const write = database.transaction(() => {
  number += 1
  const planId = insertPlan({ ...plan, slug: `raw-${number}` })
  const themes = new Map(rows.theme.map((row) => [row.id, insert.theme({ ...row, plan_id: planId })]))
  const actions = new Map()
  for (const row of rows.action) {
    const own = {
      ref: `RAW${number}-${row.position}`,
      plan_id: planId,
      theme_id: themes.get(row.theme_id) ?? null,
    }
    actions.set(row.id, insert.action({ ...row, ...own }))
  }
  const of = (row) => ({ ...row, action_id: actions.get(row.action_id) })
  for (const row of rows.source) insert.source(of(row))
  const timescales = new Map(rows.timescale.map((row) => [row.id, insert.timescale(of(row))]))
  for (const row of rows.revision)
    insert.revision({ ...of(row), timescale_id: timescales.get(row.timescale_id) })
  for (const row of rows.assignment) insert.assignment(of(row))
  let { sequence, hash } = head.get()
  for (const line of lines) {
    sequence += 1
    const next = createHash('sha256')
      .update(hash + line.details)
      .digest('hex')
    insertLine({ ...line, sequence, previous_hash: hash, hash: next })
    hash = next
  }
  moveHead.run(sequence, hash)
})

process.on('message', () => {
  const began = performance.now()
  write()
  process.send((rows.action.length / (performance.now() - began)) * 1000)
})
process.on('SIGTERM', () => process.exit(0))
process.send('ready')
