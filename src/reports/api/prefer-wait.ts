import { setTimeout as after } from 'node:timers/promises'

/** The seconds of `Prefer: wait=60` (RFC 7240), 120 at most; 0 where nothing is preferred. */
export function waitOf(prefer: string | undefined): number {
  const seconds = /(?:^|[,;\s])wait\s*=\s*"?(\d{1,6})"?/iu.exec(prefer ?? '')?.[1]
  return Math.min(Number(seconds ?? 0), 120)
}

/** Waits for the work, and not longer than so many seconds. */
export async function within(work: Promise<unknown>, seconds: number): Promise<void> {
  if (seconds > 0) await Promise.race([work, after(seconds * 1000, null, { ref: false })])
}
