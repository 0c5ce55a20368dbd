import { Injectable } from '@nestjs/common'
import type { Day, Instant } from '../../clock/dates.js'
import { Database } from '../../database/database.js'
import type { MessageKind, MessageState, Rung } from './message.entity.js'
import type { MessageView } from './message-view.js'

interface MessageRow {
  id: number
  name: string
  email: string
  day: Day
  subject: string
  text: string
  state: MessageState
  failure: string | null
  made_at: Instant
  sent_at: Instant | null
  by_name: string | null
}

interface AboutRow {
  message_id: number
  return_id: number
  slug: string
  name: string
  kind: MessageKind
  rung: Rung
}

const ofCommission = `SELECT x.message_id FROM message_return x JOIN "return" r ON r.id = x.return_id
  WHERE r.commission_id = ?`

/** Reads what was sent, to whom and about what. */
@Injectable()
export class MessagesReading {
  constructor(private readonly database: Database) {}

  /** Every message that speaks of a return of the commission, the newest first. */
  async of(commissionId: number): Promise<MessageView[]> {
    const [messages, about] = await Promise.all([
      this.database.select<MessageRow>(
        `SELECT m.id, m.name, m.email, m.day, m.subject, m.text, m.state, m.failure, m.made_at, m.sent_at,
          a.name AS by_name
        FROM message m LEFT JOIN account a ON a.id = m.account_id WHERE m.id IN (${ofCommission}) ORDER BY m.id DESC`,
        [commissionId],
      ),
      this.database.select<AboutRow>(
        `SELECT x.message_id, x.return_id, g.slug, g.name, x.kind, x.rung FROM message_return x
        JOIN "return" r ON r.id = x.return_id JOIN agency g ON g.id = r.agency_id
        WHERE x.message_id IN (${ofCommission}) ORDER BY x.message_id, x.return_id`,
        [commissionId],
      ),
    ])
    const byMessage = new Map<number, MessageView['returns']>()
    for (const { message_id: message, return_id: id, slug, name, kind, rung } of about) {
      const known = byMessage.get(message) ?? []
      byMessage.set(message, [...known, { id, agency: { slug, name }, kind, rung }])
    }
    return messages.map(({ made_at: madeAt, sent_at: sentAt, by_name: by, ...row }) => ({
      ...{ ...row, madeAt, sentAt, by },
      returns: byMessage.get(row.id) ?? [],
      mayRetry: row.state === 'failed',
    }))
  }
}
