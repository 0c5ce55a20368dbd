import { Module } from '@nestjs/common'
import { ActionsModule } from '../actions/actions.module.js'
import { AgenciesModule } from '../agencies/agencies.module.js'
import { AuditModule } from '../audit/audit.module.js'
import { PlansModule } from '../plans/plans.module.js'
import { UpdatesModule } from '../updates/updates.module.js'
import { SeedingService } from './seeding.service.js'

@Module({
  imports: [AuditModule, AgenciesModule, PlansModule, ActionsModule, UpdatesModule],
  providers: [SeedingService],
  exports: [SeedingService],
})
export class SeedingModule {}
