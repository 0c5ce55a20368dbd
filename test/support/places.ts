import { copyFileSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import Sqlite from 'better-sqlite3'
import pg from 'pg'
import type { DatabaseLocation } from '../../src/database/open-database.js'

export const databaseKinds = ['sqlite', 'postgres'] as const
export type DatabaseKind = (typeof databaseKinds)[number]

/** A place for one register: a folder, and a database in it or on the tests' PostgreSQL. */
export interface Place {
  kind: DatabaseKind
  folder: string
  location: DatabaseLocation
  /** Whether it began with what was kept of another. */
  isCopy: boolean
  /** The settings that lead a service to it. */
  environment: Record<string, string>
  /** Keeps what its database holds, for later places to begin with; nobody may be using it. */
  keepAs(name: string): Promise<void>
  remove(): Promise<void>
}

let counter = 0

/** A place of its own: empty, or beginning with what was kept under a name. */
export async function newPlace(kind: DatabaseKind, beginning?: string): Promise<Place> {
  const folder = mkdtempSync(join(tmpdir(), 'throughline-test-'))
  const environment = { DATA_DIR: folder, REPORTS_DIR: join(folder, 'reports') }
  const isCopy = beginning !== undefined
  const removeFolder = () => rmSync(folder, { recursive: true, force: true })
  if (kind === 'sqlite') {
    const location = { file: join(folder, 'throughline.sqlite') }
    if (beginning !== undefined) copyFileSync(keptFile(beginning), location.file)
    return {
      ...{ kind, folder, location, isCopy, environment },
      keepAs: async (name) => copySqlite(location.file, keptFile(name)),
      remove: async () => removeFolder(),
    }
  }
  counter += 1
  const name = `test_${process.pid}_${counter}`
  await createDatabase(name, beginning)
  const url = server() + name
  return {
    ...{ kind, folder, location: { url }, isCopy, environment: { ...environment, DATABASE_URL: url } },
    keepAs: (kept) => createDatabase(kept, name),
    remove: async () => {
      await onServer(`DROP DATABASE ${name} WITH (FORCE)`)
      removeFolder()
    },
  }
}

const keptFile = (name: string) => join(process.env.TEST_FOLDER ?? '', `${name}.sqlite`)

/** With what still stands in its write-ahead log. */
function copySqlite(from: string, to: string): void {
  const database = new Sqlite(from)
  database.prepare('VACUUM INTO ?').run(to)
  database.close()
}

const server = () => process.env.TEST_POSTGRES_URL ?? ''

const createDatabase = (name: string, template = 'template1') =>
  onServer(`CREATE DATABASE ${name} TEMPLATE ${template}`)

async function onServer(sql: string): Promise<void> {
  const client = new pg.Client({ connectionString: `${server()}postgres` })
  await client.connect()
  try {
    await client.query(sql)
  } finally {
    await client.end()
  }
}
