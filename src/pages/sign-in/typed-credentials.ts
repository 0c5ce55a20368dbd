import type { FieldError } from '../../web/problems.js'
import { listOf, type Typed } from '../typed-text.js'

/** A password as it was typed: every sign of it counts, a space at its end as well. */
export function passwordOf(typed: Typed, name = 'password'): string {
  return listOf(typed, name)[0] ?? ''
}

/** The same words whether or not there is such an account. */
export const wrongPassword: FieldError = {
  field: 'email',
  message: 'The email address or the password is not right: check both',
}

/** What was left out of the sign-in form. */
export function emptyFields(email: string, password: string): FieldError[] {
  return [
    ...(email === '' ? [{ field: 'email', message: 'Enter your email address' }] : []),
    ...(password === '' ? [{ field: 'password', message: 'Enter your password' }] : []),
  ]
}
