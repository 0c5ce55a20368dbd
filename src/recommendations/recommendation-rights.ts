import type { Person } from '../accounts/person.js'
import { sightOf } from '../accounts/rights.js'

/** Whether the person may read what panels have recommended of the plan: those who read the reports on it. */
export function canReadRecommendations(person: Person, plan: string): boolean {
  if (!person.permissions.has('read reports')) return false
  return sightOf(person) === 'everything' || person.plans.includes(plan)
}

/** Whether the person may note recommendations and answers: the programme office of any plan, a council officer of the own. */
export function canKeepRecommendations(person: Person, plan: string): boolean {
  if (!person.permissions.has('make reports')) return false
  return person.roles.some(({ role }) => role === 'programme_office') || person.plans.includes(plan)
}
