import { Module } from '@nestjs/common'
import { UpdatesModule } from '../updates/updates.module.js'
import { ActionLoader } from './action-loader.js'
import { ActionsController } from './actions.controller.js'
import { HistoryService } from './history.service.js'
import { PlansController } from './plans.controller.js'
import { ReferenceService } from './reference.service.js'
import { RegisterService } from './register.service.js'

@Module({
  imports: [UpdatesModule],
  controllers: [ActionsController, PlansController],
  providers: [RegisterService, ReferenceService, HistoryService, ActionLoader],
  exports: [RegisterService, ReferenceService, HistoryService],
})
export class RegisterModule {}
