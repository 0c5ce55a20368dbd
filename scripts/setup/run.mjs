import { spawn } from 'node:child_process'
import { constants } from 'node:os'
import { root } from './places.mjs'

const signals = ['SIGINT', 'SIGTERM', 'SIGHUP']

/** Somebody stopped the whole. The exit code is the one that a shell would give. */
export class Stopped extends Error {
  constructor(signal) {
    super(`Stopped by ${signal}.`)
    this.exitCode = 128 + constants.signals[signal]
  }
}

let child
let stoppedBy

/** A Ctrl-C in a terminal reaches the child by itself; every other signal is passed on. */
function onSignal(signal) {
  stoppedBy ??= signal
  if (!(signal === 'SIGINT' && process.stdin.isTTY)) child?.kill(signal)
}

for (const signal of signals) process.on(signal, onSignal)

/**
 * An npm that is sent SIGTERM goes without a word to what it runs, which would serve on with nobody to stop it. So when
 * npm, our parent, is gone, that counts as the signal.
 */
function watchParent() {
  const parent = process.ppid
  const watch = setInterval(() => {
    if (process.ppid === parent) return
    clearInterval(watch)
    onSignal('SIGTERM')
  }, 500)
  watch.unref()
}

if (process.env.npm_lifecycle_event) watchParent()

/** The signal that asked for the end, if one did. */
export const stopSignal = () => stoppedBy

/**
 * Runs a program in the project's folder and waits for it.
 *
 * @param options.quiet keep what it prints instead of showing it
 * @param options.env variables beside those of this process
 * @returns its exit code (as a shell counts it), its signal if one ended it, and the last of what it printed if quiet
 */
export async function run(command, args, { quiet = false, env = {} } = {}) {
  if (stoppedBy) throw new Stopped(stoppedBy)
  let output = ''
  const keep = (chunk) => {
    output = (output + chunk).slice(-400_000)
  }
  const ended = await new Promise((resolve) => {
    child = spawn(command, args, {
      cwd: root,
      env: { ...process.env, ...env },
      stdio: quiet ? ['ignore', 'pipe', 'pipe'] : 'inherit',
      // npm is a batch file on Windows.
      shell: process.platform === 'win32' && command === 'npm',
    })
    child.stdout?.on('data', keep)
    child.stderr?.on('data', keep)
    child.on('error', (error) => resolve({ code: 127, signal: null, error }))
    child.on('close', (code, signal) => resolve({ code: code ?? 128 + constants.signals[signal], signal }))
  })
  child = undefined
  if (ended.error) output += `\n${ended.error.message}`
  return { ...ended, output }
}

/** Runs a JavaScript file, or Node with its own options, by the Node that runs this. */
export const runNode = (args, options) => run(process.execPath, args, options)
