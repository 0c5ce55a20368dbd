import { type AgencyChoice, type AgencyChoices } from '../../imports/agencies/agency-cells.js'
import type { AgencyNames } from '../../imports/agencies/agency-names.js'
import type { FieldError } from '../../web/problems.js'
import { lineOf, textOf, type Typed } from '../typed-text.js'

/** What was typed of one name. */
export interface TypedChoice {
  /** The name as it is compared. */
  key: string
  /** "agency:" with a slug, "other", "new", "text", or nothing. */
  means: string
  other: string
  name: string
  parent: string
}

export type ChoiceField = 'means' | 'other' | 'name' | 'parent'

/** Most names on one page. */
export const namesOnPage = 10

/** "means-3": the field of one of the names on the page. */
export const choiceField = (field: ChoiceField, place: number) => `${field}-${place + 1}`

export function readChoices(form: Typed): TypedChoice[] {
  return Array.from({ length: namesOnPage }, (_, place) => ({
    ...{ key: textOf(form, `key-${place + 1}`), means: textOf(form, choiceField('means', place)) },
    ...{ other: lineOf(form, choiceField('other', place)), name: lineOf(form, choiceField('name', place)) },
    parent: lineOf(form, choiceField('parent', place)),
  })).filter(({ key }) => key !== '')
}

/** What was decided, or what is wrong with it; a name of which nothing was chosen stays open. */
export function decided(
  typed: readonly TypedChoice[],
  names: AgencyNames,
): { choices: AgencyChoices } | { errors: FieldError[] } {
  const errors: FieldError[] = []
  const choices: [string, AgencyChoice][] = []
  for (const [place, one] of typed.entries()) {
    if (one.means === '') continue
    const read = decidedOf(one, names)
    if ('means' in read) choices.push([one.key, read])
    else errors.push({ field: choiceField(read.field, place), message: read.message })
  }
  if (errors.length > 0) return { errors }
  if (choices.length > 0) return { choices: Object.fromEntries(choices) }
  return { errors: [{ field: choiceField('means', 0), message: 'Choose what one name or more means' }] }
}

function decidedOf(
  { means, other, name, parent }: TypedChoice,
  names: AgencyNames,
): AgencyChoice | { field: ChoiceField; message: string } {
  if (means === 'text') return { means: 'text' }
  if (means.startsWith('agency:')) return { means: 'agency', slug: means.slice('agency:'.length) }
  if (means === 'other') {
    const found = names.find(other)
    return found ? { means: 'agency', slug: found.slug } : { field: 'other', message: notFound(other, names) }
  }
  if (name === '') return { field: 'name', message: 'Enter the name of the new agency' }
  const above = parent === '' ? null : names.find(parent)
  if (parent !== '' && above === null) return { field: 'parent', message: notFound(parent, names) }
  return { means: 'new', name, parent: above?.slug ?? null }
}

function notFound(name: string, names: AgencyNames): string {
  if (name === '') return 'Enter the name of an agency of the register'
  const like = names.suggest(name, 3).map((agency) => `“${agency.name}”`)
  const meant = like.length === 0 ? '' : `: did you mean ${like.join(' or ')}?`
  return `“${name}” is no name of the register${meant}`
}
