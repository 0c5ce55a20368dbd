import { longestTokenDays, usualTokenDays } from '../../accounts/api-tokens.rules.js'
import type { NewToken } from '../../accounts/api-tokens.service.js'
import { permissionFacts, tokenPermissions } from '../../accounts/permission.js'
import type { Person } from '../../accounts/person.js'
import { addDays, type Day, inWords } from '../../clock/dates.js'
import type { FieldError } from '../../web/problems.js'
import { type ErrorMessage, formErrors } from '../form-errors.js'
import { lineOf, listOf, textOf, type Typed } from '../typed-text.js'

/** What is asked for on the form of a new token. */
export interface TypedToken {
  name: string
  scope: string[]
  /** How many days it shall work. */
  days: string
}

export interface NewTokenPage {
  action: string
  name: string
  scopeItems: { value: string; text: string; checked: boolean }[]
  lastingItems: { value: string; text: string; hint: { text: string }; checked: boolean }[]
  /** Whether the person has a password that can be asked again. */
  asksPassword: boolean
  errors: Record<keyof typeof tokenFieldIds, ErrorMessage>
}

const tokenFieldIds = { name: 'name', scope: 'scope', endsOn: 'days', password: 'password' } as const

const lastings = [
  { days: 30, text: '30 days' },
  { days: usualTokenDays, text: `${usualTokenDays} days` },
  { days: 180, text: '180 days' },
  { days: longestTokenDays, text: 'One year' },
]

export const untypedToken: TypedToken = { name: '', scope: [], days: String(usualTokenDays) }

export function readToken(typed: Typed): TypedToken {
  return { name: lineOf(typed, 'name'), scope: listOf(typed, 'scope'), days: textOf(typed, 'days') }
}

/** The token as its service takes it; what the form does not offer is in none of it. */
export function askedToken({ name, scope, days }: TypedToken, person: Person, today: Day): NewToken {
  const lasting = lastings.find((one) => String(one.days) === days)
  return {
    name,
    scope: tokenPermissions(person.permissions).filter((permission) => scope.includes(permission)),
    endsOn: lasting ? addDays(today, lasting.days) : '',
  }
}

export function newTokenPage(
  typed: TypedToken,
  { person, today, asksPassword }: { person: Person; today: Day; asksPassword: boolean },
  action: string,
  refused: FieldError[],
): { links: { text: string; href: string }[]; model: NewTokenPage } {
  const { links, at } = formErrors(refused, tokenFieldIds)
  const scopeItems = tokenPermissions(person.permissions).map((value) => ({
    ...{ value, text: permissionFacts[value].words, checked: typed.scope.includes(value) },
  }))
  const lastingItems = lastings.map(({ days, text }) => ({
    ...{ value: String(days), text, checked: typed.days === String(days) },
    hint: { text: `The last day is ${inWords(addDays(today, days))}` },
  }))
  return { links, model: { action, name: typed.name, scopeItems, lastingItems, asksPassword, errors: at } }
}
