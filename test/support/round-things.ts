import { CommissionsService } from '../../src/commissions/commission/commissions.service.js'
import { byAccount } from '../../src/commissions/returns/answerer.js'
import { ReturnsService } from '../../src/commissions/returns/returns.service.js'
import type { Person } from '../../src/accounts/person.js'
import { addDays } from '../../src/clock/dates.js'
import { personOf } from './account-people.js'
import { commissionFor } from './rounds.js'
import type { TestService } from './service.js'
import type { PersonName } from './visitor.js'

/** A commission that is open, and returns in it. */
export interface RoundThings {
  commission: string
  /** A return that the person answers for; of those who answer for none, any. */
  own: (who: PersonName) => Promise<string>
  /** One that neither the agency owner nor the council officer of the tests may see. */
  others: string
  /** A line of the return. */
  lineOf: (who: PersonName) => Promise<string>
}

/** Commissions what is open in the register, as of today. */
export async function openRound(service: TestService): Promise<RoundThings> {
  const office = await personOf(service, 'office')
  const commissions = service.app.get(CommissionsService)
  const today = service.clock.today()
  const given = { ...commissionFor(addDays(today, 60)), opensOn: today }
  const id = await commissions.make(office, given)
  await commissions.move(office, id, 'open')
  const { returns } = await commissions.round(office, id)
  const answering = service.app.get(ReturnsService)
  const idOf = (slug: string) => {
    const found = returns.find((one) => one.agency.slug === slug)
    if (!found) throw new Error(`${slug} was not asked.`)
    return String(found.id)
  }
  const own = async (who: PersonName) => {
    // Who answers for none is shown that of the agency owner.
    const [mine] = await answering.list(await personOf(service, who === 'council' ? who : 'owner'))
    if (!mine) throw new Error(`${who} was asked for nothing.`)
    return String(mine.id)
  }
  const lineOf = async (who: PersonName) => {
    const view = await answering.one(byAccount(office), Number(await own(who)))
    return view.lineViews[0]?.ref ?? ''
  }
  for (const who of ['owner', 'council'] as const) await sendOnce(answering, office, Number(await own(who)))
  return { commission: String(id), own, others: idOf('department-of-health'), lineOf }
}

/** Sends a return, its units before it, and back again: there is then something of everything that a return can show. */
async function sendOnce(returns: ReturnsService, office: Person, id: number): Promise<void> {
  const who = byAccount(office)
  const { units, submissions } = await returns.one(who, id)
  if (submissions.length > 0) return
  for (const unit of units) await sendOnce(returns, office, unit.id)
  await returns.nothingToReport(who, id)
  await returns.submit(who, id)
  await returns.sendBack(office, id, 'Is this all?', {})
}
