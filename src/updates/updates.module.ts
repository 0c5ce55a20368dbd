import { Module } from '@nestjs/common'
import { ActionsModule } from '../actions/actions.module.js'
import { AgenciesModule } from '../agencies/agencies.module.js'
import { AuditModule } from '../audit/audit.module.js'
import { UpdatesService } from './updates.service.js'

@Module({
  imports: [AuditModule, AgenciesModule, ActionsModule],
  providers: [UpdatesService],
  exports: [UpdatesService],
})
export class UpdatesModule {}
