/**
 * Folders of the benchmark, all under var/bench. A register that is dear to make is kept there under the fingerprint of
 * everything that it is made from; what a row writes goes to a folder of its own that is removed afterwards.
 */
import { createHash } from 'node:crypto'
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
} from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

const project = fileURLToPath(new URL('../..', import.meta.url))
const benchFolder = join(project, 'var', 'bench')

export const inProject = (...parts) => join(project, ...parts)
export const databaseName = 'throughline.sqlite'

/** A new folder, gone at the latest when the benchmark ends; with a register in it when one is given to copy. */
export function workFolder(registerFile) {
  mkdirSync(benchFolder, { recursive: true })
  const folder = mkdtempSync(join(benchFolder, 'run-'))
  process.on('exit', () => removeFolder(folder))
  if (registerFile) cpSync(registerFile, join(folder, databaseName))
  return folder
}

export const removeFolder = (folder) => rmSync(folder, { recursive: true, force: true, maxRetries: 5 })

/**
 * The file of a kept register, made now when there is none of these sources.
 *
 * @param name what it is called in var/bench
 * @param sources files and folders, from the project's folder, that it depends on
 * @param make makes the register in a folder
 */
export async function keptRegister(name, sources, make) {
  const folder = join(benchFolder, `${name}-${fingerprintOf(sources)}`)
  const file = join(folder, databaseName)
  if (existsSync(file)) return file
  for (const old of existsSync(benchFolder) ? readdirSync(benchFolder) : []) {
    if (old.startsWith(`${name}-`)) removeFolder(join(benchFolder, old))
  }
  const part = workFolder()
  try {
    await make(part)
    renameSync(part, folder)
  } finally {
    removeFolder(part)
  }
  return file
}

function fingerprintOf(sources) {
  const hash = createHash('sha256')
  for (const path of sources.flatMap((source) => filesIn(inProject(source)))) hash.update(readFileSync(path))
  return hash.digest('hex').slice(0, 12)
}

function filesIn(path) {
  if (/\.\w+$/u.test(path)) return [path]
  return readdirSync(path, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath ?? entry.path, entry.name))
    .sort()
}
