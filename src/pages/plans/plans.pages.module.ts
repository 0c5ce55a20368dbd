import { Module } from '@nestjs/common'
import { RegisterModule } from '../../register/register.module.js'
import { PlanPagesController } from './plans.controller.js'

/** The pages of plans and their themes. */
@Module({ imports: [RegisterModule], controllers: [PlanPagesController] })
export class PlansPagesModule {}
