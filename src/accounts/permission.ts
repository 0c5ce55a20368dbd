import type { Permission } from '../web/access.js'

interface PermissionFacts {
  /** What it lets a person do, as a page says it: "Read actions, plans, agencies and priorities". */
  words: string
  /** Whether a token of the API may carry it. What is done to accounts takes a person at a browser. */
  byToken: boolean
}

/** What each permission means, in words, and whether a token may carry it: the one place that decides this. */
export const permissionFacts: Record<Permission, PermissionFacts> = {
  'use the own account': { words: 'Sign in, and look after your own account', byToken: false },
  'read the register': { words: 'Read actions, plans, agencies and priorities', byToken: true },
  'update actions': { words: 'Update actions', byToken: true },
  'export the register': { words: 'Download lists of actions', byToken: true },
  'read reports': { words: 'Read reports', byToken: true },
  'make reports': { words: 'Make reports', byToken: true },
  'read commissions': { words: 'See who was asked for a return and who has answered', byToken: true },
  'commission returns': { words: 'Commission returns, chase, accept and send back', byToken: true },
  'answer returns': { words: 'Answer returns', byToken: true },
  'import plans': { words: 'Take in action plans from spreadsheets', byToken: false },
  'read the audit trail': { words: 'Read the audit trail and check it', byToken: false },
  'manage accounts': { words: 'Look after accounts, their roles and their ways to sign in', byToken: false },
  'manage agencies': { words: 'Look after agencies and the names that they go by', byToken: false },
}

/** Those of the permissions that a token may carry. */
export function tokenPermissions(held: Iterable<Permission>): Permission[] {
  return [...held].filter((permission) => permissionFacts[permission].byToken)
}
