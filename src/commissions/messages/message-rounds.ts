import { type BeforeApplicationShutdown, Injectable, Logger } from '@nestjs/common'
import { Clock } from '../../clock/clock.js'
import { startOfDay } from '../../clock/dates.js'
import { Database } from '../../database/database.js'
import { CommissionsService } from '../commission/commissions.service.js'
import { MessageSender } from './message-sender.js'
import { MessagesService } from './messages.service.js'

const interval = 5 * 60_000
/** Nobody is written to in the night: from this hour on, London's time. */
const firstHour = 7

/** Keeps the calendar of the rounds while the service runs: looks every few minutes at what the day asks for. */
@Injectable()
export class MessageRounds implements BeforeApplicationShutdown {
  private readonly logger = new Logger('Rounds')
  private timer: NodeJS.Timeout | null = null
  private underWay: Promise<void> | null = null

  constructor(
    private readonly clock: Clock,
    private readonly database: Database,
    private readonly commissions: CommissionsService,
    private readonly messages: MessagesService,
    private readonly sender: MessageSender,
  ) {}

  /** Begins, once the service serves. What an earlier run was sending when it was killed is in doubt from here on. */
  begin(): void {
    // The embedded database has one process: nobody else can be sending. Another instance may be, on PostgreSQL.
    this.goRound(this.database.kind === 'sqlite')
    this.timer = setInterval(() => {
      this.goRound(false)
    }, interval)
    this.timer.unref()
  }

  async beforeApplicationShutdown(): Promise<void> {
    if (this.timer) clearInterval(this.timer)
    await this.underWay
  }

  /** One look at what is to be done. */
  async round(allAbandoned = false): Promise<void> {
    await this.sender.settleAbandoned(allAbandoned)
    if (this.isNight()) {
      await this.commissions.openDue()
      await this.sender.sendAll()
    } else {
      await this.messages.daily()
    }
  }

  /** One at a time: with a slow mail server the next look waits for the one after. */
  private goRound(allAbandoned: boolean): void {
    this.underWay ??= this.round(allAbandoned)
      .catch((error: unknown) => {
        this.logger.error(
          'The rounds of returns could not be looked after',
          error instanceof Error ? error.stack : String(error),
        )
      })
      .finally(() => {
        this.underWay = null
      })
  }

  private isNight(): boolean {
    const sinceMidnight = Date.parse(this.clock.now()) - Date.parse(startOfDay(this.clock.today()))
    return sinceMidnight < firstHour * 60 * 60_000
  }
}
