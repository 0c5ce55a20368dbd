import { readdirSync, readFileSync } from 'node:fs'
import { sep } from 'node:path'
import { fileURLToPath } from 'node:url'
import { Injectable } from '@nestjs/common'
import { TemplateSet } from './template-set.js'

const folder = fileURLToPath(new URL('../../../templates/', import.meta.url))

/** What is no page has an engine of its own. */
const elsewhere = /^(?:reports|mail)\//u

/** The templates of the pages: all under `templates/` except those of the reports and of the mail. */
@Injectable()
export class Templates {
  private readonly set = new TemplateSet(templateSources())

  /** A page: `render('actions/list', model)` fills templates/actions/list.hbs. */
  render(name: string, model: object): string {
    return this.set.render(name, model)
  }
}

/** Names and sources of the templates of the pages. */
export function templateSources(): (readonly [name: string, source: string])[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.hbs'))
    .map((file) => file.slice(0, -'.hbs'.length).split(sep).join('/'))
    .filter((name) => !elsewhere.test(name))
    .sort()
    .map((name) => [name, readFileSync(`${folder}${name}.hbs`, 'utf8')] as const)
}
