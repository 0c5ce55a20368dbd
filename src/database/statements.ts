import type { Database as Connection, Statement } from 'better-sqlite3'
import type { DataSource } from 'typeorm'
import type { BetterSqlite3Driver } from 'typeorm/driver/better-sqlite3/BetterSqlite3Driver.js'

/** More than the service has; only lists of odd lengths add to them. */
const kept = 300
const statements = new WeakMap<DataSource, Map<string, Statement>>()

/**
 * SQLite's own prepared statement, on the very connection that TypeORM uses. For the many small queries of a list or a
 * write, TypeORM's way to it takes longer than the query itself.
 */
export function prepared(source: DataSource, sql: string): Statement {
  let known = statements.get(source)
  if (!known || known.size > kept) {
    known = new Map<string, Statement>()
    statements.set(source, known)
  }
  let statement = known.get(sql)
  if (!statement) {
    const connection = (source.driver as BetterSqlite3Driver).databaseConnection as Connection
    statement = connection.prepare(sql)
    known.set(sql, statement)
  }
  return statement
}
