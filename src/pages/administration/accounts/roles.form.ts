import type { RoleChoices } from '../../../accounts/account-admin.reading.js'
import type { RoleGiven } from '../../../accounts/accounts.service.js'
import type { RoleHeld } from '../../../accounts/person.js'
import { type AccountRole, accountRoles, roleFacts } from '../../../accounts/role.js'
import type { FieldError } from '../../../web/problems.js'
import type { ErrorMessage } from '../../form-errors.js'
import { listOf, textOf, type Typed } from '../../typed-text.js'

/** What is chosen on the form of roles. */
export interface ChosenRoles {
  roles: AccountRole[]
  /** Slugs of the agencies of an agency owner. */
  agencies: string[]
  /** Slug of the plan of a council officer; empty where none is chosen. */
  plan: string
}

export const noRoles: ChosenRoles = { roles: [], agencies: [], plan: '' }

/** The inputs that errors of roles link to. */
export const roleFieldIds = { roles: 'roles', agency: 'agency-1', plan: 'plan' } as const

type Errors = Record<keyof typeof roleFieldIds, ErrorMessage>

interface Choice {
  value: string
  text: string
  selected: boolean
}

/** What `administration/accounts/role-fields` is given. */
export interface RoleFields {
  items: { value: string; text: string; hint: { text: string }; checked: boolean }[]
  /** One field for each agency that is chosen, and some that are empty. */
  agencyFields: { id: string; label: string; items: Choice[]; errorMessage: ErrorMessage }[]
  planItems: Choice[]
  errors: Errors
}

export function readRoles(typed: Typed): ChosenRoles {
  const chosen = new Set(listOf(typed, 'roles'))
  const agencies = listOf(typed, 'agency').map((slug) => slug.trim())
  return {
    roles: accountRoles.filter((role) => chosen.has(role)),
    agencies: [...new Set(agencies.filter(Boolean))],
    plan: textOf(typed, 'plan'),
  }
}

/** The roles that an account holds, as its form shows them. */
export function chosenOf(held: readonly RoleHeld[]): ChosenRoles {
  return {
    roles: accountRoles.filter((role) => held.some((one) => one.role === role)),
    agencies: held.flatMap(({ agency }) => (agency ? [agency.slug] : [])),
    plan: held.flatMap(({ plan }) => (plan ? [plan.slug] : []))[0] ?? '',
  }
}

/** What is wrong with the choice; empty when nothing is. */
export function roleErrors(chosen: ChosenRoles, choices: RoleChoices): FieldError[] {
  const { roles, agencies, plan } = chosen
  const known = (slug: string) => choices.agencies.some((agency) => agency.slug === slug)
  const errors: FieldError[] = []
  if (roles.length === 0) errors.push({ field: 'roles', message: 'Select at least one role' })
  if (roles.includes('agency_owner') && (agencies.length === 0 || !agencies.every(known))) {
    errors.push({ field: 'agency', message: 'Choose the agency that the agency owner answers for' })
  }
  if (roles.includes('council_officer') && !choices.plans.some(({ slug }) => slug === plan)) {
    errors.push({ field: 'plan', message: 'Choose the plan that the council officer keeps' })
  }
  return errors
}

/** The roles to give: an agency or a plan counts only where its role is ticked. */
export function rolesGiven({ roles, agencies, plan }: ChosenRoles): RoleGiven[] {
  return roles.flatMap((role): RoleGiven[] => {
    if (roleFacts[role].of === 'agency') return agencies.map((agency) => ({ role, agency }))
    return [roleFacts[role].of === 'plan' ? { role, plan } : { role }]
  })
}

/** The roles in words, for who checks them: "Agency owner of Jobcentre Plus". */
export function rolesInWords(chosen: ChosenRoles, choices: RoleChoices): string[] {
  return rolesGiven(chosen).map(({ role, agency, plan }) => {
    const of =
      choices.agencies.find(({ slug }) => slug === agency)?.name ??
      choices.plans.find(({ slug }) => slug === plan)?.title
    return of === undefined ? roleFacts[role].label : `${roleFacts[role].label} of ${of}`
  })
}

export function roleFields(chosen: ChosenRoles, choices: RoleChoices, errors: Errors): RoleFields {
  // Two more than are chosen: who answers for three agencies needs no script to say so.
  const slots = [...chosen.agencies, '', '', ...(chosen.agencies.length === 0 ? [''] : [])]
  const agencyItems = (slug: string) =>
    withBlank(
      choices.agencies.map(({ slug: value, name: text }) => ({ value, text })),
      slug,
    )
  return {
    items: accountRoles.map((role) => ({
      ...{ value: role, text: roleFacts[role].label, hint: { text: roleFacts[role].definition } },
      checked: chosen.roles.includes(role),
    })),
    agencyFields: slots.map((slug, place) => ({
      ...{
        id: `agency-${place + 1}`,
        label: place === 0 ? 'Agency' : `Agency ${place + 1} (if there is one)`,
      },
      ...{ items: agencyItems(slug), errorMessage: place === 0 ? errors.agency : null },
    })),
    planItems: withBlank(
      choices.plans.map(({ slug: value, title: text }) => ({ value, text })),
      chosen.plan,
    ),
    errors,
  }
}

function withBlank(choices: { value: string; text: string }[], chosen: string): Choice[] {
  return [{ value: '', text: 'Choose one' }, ...choices].map((choice) => ({
    ...choice,
    selected: choice.value === chosen,
  }))
}

/** The choice as hidden fields of a form that only asks to confirm it. */
export function hiddenRoles({ roles, agencies, plan }: ChosenRoles): { name: string; value: string }[] {
  return [
    ...roles.map((value) => ({ name: 'roles', value })),
    ...agencies.map((value) => ({ name: 'agency', value })),
    ...(plan === '' ? [] : [{ name: 'plan', value: plan }]),
  ]
}
