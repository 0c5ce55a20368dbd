import type { Clock } from '../clock/clock.js'
import type { Instant } from '../clock/dates.js'

/** Something that happens at a moment of the story. */
export interface Scene {
  at: Instant
  play: () => Promise<unknown>
}

/** Plays the scenes up to a moment in the order of their times, each with the clock held at its own. */
export async function playScenes(clock: Clock, scenes: readonly Scene[], until: Instant): Promise<void> {
  const inOrder = scenes
    .filter(({ at }) => at <= until)
    .toSorted((one, other) => (one.at < other.at ? -1 : one.at > other.at ? 1 : 0))
  for (const { at, play } of inOrder) {
    clock.holdAt(at)
    await play()
  }
}
