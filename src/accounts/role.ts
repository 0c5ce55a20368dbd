import type { Permission } from '../web/access.js'

/** What an account can be in this programme. One account may hold several roles. */
export const accountRoles = [
  'programme_office',
  'agency_owner',
  'council_officer',
  'reader',
  'auditor',
  'administrator',
] as const
export type AccountRole = (typeof accountRoles)[number]

interface RoleFacts {
  label: string
  /** The sentence that an administrator reads when giving the role. */
  definition: string
  /** What the role is held of: an agency (with the units below it), a plan, or the whole register. */
  of: 'agency' | 'plan' | 'register'
  permissions: readonly Permission[]
}

const everyone: readonly Permission[] = ['use the own account']

/** The one table of roles. What does not stand here is refused. */
export const roleFacts: Record<AccountRole, RoleFacts> = {
  programme_office: {
    label: 'Programme office',
    definition:
      'Keeps the register true: sees and updates every action, commissions and accepts returns, makes every report, and approves and issues what others drafted.',
    of: 'register',
    permissions: [
      ...everyone,
      'read the register',
      'update actions',
      'export the register',
      'read reports',
      'make reports',
      'read commissions',
      'commission returns',
      'answer returns',
      'import plans',
    ],
  },
  agency_owner: {
    label: 'Agency owner',
    definition:
      'Answers for an agency: sees and updates the actions that it leads or is partner in, and answers its returns.',
    of: 'agency',
    permissions: [
      ...everyone,
      'read the register',
      'update actions',
      'export the register',
      'answer returns',
    ],
  },
  council_officer: {
    label: 'Council officer',
    definition:
      'Keeps one plan: sees and updates its actions, answers the returns of its council, makes its scrutiny reports, and approves and issues what others drafted.',
    of: 'plan',
    permissions: [
      ...everyone,
      'read the register',
      'update actions',
      'export the register',
      'read reports',
      'make reports',
      'answer returns',
      'import plans',
    ],
  },
  reader: {
    label: 'Reader',
    definition:
      'Reads the whole register and every report, save what is not for publication; changes nothing.',
    of: 'register',
    permissions: [
      ...everyone,
      'read the register',
      'export the register',
      'read reports',
      'read commissions',
    ],
  },
  auditor: {
    label: 'Auditor',
    definition: 'Reads everything, with the audit trail and its verification; changes nothing.',
    of: 'register',
    permissions: [
      ...everyone,
      'read the register',
      'export the register',
      'read reports',
      'read commissions',
      'read the audit trail',
    ],
  },
  administrator: {
    label: 'Administrator',
    definition: 'Looks after accounts, roles and agencies, and reads the audit trail; sees no action.',
    of: 'register',
    permissions: [...everyone, 'manage accounts', 'manage agencies', 'read the audit trail'],
  },
}
