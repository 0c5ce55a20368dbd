import Handlebars from 'handlebars'
import { asText } from './values.js'

/** Attributes of an element by their names. A value may be `{value, optional}`, as in govuk-frontend's own macros. */
export type Attributes = Record<string, unknown>

/** ` data-module="moj-filter" hidden=""` */
export function attributesMarkup(attributes: Attributes | null | undefined): string {
  if (!attributes) return ''
  let markup = ''
  for (const [name, given] of Object.entries(attributes)) {
    const { value, optional } = isDescribed(given) ? given : { value: given, optional: false }
    markup += attributeMarkup(name, value, optional === true)
  }
  return markup
}

/** An optional attribute without a value is left out, and one that is true is its bare name. */
export function attributeMarkup(name: string, value: unknown, optional: boolean): string {
  if (!allowedName.test(name)) throw new Error(`"${name}" is no name of an attribute`)
  if (optional) {
    if (value === undefined || value === null || value === false) return ''
    if (value === true) return ` ${name}`
  }
  return ` ${name}="${escaped(value)}"`
}

/** What a component's script says, by its name there; an object has a text for each plural rule. */
export function translationAttributes(texts: Attributes): Attributes {
  const attributes: Attributes = {}
  for (const [name, text] of Object.entries(texts)) {
    if (typeof text === 'string') attributes[`data-i18n.${name}`] = text
    else {
      for (const [rule, plural] of Object.entries(text ?? {}))
        attributes[`data-i18n.${name}.${rule}`] = plural
    }
  }
  return attributes
}

/** Names come from templates and presenters; still, none of them can close the tag, run script or set a style. */
const allowedName = /^(?!on|style$)[a-z][\w.:-]*$/iu

function escaped(value: unknown): string {
  if (value instanceof Handlebars.SafeString) return value.toString().replaceAll('"', '&quot;')
  return Handlebars.escapeExpression(asText(value))
}

function isDescribed(given: unknown): given is { value: unknown; optional?: boolean } {
  return typeof given === 'object' && given !== null && 'value' in given
}
