import { inProject } from '../tools/places.mjs'

const { hashOf } = await import(inProject('dist', 'audit', 'chain.js'))

/** Puts rows into tables with statements prepared once, and carries the audit chain on. */
export class Writer {
  #statements = new Map()
  #head

  constructor(database) {
    this.database = database
    this.#head = database.prepare('SELECT sequence, at, hash FROM audit_head').get()
  }

  /** Inserts a row, its columns by name, and gives its id. */
  insert(table, row) {
    const columns = Object.keys(row)
    const names = columns.map((column) => `"${column}"`).join(', ')
    const marks = columns.map((column) => `@${column}`).join(', ')
    return Number(this.run(`INSERT INTO "${table}" (${names}) VALUES (${marks})`, row).lastInsertRowid)
  }

  run(sql, parameters) {
    let statement = this.#statements.get(sql)
    if (!statement) this.#statements.set(sql, (statement = this.database.prepare(sql)))
    return statement.run(parameters)
  }

  all(sql) {
    return this.database.prepare(sql).all()
  }

  /** Writes the audit line of a change. */
  tell(at, actor, kind, subject, told) {
    const sequence = this.#head.sequence + 1
    const line = {
      sequence,
      at,
      actor,
      kind,
      subject,
      details: JSON.stringify(told),
      previousHash: this.#head.hash,
    }
    const { previousHash, ...columns } = line
    this.#head = { sequence, at, hash: hashOf(line) }
    this.insert('audit_line', { ...columns, previous_hash: previousHash, hash: this.#head.hash })
  }

  finish() {
    this.run('UPDATE audit_head SET sequence = @sequence, at = @at, hash = @hash WHERE id = 1', this.#head)
  }
}
