import { Module } from '@nestjs/common'
import { AccountsModule } from '../accounts/accounts.module.js'
import { ActionsModule } from '../actions/actions.module.js'
import { AgenciesModule } from '../agencies/agencies.module.js'
import { AuditModule } from '../audit/audit.module.js'
import { PlansModule } from '../plans/plans.module.js'
import { UpdatesModule } from '../updates/updates.module.js'
import { FactsCheck } from './checking/facts-check.service.js'
import { ImportStore } from './import-store.js'
import { PlanApproval } from './plan-approval.service.js'
import { PlanDrafts } from './plan-drafts.service.js'
import { PlanImports } from './plan-imports.service.js'
import { RegisteredNames } from './agencies/registered-names.service.js'

/** Plans of councils on their way from a spreadsheet into the register. */
@Module({
  imports: [AccountsModule, ActionsModule, AgenciesModule, AuditModule, PlansModule, UpdatesModule],
  providers: [PlanImports, PlanDrafts, PlanApproval, ImportStore, RegisteredNames, FactsCheck],
  exports: [PlanImports, PlanDrafts, PlanApproval, FactsCheck, RegisteredNames],
})
export class ImportsModule {}
