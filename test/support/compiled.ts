import { type ChildProcess, execFile, execFileSync, spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { constants, setPriority } from 'node:os'
import { join } from 'node:path'
import { projectFolder } from '../../src/prepare.js'
import type { Place } from './places.js'
import { token } from './service.js'

export interface Outcome {
  code: number
  stdout: string
  stderr: string
}

export interface Told<Body> {
  status: number
  body: Body
}

/** Path of a compiled file. `npm test` builds first; where nobody did, it is built now. */
function compiled(name: string): string {
  const path = join(projectFolder, 'dist', name)
  if (!existsSync(path)) {
    execFileSync(process.execPath, ['scripts/throughline.mjs', 'build'], { cwd: projectFolder })
  }
  return path
}

/** The settings that lead a process of its own to a place, and to no other. */
function environmentOf(place: Place, more: Record<string, string> = {}): Record<string, string> {
  const { PATH = '', HOME = '' } = process.env
  return { PATH, HOME, API_TOKEN: token, SEED: 'programme', ...place.environment, ...more }
}

/** Runs the command line as a person does: `node dist/cli.js verify`. */
export async function runCli(place: Place, ...argv: string[]): Promise<Outcome> {
  return new Promise((resolve) => {
    const options = { cwd: projectFolder, env: environmentOf(place) }
    execFile(process.execPath, [compiled('cli.js'), ...argv], options, (error, stdout, stderr) => {
      const code = error === null ? 0 : typeof error.code === 'number' ? error.code : -1
      resolve({ code, stdout, stderr })
    })
  })
}

/** The compiled service in a process of its own. */
export class ServiceProcess {
  /** What it has written to its error output since it serves. */
  log = ''

  private constructor(
    private readonly child: ChildProcess,
    readonly url: string,
  ) {}

  /**
   * @param place that holds its documents already: the process enters none, and prints none of the reports that a register
   * begins with
   */
  static async start(place: Place, more: Record<string, string> = {}): Promise<ServiceProcess> {
    const child = spawn(process.execPath, [compiled('main.js')], {
      cwd: projectFolder,
      env: environmentOf(place, { PORT: '0', SEED: 'none', ...more }),
      stdio: ['ignore', 'pipe', 'pipe'],
    })
    const url = await new Promise<string>((resolve, reject) => {
      let said = ''
      // One that never serves must not outlive the test.
      const patience = setTimeout(() => child.kill('SIGKILL'), 60_000)
      const listen = (chunk: Buffer) => {
        said += chunk.toString()
        const serving = /Throughline serves on (http:\/\/127\.0\.0\.1:\d+)/u.exec(said)
        if (!serving?.[1]) return
        clearTimeout(patience)
        resolve(serving[1])
      }
      child.stdout.on('data', listen)
      child.stderr.on('data', listen)
      child.once('exit', (code) =>
        reject(new Error(`The service ended with ${String(code)} and said:\n${said}`)),
      )
    })
    const service = new ServiceProcess(child, url)
    child.stderr.on('data', (chunk: Buffer) => (service.log += chunk.toString()))
    return service
  }

  /** Lets everybody else go first: who watches it sees what it does soon enough to end it in the middle. */
  giveWay(): void {
    if (this.child.pid !== undefined) setPriority(this.child.pid, constants.priority.PRIORITY_LOW)
  }

  /** Ends it, and answers with the signal that ended it. */
  async end(signal: 'SIGKILL' | 'SIGTERM'): Promise<NodeJS.Signals | null> {
    if (this.child.exitCode !== null || this.child.signalCode !== null) return this.child.signalCode
    return new Promise((resolve) => {
      this.child.once('exit', (_, endedBy) => resolve(endedBy))
      this.child.kill(signal)
    })
  }

  /** GET or, with a body, POST; null when the connection broke before the answer was whole. */
  async ask<Body>(path: string, body?: unknown): Promise<Told<Body> | null> {
    const headers = { Authorization: `Bearer ${token}`, 'Content-Type': 'application/json' }
    const init = body === undefined ? { headers } : { headers, method: 'POST', body: JSON.stringify(body) }
    try {
      const response = await fetch(`${this.url}/api/v1${path}`, init)
      return { status: response.status, body: (await response.json()) as Body }
    } catch {
      return null
    }
  }
}
