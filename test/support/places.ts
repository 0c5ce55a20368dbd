import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import type { DatabaseLocation } from '../../src/database/open-database.js'

export const databaseKinds = ['sqlite', 'postgres'] as const
export type DatabaseKind = (typeof databaseKinds)[number]

/** An empty place for one register: a folder, and a database in it or on the tests' PostgreSQL. */
export interface Place {
  kind: DatabaseKind
  folder: string
  location: DatabaseLocation
  /** The settings that lead a service to it. */
  environment: Record<string, string>
  remove(): Promise<void>
}

let counter = 0

export async function newPlace(kind: DatabaseKind): Promise<Place> {
  const folder = mkdtempSync(join(tmpdir(), 'throughline-test-'))
  const environment = { DATA_DIR: folder, REPORTS_DIR: join(folder, 'reports') }
  const removeFolder = () => rmSync(folder, { recursive: true, force: true })
  if (kind === 'sqlite') {
    const location = { file: join(folder, 'throughline.sqlite') }
    return { kind, folder, location, environment, remove: async () => removeFolder() }
  }
  counter += 1
  const name = `test_${process.pid}_${counter}`
  const server = process.env.TEST_POSTGRES_URL ?? ''
  await onServer(server, `CREATE DATABASE ${name}`)
  const url = server + name
  return {
    ...{ kind, folder, location: { url }, environment: { ...environment, DATABASE_URL: url } },
    remove: async () => {
      await onServer(server, `DROP DATABASE ${name} WITH (FORCE)`)
      removeFolder()
    },
  }
}

async function onServer(server: string, sql: string): Promise<void> {
  const client = new pg.Client({ connectionString: `${server}postgres` })
  await client.connect()
  try {
    await client.query(sql)
  } finally {
    await client.end()
  }
}
