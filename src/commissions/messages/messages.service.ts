import { Injectable } from '@nestjs/common'
import { Afterwards } from '../../accounts/afterwards.js'
import type { Person } from '../../accounts/person.js'
import { canCommission } from '../../accounts/rights.js'
import { Clock } from '../../clock/clock.js'
import { Database } from '../../database/database.js'
import { Conflict, NotAllowed, NotFound } from '../../web/problems.js'
import type { CommissionState } from '../commission/commission-state.js'
import { CommissionsService } from '../commission/commissions.service.js'
import { chasedMessages, dueMessages } from './due-messages.js'
import { byCalendar, MessageSender, notWanted } from './message-sender.js'
import type { Chased, MessageView } from './message-view.js'
import { MessageWriter } from './message-writer.js'
import { MessagesReading } from './messages-reading.js'
import { WaitingReturns } from './waiting-returns.js'

/** What is asked of agencies by mail: by the calendar, and by a person who chases them. */
@Injectable()
export class MessagesService {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly commissions: CommissionsService,
    private readonly returns: WaitingReturns,
    private readonly writer: MessageWriter,
    private readonly sender: MessageSender,
    private readonly reading: MessagesReading,
    private readonly afterwards: Afterwards,
  ) {}

  /** What a day asks for: opens and closes commissions whose day has come, and writes to whom it is time to write to. */
  async daily(): Promise<number> {
    await this.commissions.openDue()
    const recorded = await this.recordDue()
    await this.sender.sendAll()
    return recorded
  }

  /** Records the messages that are due today, without sending them; answers with how many. Asked again, it records none. */
  async recordDue(): Promise<number> {
    const day = this.clock.today()
    const { waiting, earlier, written } = await this.read(day)
    const due = dueMessages(waiting, earlier, written, day)
    return (await this.writer.record(byCalendar, due, waiting, day)).length
  }

  /**
   * Writes to everybody whose return of the commission is late, now and on their next rung. Nobody is written to twice on a
   * day: those who had a message today are named.
   *
   * @throws NotAllowed, NotFound, Conflict
   */
  async chase(person: Person, commissionId: number): Promise<Chased> {
    if (!canCommission(person)) throw new NotAllowed('Agencies are for the programme office to chase.')
    await this.demandOpen(commissionId)
    const day = this.clock.today()
    const { waiting, earlier, written } = await this.read(day)
    const chased = chasedMessages(commissionId, waiting, earlier, day)
    const due = chased.filter(({ email }) => !written.has(email))
    const recorded = new Set(await this.writer.record(person, due, waiting, day))
    this.sendSoon()
    return {
      queued: recorded.size,
      already: chased
        .filter(({ email }) => !recorded.has(email))
        .map(({ name, email }) => `${name} (${email})`),
    }
  }

  /**
   * Has a message that failed tried again, today.
   *
   * @throws NotAllowed, NotFound, Conflict
   */
  async retry(person: Person, commissionId: number, messageId: number): Promise<void> {
    if (!canCommission(person)) throw new NotAllowed('Messages are for the programme office to send again.')
    const message = (await this.messagesOf(person, commissionId)).find(({ id }) => id === messageId)
    if (!message) throw new NotFound('This commission has no such message.')
    if (message.mayRetry && !(await this.sender.isWanted(messageId)))
      throw new Conflict(notWanted, 'Not sent')
    await this.sender.putBack(person, messageId)
    this.sendSoon()
  }

  /**
   * Every message that speaks of a return of the commission, the newest first.
   *
   * @throws NotAllowed
   */
  async messagesOf(person: Person, commissionId: number): Promise<MessageView[]> {
    demandSight(person)
    return this.reading.of(commissionId)
  }

  /**
   * The agencies of the commission that have not answered and that nobody can be written to for.
   *
   * @throws NotAllowed
   */
  async unreachable(person: Person, commissionId: number): Promise<{ slug: string; name: string }[]> {
    demandSight(person)
    const waiting = await this.returns.all()
    return waiting
      .filter((one) => one.commissionId === commissionId && one.people.length === 0)
      .map(({ agency }) => agency)
  }

  /** The page does not wait for the mail server. */
  private sendSoon(): void {
    this.afterwards.do('Sending messages about returns', () => this.sender.sendAll())
  }

  private async read(day: string) {
    const [waiting, earlier, written] = await Promise.all([
      this.returns.all(),
      this.returns.earlier(),
      this.returns.writtenOn(day),
    ])
    return { waiting, earlier, written }
  }

  private async demandOpen(commissionId: number): Promise<void> {
    const [commission] = await this.database.select<{ state: CommissionState }>(
      'SELECT state FROM commission WHERE id = ?',
      [commissionId],
    )
    if (!commission) throw new NotFound('There is no such commission.')
    if (commission.state === 'open') return
    throw new Conflict('This commission is not open: nobody is asked for an answer.', 'Not open')
  }
}

function demandSight(person: Person): void {
  if (person.permissions.has('read commissions')) return
  throw new NotAllowed('Messages are for those to see who see every round.')
}
