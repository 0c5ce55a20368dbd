import { Module } from '@nestjs/common'
import { AccountsModule } from '../accounts/accounts.module.js'
import { AgenciesModule } from '../agencies/agencies.module.js'
import { AuditModule } from '../audit/audit.module.js'
import { RecommendationsController } from './recommendations.controller.js'
import { RecommendationsService } from './recommendations.service.js'

/** What scrutiny panels have recommended of a plan, and what became of it. */
@Module({
  imports: [AuditModule, AccountsModule, AgenciesModule],
  controllers: [RecommendationsController],
  providers: [RecommendationsService],
  exports: [RecommendationsService],
})
export class RecommendationsModule {}
