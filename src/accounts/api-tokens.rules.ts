import { addDays, type Day, type Instant, isDay, inWords, londonDay } from '../clock/dates.js'
import type { Permission } from '../web/access.js'
import { tokenPermissions } from './permission.js'
import type { Person } from './person.js'

/** How long a token works where nothing else is asked for, and how long at most: in days. */
export const usualTokenDays = 90
export const longestTokenDays = 365

const longestTokenName = 100

interface AskedToken {
  name: string
  scope: Permission[]
  endsOn: Day
}

interface HeldToken {
  name: string
  endsAt: Instant
  revokedAt: Instant | null
}

/** What is wrong with a token that the person asks for, given the tokens that the account has; empty when nothing is. */
export function refuseToken(
  asked: AskedToken,
  person: Person,
  held: readonly HeldToken[],
  now: Instant,
): { field: string; message: string }[] {
  return [
    { field: 'name', message: nameRefusal(asked.name, held, now) },
    { field: 'scope', message: scopeRefusal(asked.scope, person) },
    { field: 'endsOn', message: endRefusal(asked.endsOn, londonDay(now)) },
  ].flatMap(({ field, message }) => (message === null ? [] : [{ field, message }]))
}

function nameRefusal(name: string, held: readonly HeldToken[], now: Instant): string | null {
  if (name === '') return 'Enter a name for the token'
  if (name.length > longestTokenName) return `The name must be ${longestTokenName} characters or fewer`
  // A form that is sent twice must not make two tokens either.
  const same = held.some((one) => one.name === name && one.revokedAt === null && one.endsAt > now)
  return same ? `You have a token named “${name}” already: revoke it, or choose another name` : null
}

function scopeRefusal(scope: readonly Permission[], person: Person): string | null {
  if (scope.length === 0) return 'Select what the token may be used for'
  const allowed = tokenPermissions(person.permissions)
  return scope.every((permission) => allowed.includes(permission))
    ? null
    : 'Select only what your own account may do'
}

function endRefusal(endsOn: Day, today: Day): string | null {
  const last = addDays(today, longestTokenDays)
  if (isDay(endsOn) && endsOn >= today && endsOn <= last) return null
  return `The last day must be from today to ${inWords(last)}`
}
