import { Module } from '@nestjs/common'
import { AccountsModule } from '../../accounts/accounts.module.js'
import { AuditModule } from '../../audit/audit.module.js'
import { MailModule } from '../../mail/mail.module.js'
import { CommissionsModule } from '../commissions.module.js'
import { AgencyContacts } from './agency-contacts.js'
import { CalendarFeeds } from './calendar-feeds.js'
import { MessageRounds } from './message-rounds.js'
import { MessageSender } from './message-sender.js'
import { MessageWriter } from './message-writer.js'
import { MessagesReading } from './messages-reading.js'
import { MessagesService } from './messages.service.js'
import { ReturnLinks } from './return-links.js'
import { WaitingReturns } from './waiting-returns.js'

const doors = [
  ...[AgencyContacts, ReturnLinks, MessagesService, MessageSender, MessageRounds, CalendarFeeds],
  WaitingReturns,
]

/** How the round speaks to people: whom it writes to, what it writes, the links it gives out, and a calendar of deadlines. */
@Module({
  imports: [AuditModule, AccountsModule, MailModule, CommissionsModule],
  providers: [...doors, MessageWriter, MessagesReading],
  exports: doors,
})
export class MessagesModule {}
