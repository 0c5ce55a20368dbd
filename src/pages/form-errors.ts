import type { PageLink } from '../web/pages/frame.js'
import type { FieldError } from '../web/problems.js'

/** What a field's component is given: its error, or null where nothing is wrong with it. */
export type ErrorMessage = { text: string } | null

/** What is wrong with a form: the links of the summary, and the same words for each field. */
export interface FormErrors<Field extends string> {
  links: PageLink[]
  at: Record<Field, ErrorMessage>
}

/**
 * Sorts errors to the fields of a form; of several at one field the first is told.
 *
 * @param ids the id of each field's input, to which its error links
 */
export function formErrors<Field extends string>(
  errors: readonly FieldError[],
  ids: Record<Field, string>,
): FormErrors<Field> {
  const fields = Object.keys(ids) as Field[]
  const stray = errors.find(({ field }) => !Object.hasOwn(ids, field))
  if (stray) throw new Error(`The form has no field “${stray.field}” for the error: ${stray.message}`)
  const found = fields.map((field) => [field, errors.find((error) => error.field === field)] as const)
  return {
    links: found.flatMap(([field, error]) =>
      error ? [{ text: error.message, href: `#${ids[field]}` }] : [],
    ),
    at: Object.fromEntries(
      found.map(([field, error]) => [field, error ? { text: error.message } : null]),
    ) as Record<Field, ErrorMessage>,
  }
}
