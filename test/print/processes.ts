import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { tmpdir } from 'node:os'

/** Whether a process of that id runs. One that has ended and whose parent has not asked how does not count. */
export function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0)
  } catch {
    return false
  }
  const stat = `/proc/${pid}/stat`
  return !existsSync(stat) || !/\) Z /u.test(readFileSync(stat, 'utf8'))
}

/** The profile folders of the browsers that the given process started, sorted. */
export function profilesHere(pid: number = process.pid): string[] {
  return readdirSync(tmpdir())
    .filter((name) => name.startsWith(`throughline-print-${pid}-`))
    .sort()
}

/** Waits until something is so; gives up after ten seconds. */
export async function until(isSo: () => boolean): Promise<void> {
  for (let tries = 0; !isSo(); tries += 1) {
    if (tries > 1000) throw new Error('it did not come about within ten seconds')
    await new Promise((resolve) => setTimeout(resolve, 10))
  }
}
