import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { plainToInstance } from 'class-transformer'
import { validateSync, type ValidationError } from 'class-validator'
import { parse } from 'yaml'
import { firstWrongReference } from './check-references.js'
import { AgenciesFile, LinksFile, PlanFile, ProgrammesFile, type Seeds } from './seed-file.js'

/** A seed file that does not keep to its shape: the message names the file, the place and what is allowed. */
export class SeedFileError extends Error {}

const shared = new Set(['agencies.yaml', 'programmes.yaml', 'links.yaml'])
const geographyOrder = { national: 0, region: 1, borough: 2 }

/**
 * Reads every seed file of a folder, and checks each by itself and what they say of each other.
 *
 * @throws SeedFileError naming the file and the field
 */
export function readSeeds(folder: string): Seeds {
  const inFolder = (name: string) => join(folder, name)
  const paths = new Map(
    readdirSync(folder)
      .filter((name) => name.endsWith('.yaml') && !shared.has(name))
      .map((name) => [readFile(PlanFile, inFolder(name)), inFolder(name)]),
  )
  const { programmes } = readFile(ProgrammesFile, inFolder('programmes.yaml'))
  const order = programmes.map((programme) => programme.code)
  const linksPath = inFolder('links.yaml')
  const inOrder = (one: PlanFile, other: PlanFile) =>
    readingOrder(one, order).localeCompare(readingOrder(other, order), 'en')
  const seeds: Seeds = {
    agencies: readFile(AgenciesFile, inFolder('agencies.yaml'), (list) => ({ agencies: list })).agencies,
    programmes,
    plans: [...paths.keys()].sort(inOrder),
    links: existsSync(linksPath) ? readFile(LinksFile, linksPath) : new LinksFile(),
  }
  const problem = firstWrongReference(seeds, (plan) => paths.get(plan) ?? folder, inFolder)
  if (problem) throw new SeedFileError(`${problem}.`)
  return seeds
}

/** Programme by programme, and in each from the national plan down to the borough. */
function readingOrder({ plan }: PlanFile, programmes: string[]): string {
  return [programmes.indexOf(plan.programme), geographyOrder[plan.geography], plan.published.end].join(' ')
}

function readFile<T extends object>(shape: new () => T, path: string, wrap = (value: unknown) => value): T {
  let content: unknown
  try {
    content = wrap(parse(readFileSync(path, 'utf8')))
  } catch (error) {
    throw new SeedFileError(
      `${path} cannot be read: ${error instanceof Error ? error.message : String(error)}`,
    )
  }
  if (typeof content !== 'object' || content === null) throw new SeedFileError(`${path} is empty.`)
  const file = plainToInstance(shape, content, { exposeDefaultValues: true })
  const problem = firstProblem(validateSync(file, { whitelist: true, forbidNonWhitelisted: true }))
  if (problem) throw new SeedFileError(`${path}: ${problem}.`)
  return file
}

function firstProblem(errors: ValidationError[], place = ''): string | null {
  for (const error of errors) {
    const where = place ? `${place}.${error.property}` : error.property
    // A misspelt field must not be passed over in silence: what it says would be lost.
    const { whitelistValidation: unknown, nestedValidation: nested, ...constraints } = error.constraints ?? {}
    if (unknown) return `${where}: is not a field of this file`
    // Decorators are read from below: the last constraint is the one that a shape names first.
    const own = Object.values(constraints).at(-1) ?? nested
    if (own) return `${where}: ${own}, not ${written(error.value)}`
    const inner = firstProblem(error.children ?? [], where)
    if (inner) return inner
  }
  return null
}

function written(value: unknown): string {
  return value === undefined ? 'empty' : JSON.stringify(value).slice(0, 80)
}
