import Handlebars from 'handlebars'

/** Markup that is known to be whole and harmless; only `html` makes it. */
export type Markup = Handlebars.SafeString

/** What may stand in `html`: words and numbers are escaped, markup is kept, a list is joined, null is nothing. */
export type MarkupPart = string | number | Markup | null | undefined | readonly MarkupPart[]

/**
 * Markup of a presenter: html`<a href="${address}">${title}</a>`. Whatever is interpolated is escaped unless it is
 * itself markup, in an attribute as in text, so that no data can become markup. An attribute needs its quotes.
 */
export function html(literals: TemplateStringsArray, ...parts: readonly MarkupPart[]): Markup {
  let markup = literals[0] ?? ''
  parts.forEach((part, place) => {
    markup += escaped(part) + (literals[place + 1] ?? '')
  })
  return new Handlebars.SafeString(markup)
}

function escaped(part: MarkupPart): string {
  if (part === null || part === undefined) return ''
  if (isList(part)) return part.map(escaped).join('')
  if (part instanceof Handlebars.SafeString) return part.toString()
  return Handlebars.escapeExpression(String(part))
}

function isList(part: MarkupPart): part is readonly MarkupPart[] {
  return Array.isArray(part)
}
