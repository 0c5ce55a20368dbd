import { permissionFacts } from '../../src/accounts/permission.js'
import type { Person } from '../../src/accounts/person.js'
import {
  canMakeReport,
  canReadReport,
  canSee,
  canUpdate,
  type OwnedAction,
  type OwnedReport,
} from '../../src/accounts/rights.js'
import { type AccountRole, accountRoles, roleFacts } from '../../src/accounts/role.js'
import { type Permission, permissions, publicAccess } from '../../src/web/access.js'
import type { RouteAccess } from '../../src/web/route-audit.js'
import { aPerson } from '../builders/person.js'

export const rightsFile = 'docs/rights.md'
export const rewriteCommand = 'RIGHTS_TABLE=write npm test -- test/pages/rights-table.spec.ts'

/** Routes that no controller answers: built files, and the description of the API. Anybody may read them. */
export const routesOutsideControllers = [
  '/assets/…: the stylesheet, the scripts, the fonts and the icons',
  '/api/docs and /api/v1/openapi.json: the description of the API',
]

/** The roles that hold one of the permissions of a route; null where anybody may use it. */
export function rolesThatOpen({ access }: Pick<RouteAccess, 'access'>): AccountRole[] | null {
  if (access === publicAccess) return null
  const needed = [access].flat()
  return accountRoles.filter((role) =>
    roleFacts[role].permissions.some((permission) => needed.includes(permission)),
  )
}

/** What every role may do and every route asks for, as a page of the documentation. */
export function rightsPage(routes: readonly RouteAccess[]): string {
  return `${[
    '# Who may do what',
    `This page is made from the code and compared with it by a test; another test asks for every route as every role, and
compares what happens with the last table. Do not edit it. To write it anew:

\`\`\`sh
${rewriteCommand}
\`\`\``,
    '## Roles',
    `An account holds one role or several, and may do what any of them may. \`src/accounts/role.ts\` is the table of roles.`,
    table(
      ['role', 'is held of', 'definition'],
      accountRoles.map((role) => [
        roleFacts[role].label,
        heldOf[roleFacts[role].of],
        roleFacts[role].definition,
      ]),
    ),
    '## Permissions',
    `A route names the permissions of which it needs one. A token for the API has those of its scope that its account holds
at the time, and of these only what the last column allows; it opens the API and downloads, never a page.`,
    table(
      ['permission', ...accountRoles.map((role) => roleFacts[role].label), 'by a token'],
      permissions.map((permission) => [
        permission,
        ...accountRoles.map((role) => yesOrNo(roleFacts[role].permissions.includes(permission))),
        yesOrNo(permissionFacts[permission].byToken),
      ]),
    ),
    '## What each role sees and changes',
    `A permission opens the route; the service then asks again of the very action or report, by the functions of
\`src/accounts/rights.ts\`. An action is an agency owner's where one of the person's agencies, or a unit below it, is its
lead or partner, and a council officer's where it stands in the person's plan.`,
    table(
      ['may', ...accountRoles.map((role) => roleFacts[role].label)],
      deeds.map(({ words, allowed }) => [
        words,
        ...accountRoles.map((role) => yesOrNo(allowed(personOf(role)))),
      ]),
    ),
    '## Routes',
    `Whoever is not signed in is sent to the sign-in page, and on the API gets 401. Whoever lacks the permission gets 403, and
the refusal is a line of the audit trail. Whatever is not read only needs, besides, a form of ours: the hidden field
\`_csrf\`, or the header \`X-CSRF-Token\`; a token needs neither.`,
    table(
      ['method', 'path', 'permission', 'roles'],
      inOrder(routes).map((route) => [
        route.method,
        `\`${route.path}\``,
        route.access === publicAccess ? '–' : [route.access].flat().join(', or '),
        whoOpens(rolesThatOpen(route)),
      ]),
    ),
    `Besides these, anybody may read:`,
    routesOutsideControllers.map((route) => `- ${route}`).join('\n'),
  ].join('\n\n')}\n`
}

function whoOpens(roles: AccountRole[] | null): string {
  if (roles === null) return 'anybody'
  return roles.length === accountRoles.length
    ? 'every role'
    : roles.map((role) => roleFacts[role].label).join(', ')
}

const heldOf = { agency: 'an agency, with its units', plan: 'a plan', register: 'the whole register' }

const yesOrNo = (yes: boolean) => (yes ? 'yes' : '–')

/** By path, and for one path in the order of the letters of the methods. */
export function inOrder(routes: readonly RouteAccess[]): RouteAccess[] {
  const key = ({ path, method }: RouteAccess) => `${path} ${method}`
  return [...routes].sort((one, other) => (key(one) < key(other) ? -1 : 1))
}

const own = { agency: 'own-agency', plan: 'own-plan' }

function personOf(role: AccountRole): Person {
  const { of } = roleFacts[role]
  return aPerson(role, {
    agencies: of === 'agency' ? [own.agency] : [],
    plans: of === 'plan' ? [own.plan] : [],
  })
}

const ofOwnAgency: OwnedAction = { plan: 'another-plan', agencies: [own.agency] }
const inOwnPlan: OwnedAction = { plan: own.plan, agencies: [] }
const ofOthers: OwnedAction = { plan: 'another-plan', agencies: ['another-agency'] }
const img: OwnedReport = { kind: 'img', plan: null }
const scrutinyOf = (plan: string): OwnedReport => ({ kind: 'scrutiny', plan })

/** Asked of the functions themselves, so that the table says what they do. */
const deeds: { words: string; allowed: (person: Person) => boolean }[] = [
  { words: 'see an action of the own agency', allowed: (person) => canSee(person, ofOwnAgency) },
  { words: 'see an action of the own plan', allowed: (person) => canSee(person, inOwnPlan) },
  { words: 'see any other action', allowed: (person) => canSee(person, ofOthers) },
  { words: 'update an action of the own agency', allowed: (person) => canUpdate(person, ofOwnAgency) },
  { words: 'update an action of the own plan', allowed: (person) => canUpdate(person, inOwnPlan) },
  { words: 'update any other action', allowed: (person) => canUpdate(person, ofOthers) },
  { words: 'read reports to the Inter-Ministerial Group', allowed: (person) => canReadReport(person, img) },
  {
    words: 'read scrutiny reports on the own plan',
    allowed: (person) => canReadReport(person, scrutinyOf(own.plan)),
  },
  {
    words: 'read scrutiny reports on other plans',
    allowed: (person) => canReadReport(person, scrutinyOf('another-plan')),
  },
  { words: 'make reports to the Inter-Ministerial Group', allowed: (person) => canMakeReport(person, img) },
  {
    words: 'make scrutiny reports on the own plan',
    allowed: (person) => canMakeReport(person, scrutinyOf(own.plan)),
  },
  {
    words: 'make scrutiny reports on other plans',
    allowed: (person) => canMakeReport(person, scrutinyOf('another-plan')),
  },
]

/** A table as the formatter of this project lays it out. */
function table(head: string[], rows: string[][]): string {
  const widths = head.map((cell, column) =>
    Math.max(3, cell.length, ...rows.map((row) => (row[column] ?? '').length)),
  )
  const line = (cells: string[]) =>
    `| ${cells.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join(' | ')} |`
  return [line(head), `| ${widths.map((width) => '-'.repeat(width)).join(' | ')} |`, ...rows.map(line)].join(
    '\n',
  )
}

/** The permissions that a token with all of a role's scope carries. */
export function byToken(role: AccountRole): Permission[] {
  return roleFacts[role].permissions.filter((permission) => permissionFacts[permission].byToken)
}
