import type { ReturnsService } from '../../commissions/returns/returns.service.js'
import type { ReturnView } from '../../commissions/views.js'
import type { ReturnDoor } from './return-door.js'

/** Somebody else who answers for the agency. */
export interface Colleague {
  accountId: number
  name: string
}

/** Those who answer for the agency besides the reader; only people with an account have colleagues here. */
export async function colleaguesOf(returns: ReturnsService, door: ReturnDoor): Promise<Colleague[]> {
  if (!door.who.person) return []
  const all = await returns.colleagues(door.who, door.id)
  return all.filter(({ accountId }) => accountId !== door.who.accountId)
}

/** The same for the page of a return, which many may read who do not answer it: null where the reader does not. */
export async function colleaguesAround(
  returns: ReturnsService,
  door: ReturnDoor,
  { agency, may }: ReturnView,
): Promise<Colleague[] | null> {
  const answers = may.write || may.signOff || door.who.person?.agencies.includes(agency.slug)
  return answers ? colleaguesOf(returns, door) : null
}
