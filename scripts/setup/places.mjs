import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

/** The project's folder, two up from here. */
export const root = fileURLToPath(new URL('../..', import.meta.url))

/** A path inside the project. */
export const inProject = (...parts) => join(root, ...parts)

/** What set-up has made and may make again. `npm ci` empties it together with the packages. */
export const cache = inProject('node_modules', '.cache', 'throughline')

/** The files of a folder and of those in it, in a fixed order; none when there is no such folder. */
export function filesIn(folder) {
  if (!existsSync(folder)) return []
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath ?? entry.path, entry.name))
    .sort()
}

/** The JSON in a file, or undefined when there is none that can be read. */
export function readJson(path) {
  try {
    return JSON.parse(readFileSync(path, 'utf8'))
  } catch {
    return undefined
  }
}

/** The fingerprint of some bytes or text, parts joined. */
export function fingerprint(...parts) {
  const hash = createHash('sha256')
  for (const part of parts) hash.update(part).update('\0')
  return hash.digest('hex')
}

/** What a step noted down when it was done. */
export const stampOf = (step) => readJson(join(cache, `${step}.json`))

/**
 * Notes that a step is done. In a folder that cannot be written, such as a read-only image where everything is done
 * already, the step is just looked at again next time.
 */
export function stamp(step, facts) {
  try {
    mkdirSync(cache, { recursive: true })
    writeFileSync(join(cache, `${step}.json`), `${JSON.stringify(facts)}\n`)
  } catch (error) {
    if (!['EROFS', 'EACCES', 'EPERM'].includes(error.code)) throw error
  }
}
