import { Module } from '@nestjs/common'
import { AgenciesModule } from '../agencies/agencies.module.js'
import { PlansService } from './plans.service.js'

@Module({ imports: [AgenciesModule], providers: [PlansService], exports: [PlansService] })
export class PlansModule {}
