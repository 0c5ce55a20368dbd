import { Module } from '@nestjs/common'
import { AccountsModule } from '../../../accounts/accounts.module.js'
import { AdministrationController } from '../administration.controller.js'
import { AccountController } from './account.controller.js'
import { AccountPages } from './account.pages.js'
import { AccountsController } from './accounts.controller.js'
import { NewAccountPages } from './new-account.pages.js'

@Module({
  imports: [AccountsModule],
  controllers: [AdministrationController, AccountsController, AccountController],
  providers: [NewAccountPages, AccountPages],
})
export class AccountsPagesModule {}
