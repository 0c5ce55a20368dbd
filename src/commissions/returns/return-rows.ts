import type { Day, Instant } from '../../clock/dates.js'
import type { Database } from '../../database/database.js'
import { marks } from '../../register/action-query.js'
import type { CommissionState } from '../commission/commission-state.js'
import { noAnswer, wholePart } from './return-lines.js'
import type { ReturnState } from './return-state.js'
import type { ReturnWay } from './return.entity.js'

/** A return with its commission and its agency, as the tables hold it. */
export interface ReturnRow {
  id: number
  commission_id: number
  agency_id: number
  slug: string
  name: string
  state: ReturnState
  needs_second_person: boolean | number
  answered_at: Instant | null
  made_at: Instant
  title: string
  commission_state: CommissionState
  due_on: Day
  period_start: Day
  period_end: Day
  closed_at: Instant | null
}

export interface StepRow {
  return_id: number
  number: number
  from_state: ReturnState
  to_state: ReturnState
  reason: string | null
  questions: string
  via: ReturnWay
  account_id: number | null
  author: string
  at: Instant
}

export interface SubmissionRow {
  return_id: number
  number: number
  author: string
  via: ReturnWay
  submitted_at: Instant
  nil: boolean | number
  sha256: string
}

export interface MessageRow {
  return_id: number
  rung: string
  name: string
  sent_at: Instant
}

export interface LineCount {
  return_id: number
  lines: number
  led: number
}

export interface AnswerCount {
  return_id: number
  answered: number
}

/** A line without an answer: what somebody saved and took back is none. */
export const unanswered = JSON.stringify(noAnswer)

/** The SQL of what hangs on the returns of some commissions. */
export class ReturnRows {
  private readonly where: string

  constructor(
    private readonly database: Database,
    private readonly commissionIds: readonly number[],
  ) {
    this.where = `r.commission_id IN (${marks(commissionIds.length)})`
  }

  /** In the order in which the agencies were asked: by name. */
  returns(): Promise<ReturnRow[]> {
    return this
      .of(`SELECT r.id, r.commission_id, r.agency_id, g.slug, g.name, r.state, r.needs_second_person, r.answered_at,
      r.made_at, c.title, c.state AS commission_state, c.due_on, c.period_start, c.period_end, c.closed_at
    FROM "return" r JOIN agency g ON g.id = r.agency_id JOIN commission c ON c.id = r.commission_id
    WHERE ${this.where} ORDER BY r.id`)
  }

  lineCounts(): Promise<LineCount[]> {
    return this.of(`SELECT l.return_id, CAST(COUNT(*) AS integer) AS lines,
      CAST(SUM(CASE WHEN l.role = 'lead' THEN 1 ELSE 0 END) AS integer) AS led
    FROM return_line l JOIN "return" r ON r.id = l.return_id WHERE ${this.where} GROUP BY l.return_id`)
  }

  answerCounts(): Promise<AnswerCount[]> {
    return this.of(
      `SELECT a.return_id, CAST(COUNT(*) AS integer) AS answered FROM return_answer a JOIN "return" r ON r.id = a.return_id
      WHERE ${this.where} AND a.part <> ? AND a.content <> ? AND a.revision =
        (SELECT MAX(n.revision) FROM return_answer n WHERE n.return_id = a.return_id AND n.part = a.part)
      GROUP BY a.return_id`,
      [wholePart, unanswered],
    )
  }

  /** Every move, in order. */
  steps(): Promise<StepRow[]> {
    return this
      .of(`SELECT s.return_id, s."number", s.from_state, s.to_state, s.reason, s.questions, s.via, s.account_id,
      s.author, s."at" FROM return_step s JOIN "return" r ON r.id = s.return_id
    WHERE ${this.where} ORDER BY s.return_id, s."number"`)
  }

  submissions(): Promise<SubmissionRow[]> {
    return this.of(`SELECT s.return_id, s."number", s.author, s.via, s.submitted_at, s.nil, s.sha256
    FROM return_submission s JOIN "return" r ON r.id = s.return_id
    WHERE ${this.where} ORDER BY s.return_id, s."number"`)
  }

  /** What went out about them, the last message last. */
  messages(): Promise<MessageRow[]> {
    return this.of(`SELECT mr.return_id, mr.rung, m.name, m.sent_at FROM message_return mr
    JOIN message m ON m.id = mr.message_id JOIN "return" r ON r.id = mr.return_id
    WHERE ${this.where} AND m.sent_at IS NOT NULL ORDER BY m.sent_at, m.id`)
  }

  private of<Row>(sql: string, more: readonly unknown[] = []): Promise<Row[]> {
    return this.database.select<Row>(sql, [...this.commissionIds, ...more])
  }
}
