import Handlebars from 'handlebars'

/** The partials that take options, as a function takes arguments, and see nothing else of the page. */
export const isComponent = (partial: string) => /^(?:govuk|moj)\//u.test(partial)

/** The option that a component's body fills, where it is not `html`. */
const bodyOptions: Readonly<Record<string, string>> = {
  'moj/filter': 'optionsHtml',
  'moj/multi-file-upload': 'uploadHtml',
}

/**
 * Changes how a parsed template calls partials, since Handlebars' own way has two traps. It shows the partial all that
 * the caller sees, so that a button in a row that has an `href` would become a link: a component sees its options only.
 * And a partial's body is seen by every partial that it calls in turn: the body of a component is made before it, and
 * handed over as an option, `html`, and the named parts of the body as `slots`.
 */
export class ComponentCalls extends Handlebars.Visitor {
  /** Asked for by the visitor, which otherwise drops what its methods return. */
  readonly mutating = true

  constructor(private readonly template: string) {
    super()
  }

  override PartialStatement(partial: hbs.AST.PartialStatement): void {
    super.PartialStatement(partial)
    if (isComponent(nameOf(partial))) takeOptionsOnly(partial)
  }

  override PartialBlockStatement(partial: hbs.AST.PartialBlockStatement): hbs.AST.BlockStatement | undefined {
    super.PartialBlockStatement(partial)
    if (isComponent(nameOf(partial))) return bodyFirst(partial)
    // The body of a layout runs within the layout; an error in it must name the template that it stands in.
    const place = { type: 'StringLiteral', value: this.template, original: this.template, loc: partial.loc }
    partial.program = programOf(blockOf('inTemplate', [place], partial.program))
    return undefined
  }
}

type Partial = hbs.AST.PartialStatement | hbs.AST.PartialBlockStatement

function nameOf({ name, loc }: Partial): string {
  if ('original' in name) return name.original
  throw new Error(`the name of a partial must be written out - ${String(loc.start.line)}`)
}

function takeOptionsOnly(partial: Partial): void {
  const { loc } = partial
  // Types call the hash of a call without one a Hash too; it is undefined.
  const hash = partial.hash as hbs.AST.Hash | undefined
  partial.hash = hash ?? { type: 'Hash', pairs: [], loc }
  if (partial.params.length === 0) partial.params = [{ type: 'UndefinedLiteral', loc }]
}

/** `{{#> govuk/details summaryText="…"}}…{{/govuk/details}}` as `{{> govuk/details summaryText="…" html=@body}}` */
function bodyFirst(partial: hbs.AST.PartialBlockStatement): hbs.AST.BlockStatement {
  const { name, params, hash, loc, openStrip: strip, program } = partial
  const call: hbs.AST.PartialStatement = {
    type: 'PartialStatement',
    name,
    params,
    hash,
    indent: '',
    strip,
    loc,
  }
  takeOptionsOnly(call)
  giveOption(call, bodyOptions[nameOf(partial)] ?? 'html', 'body')
  giveOption(call, 'slots', 'slots')
  return blockOf('componentWithBody', [], programOf(call), program)
}

/** Adds `key=@variable`, unless the call says something else for it. */
function giveOption({ hash: { pairs }, loc }: hbs.AST.PartialStatement, key: string, variable: string): void {
  if (pairs.some((pair) => pair.key === key)) return
  pairs.push({ type: 'HashPair', key, value: pathOf(variable, true, loc), loc })
}

function blockOf(
  helper: string,
  params: hbs.AST.Expression[],
  program: hbs.AST.Program,
  inverse?: hbs.AST.Program,
): hbs.AST.BlockStatement {
  const { loc } = program
  const strip = { open: false, close: false }
  return {
    type: 'BlockStatement',
    path: pathOf(helper, false, loc),
    params,
    hash: { type: 'Hash', pairs: [], loc },
    program,
    // Types know no block without an else.
    inverse: inverse as hbs.AST.Program,
    openStrip: strip,
    inverseStrip: strip,
    closeStrip: strip,
    loc,
  }
}

function pathOf(name: string, data: boolean, loc: hbs.AST.SourceLocation): hbs.AST.PathExpression {
  return { type: 'PathExpression', data, depth: 0, parts: [name], original: data ? `@${name}` : name, loc }
}

function programOf(statement: hbs.AST.Statement): hbs.AST.Program {
  return { type: 'Program', body: [statement], blockParams: [], loc: statement.loc }
}
