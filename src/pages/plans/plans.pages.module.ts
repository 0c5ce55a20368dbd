import { Module } from '@nestjs/common'
import { ImportsModule } from '../../imports/imports.module.js'
import { RegisterModule } from '../../register/register.module.js'
import { CommitteeFormsModule } from '../../reports/scrutiny/committee-forms.module.js'
import { CommitteeFormPagesController } from './committee-form.controller.js'
import { PlanPagesController } from './plans.controller.js'

/** The pages of plans, their themes and their committee forms. */
@Module({
  imports: [RegisterModule, CommitteeFormsModule, ImportsModule],
  controllers: [PlanPagesController, CommitteeFormPagesController],
})
export class PlansPagesModule {}
