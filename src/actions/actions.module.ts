import { Module } from '@nestjs/common'
import { AgenciesModule } from '../agencies/agencies.module.js'
import { ActionsService } from './actions.service.js'

@Module({ imports: [AgenciesModule], providers: [ActionsService], exports: [ActionsService] })
export class ActionsModule {}
