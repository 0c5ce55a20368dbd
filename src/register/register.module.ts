import { Module } from '@nestjs/common'
import { AccountsModule } from '../accounts/accounts.module.js'
import { AuditModule } from '../audit/audit.module.js'
import { UpdatesModule } from '../updates/updates.module.js'
import { ActionLoader } from './action-loader.js'
import { ActionsController } from './actions.controller.js'
import { CompletionsService } from './completions.service.js'
import { DateMovesService } from './date-moves.service.js'
import { FlagSetAsides } from './flag-set-asides.service.js'
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
  imports: [AuditModule, AccountsModule, UpdatesModule],
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
    CompletionsService,
    DateMovesService,
    FlagSetAsides,
  ],
  exports: [
    RegisterService,
    ReferenceService,
    HistoryService,
    ReadingService,
    OverviewService,
    OverviewReadingService,
    StoryService,
    CompletionsService,
    DateMovesService,
    FlagSetAsides,
  ],
})
export class RegisterModule {}
