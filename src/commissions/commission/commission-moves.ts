import { Injectable } from '@nestjs/common'
import type { Person } from '../../accounts/person.js'
import { type Author, Ledger, type Write } from '../../audit/ledger.service.js'
import { Clock } from '../../clock/clock.js'
import { Database } from '../../database/database.js'
import { changeRows, findRow, insertRow, insertRows } from '../../database/rows.js'
import { everything } from '../../register/moment.js'
import { Conflict, NotFound, Refused } from '../../web/problems.js'
import { AgencyTree } from '../agency-tree.js'
import { CommissionScopes, type ScopedAgency } from './commission-scope.js'
import { type CommissionState, refuseCommissionMove } from './commission-state.js'
import { Commission } from './commission.entity.js'
import { Return, ReturnLine } from '../returns/return.entity.js'
import { selectIn } from '../select-in-write.js'
import { moveReturn, takeReturn } from '../returns/taken-return.js'

/** Whoever moves a commission: a person, or its calendar. */
type Mover = Author & { accountId: number | null }

const calendar: Mover = { name: 'Throughline (calendar)', accountId: null }
const linesAtATime = 100

/** Opens commissions, which makes their returns; closes and withdraws them. */
@Injectable()
export class CommissionMoves {
  constructor(
    private readonly database: Database,
    private readonly ledger: Ledger,
    private readonly clock: Clock,
    private readonly scopes: CommissionScopes,
  ) {}

  async move(person: Person, id: number, to: CommissionState): Promise<void> {
    await this.moveAs(person, id, to)
  }

  /** Opens what is due today, closes what is over. What has nobody to ask stays planned. */
  async byCalendar(): Promise<number> {
    const today = this.clock.today()
    const due = await this.database.select<{ id: number; state: CommissionState }>(
      `SELECT id, state FROM commission WHERE (state = 'planned' AND opens_on <= ? AND due_on >= ?)
      OR (state = 'open' AND freeze_on < ?) ORDER BY id`,
      [today, today, today],
    )
    let moved = 0
    for (const { id, state } of due) {
      try {
        await this.moveAs(calendar, id, state === 'planned' ? 'open' : 'closed')
        moved += 1
      } catch (error) {
        // Somebody was first, or there is nobody to ask: the others must not wait for that.
        if (!(error instanceof Conflict || error instanceof Refused)) throw error
      }
    }
    return moved
  }

  private async moveAs(mover: Mover, id: number, to: CommissionState): Promise<void> {
    const now = await this.database.reads.getRepository(Commission).findOneBy({ id })
    if (!now) throw new NotFound('There is no such commission.')
    refuseMove(now.state, to)
    if (to === 'open') await this.open(mover, now)
    else await this.ledger.write(mover, (write) => end(write, mover, id, to))
  }

  /** The positions are read before the write, which would otherwise keep everybody waiting while a long register is read. */
  private async open(mover: Mover, { id, scope }: Commission): Promise<void> {
    const asked = await this.scopes.agenciesOf(scope)
    if (asked.length === 0) {
      const message = 'No agency leads or is partner in any action of this scope: there is nobody to ask.'
      throw new Refused([{ field: 'scope', message }])
    }
    const tree = await AgencyTree.read(this.database, everything)
    await this.ledger.write(mover, async (write) => {
      await take(write, id, 'open')
      await changeRows(write.manager, Commission, { id }, { state: 'open', openedAt: write.now })
      const wanting = await agenciesWithSecondPerson(write)
      for (const one of asked) {
        const needsSecondPerson = wanting.some((agencyId) => tree.isOne(agencyId, one.agencyId))
        await insertReturn(write, id, one, needsSecondPerson)
      }
      tellMove(write, id, 'planned', 'open', asked.length)
    })
  }
}

function refuseMove(from: CommissionState, to: CommissionState): void {
  const refusal = refuseCommissionMove(from, to)
  if (refusal !== null) throw new Conflict(refusal, 'Not possible now')
}

async function take({ manager }: Write, id: number, to: CommissionState): Promise<Commission> {
  const commission = await findRow(manager, Commission, { id })
  if (!commission) throw new NotFound('There is no such commission.')
  refuseMove(commission.state, to)
  return commission
}

function tellMove(write: Write, id: number, from: CommissionState, to: CommissionState, returns: number) {
  write.tell({ kind: 'commission.moved', subject: String(id), details: { from, to, returns } })
}

/** Closes a commission, with who had not answered, or withdraws it. */
async function end(write: Write, mover: Mover, id: number, to: CommissionState): Promise<void> {
  const { state: from } = await take(write, id, to)
  const closedAt = to === 'closed' ? write.now : null
  await changeRows(write.manager, Commission, { id }, { state: to, closedAt })
  const silent = await selectIn(write.manager)<{ id: number }>(
    `SELECT id FROM "return" WHERE commission_id = ? AND state IN ('open', 'awaiting_sign_off') AND answered_at IS NULL
    ORDER BY id`,
    [id],
  )
  tellMove(write, id, from, to, silent.length)
  const who = { ...mover, way: 'account' as const }
  for (const one of silent) {
    const taken = await takeReturn(write, one.id)
    await moveReturn(write, taken, 'not_answered', { who, as: ['freeze'], reason: null })
  }
}

async function agenciesWithSecondPerson({ manager }: Write): Promise<number[]> {
  const rows = await selectIn(manager)<{ agency_id: number; second_person: boolean | number }>(
    'SELECT agency_id, second_person FROM agency_arrangement',
    [],
  )
  return rows.filter((row) => Boolean(row.second_person)).map((row) => row.agency_id)
}

async function insertReturn(
  { manager, now }: Write,
  commissionId: number,
  { agencyId, lines }: ScopedAgency,
  needsSecondPerson: boolean,
): Promise<void> {
  const returnId = await insertRow(manager, Return, {
    ...{ commissionId, agencyId, state: 'open' as const, needsSecondPerson },
    ...{ answeredAt: null, madeAt: now },
  })
  const rows = lines.map((line, index) => ({ ...line, returnId, position: index + 1, handedToId: null }))
  for (let from = 0; from < rows.length; from += linesAtATime) {
    await insertRows(manager, ReturnLine, rows.slice(from, from + linesAtATime))
  }
}
