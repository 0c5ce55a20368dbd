import { existsSync, readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { describe, expect, it } from '@jest/globals'
import Handlebars from 'handlebars'
import { isComponent } from '../../src/web/pages/component-calls.js'
import { parseTemplate, templateOptions } from '../../src/web/pages/template-set.js'
import { templateSources } from '../../src/web/pages/templates.js'

const published = join(
  dirname(createRequire(import.meta.url).resolve('govuk-frontend/package.json')),
  'dist/govuk/components',
)
const sources = new Map(templateSources())
const names = [...sources.keys()]
const components = names.filter(isComponent)

/** What a template says, as a person has written it. */
class Reading extends Handlebars.Visitor {
  /** The partials that it calls, with the options written out and whether an object of options goes before them. */
  readonly calls: { name: string; options: string[]; isOpen: boolean }[] = []
  /** The first names of all paths: whatever it may read of its options is among them. */
  readonly fields = new Set<string>()
  readonly unescaped: string[] = []
  text = ''

  override PartialStatement(partial: hbs.AST.PartialStatement): void {
    super.PartialStatement(partial)
    this.calls.push(callOf(partial))
  }

  override PartialBlockStatement(partial: hbs.AST.PartialBlockStatement): void {
    super.PartialBlockStatement(partial)
    this.calls.push(callOf(partial))
  }

  override PathExpression(path: hbs.AST.PathExpression): void {
    const [field] = path.parts
    if (field !== undefined && !path.data) this.fields.add(field)
  }

  override MustacheStatement(mustache: hbs.AST.MustacheStatement): void {
    super.MustacheStatement(mustache)
    if (!mustache.escaped) this.unescaped.push(String(mustache.loc.start.line))
    this.text += '{{}}'
  }

  override ContentStatement(content: hbs.AST.ContentStatement): void {
    this.text += content.value
  }
}

function callOf({ name, hash, params }: hbs.AST.PartialStatement | hbs.AST.PartialBlockStatement) {
  const pairs = (hash as hbs.AST.Hash | undefined)?.pairs ?? []
  return {
    name: 'original' in name ? name.original : '',
    options: pairs.map(({ key }) => key),
    isOpen: params.length > 0,
  }
}

function readingOf(name: string): Reading {
  const reading = new Reading()
  reading.accept(Handlebars.parse(sources.get(name) ?? ''))
  return reading
}

/** The options that a component reads: all that it or a component to which it passes itself on mentions. */
function optionsOf(component: string): Set<string> {
  const { fields, calls } = readingOf(component)
  const passedOn = calls.filter(({ isOpen }) => isOpen).flatMap(({ name }) => [...optionsOf(name)])
  // The helpers that are given all options at once read more than the template mentions.
  return new Set([...fields, ...passedOn, ...documented(component), 'text', 'html', 'slots'])
}

/** The options that govuk-frontend documents for its component of that name. */
function documented(component: string): string[] {
  const file = join(published, component.replace('govuk/', ''), 'macro-options.json')
  if (!component.startsWith('govuk/') || !existsSync(file)) return []
  return (JSON.parse(readFileSync(file, 'utf8')) as { name: string }[]).map(({ name }) => name)
}

const knownOptions = new Map(components.map((component) => [component, optionsOf(component)]))

describe.each(names)('templates/%s.hbs', (name) => {
  const reading = readingOf(name)

  it('can be compiled, all its helpers being known', () => {
    const program = parseTemplate(name, sources.get(name) ?? '')
    expect(() => Handlebars.precompile(program, templateOptions(name))).not.toThrow()
  })

  it('calls partials that there are, components with options that they have', () => {
    for (const call of reading.calls.filter((one) => one.name !== '@partial-block')) {
      expect(names).toContain(call.name)
      const known = knownOptions.get(call.name)
      expect(call.options.filter((option) => known && !known.has(option))).toEqual([])
    }
  })

  it('escapes all that it prints, and has neither script nor style of its own', () => {
    expect(reading.unescaped).toEqual([])
    expect(reading.text).not.toMatch(/<script(?![^>]* src=)|<style|\sstyle=|\son[a-z]+=|javascript:/iu)
  })
})
