import { Module } from '@nestjs/common'
import { AccountsModule } from '../../accounts/accounts.module.js'
import { WebModule } from '../../web/web.module.js'
import { ChoosePasswordController } from './choose-password.controller.js'
import { CodesController } from './codes.controller.js'
import { SignInController } from './sign-in.controller.js'
import { SingleSignOnController } from './single-sign-on.controller.js'

/** Signing in and out, passwords by mail, one-time codes. */
@Module({
  imports: [AccountsModule, WebModule],
  controllers: [SignInController, ChoosePasswordController, SingleSignOnController, CodesController],
})
export class SignInPagesModule {}
