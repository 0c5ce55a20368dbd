import { Module } from '@nestjs/common'
import { RegisterModule } from '../../register/register.module.js'
import { UpdatesModule } from '../../updates/updates.module.js'
import { CompletionsController } from './completions.controller.js'
import { DateChangesController } from './date-changes.controller.js'

/** What waits for the programme office: completions to verify, new dates to agree. */
@Module({
  imports: [RegisterModule, UpdatesModule],
  controllers: [CompletionsController, DateChangesController],
})
export class CompletionsPagesModule {}
