import { Module } from '@nestjs/common'
import { AccountsModule } from '../../accounts/accounts.module.js'
import { MessagesModule } from '../../commissions/messages/messages.module.js'
import { CalendarFeedController, OwnCalendarController } from './calendar.controller.js'
import { OwnAccountController } from './own-account.controller.js'
import { PasswordController } from './password.controller.js'
import { TokensController } from './tokens.controller.js'

@Module({
  imports: [AccountsModule, MessagesModule],
  controllers: [
    ...[OwnAccountController, PasswordController, TokensController],
    ...[OwnCalendarController, CalendarFeedController],
  ],
})
export class AccountPagesModule {}
