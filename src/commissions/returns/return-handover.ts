import { Injectable } from '@nestjs/common'
import { Ledger } from '../../audit/ledger.service.js'
import { Database } from '../../database/database.js'
import { changeRows } from '../../database/rows.js'
import { marks } from '../../register/action-query.js'
import { everything } from '../../register/moment.js'
import { NotAllowed, Refused } from '../../web/problems.js'
import { AgencyTree } from '../agency-tree.js'
import type { Answerer } from './answerer.js'
import type { OpenedReturn } from './return-door.js'
import { ReturnLine } from './return.entity.js'
import { selectIn } from '../select-in-write.js'
import { refuseUnwritable, takeReturn } from './taken-return.js'

/** Somebody who answers for an agency. */
export interface Colleague {
  accountId: number
  name: string
}

/** Hands lines of a return from one colleague to another. It tells who is to answer; it keeps nobody from answering. */
@Injectable()
export class ReturnHandover {
  constructor(
    private readonly database: Database,
    private readonly ledger: Ledger,
  ) {}

  /** The accounts that answer for the agency, by name: its owners, those of the agencies above it, its council's officers. */
  async colleagues({ agencyId, owned }: OpenedReturn): Promise<Colleague[]> {
    const tree = await AgencyTree.read(this.database, everything)
    const agencies = tree.registered([agencyId, ...tree.above(agencyId)])
    const ofPlans = owned.plans.length > 0 ? `OR p.slug IN (${marks(owned.plans.length)})` : ''
    const rows = await this.database.select<{ id: number; name: string }>(
      `SELECT DISTINCT a.id, a.name FROM account a JOIN account_role h ON h.account_id = a.id
      LEFT JOIN plan p ON p.id = h.plan_id
      WHERE a.state = 'active' AND (h.agency_id IN (${marks(agencies.length)}) ${ofPlans})`,
      [...agencies, ...owned.plans],
    )
    return rows
      .map(({ id: accountId, name }) => ({ accountId, name }))
      .sort((one, other) => one.name.localeCompare(other.name, 'en') || one.accountId - other.accountId)
  }

  /** @throws NotAllowed, Conflict, Refused */
  async hand(who: Answerer, opened: OpenedReturn, refs: readonly string[], to: number | null): Promise<void> {
    if (!who.person) throw new NotAllowed('Lines are handed to a colleague by somebody with an account.')
    if (refs.length === 0) {
      throw new Refused([{ field: 'refs', message: 'Choose at least one line to hand over.' }])
    }
    const colleague = (await this.colleagues(opened)).find(({ accountId }) => accountId === to)
    if (to !== null && !colleague) {
      throw new Refused([{ field: 'to', message: 'Choose a colleague who answers for this agency.' }])
    }
    await this.ledger.write(who, async (write) => {
      const taken = await takeReturn(write, opened.id)
      refuseUnwritable(taken)
      const lines = await selectIn(write.manager)<{ id: number; ref: string }>(
        'SELECT l.id, a.ref FROM return_line l JOIN action a ON a.id = l.action_id WHERE l.return_id = ?',
        [opened.id],
      )
      for (const ref of new Set(refs)) {
        const line = lines.find((one) => one.ref === ref)
        if (!line) {
          const message = `${ref} is not a line of the return of ${taken.agency.name}.`
          throw new Refused([{ field: 'refs', message }])
        }
        await changeRows(write.manager, ReturnLine, { id: line.id }, { handedToId: to })
        const details = { ref, to: colleague?.name ?? null }
        write.tell({ kind: 'return.handed', subject: String(opened.id), details })
      }
    })
  }
}
