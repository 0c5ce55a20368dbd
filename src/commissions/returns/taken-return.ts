import type { Write } from '../../audit/ledger.service.js'
import type { Day, Instant } from '../../clock/dates.js'
import { changeRows, insertRow } from '../../database/rows.js'
import { Conflict, NotAllowed, NotFound, type Problem, Refused } from '../../web/problems.js'
import type { Answerer } from './answerer.js'
import type { CommissionQuestion } from '../commission/commission.entity.js'
import { type CommissionState, commissionStateFacts } from '../commission/commission-state.js'
import type { StepRow } from './return-rows.js'
import {
  refuseReturnMove,
  returnMove,
  type ReturnMover,
  type ReturnState,
  returnStateFacts,
} from './return-state.js'
import { Return, ReturnStep, type ReturnWay } from './return.entity.js'
import { selectIn } from '../select-in-write.js'

/** A return as it stands inside a write: nobody else changes it until the write is done. */
export interface TakenReturn {
  id: number
  state: ReturnState
  needsSecondPerson: boolean
  answeredAt: Instant | null
  agency: { slug: string; name: string }
  commission: {
    id: number
    state: CommissionState
    title: string
    periodStart: Day
    periodEnd: Day
    dueOn: Day
    questions: CommissionQuestion[]
  }
}

interface TakenRow {
  state: ReturnState
  needs_second_person: boolean | number
  answered_at: Instant | null
  slug: string
  name: string
  commission_id: number
  commission_state: CommissionState
  title: string
  period_start: Day
  period_end: Day
  due_on: Day
  questions: string
}

/** @throws NotFound */
export async function takeReturn({ manager }: Write, id: number): Promise<TakenReturn> {
  const [row] = await selectIn(manager)<TakenRow>(
    `SELECT r.state, r.needs_second_person, r.answered_at, g.slug, g.name, c.id AS commission_id,
      c.state AS commission_state, c.title, c.period_start, c.period_end, c.due_on, c.questions
    FROM "return" r JOIN agency g ON g.id = r.agency_id JOIN commission c ON c.id = r.commission_id WHERE r.id = ?`,
    [id],
  )
  if (!row) throw new NotFound('There is no such return.')
  return {
    ...{ id, state: row.state, needsSecondPerson: Boolean(row.needs_second_person) },
    ...{ answeredAt: row.answered_at, agency: { slug: row.slug, name: row.name } },
    commission: {
      ...{ id: row.commission_id, state: row.commission_state, title: row.title, dueOn: row.due_on },
      ...{ periodStart: row.period_start, periodEnd: row.period_end },
      questions: JSON.parse(row.questions) as CommissionQuestion[],
    },
  }
}

/** @throws Conflict where the agency cannot write into it any more */
export function refuseUnwritable({ state, commission }: TakenReturn): void {
  if (commission.state !== 'open') {
    const label = commissionStateFacts[commission.state].label.toLowerCase()
    throw new Conflict(`The commission is ${label}: its returns take no more answers.`, 'Not open')
  }
  if (returnStateFacts[state].writable) return
  throw new Conflict(
    `This return is “${returnStateFacts[state].label}”: it takes no more answers unless it is sent back.`,
    'Not open',
  )
}

/** Every move that the return has made. */
export function stepsOf({ manager }: Write, id: number): Promise<StepRow[]> {
  return selectIn(manager)<StepRow>(
    `SELECT return_id, "number", from_state, to_state, reason, questions, via, account_id, author, "at"
    FROM return_step WHERE return_id = ? ORDER BY "number"`,
    [id],
  )
}

/** What a move is made with. */
export interface Moving {
  who: Pick<Answerer, 'name' | 'accountId'> & { way: ReturnWay }
  /** As whom: what the table of moves asks for. */
  as: readonly ReturnMover[]
  reason: string | null
  questions?: Record<string, string>
}

/**
 * Moves the return, and tells the trail.
 *
 * @throws Refused with the sentence of the table of moves
 */
export async function moveReturn(
  write: Write,
  taken: TakenReturn,
  to: ReturnState,
  { who, as, reason, questions = {} }: Moving,
): Promise<void> {
  const { manager, now } = write
  const asked = Object.values(questions).join(' ')
  const refusal = refuseReturnMove(taken.state, to, { who: as, reason: reason ?? (asked || null) })
  if (refusal !== null) throw refusalOf(taken.state, to, as, refusal)
  const answeredAt = to === 'submitted' && taken.answeredAt === null ? now : taken.answeredAt
  const moved = await changeRows(
    manager,
    Return,
    { id: taken.id, state: taken.state },
    { state: to, answeredAt },
  )
  if (moved !== 1) throw new Conflict('This return has moved on since you read it. Read it again.')
  const last = await selectIn(manager)<{ number: number | null }>(
    'SELECT MAX("number") AS "number" FROM return_step WHERE return_id = ?',
    [taken.id],
  )
  await insertRow(manager, ReturnStep, {
    ...{ returnId: taken.id, number: (last[0]?.number ?? 0) + 1, fromState: taken.state, toState: to },
    ...{ reason, questions, via: who.way, accountId: who.accountId, author: who.name, at: now },
  })
  const why = [...(reason === null ? [] : [reason]), ...Object.values(questions)].join(' ')
  write.tell({
    kind: 'return.moved',
    subject: String(taken.id),
    details: { from: taken.state, to, reason: why || null, via: who.way },
  })
}

/** What the state does not allow is a conflict with whoever moved it; whose move it is not is not let; the rest is missing. */
function refusalOf(from: ReturnState, to: ReturnState, as: readonly ReturnMover[], message: string): Problem {
  const found = returnMove(from, to)
  if (!found) return new Conflict(message, 'Not possible now')
  return as.includes(found.who) ? new Refused([{ field: 'reason', message }]) : new NotAllowed(message)
}
