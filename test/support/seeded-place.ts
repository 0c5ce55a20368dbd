import { existsSync, mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as after } from 'node:timers/promises'
import { type DatabaseKind, newPlace, type Place } from './places.js'

/** How long one worker waits for another that enters the documents, in milliseconds. */
const patience = 60_000

/**
 * A place of its own that holds the source documents. For each database and moment they are entered once in a run of the
 * tests, by the worker that comes first; everybody begins with a copy.
 *
 * @param moment tells the registers apart: the moment at which they were seeded, in letters that a database's name may have
 * @param seed enters the documents in an empty place, and leaves it
 */
export async function seededPlace(
  kind: DatabaseKind,
  moment: string,
  seed: (place: Place) => Promise<void>,
): Promise<Place> {
  const name = `seeded_${moment}`
  const mark = join(process.env.TEST_FOLDER ?? '', `${kind}-${name}`)
  if (isFirst(mark)) {
    const place = await newPlace(kind)
    await seed(place)
    await place.keepAs(name)
    await place.remove()
    writeFileSync(join(mark, 'done'), '')
  }
  const began = Date.now()
  while (!existsSync(join(mark, 'done'))) {
    if (Date.now() - began > patience) throw new Error(`Nobody entered the documents on ${kind}.`)
    await after(50)
  }
  return newPlace(kind, name)
}

/** Whether nobody has come before: a folder can be made only once. */
function isFirst(mark: string): boolean {
  try {
    mkdirSync(mark)
    return true
  } catch {
    return false
  }
}
