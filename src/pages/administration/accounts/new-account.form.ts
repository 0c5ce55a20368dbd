import type { RoleChoices } from '../../../accounts/account-admin.reading.js'
import { nameProblem } from '../../../accounts/account-names.js'
import { emailProblem } from '../../../accounts/accounts.service.js'
import type { FieldError } from '../../../web/problems.js'
import { lineOf, textOf, type Typed } from '../../typed-text.js'
import { type ChosenRoles, hiddenRoles, readRoles, roleErrors, roleFieldIds } from './roles.form.js'

/** An account as the form describes it. */
export interface TypedAccount {
  name: string
  email: string
  roles: ChosenRoles
}

export const accountFieldIds = { name: 'name', email: 'email', ...roleFieldIds } as const

export function readAccount(typed: Typed): TypedAccount {
  return { name: lineOf(typed, 'name'), email: textOf(typed, 'email'), roles: readRoles(typed) }
}

/** What is wrong with the name and the address; empty when nothing is. */
export function personErrors({ name, email }: { name: string; email: string }): FieldError[] {
  const problems = { name: nameProblem(name), email: emailProblem(email) }
  return Object.entries(problems).flatMap(([field, message]) =>
    message === null ? [] : [{ field, message }],
  )
}

/** What is wrong with the whole account; empty when nothing is. */
export function accountErrors(typed: TypedAccount, choices: RoleChoices): FieldError[] {
  return [...personErrors(typed), ...roleErrors(typed.roles, choices)]
}

/** The account as hidden fields of the page that asks to check it. */
export function hiddenAccount({ name, email, roles }: TypedAccount): { name: string; value: string }[] {
  return [{ name: 'name', value: name }, { name: 'email', value: email }, ...hiddenRoles(roles)]
}
