import type { Person, RoleHeld } from './person.js'
import type { AccountRole } from './role.js'

/**
 * Who may see and change what: plain functions of a person and a thing. Routes declare permissions; services ask these
 * again of the very action, plan or report, so that no way in goes round them.
 */

/** What of the register a person sees: all of it, or what hangs on these agencies and plans. */
export type Sight = 'everything' | { agencies: readonly string[]; plans: readonly string[] }

/** What the rights of an action rest on. */
export interface OwnedAction {
  /** Slug of its plan. */
  plan: string
  /** Slugs of its leads and partners. */
  agencies: readonly string[]
}

const seesEverything: readonly AccountRole[] = ['programme_office', 'reader', 'auditor']

const holds = (person: { roles: readonly RoleHeld[] }, role: AccountRole) =>
  person.roles.some((held) => held.role === role)

/** What of the register the person sees. */
export function sightOf(person: Person): Sight {
  if (seesEverything.some((role) => holds(person, role))) return 'everything'
  return { agencies: person.agencies, plans: person.plans }
}

/** Whether somebody with this sight sees the action. */
export function sees(sight: Sight, action: OwnedAction): boolean {
  if (sight === 'everything') return true
  return sight.plans.includes(action.plan) || action.agencies.some((slug) => sight.agencies.includes(slug))
}

/** Whether the person may see the action at all. */
export function canSee(person: Person, action: OwnedAction): boolean {
  return person.permissions.has('read the register') && sees(sightOf(person), action)
}

/** The roles that may move a status, the one with most rights first. */
const updatingRoles = ['programme_office', 'council_officer', 'agency_owner'] as const
export type UpdatingRole = (typeof updatingRoles)[number]

/** In which role the person may update the action; null when the person may not. */
export function updatingRole(person: Person, action: OwnedAction): UpdatingRole | null {
  if (!person.permissions.has('update actions')) return null
  const answersFor: Record<UpdatingRole, boolean> = {
    programme_office: holds(person, 'programme_office'),
    council_officer: person.plans.includes(action.plan),
    agency_owner: action.agencies.some((slug) => person.agencies.includes(slug)),
  }
  return updatingRoles.find((role) => answersFor[role]) ?? null
}

/** Whether the person may update every action, so that nothing need be known of one. */
export function canUpdateAll(person: Person): boolean {
  return person.permissions.has('update actions') && holds(person, 'programme_office')
}

/** Whether the person may update the action. */
export function canUpdate(person: Person, action: OwnedAction): boolean {
  return updatingRole(person, action) !== null
}

/** Whether the person may speak for the agency: programme office and council officers for any, owners for their own. */
export function canSpeakFor(person: Person, agency: string): boolean {
  const forAny = holds(person, 'programme_office') || holds(person, 'council_officer')
  return forAny || person.agencies.includes(agency)
}

/** What the rights of a report rest on: its kind and, of a council's, the slug of its plan. */
export interface OwnedReport {
  kind: 'img' | 'scrutiny'
  plan: string | null
}

/** Whether the person may read the report: those who see the whole register, and a council officer the plan's own. */
export function canReadReport(person: Person, report: OwnedReport): boolean {
  if (!person.permissions.has('read reports')) return false
  return sightOf(person) === 'everything' || (report.plan !== null && person.plans.includes(report.plan))
}

/**
 * Whether the person may make the report, write into it, send it for review, issue and withdraw it: the programme office any,
 * a council officer the scrutiny reports of the plan.
 */
export function canMakeReport(person: Person, report: OwnedReport): boolean {
  if (!person.permissions.has('make reports')) return false
  if (holds(person, 'programme_office')) return true
  return report.kind === 'scrutiny' && report.plan !== null && person.plans.includes(report.plan)
}

/** Whether the person may read what a report holds back from publication: those who may make it, and auditors. */
export function canReadExempt(person: Person, report: OwnedReport): boolean {
  return canReadReport(person, report) && (canMakeReport(person, report) || holds(person, 'auditor'))
}

/**
 * Whether the person may approve the report: whoever may make it and had no hand in this one.
 *
 * @param drafters accounts of those who made it, wrote into it or sent it for review, in any round
 */
export function canApproveReport(person: Person, report: OwnedReport, drafters: readonly number[]): boolean {
  return canMakeReport(person, report) && !drafters.includes(person.accountId)
}

/** What the rights of a return rest on: its agency, and the plans that the agency or one above it publishes. */
export interface OwnedReturn {
  /** Slug of the agency that is asked. */
  agency: string
  /** Slugs. */
  plans: readonly string[]
}

/** Whether the person answers for the agency: its owners, those of the agencies above it, and the officers of its council. */
export function isOfAgency(person: Person, asked: OwnedReturn): boolean {
  return person.agencies.includes(asked.agency) || asked.plans.some((plan) => person.plans.includes(plan))
}

/** Whether the person may see the return. */
export function canReadReturn(person: Person, asked: OwnedReturn): boolean {
  if (person.permissions.has('read commissions')) return true
  return person.permissions.has('answer returns') && isOfAgency(person, asked)
}

/** Whether the person may write into the return: the agency's people, and the programme office on its behalf. */
export function canAnswerReturn(person: Person, asked: OwnedReturn): boolean {
  if (!person.permissions.has('answer returns')) return false
  return holds(person, 'programme_office') || isOfAgency(person, asked)
}

/** Whether the person may commission returns, accept them, send them back, and chase. */
export function canCommission(person: Person): boolean {
  return person.permissions.has('commission returns') && holds(person, 'programme_office')
}

/** Whether the person may take in a plan of the council: the programme office any, a council officer the own council's. */
export function canImportFor(person: Person, council: OwnedReturn): boolean {
  if (!person.permissions.has('import plans')) return false
  return holds(person, 'programme_office') || isOfAgency(person, council)
}
