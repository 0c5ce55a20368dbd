import { Injectable } from '@nestjs/common'
import type { Person } from '../../accounts/person.js'
import { canCommission } from '../../accounts/rights.js'
import { SecurityTrail } from '../../accounts/security-trail.js'
import { Clock } from '../../clock/clock.js'
import { Database } from '../../database/database.js'
import { NotAllowed } from '../../web/problems.js'
import { type ChangedCommission, CommissionKeeping } from './commission-keeping.js'
import { CommissionMoves } from './commission-moves.js'
import { readCommission, readCommissions } from './commission-reader.js'
import { CommissionScopes } from './commission-scope.js'
import type { CommissionState } from './commission-state.js'
import { historyOf } from '../response-history.js'
import { readReturns } from '../returns/return-summaries.js'
import type { CommissionView, NewCommission, RoundView } from '../views.js'

/** An agency that a commission would ask. */
export interface AskedAgency {
  agency: { slug: string; name: string }
  lines: number
  /** Lines that it leads. */
  led: number
}

/** The commissions as one person may read and make them: the door for every page and every call of the API. */
@Injectable()
export class CommissionsService {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly trail: SecurityTrail,
    private readonly scopes: CommissionScopes,
    private readonly keeping: CommissionKeeping,
    private readonly moves: CommissionMoves,
  ) {}

  /** Every commission, the newest first. @throws NotAllowed */
  async list(person: Person): Promise<CommissionView[]> {
    await this.letRead(person)
    return readCommissions(this.database)
  }

  /** A commission with all its returns. @throws NotFound, NotAllowed */
  async round(person: Person, id: number): Promise<RoundView> {
    await this.letRead(person)
    const commission = await readCommission(this.database, id)
    const { summaries, tree } = await readReturns(this.database, [id], this.clock.today())
    return {
      commission,
      returns: summaries,
      ...(await historyOf(this.database, commission, tree)),
    }
  }

  /** Whom the commission would ask about how many lines, as the register now stands. @throws NotAllowed, Refused */
  async preview(person: Person, given: NewCommission): Promise<AskedAgency[]> {
    await this.letCommission(person, 'preview a commission')
    await this.keeping.check(given)
    return (await this.scopes.agenciesOf(given.scope)).map(({ agency, lines }) => ({
      ...{ agency, lines: lines.length },
      led: lines.filter(({ role }) => role === 'lead').length,
    }))
  }

  /**
   * Plans a commission. No agency is asked before it is opened.
   *
   * @returns its id
   * @throws NotAllowed, Refused
   */
  async make(person: Person, given: NewCommission): Promise<number> {
    await this.letCommission(person, 'plan a commission')
    return this.keeping.make(person, given)
  }

  /**
   * Changes a commission: while it is planned all of it, once it is open the title and the days that are still to come.
   *
   * @throws NotFound, NotAllowed, Refused, Conflict where it is closed or withdrawn
   */
  async change(person: Person, id: number, given: ChangedCommission): Promise<void> {
    await this.letCommission(person, `change the commission ${id}`)
    await this.keeping.change(person, id, given)
  }

  /**
   * Opens a planned commission, which makes its returns; closes an open one, whose returns without an answer are then read
   * as silence; withdraws a planned one.
   *
   * @throws NotFound, NotAllowed, Refused (nobody to ask), Conflict (it does not stand where it could be moved)
   */
  async move(person: Person, id: number, to: CommissionState): Promise<void> {
    await this.letCommission(person, `move the commission ${id}`)
    await this.moves.move(person, id, to)
  }

  /** What the calendar asks for today: opens what is due and closes what is over; answers with how many were moved. */
  async openDue(): Promise<number> {
    return this.moves.byCalendar()
  }

  private async letRead(person: Person): Promise<void> {
    if (person.permissions.has('read commissions')) return
    await this.trail.refused(person, 'read the commissions')
    throw new NotAllowed('Your account does not let you read the commissions.')
  }

  private async letCommission(person: Person, wish: string): Promise<void> {
    if (canCommission(person)) return
    await this.trail.refused(person, wish)
    throw new NotAllowed('Only the programme office commissions returns.')
  }
}
