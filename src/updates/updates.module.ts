import { Module } from '@nestjs/common'
import { AccountsModule } from '../accounts/accounts.module.js'
import { ActionsModule } from '../actions/actions.module.js'
import { AgenciesModule } from '../agencies/agencies.module.js'
import { AuditModule } from '../audit/audit.module.js'
import { DateChanges } from './date-changes.service.js'
import { EvidenceFiles } from './evidence-files.service.js'
import { EvidenceFolder } from './evidence-files.folder.js'
import { UpdateDrafts } from './update-drafts.service.js'
import { UpdateRules } from './update-rules.js'
import { UpdatesService } from './updates.service.js'

@Module({
  imports: [AuditModule, AccountsModule, AgenciesModule, ActionsModule],
  providers: [UpdatesService, UpdateRules, DateChanges, UpdateDrafts, EvidenceFiles, EvidenceFolder],
  exports: [UpdatesService, DateChanges, UpdateDrafts, EvidenceFiles],
})
export class UpdatesModule {}
