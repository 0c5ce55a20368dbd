import { Module } from '@nestjs/common'
import { AccountsModule } from '../../accounts/accounts.module.js'
import { AuditModule } from '../../audit/audit.module.js'
import { PlansModule } from '../../plans/plans.module.js'
import { CommitteeFormController } from './committee-form.controller.js'
import { CommitteeForms } from './committee-forms.service.js'

/** The committee forms of councils. */
@Module({
  imports: [AccountsModule, AuditModule, PlansModule],
  controllers: [CommitteeFormController],
  providers: [CommitteeForms],
  exports: [CommitteeForms],
})
export class CommitteeFormsModule {}
