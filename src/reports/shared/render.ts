import { createHash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import Handlebars from 'handlebars'
import type { ReportModel } from './frame.js'
import { reportHelpers } from './helpers.js'

export type ReportKind = 'img-quarterly' | 'scrutiny-panel'

const folder = fileURLToPath(new URL('../../../templates/reports/', import.meta.url))
const compiled = new Map<string, Handlebars.TemplateDelegate<ReportModel>>()

/**
 * One self-contained HTML document: the page that is printed, and the same page on a screen. Strict: a field that the
 * model lacks is an error, never a blank. Everything is escaped, there is no script, nothing is fetched.
 *
 * @param entry the template of the report's folder that draws it: "report", or one of a page that goes out alone
 */
export function renderReport(kind: ReportKind, model: ReportModel, entry = 'report'): string {
  const name = `${kind}/${entry}`
  let template = compiled.get(name)
  if (!template) {
    template = compile(kind, entry)
    compiled.set(name, template)
  }
  return template(model)
}

/** SHA-256 of the templates and styles of a report: under another look the same data is another edition. */
export function lookOf(kind: ReportKind): string {
  const hash = createHash('sha256')
  for (const room of ['shared', kind]) {
    for (const file of filesOf(room, '')) hash.update(`${room}/${file}\n${read(room, file)}`)
  }
  return hash.digest('hex')
}

function compile(kind: ReportKind, entry: string): Handlebars.TemplateDelegate<ReportModel> {
  const engine = Handlebars.create()
  const helpers = reportHelpers(stylesheetOf(kind))
  engine.registerHelper(helpers)
  const options: CompileOptions = {
    strict: true,
    noEscape: false,
    preventIndent: true,
    knownHelpersOnly: true,
    knownHelpers: Object.fromEntries(Object.keys(helpers).map((name) => [name, true])),
  }
  for (const room of ['shared', kind]) {
    for (const file of filesOf(room, '.hbs')) {
      engine.registerPartial(
        `${room}/${file.slice(0, -'.hbs'.length)}`,
        engine.compile(read(room, file), options),
      )
    }
  }
  return engine.compile<ReportModel>(read(kind, `${entry}.hbs`), options)
}

/** The shared look, then what the report adds to it. */
function stylesheetOf(kind: ReportKind): string {
  return ['shared', kind].flatMap((room) => filesOf(room, '.css').map((file) => read(room, file))).join('\n')
}

function filesOf(room: string, ending: string): string[] {
  return readdirSync(join(folder, room))
    .filter((file) => file.endsWith(ending))
    .sort()
}

function read(room: string, file: string): string {
  return readFileSync(join(folder, room, file), 'utf8')
}
