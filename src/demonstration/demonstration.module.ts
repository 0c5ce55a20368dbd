import { Module } from '@nestjs/common'
import { AccountsModule } from '../accounts/accounts.module.js'
import { AuditModule } from '../audit/audit.module.js'
import { CommissionsModule } from '../commissions/commissions.module.js'
import { MessagesModule } from '../commissions/messages/messages.module.js'
import { RegisterModule } from '../register/register.module.js'
import { ReportsModule } from '../reports/reports.module.js'
import { SeedingModule } from '../seeding/seeding.module.js'
import { UpdatesModule } from '../updates/updates.module.js'
import { Cast } from './cast.service.js'
import { DemonstrationService } from './demonstration.service.js'
import { DemonstrationTime } from './demonstration-time.js'
import { StoryEditions } from './story-editions.service.js'
import { StoryEvents } from './story-events.service.js'
import { StoryReturns } from './story-returns.service.js'
import { StoryRounds } from './story-rounds.service.js'

@Module({
  imports: [
    ...[AuditModule, AccountsModule, UpdatesModule, RegisterModule, SeedingModule],
    ...[CommissionsModule, MessagesModule, ReportsModule],
  ],
  providers: [
    ...[Cast, DemonstrationService, DemonstrationTime],
    ...[StoryEditions, StoryEvents, StoryReturns, StoryRounds],
  ],
  exports: [DemonstrationService],
})
export class DemonstrationModule {}
