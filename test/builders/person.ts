import type { Person } from '../../src/accounts/person.js'
import { type AccountRole, roleFacts } from '../../src/accounts/role.js'

/** A person with one role; of these agencies or plans where the role is held of some. */
export function aPerson(
  role: AccountRole,
  { name = roleFacts[role].label, agencies = [] as string[], plans = [] as string[] } = {},
): Person {
  const of = [
    ...agencies.map((slug) => ({ agency: { slug, name: slug }, plan: null })),
    ...plans.map((slug) => ({ agency: null, plan: { slug, title: slug } })),
  ]
  return {
    ...{ accountId: 1, name, email: `${role}@example.org`, by: 'session', visitedBefore: null },
    roles: (of.length > 0 ? of : [{ agency: null, plan: null }]).map((held) => ({ role, ...held })),
    rolesInWords: roleFacts[role].label,
    permissions: new Set(roleFacts[role].permissions),
    agencies,
    plans,
  }
}
