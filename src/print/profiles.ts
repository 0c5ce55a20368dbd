import { readdirSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

const prefix = 'throughline-print-'
const hour = 3_600_000

/** The beginning of a profile folder's name: it says which process it belongs to. */
export function profilePrefix(): string {
  return `${prefix}${process.pid}-`
}

/**
 * Removes the profile folders of processes that were killed outright and so could not tidy up. Only this user's are
 * looked at, and none that is younger than an hour: its owner may live where this process cannot see it.
 */
export function sweepProfiles(): void {
  try {
    for (const name of readdirSync(tmpdir())) {
      const owner = new RegExp(`^${prefix}(\\d+)-`, 'u').exec(name)?.[1]
      if (owner && !isAlive(Number(owner))) removeIfOld(join(tmpdir(), name))
    }
  } catch {
    // What cannot be swept now is swept another time.
  }
}

function removeIfOld(folder: string): void {
  const { uid, mtimeMs } = statSync(folder)
  const mine = process.getuid === undefined || uid === process.getuid()
  if (mine && Date.now() - mtimeMs > hour) rmSync(folder, { recursive: true, force: true })
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM'
  }
}
