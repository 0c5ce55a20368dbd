import { Module } from '@nestjs/common'
import { AgenciesModule } from '../../../agencies/agencies.module.js'
import { RegisterModule } from '../../../register/register.module.js'
import { RegisteredAgenciesController } from './agencies.controller.js'

@Module({ imports: [AgenciesModule, RegisterModule], controllers: [RegisteredAgenciesController] })
export class RegisteredAgenciesPagesModule {}
