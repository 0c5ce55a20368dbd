import type { Permission } from '../access.js'
import type { Actor } from '../actor.js'
import type { PageFrame, Section } from './frame.js'

interface Entry {
  section: Section
  text: string
  href: string
  /** Who sees it: those with one of these; everyone who is signed in where it is empty. */
  anyOf: Permission[]
}

const entries: Entry[] = [
  { section: 'home', text: 'Home', href: '/', anyOf: [] },
  { section: 'actions', text: 'Actions', href: '/actions', anyOf: ['read the register'] },
  { section: 'plans', text: 'Plans', href: '/plans', anyOf: ['read the register'] },
  { section: 'agencies', text: 'Agencies', href: '/agencies', anyOf: ['read the register'] },
  { section: 'priorities', text: 'Priorities', href: '/priorities', anyOf: ['read the register'] },
  { section: 'commissions', text: 'Commissions', href: '/commissions', anyOf: ['read commissions'] },
  { section: 'returns', text: 'Returns', href: '/returns', anyOf: ['answer returns'] },
  { section: 'reports', text: 'Reports', href: '/reports', anyOf: ['read reports', 'make reports'] },
  {
    section: 'administration',
    text: 'Administration',
    href: '/administration',
    anyOf: ['manage accounts', 'manage agencies', 'read the audit trail'],
  },
  { section: 'help', text: 'Help', href: '/help', anyOf: [] },
]

/** The navigation of a person: what the person's rights open, and nothing that would be refused. */
export function navigationFor(
  actor: Actor | undefined,
  section: Section | undefined,
): PageFrame['navigation'] {
  if (!actor) return []
  return entries
    .filter(
      ({ anyOf }) => anyOf.length === 0 || anyOf.some((permission) => actor.permissions.has(permission)),
    )
    .map(({ section: own, text, href }) => ({ text, href, current: own === section }))
}
