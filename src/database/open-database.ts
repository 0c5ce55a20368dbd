import { accessSync, constants, existsSync, mkdirSync } from 'node:fs'
import { dirname } from 'node:path'
import { DataSource, type DataSourceOptions, type EntitySchema } from 'typeorm'
import { Database } from './database.js'
import { migrations } from './migrations/index.js'
import { ThroughlineNaming } from './naming.js'

/** Where the register is kept: a file for SQLite, a URL for PostgreSQL. */
export type DatabaseLocation = { file: string } | { url: string }
export type Entities = (new () => object | EntitySchema)[]

/** A database that cannot be opened: the message is the sentence to print, with how to mend it. */
export class DatabaseUnusable extends Error {}

/** What is asked of a connection of better-sqlite3. */
interface Connection {
  pragma(source: string): unknown
  function(name: string, options: { deterministic: boolean }, work: (value: unknown) => unknown): unknown
}

const lowerCase = (value: unknown) => (typeof value === 'string' ? value.toLowerCase() : value)

/** The options of a data source; `readonly` matters to SQLite alone. */
export function dataSourceOptions(
  location: DatabaseLocation,
  entities: Entities,
  readonly = false,
): DataSourceOptions {
  const shared = {
    entities,
    migrations,
    namingStrategy: new ThroughlineNaming(),
    migrationsTableName: 'migration',
  }
  if ('url' in location)
    return {
      ...shared,
      type: 'postgres',
      url: location.url,
      installExtensions: false,
      connectTimeoutMS: 10_000,
    }
  return {
    ...shared,
    type: 'better-sqlite3',
    database: location.file,
    readonly,
    enableWAL: !readonly,
    // An acknowledged write must survive a crash of the machine, not only of the process.
    prepareDatabase: (connection: Connection) => {
      if (!readonly) connection.pragma('synchronous = FULL')
      connection.pragma('busy_timeout = 5000')
      // Without it INSERT OR REPLACE deletes a row past the triggers that refuse to.
      connection.pragma('recursive_triggers = ON')
      // SQLite's own knows no letters but A to Z; a search must find “école” by “ÉCOLE”, as it does on PostgreSQL.
      connection.function('lower', { deterministic: true }, lowerCase)
    },
  }
}

/**
 * Opens the database and brings its tables up to date.
 *
 * @throws DatabaseUnusable when it is damaged, not writable or out of reach
 */
export async function openDatabase(location: DatabaseLocation, entities: Entities): Promise<Database> {
  const opened: DataSource[] = []
  try {
    if ('file' in location) demandWritable(location.file)
    const writes = new DataSource(dataSourceOptions(location, entities))
    opened.push(await writes.initialize())
    await migrate(writes)
    if ('url' in location) return new Database(writes, writes)
    const reads = new DataSource(dataSourceOptions(location, entities, true))
    opened.push(await reads.initialize())
    return new Database(reads, writes)
  } catch (error) {
    await Promise.allSettled(opened.map((source) => source.destroy()))
    throw explain(error, location)
  }
}

function explain(error: unknown, location: DatabaseLocation): Error {
  const code = (error as { code?: string }).code ?? ''
  const detail = error instanceof Error ? error.message : String(error)
  if ('url' in location) {
    const safe = location.url.replace(/\/\/[^@/]*@/u, '//')
    return new DatabaseUnusable(
      `PostgreSQL at ${safe} could not be opened (${detail}): check that it runs and that DATABASE_URL is right.`,
    )
  }
  if (code === 'SQLITE_NOTADB' || code === 'SQLITE_CORRUPT') {
    return new DatabaseUnusable(
      `The database ${location.file} is damaged (${detail}): put a backup in its place, or move it away to begin anew.`,
    )
  }
  if (/^(EACCES|EROFS|EPERM|ENOTDIR|SQLITE_READONLY|SQLITE_CANTOPEN)/u.test(code)) {
    return new DatabaseUnusable(
      `The database ${location.file} cannot be written (${detail}): give this user write access to its folder, or set DATA_DIR.`,
    )
  }
  if (code === 'SQLITE_FULL' || code === 'ENOSPC') {
    return new DatabaseUnusable(
      `There is no disk space left for ${location.file}: free some and start again.`,
    )
  }
  return error instanceof Error ? error : new Error(detail)
}

/** Opens a database that is up to date, for reading with SQL alone. */
export async function openForReading(location: DatabaseLocation): Promise<Database> {
  const reads = await new DataSource({
    ...dataSourceOptions(location, [], true),
    migrations: [],
  }).initialize()
  return new Database(reads, reads)
}

/** SQLite would open a file that it cannot write, and fail only with the first change. */
function demandWritable(file: string): void {
  mkdirSync(dirname(file), { recursive: true, mode: 0o700 })
  accessSync(dirname(file), constants.W_OK)
  for (const part of [file, `${file}-wal`, `${file}-shm`]) {
    if (existsSync(part)) accessSync(part, constants.W_OK)
  }
}

/** Several instances may start at once on PostgreSQL: the first migrates, the others wait for it. */
async function migrate(source: DataSource): Promise<void> {
  if (source.options.type !== 'postgres') {
    await source.runMigrations({ transaction: 'all' })
    return
  }
  const runner = source.createQueryRunner()
  try {
    await runner.query('SELECT pg_advisory_lock($1)', [migrationLock])
    await source.runMigrations({ transaction: 'all' })
  } finally {
    await runner.query('SELECT pg_advisory_unlock($1)', [migrationLock])
    await runner.release()
  }
}

const migrationLock = 1_763_800
