import { readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as after } from 'node:timers/promises'
import { fingerprint, root } from './places.mjs'
import { Stopped, stopSignal } from './run.mjs'
import { say } from './say.mjs'

/** Outside of node_modules, which `npm ci` empties; one for each project folder and user. */
const note = join(
  tmpdir(),
  `throughline-setup-${process.getuid?.() ?? 'user'}-${fingerprint(root).slice(0, 12)}`,
)

/**
 * Waits until no other set-up is at work in this folder, and does the work while no other begins: two `npm ci` at once
 * would pull the packages from under each other.
 */
export async function inTurn(work) {
  await take()
  try {
    return await work()
  } finally {
    rmSync(note, { force: true })
  }
}

async function take() {
  for (let said = false; ;) {
    if (stopSignal()) throw new Stopped(stopSignal())
    try {
      writeFileSync(note, String(process.pid), { flag: 'wx' })
      return
    } catch (error) {
      if (error.code !== 'EEXIST') throw error
    }
    const owner = ownerOf()
    if (owner === undefined) rmSync(note, { force: true })
    else if (!said) {
      say(`Another set-up (process ${owner}) is at work in this folder; waiting for it ...`)
      said = true
    }
    // Not all of those who find a note left behind should take it in the same moment.
    await after(100 + Math.random() * 200)
  }
}

/** The process that is at work; undefined when it is gone and only its note is left. */
function ownerOf() {
  try {
    const pid = Number(readFileSync(note, 'utf8'))
    // Between its making and its writing a note is empty for a moment.
    if (pid === 0) return 'unknown'
    process.kill(pid, 0)
    return pid
  } catch (error) {
    return error.code === 'EPERM' ? 'of another user' : undefined
  }
}
