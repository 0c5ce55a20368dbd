import { Module } from '@nestjs/common'
import { AccountsModule } from '../../accounts/accounts.module.js'
import { RegisterModule } from '../../register/register.module.js'
import { UpdatesModule } from '../../updates/updates.module.js'
import { ActionController } from './action.controller.js'
import { UpdateController } from './update.controller.js'
import { UpdateFileIntake } from './update-file-intake.js'
import { UpdateJourney } from './update-journey.js'

/** The pages of one action. Its routes take any ref: those of the list must be known before them. */
@Module({
  imports: [AccountsModule, UpdatesModule, RegisterModule],
  controllers: [ActionController, UpdateController],
  providers: [UpdateJourney, UpdateFileIntake],
})
export class ActionPagesModule {}
