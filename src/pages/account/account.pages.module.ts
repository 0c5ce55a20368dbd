import { Module } from '@nestjs/common'
import { AccountsModule } from '../../accounts/accounts.module.js'
import { OwnAccountController } from './own-account.controller.js'
import { PasswordController } from './password.controller.js'
import { TokensController } from './tokens.controller.js'

@Module({
  imports: [AccountsModule],
  controllers: [OwnAccountController, PasswordController, TokensController],
})
export class AccountPagesModule {}
