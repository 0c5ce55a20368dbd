import Handlebars from 'handlebars'
import { ComponentCalls, isComponent } from './component-calls.js'
import { inTemplate } from './template-error.js'
import { templateHelpers } from './template-helpers.js'

type Template = Handlebars.TemplateDelegate<object>

/** Only the fields of the data: a getter or a method of a class is none. */
const fieldsOnly: Handlebars.RuntimeOptions = {
  allowProtoPropertiesByDefault: false,
  allowProtoMethodsByDefault: false,
}

const knownHelpers = Object.fromEntries(Object.keys(templateHelpers).map((helper) => [helper, true]))

/**
 * Templates that may call each other by their names: `{{> govuk/button text="Save"}}`. Strict: a field that the model
 * lacks is an error that names the template, never a blank. Everything is escaped that `html` has not made.
 */
export class TemplateSet {
  private readonly templates = new Map<string, Template>()

  /** @param sources the templates by their names */
  constructor(sources: Iterable<readonly [name: string, source: string]>) {
    const engine = Handlebars.create()
    engine.registerHelper(templateHelpers)
    for (const [name, source] of sources) {
      const fill = engine.compile<object>(parseTemplate(name, source), templateOptions(name))
      const template: Template = (context, options) => inTemplate(name, () => fill(context, options))
      this.templates.set(name, template)
      engine.registerPartial(name, template)
    }
  }

  /** The template of that name, filled. */
  render(name: string, model: object): string {
    const template = this.templates.get(name)
    if (!template) throw new Error(`There is no template templates/${name}.hbs`)
    return template(model, fieldsOnly)
  }
}

/** A template as it is compiled: the syntax tree of its source, its calls of components changed. */
export function parseTemplate(name: string, source: string): hbs.AST.Program {
  return inTemplate(name, () => {
    const program = Handlebars.parse(source)
    new ComponentCalls(name).accept(program)
    return program
  })
}

/** How a template is compiled. Handlebars writes into what it is given, hence new options for each. */
export function templateOptions(name: string): CompileOptions {
  return {
    // Nearly every option of a component may be left out; it asks by `required` and `contentOf` for those that may not.
    strict: !isComponent(name),
    preventIndent: true,
    knownHelpersOnly: true,
    knownHelpers: { ...knownHelpers },
  }
}
