import Sqlite from 'better-sqlite3'
import pg from 'pg'
import type { Place } from './places.js'

export type Row = Record<string, unknown>

/** The register's tables as anybody with a SQL prompt sees them, past the service. */
export interface RawDatabase {
  rows(sql: string): Promise<Row[]>
  run(sql: string): Promise<void>
  /** Names of all tables, migrations included. */
  tables(): Promise<string[]>
  close(): Promise<void>
}

export async function openRaw(place: Place): Promise<RawDatabase> {
  return 'file' in place.location ? openSqlite(place.location.file) : openPostgres(place.location.url)
}

function openSqlite(file: string): RawDatabase {
  const database = new Sqlite(file, { timeout: 5000 })
  const rows = (sql: string) => database.prepare<[], Row>(sql).all()
  return {
    rows: async (sql) => rows(sql),
    run: async (sql) => {
      database.exec(sql)
    },
    tables: async () =>
      rows(`SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'`).map(nameOf),
    close: async () => {
      database.close()
    },
  }
}

async function openPostgres(url: string): Promise<RawDatabase> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  const rows = async (sql: string) => (await client.query<Row>(sql)).rows
  return {
    rows,
    run: async (sql) => {
      await client.query(sql)
    },
    tables: async () =>
      (await rows(`SELECT tablename AS name FROM pg_tables WHERE schemaname = 'public'`)).map(nameOf),
    close: () => client.end(),
  }
}

function nameOf(row: Row): string {
  return String(row.name)
}

/** Counts the rows of every table: equal before and after means that nothing was stored. */
export async function countRows(database: RawDatabase): Promise<Record<string, number>> {
  const counts: Record<string, number> = {}
  for (const table of (await database.tables()).sort()) {
    const [row] = await database.rows(`SELECT COUNT(*) AS total FROM "${table}"`)
    counts[table] = Number(row?.total)
  }
  return counts
}
