import { Module } from '@nestjs/common'
import { AccountsModule } from '../accounts/accounts.module.js'
import { UpdatesModule } from '../updates/updates.module.js'
import { ActionLoader } from './action-loader.js'
import { ActionsController } from './actions.controller.js'
import { HistoryService } from './history.service.js'
import { OverviewReadingService } from './overview-reading.service.js'
import { OverviewReader } from './overview-reader.js'
import { OverviewService } from './overview.service.js'
import { PlansController } from './plans.controller.js'
import { ReadingService } from './reading.service.js'
import { ReferenceService } from './reference.service.js'
import { RegisterService } from './register.service.js'
import { StoryService } from './story.service.js'

@Module({
  imports: [AccountsModule, UpdatesModule],
  controllers: [ActionsController, PlansController],
  providers: [
    RegisterService,
    ReferenceService,
    HistoryService,
    ReadingService,
    ActionLoader,
    OverviewReader,
    OverviewService,
    OverviewReadingService,
    StoryService,
  ],
  exports: [
    RegisterService,
    ReferenceService,
    HistoryService,
    ReadingService,
    OverviewService,
    OverviewReadingService,
    StoryService,
  ],
})
export class RegisterModule {}
