import { Injectable } from '@nestjs/common'
import { PeopleService } from '../../accounts/people.service.js'
import { canAnswerReturn, type OwnedReturn } from '../../accounts/rights.js'
import { Clock } from '../../clock/clock.js'
import { type Day, type Instant, londonDay } from '../../clock/dates.js'
import { Database } from '../../database/database.js'
import { marks } from '../../register/action-query.js'
import type { Rung } from './message.entity.js'
import { ownedReturns } from '../returns/return-door.js'
import type { ReturnState } from '../returns/return-state.js'
import { readReturns } from '../returns/return-summaries.js'
import type { ReturnSummary } from '../views.js'
import { readContactBook } from './contact-book.reading.js'
import type { Addressee, EarlierMessage, WaitingReturn } from './due-messages.js'

/** What a message says of a return. */
export interface WaitingFacts extends WaitingReturn {
  agency: { slug: string; name: string }
  commission: string
  freezeOn: Day
  state: ReturnState
  lines: number
  linesAnswered: number
  /** How many questions the programme office sent it back with. */
  questions: number
  /** Name of the agency whose contacts stand in, where this one has nobody. */
  insteadOf: string | null
  owned: OwnedReturn
}

interface CommissionRow {
  id: number
  title: string
  opened_at: Instant
  due_on: Day
  freeze_on: Day
}

interface SenderRow {
  return_id: number
  account_email: string | null
  account_name: string | null
  link_email: string | null
  link_name: string | null
}

const waitingStates: readonly ReturnState[] = ['open', 'awaiting_sign_off', 'sent_back']

/** Reads the returns that wait for their agencies, and whom to write to about each. */
@Injectable()
export class WaitingReturns {
  constructor(
    private readonly database: Database,
    private readonly people: PeopleService,
    private readonly clock: Clock,
  ) {}

  /** Every return of an open commission that its agency has still to answer, or was asked of once more. */
  async all(): Promise<WaitingFacts[]> {
    const commissions = await this.database.select<CommissionRow>(
      `SELECT id, title, opened_at, due_on, freeze_on FROM commission WHERE state = 'open' ORDER BY due_on, id`,
    )
    const ids = commissions.map(({ id }) => id)
    const { rows, summaries, tree } = await readReturns(this.database, ids, this.clock.today())
    const waiting = summaries.filter(({ state }) => waitingStates.includes(state))
    if (waiting.length === 0) return []
    const agencies = new Map(rows.map((row) => [row.id, row.agency_id]))
    const agencyIds = waiting.map(({ id }) => agencies.get(id) ?? 0)
    const [book, senders, owned] = await Promise.all([
      readContactBook(this.database),
      this.senders(ids),
      ownedReturns(this.database, tree, agencyIds),
    ])
    const facts = waiting.map((summary, place): WaitingFacts => {
      const commission = commissions.find(({ id }) => id === summary.commission.id)
      const rights = owned[place]
      if (!commission || !rights) throw new Error(`The return ${summary.id} is of no open commission.`)
      const reached = book.of(agencyIds[place] ?? 0)
      return factsOf(summary, commission, {
        ...reached,
        senders: senders.get(summary.id) ?? [],
        owned: rights,
      })
    })
    return facts.sort((one, other) => (one.dueOn < other.dueOn ? -1 : one.dueOn > other.dueOn ? 1 : 0))
  }

  /** Messages about returns of open commissions, whatever became of them. */
  async earlier(): Promise<EarlierMessage[]> {
    const rows = await this.database.select<{
      return_id: number
      email: string
      day: Day
      made_at: Instant
      kind: EarlierMessage['kind']
      rung: Rung
    }>(
      `SELECT x.return_id, m.email, m.day, m.made_at, x.kind, x.rung FROM message_return x
      JOIN message m ON m.id = x.message_id JOIN "return" r ON r.id = x.return_id
      JOIN commission c ON c.id = r.commission_id WHERE c.state = 'open' ORDER BY m.id`,
    )
    return rows.map(({ return_id: returnId, made_at: madeAt, ...row }) => ({ ...row, returnId, madeAt }))
  }

  /** The addresses that a message of the day is there for. */
  async writtenOn(day: Day): Promise<Set<string>> {
    const rows = await this.database.select<{ email: string }>(`SELECT email FROM message WHERE day = ?`, [
      day,
    ])
    return new Set(rows.map(({ email }) => email))
  }

  /** Which of the addresses answer the return with an account; the others need a link. */
  async withAccount(emails: readonly string[], of: OwnedReturn): Promise<Set<string>> {
    if (emails.length === 0) return new Set()
    const accounts = await this.database.select<{ id: number; email: string }>(
      `SELECT id, email FROM account WHERE state = 'active' AND email IN (${marks(emails.length)})`,
      emails,
    )
    const found = new Set<string>()
    for (const { id, email } of accounts) {
      const person = await this.people.find(id, 'session')
      if (person && canAnswerReturn(person, of)) found.add(email)
    }
    return found
  }

  /** Who sent each return last: an account that is in use, or whoever had a link of that name. */
  private async senders(commissionIds: readonly number[]): Promise<Map<number, Addressee[]>> {
    const rows = await this.database.select<SenderRow>(
      `SELECT s.return_id, a.email AS account_email, a.name AS account_name,
        l.email AS link_email, l.name AS link_name
      FROM return_submission s JOIN "return" r ON r.id = s.return_id
      LEFT JOIN account a ON a.id = s.account_id AND a.state = 'active'
      LEFT JOIN return_link l ON s.account_id IS NULL AND l.return_id = s.return_id AND l.name = s.author
      WHERE r.commission_id IN (${marks(commissionIds.length)}) AND r.state = 'sent_back' AND s."number" =
        (SELECT MAX(t."number") FROM return_submission t WHERE t.return_id = s.return_id) ORDER BY s.id, l.id`,
      commissionIds,
    )
    const senders = new Map<number, Addressee[]>()
    for (const row of rows) {
      const email = row.account_email ?? row.link_email
      const name = row.account_name ?? row.link_name
      const known = senders.get(row.return_id) ?? []
      if (email === null || name === null || known.some((one) => one.email === email)) continue
      senders.set(row.return_id, [...known, { email, name, rung: 'owner' }])
    }
    return senders
  }
}

function factsOf(
  { id, agency, state, since, lines, linesAnswered, openQuestions }: ReturnSummary,
  commission: CommissionRow,
  known: Pick<WaitingFacts, 'people' | 'insteadOf' | 'senders' | 'owned'>,
): WaitingFacts {
  return {
    ...{ id, commissionId: commission.id, commission: commission.title, agency, state, ...known },
    ...{
      openedOn: londonDay(commission.opened_at),
      dueOn: commission.due_on,
      freezeOn: commission.freeze_on,
    },
    ...{ lines, linesAnswered, questions: openQuestions.length },
    sentBackAt: state === 'sent_back' ? since : null,
  }
}
