/** The built service, started as anyone starts it: its own process, its own folder, its own port, over HTTP. */
import { spawn } from 'node:child_process'
import { createInterface } from 'node:readline'
import { join } from 'node:path'
import { stop, watch } from './child.mjs'
import { inProject, removeFolder, workFolder } from './places.mjs'

export const token = 'a-token-for-the-benchmark'
export const headers = { Authorization: `Bearer ${token}` }

/**
 * Starts the service on a copy of a register and waits until it serves.
 *
 * @param more settings besides the usual
 *
 * @returns its address, process id and folder, `get` and `post` for JSON, and `stop`, which also removes the folder
 */
export async function startService(
  registerFile,
  more = {},
  nodeOptions = process.env.BENCH_NODE_OPTIONS ?? '',
) {
  const folder = workFolder(registerFile)
  const child = spawn(
    process.execPath,
    [...nodeOptions.split(' ').filter(Boolean), inProject('dist', 'main.js')],
    {
      stdio: ['ignore', 'pipe', 'inherit'],
      env: {
        ...process.env,
        ...{ DATA_DIR: folder, REPORTS_DIR: join(folder, 'reports'), DATABASE_URL: '', SEED: 'none' },
        ...{ HOST: '127.0.0.1', PORT: '0', API_TOKEN: token, LOG_LEVEL: 'warn' },
        ...more,
      },
    },
  )
  watch(child)
  const url = await addressOf(child)
  const call = async (path, init = {}) => {
    const response = await fetch(`${url}/api/v1${path}`, {
      ...init,
      headers: { ...headers, ...init.headers },
    })
    if (!response.ok) throw new Error(`${path} answered ${response.status}: ${await response.text()}`)
    return response
  }
  return {
    ...{ url, pid: child.pid, folder, call },
    get: async (path) => (await call(path)).json(),
    post: async (path, body, more = {}) => {
      const json = { 'Content-Type': 'application/json', ...more }
      return (await call(path, { method: 'POST', headers: json, body: JSON.stringify(body) })).json()
    },
    stop: async () => {
      await stop(child)
      removeFolder(folder)
    },
  }
}

async function addressOf(child) {
  for await (const line of createInterface({ input: child.stdout })) {
    const found = /Throughline serves on (http:\S+)/u.exec(line)
    if (found) {
      child.stdout.resume()
      return found[1]
    }
  }
  throw new Error('The service did not start.')
}
