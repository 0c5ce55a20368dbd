import Handlebars, { type HelperOptions } from 'handlebars'
import { type Attributes, attributeMarkup, attributesMarkup, translationAttributes } from './attributes.js'
import { characterCountAttributes, characterCountMessage } from './character-count.js'
import { dateInputItems } from './date-input-items.js'
import type { Markup } from './html.js'
import { inTemplate } from './template-error.js'
import { asText, isGiven } from './values.js'

/** Text, or markup in its place, as the components of GOV.UK take it. */
interface Content {
  text?: unknown
  html?: unknown
}

/** A row of a summary list. */
type Row = { actions?: { items?: unknown } } | null

/** The frame of `@` variables that Handlebars hands from block to block. */
type Frame = Record<string, unknown> & { slots?: Record<string, Markup> }

const safe = (markup: string) => new Handlebars.SafeString(markup)
const frameWithin = (options: HelperOptions) => Handlebars.Utils.createFrame(options.data) as Frame

/** Handlebars puts its own options after the arguments of a helper that takes any number. */
const withoutOptions = (values: readonly unknown[]) => values.slice(0, -1)

/** What templates may call. None of them knows the domain: a presenter has put that into words before. */
export const templateHelpers = {
  eq: (one: unknown, other: unknown) => one === other,
  not: (value: unknown) => !isGiven(value),
  /** The first argument that says something, else the last: `(or id name)` */
  or: (...values: unknown[]) => withoutOptions(values).find(isGiven) ?? values.at(-2),
  /** The first argument that says nothing, else the last: `(and href text)` */
  and: (...values: unknown[]) => {
    const nothing = withoutOptions(values).findIndex((value) => !isGiven(value))
    return nothing < 0 ? values.at(-2) : values[nothing]
  },
  /** The items of a list that are there: a template may leave some out by null or false. */
  given: (items: readonly unknown[] | null | undefined) => items?.filter(isGiven),
  includes: (text: string | undefined, part: string) => text?.includes(part) ?? false,
  /** `href="{{required "href" href}}"`: an option that its component cannot do without. */
  required: (name: string, value: unknown) => {
    if (value === undefined || value === null) throw new Error(`${name} was not given`)
    return value
  },
  /** The fallback only where no value was given, not where it is empty or false. */
  default: (value: unknown, fallback: unknown) => (value === undefined ? fallback : value),
  concat: (...values: unknown[]) => withoutOptions(values).map(asText).join(''),
  /** `{{> govuk/input label=(object text="Name" classes="govuk-label--l")}}` */
  object: ({ hash }: HelperOptions) => hash as Record<string, unknown>,
  /** `(list (object text="Home" href="/") (object text="Actions"))` */
  list: (...values: unknown[]) => withoutOptions(values),
  /** A yes or no that a script reads as a word: "true", "false"; nothing where it was not given. */
  asWord: (value: unknown) => (typeof value === 'boolean' ? String(value) : value === null ? '' : value),
  /** `{{increment @index}}`: 1 for the first. */
  increment: (index: number) => index + 1,

  /** `class="{{classNames "govuk-tag" classes}}"`: those that say something, with a space between. */
  classNames: (...names: unknown[]) => withoutOptions(names).filter(isGiven).map(asText).join(' '),
  /** `<a{{attribute "href" href}}>`: nothing where there is no value, the bare name where it is true. */
  attribute: (name: string, value: unknown) => safe(attributeMarkup(name, value, true)),
  /** `<a{{attributesOf attributes}}>`: an object of names and values. */
  attributesOf: (attributes: Attributes | null | undefined) => safe(attributesMarkup(attributes)),
  /** Two objects as one; where both have a name, the second's value. */
  merged: (one: Attributes | undefined, other: Attributes | undefined) => ({ ...one, ...other }),
  /** The words that a component's script shows, as the attributes from which it reads them. */
  translations: ({ hash }: HelperOptions) => translationAttributes(hash as Attributes),
  /** `{{contentOf this}}`: its html, else its text; having neither is a mistake of the page. */
  contentOf: (content: Content | null | undefined) => {
    const shown = isGiven(content?.html) ? content?.html : content?.text
    if (shown === undefined || shown === null) throw new Error('neither text nor html was given')
    return shown
  },
  /** The ids of what explains an input: those given, then its hint and its error message. */
  describedBy: (given: unknown, id: unknown, hint: unknown, errorMessage: unknown) => {
    const hintId = isGiven(hint) && `${asText(id)}-hint`
    const errorId = isGiven(errorMessage) && `${asText(id)}-error`
    return [given, hintId, errorId].filter(isGiven).map(asText).join(' ') || undefined
  },
  /** The id of a radio or checkbox: the first has the question's own, so that an error summary can link to it. */
  itemId: (id: unknown, prefix: unknown, index: number) =>
    isGiven(id) ? id : index > 0 ? `${asText(prefix)}-${String(index + 1)}` : prefix,
  /** Whether an option is chosen: because it says so itself, or because its value is wanted or among those wanted. */
  chosen: (itself: unknown, value: unknown, wanted: unknown) => {
    if (isGiven(itself)) return true
    if (itself === false || !isGiven(wanted)) return false
    return Array.isArray(wanted) ? wanted.includes(value) : asText(value) === asText(wanted)
  },
  dateInputItems,
  characterCountAttributes,
  characterCountMessage,
  anyRowHasActions: (rows: readonly Row[]) => rows.some((row) => isGiven(row?.actions?.items)),

  /** Put in by the engine for a component that has a body: the body is made first, and handed over as `@body`. */
  componentWithBody(this: unknown, options: HelperOptions) {
    const inside = frameWithin(options)
    inside.slots = {}
    const component = frameWithin(options)
    component.body = safe(options.inverse(this, { data: inside }))
    component.slots = inside.slots
    return options.fn(this, { data: component })
  },
  /** `{{#slot "email"}}…{{/slot}}` in the body of a component: what belongs into its part of that name. */
  slot(this: unknown, name: string, options: HelperOptions) {
    const { slots } = options.data as Frame
    if (!slots) throw new Error(`slot "${name}" is in the body of no component`)
    slots[name] = safe(options.fn(this))
    return ''
  },
  /** Put in by the engine around the body of a layout. */
  inTemplate(this: unknown, template: string, options: HelperOptions) {
    return inTemplate(template, () => options.fn(this))
  },
}
