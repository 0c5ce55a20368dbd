import { Module } from '@nestjs/common'
import { RegisterModule } from '../../register/register.module.js'
import { FlagDecisionPagesController } from './flag-decisions.controller.js'
import { FlagPagesController } from './flags.controller.js'

/** The assurance rules, what they catch, and what is set aside of it. */
@Module({
  imports: [RegisterModule],
  controllers: [FlagPagesController, FlagDecisionPagesController],
})
export class FlagPagesModule {}
