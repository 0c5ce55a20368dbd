import { Injectable } from '@nestjs/common'
import { canAnswerReturn, canReadReturn, isOfAgency, type OwnedReturn } from '../../accounts/rights.js'
import { SecurityTrail } from '../../accounts/security-trail.js'
import { Database } from '../../database/database.js'
import { everything } from '../../register/moment.js'
import { marks } from '../../register/action-query.js'
import { NotAllowed, NotFound } from '../../web/problems.js'
import { AgencyTree } from '../agency-tree.js'
import type { Answerer } from './answerer.js'

/** A return that somebody was let to. */
export interface OpenedReturn {
  id: number
  commissionId: number
  agencyId: number
  owned: OwnedReturn
}

/** Asks of every return who may read it and who may answer it. Refusals stand in the trail. */
@Injectable()
export class ReturnDoor {
  constructor(
    private readonly database: Database,
    private readonly trail: SecurityTrail,
  ) {}

  /** @throws NotFound, NotAllowed */
  async open(who: Answerer, id: number, wish: 'read' | 'answer'): Promise<OpenedReturn> {
    const found = await this.find(id)
    const may = wish === 'read' ? mayRead(who, found) : mayAnswer(who, found)
    if (may) return found
    await this.refuse(who, `${wish} the return ${id} of ${found.owned.agency}`)
    throw new NotAllowed(
      who.person
        ? `Your account does not let you ${wish} this return: it is of another agency.`
        : 'This link does not open that return.',
    )
  }

  /** The return, whoever asks. @throws NotFound */
  async find(id: number): Promise<OpenedReturn> {
    const [row] = await this.database.select<{ commission_id: number; agency_id: number }>(
      'SELECT commission_id, agency_id FROM "return" WHERE id = ?',
      [id],
    )
    if (!row) throw new NotFound('There is no such return.')
    const tree = await AgencyTree.read(this.database, everything)
    const [owned] = await ownedReturns(this.database, tree, [row.agency_id])
    if (!owned) throw new Error(`The return ${id} is of no agency.`)
    return { id, commissionId: row.commission_id, agencyId: row.agency_id, owned }
  }

  /** Notes in the trail that somebody was refused. */
  async refuse(who: Answerer, what: string): Promise<void> {
    if (who.person) {
      await this.trail.refused(who.person, what)
      return
    }
    await this.trail.note(who.name, {
      kind: 'access.refused',
      subject: who.name,
      details: { what: what.slice(0, 300), roles: 'by a link' },
    })
  }
}

/** What the rights of the returns of these agencies rest on, in their order. */
export async function ownedReturns(
  database: Database,
  tree: AgencyTree,
  agencyIds: readonly number[],
): Promise<OwnedReturn[]> {
  if (agencyIds.length === 0) return []
  const slugs = new Map(
    (
      await database.select<{ id: number; slug: string }>(
        `SELECT id, slug FROM agency WHERE id IN (${marks(agencyIds.length)})`,
        agencyIds,
      )
    ).map(({ id, slug }) => [id, slug]),
  )
  const plans = await database.select<{ slug: string; publisher_id: number }>(
    'SELECT slug, publisher_id FROM plan ORDER BY id',
  )
  return agencyIds.map((id) => ({
    agency: slugs.get(id) ?? '',
    plans: plans.filter((plan) => tree.isWithin(id, plan.publisher_id)).map(({ slug }) => slug),
  }))
}

export function mayRead(who: Answerer, { id, owned }: Pick<OpenedReturn, 'id' | 'owned'>): boolean {
  return who.person ? canReadReturn(who.person, owned) : who.linkReturnId === id
}

export function mayAnswer(who: Answerer, { id, owned }: Pick<OpenedReturn, 'id' | 'owned'>): boolean {
  return who.person ? canAnswerReturn(who.person, owned) : who.linkReturnId === id
}

/** Whether somebody speaks as the agency itself, and not on its behalf. */
export function isOfItsAgency(who: Answerer, { id, owned }: Pick<OpenedReturn, 'id' | 'owned'>): boolean {
  return who.person ? isOfAgency(who.person, owned) : who.linkReturnId === id
}
