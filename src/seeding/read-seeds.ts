import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { plainToInstance } from 'class-transformer'
import { validateSync, type ValidationError } from 'class-validator'
import { parse } from 'yaml'
import { AgenciesFile, LinksFile, PlanFile, ProgrammesFile } from './seed-file.js'

export interface Seeds {
  agencies: AgenciesFile['agencies']
  programmes: ProgrammesFile['programmes']
  /** In the order in which they are entered and read. */
  plans: PlanFile[]
  links: LinksFile
}

/** A seed file that does not keep to its shape: the message names the file, the place and what is allowed. */
export class SeedFileError extends Error {}

const shared = new Set(['agencies.yaml', 'programmes.yaml', 'links.yaml'])
const geographyOrder = { national: 0, region: 1, borough: 2 }

/**
 * Reads and checks every seed file of a folder.
 *
 * @throws SeedFileError naming the file and the field
 */
export function readSeeds(folder: string): Seeds {
  const plans = readdirSync(folder)
    .filter((name) => name.endsWith('.yaml') && !shared.has(name))
    .map((name) => readFile(PlanFile, join(folder, name)))
  const { programmes } = readFile(ProgrammesFile, join(folder, 'programmes.yaml'))
  const order = programmes.map((programme) => programme.code)
  const linksPath = join(folder, 'links.yaml')
  return {
    agencies: readFile(AgenciesFile, join(folder, 'agencies.yaml'), (list) => ({ agencies: list })).agencies,
    programmes,
    plans: plans.sort((one, other) => readingOrder(one, order).localeCompare(readingOrder(other, order), 'en')),
    links: existsSync(linksPath) ? readFile(LinksFile, linksPath) : new LinksFile(),
  }
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
    throw new SeedFileError(`${path} cannot be read: ${error instanceof Error ? error.message : String(error)}`)
  }
  const file = plainToInstance(shape, content, { exposeDefaultValues: true })
  const problem = firstProblem(validateSync(file, { whitelist: false }))
  if (problem) throw new SeedFileError(`${path}: ${problem}.`)
  return file
}

function firstProblem(errors: ValidationError[], place = ''): string | null {
  for (const error of errors) {
    const where = place ? `${place}.${error.property}` : error.property
    const own = Object.values(error.constraints ?? {})[0]
    if (own) return `${where}: ${own}, not ${JSON.stringify(error.value)?.slice(0, 80) ?? 'empty'}`
    const inner = firstProblem(error.children ?? [], where)
    if (inner) return inner
  }
  return null
}
