import { Module } from '@nestjs/common'
import { AgenciesModule } from '../../../agencies/agencies.module.js'
import { MessagesModule } from '../../../commissions/messages/messages.module.js'
import { RegisterModule } from '../../../register/register.module.js'
import { RegisteredAgenciesController } from './agencies.controller.js'
import { AgencyContactsController } from './contacts.controller.js'

@Module({
  imports: [AgenciesModule, RegisterModule, MessagesModule],
  controllers: [RegisteredAgenciesController, AgencyContactsController],
})
export class RegisteredAgenciesPagesModule {}
