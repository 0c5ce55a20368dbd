import { plainToInstance } from 'class-transformer'
import { validateSync, type ValidationError } from 'class-validator'
import { parse } from 'yaml'
import type { CommitteeFormData, FormTerm } from './committee-form.js'
import { GivenFormShape } from './committee-form.shape.js'
import { type FormProblem, problem } from './committee-form.problem.js'
import { inconsistencies } from './committee-form.whole.js'

export type { FormProblem }

export interface FormRead {
  /** Null where something is wrong. */
  given: { form: CommitteeFormData; glossary: FormTerm[] | null } | null
  problems: FormProblem[]
}

/** Longer than any form, and far from what a reader could choke on. */
export const longestForm = 200_000

/** Reads a form that was given as YAML (JSON is YAML too). */
export function readFormText(text: string): FormRead {
  if (text.trim() === '') return refused('Give the form as YAML: a file, or its text.')
  if (text.length > longestForm) return refused(`The form must have at most ${longestForm} characters.`)
  let content: unknown
  try {
    content = parse(text, { maxAliasCount: 20 })
  } catch (error) {
    const [first = ''] = (error instanceof Error ? error.message : String(error)).split('\n')
    return refused(`The text is not YAML: ${first.replace(/:$/u, '')}.`)
  }
  return readForm(content)
}

/** Reads a form that was given as plain data, `{ form, glossary? }`. */
export function readForm(content: unknown): FormRead {
  if (typeof content !== 'object' || content === null || Array.isArray(content) || !('form' in content)) {
    return refused('The form must begin with “form:”, its fields indented under it.')
  }
  const strange = strangeIn(content)
  if (strange !== null) return refused(strange)
  const given = plainToInstance(GivenFormShape, content, { exposeDefaultValues: true })
  const errors = validateSync(given, { whitelist: true, forbidNonWhitelisted: true })
  const problems = errors.length > 0 ? problemsOf(errors) : inconsistencies(given.form)
  if (problems.length > 0) return { given: null, problems }
  const { form, glossary } = JSON.parse(JSON.stringify(given)) as NonNullable<FormRead['given']>
  return { given: { form, glossary }, problems: [] }
}

/** What no database and no page keeps as it is; null where there is none of it. */
function strangeIn(content: object): string | null {
  try {
    const whole = JSON.stringify(content)
    return /\\u(?:0000|d[89a-f][0-9a-f]{2})/iu.test(whole)
      ? 'The form must not hold the character U+0000, nor half a character.'
      : null
  } catch {
    return 'The form must not refer to itself.'
  }
}

function refused(message: string): FormRead {
  return { given: null, problems: [{ field: 'form', message }] }
}

function problemsOf(errors: readonly ValidationError[], path: readonly string[] = []): FormProblem[] {
  return errors.flatMap((error) => {
    const here = [...path, error.property]
    const { whitelistValidation: unknown, nestedValidation: nested, ...own } = error.constraints ?? {}
    // Decorators are read from below: the last constraint is the one that a shape names first.
    const told = Object.values(own).at(-1) ?? nested
    if (unknown) return [problem(here, `${error.property} is not a field of a form`)]
    if (told) return [problem(here, error.value === '' ? told : `${told}, not ${inShort(error.value)}`)]
    return problemsOf(error.children ?? [], here)
  })
}

function inShort(value: unknown): string {
  if (value === undefined || value === null) return 'left out'
  const words = typeof value === 'string' ? value : JSON.stringify(value)
  return `“${words.length > 60 ? `${words.slice(0, 60)}…` : words}”`
}
